// What is expected of a person, and what they may need. In: two questions of their own. Out: needs put away, a note begun.

import "./worth.css"
import { api } from "@api/client"
import type { Need, Person, PersonWorth } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Skeleton } from "@ui/States"
import { type ReactNode, useState } from "react"
import { NEED_ICONS, percentOf, titleOf } from "../../kit/needs/evidence"
import { GuessTag } from "../../kit/needs/GuessTag"
import { NeedWhy } from "../../kit/needs/NeedWhy"
import { needPhrases } from "../../kit/needs/phrases"
import { needsOf, useDecide } from "../../kit/needs/useDecide"
import { useNeedDeal } from "../../kit/needs/useNeedDeal"
import { useCan } from "../../kit/session"
import { ClassTag, Meter, useFarOff } from "../../kit/worth/marks"
import { worthPhrases } from "./worthPhrases"

interface WorthCardProps {
  person: Person
  /** Finds words on the timeline. */
  onFind: (find: string) => void
  /** Begins a note with these words; without it nothing is written here. */
  onNote: ((text: string) => void) | undefined
}

export function WorthCard({ person, onFind, onNote }: WorthCardProps) {
  const t = usePhrases(worthPhrases)
  const mayEdit = useCan("person.edit") && person.deleted_at === null
  const worth = useQuery({ queryKey: ["person", person.id, "worth"], queryFn: () => api.worth.of(person.id) })
  const needs = useQuery({ queryKey: needsOf(person.id), queryFn: () => api.needs.of(person.id) })
  const failed = worth.isError ? worth : needs.isError ? needs : null
  if (failed)
    return (
      <section className="matter">
        <h2 className="section-head">{t("title")}</h2>
        <p className="row small quiet" role="alert">
          <span className="grow">{t("failed")}</span>
          <Button small onClick={() => void failed.refetch()}>
            {t("again")}
          </Button>
        </p>
      </section>
    )
  return (
    <section className="matter worth">
      <h2 className="section-head">
        {t("title")}
        {worth.data?.class && (
          <span className="end">
            <ClassTag name={worth.data.class} full />
          </span>
        )}
      </h2>
      {worth.data ? <Expected worth={worth.data} /> : <WorthSkeleton />}
      {needs.data && (
        <Needs
          needs={needs.data}
          person={person}
          known={worth.data?.unknown !== "off" && worth.data?.unknown !== "no_profile"}
          mayEdit={mayEdit}
          onFind={onFind}
          onNote={onNote}
        />
      )}
    </section>
  )
}

function WorthSkeleton() {
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Skeleton width={120} height={28} />
      <Skeleton width="90%" />
      <Skeleton width="70%" />
    </div>
  )
}

function Expected({ worth }: { worth: PersonWorth }) {
  const t = usePhrases(worthPhrases)
  const format = useFormat()
  const farOff = useFarOff()
  const mayRule = useCan("users")
  const [open, setOpen] = useState(false)
  const setUp = mayRule && (
    <Link to="/settings/worth" className="link is-said">
      {t("setUp")}
    </Link>
  )
  if (worth.unknown)
    return (
      <p className="small quiet">
        {t(`unknown.${worth.unknown}`)} {(worth.unknown === "off" || worth.unknown === "few_orders") && setUp}
      </p>
    )
  const late = worth.next_at !== null && format.daysAgo(worth.next_at) > 0
  const orders = worth.orders < 10 ? Math.round(worth.orders * 10) / 10 : Math.round(worth.orders)
  return (
    <>
      <div className="row worth-lead">
        <span className="stack grow">
          <span className="small quiet">{t("within", { n: worth.months })}</span>
          <span className="worth-figure">{format.money(worth.amount, worth.currency, true)}</span>
        </span>
        <button type="button" className="why" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("why")}
        </button>
      </div>
      <p className="small quiet">
        {t("soMany", { n: format.number(orders), spend: format.money(worth.spend, worth.currency, true) })}
      </p>
      {open && (
        <div className="reasons">
          {worth.last_at && <div>{t("fromDays", { n: worth.days, last: format.date(worth.last_at) })}</div>}
          <div>{t("fromModel")}</div>
          {setUp}
        </div>
      )}
      <dl className="worth-facts">
        <div>
          <dt>{t("active")}</dt>
          <dd className="row">
            <Meter percent={worth.active * 100} />
            <span className={worth.active < 0.5 ? "waiting medium" : "medium"}>{percentOf(worth.active)}</span>
          </dd>
        </div>
        {worth.rhythm !== null && (
          <div>
            <dt>{t("rhythm")}</dt>
            <dd>{t("every", { n: Math.round(worth.rhythm) })}</dd>
          </div>
        )}
        {worth.next_at && (
          <div>
            <dt>{t("next")}</dt>
            <dd className={late ? "waiting" : undefined} title={format.date(worth.next_at)}>
              {format.shortDate(worth.next_at)} · {farOff(worth.next_at)}
            </dd>
          </div>
        )}
      </dl>
    </>
  )
}

interface NeedsProps {
  needs: Need[]
  person: Person
  /** Whether needs are looked for at all. */
  known: boolean
  mayEdit: boolean
  onFind: (find: string) => void
  onNote: ((text: string) => void) | undefined
}

function Needs({ needs, person, known, mayEdit, onFind, onNote }: NeedsProps) {
  const t = usePhrases(worthPhrases)
  const { dismiss, reopen } = useDecide()
  const { makeDeal, making } = useNeedDeal()
  const open = needs.filter((need) => need.state === "open")
  const earlier = needs.filter((need) => need.state !== "open")
  const said = (find: string, text: ReactNode) => <SaidLink find={find} text={text} onFind={onFind} />
  if (needs.length === 0 && !known) return null
  return (
    <>
      <h3 className="row worth-needs-head">
        <span className="medium">{t("needs")}</span>
        {open.length > 0 && <GuessTag />}
      </h3>
      {open.length === 0 && <p className="small quiet">{t("noNeeds")}</p>}
      <ul className="needs">
        {open.map((need) => (
          <OpenNeed
            key={need.id}
            need={need}
            said={said}
            onNote={onNote}
            onDeal={mayEdit && !making ? () => makeDeal({ need, person }) : undefined}
            onDismiss={mayEdit ? () => dismiss(need) : undefined}
          />
        ))}
      </ul>
      {earlier.length > 0 && (
        <details className="needs-earlier">
          <summary className="small quiet">{t("earlier", { n: earlier.length })}</summary>
          <ul className="needs">
            {earlier.map((need) => (
              <EarlierNeed key={need.id} need={need} onReopen={mayEdit ? () => reopen(need) : undefined} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function SaidLink({ find, text, onFind }: { find: string; text: ReactNode; onFind: (find: string) => void }) {
  const t = usePhrases(needPhrases)
  return (
    <button type="button" className="link need-said" title={t("findIt")} onClick={() => onFind(find)}>
      {text}
    </button>
  )
}

interface OpenNeedProps {
  need: Need
  said: (find: string, text: ReactNode) => ReactNode
  onNote: ((text: string) => void) | undefined
  onDeal: (() => void) | undefined
  onDismiss: (() => void) | undefined
}

function OpenNeed({ need, said, onNote, onDeal, onDismiss }: OpenNeedProps) {
  const t = usePhrases(needPhrases)
  const format = useFormat()
  const farOff = useFarOff()
  const late = need.due_at !== null && format.daysAgo(need.due_at) >= 0
  const what = titleOf(need, t)
  return (
    <li className="need">
      <span className="need-icon" title={t(`kind.${need.kind}`)}>
        <Icon name={NEED_ICONS[need.kind]} size={14} />
      </span>
      <div className="stack grow">
        <span className="row">
          <span className="medium need-what grow">{what}</span>
          <span className="small quiet nowrap" title={t("guessWhy")}>
            {t("sure", { percent: percentOf(need.score) })}
          </span>
        </span>
        <p className="small soft need-why">
          <span className="hidden-visually">{t(`kind.${need.kind}`)} </span>
          <NeedWhy need={need} said={said} />
        </p>
        {need.due_at && (
          <p className={late ? "small waiting" : "small quiet"}>
            {t("due", { day: format.shortDate(need.due_at), far: farOff(need.due_at) })}
          </p>
        )}
        <div className="row need-acts">
          {onNote && (
            <Button
              small
              icon="note"
              aria-label={t("noteOf", { what })}
              onClick={() => onNote(t("draft", { what: need.what || what }))}
            >
              {t("note")}
            </Button>
          )}
          {onDeal && (
            <Button small icon="deal" aria-label={t("dealOf", { what })} onClick={onDeal}>
              {t("deal")}
            </Button>
          )}
          {onDismiss && (
            <Button small look="plain" aria-label={t("dismissOf", { what })} onClick={onDismiss}>
              {t("dismiss")}
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}

function EarlierNeed({ need, onReopen }: { need: Need; onReopen: (() => void) | undefined }) {
  const t = usePhrases(needPhrases)
  const inCard = usePhrases(worthPhrases)
  const format = useFormat()
  const what = t(`state.${need.state}`)
  const day = need.decided_at ? format.shortDate(need.decided_at) : ""
  return (
    <li className="need is-earlier">
      <span className="need-icon">
        <Icon name={need.state === "met" ? "check" : NEED_ICONS[need.kind]} size={14} />
      </span>
      <div className="stack grow">
        <span className="soft need-what">{need.what || t(`kind.${need.kind}`)}</span>
        <span className="small quiet">
          {!day
            ? what
            : need.decided_by
              ? inCard("decidedBy", { what, day, name: need.decided_by.name })
              : inCard("decided", { what, day })}
        </span>
      </div>
      {need.state === "dismissed" && onReopen && (
        <Button
          small
          look="plain"
          aria-label={t("reopenOf", { what: need.what || t(`kind.${need.kind}`) })}
          onClick={onReopen}
        >
          {t("reopen")}
        </Button>
      )}
    </li>
  )
}
