// A person beside whatever is on screen: who, how to reach them, what happened lately. The list stays.

import "../../kit/sidePanel.css"
import "./person.css"
import type { Person } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import { useMemo } from "react"
import { aboutPerson } from "../../kit/activities/about"
import { TodoSection } from "../../kit/activities/TodoSection"
import { ListSteps } from "../../kit/ListSteps"
import { type PeopleSearch, peopleQuery } from "../../kit/peopleQuery"
import { personQuery } from "../../kit/queries"
import { useCan } from "../../kit/session"
import { Discussion } from "../../kit/talk/Discussion"
import { usePage } from "../../kit/usePage"
import { BlockView } from "./Blocks"
import { ContactWays } from "./ContactWays"
import { OrderSummary, Proposals } from "./Matters"
import { Now } from "./Now"
import { knownSince, PersonMarks, useSpan } from "./PortraitHead"
import { personPhrases } from "./phrases"
import { repeatedOrders, tellStory } from "./story"
import { usePersonActions } from "./usePersonActions"
import { useTimeline } from "./useTimeline"

export function SidePanel({ id }: { id: string }) {
  const t = usePhrases(personPhrases)
  const navigate = useNavigate()
  const person = useQuery(personQuery(id))
  const close = () => void navigate({ to: ".", search: (now) => ({ ...now, panel: undefined }), replace: true })
  useKeys({ Escape: close })
  // Beside the list of people, in its plain order, the panel steps through it.
  const { filter, q, sort, board, calendar, groups, map } = useSearch({ strict: false })
  const list = { filter, q, sort }
  const inList = useLocation().pathname === "/people" && !board && !calendar && !groups && !map
  return (
    <aside className="side-panel" aria-label={person.data?.name ?? t("portrait")}>
      <div className="side-head row">
        {person.data ? (
          <>
            <Avatar id={person.data.id} initial={person.data.initial} size={36} />
            <PanelName person={person.data} list={inList ? list : {}} />
          </>
        ) : (
          <Skeleton width={160} height={20} />
        )}
        <span className="end" />
        {inList && (
          <ListSteps
            options={peopleQuery(list)}
            wanted={false}
            idOf={(row) => row.id}
            id={id}
            onStep={(row) => void navigate({ to: ".", search: (now) => ({ ...now, panel: row.id }), replace: true })}
          />
        )}
        <Link
          to="/people/$id"
          params={{ id }}
          search={inList ? list : {}}
          className="icon-button"
          aria-label={t("fullPage")}
          title={t("fullPage")}
        >
          <Icon name="out" />
        </Link>
        <IconButton icon="close" label={t("close")} onClick={close} />
      </div>
      {person.isError && <Failed error={person.error} retry={() => void person.refetch()} />}
      {person.data && <PanelBody person={person.data} />}
    </aside>
  )
}

function PanelName({ person, list }: { person: Person; list: PeopleSearch }) {
  const t = usePhrases(personPhrases)
  const span = useSpan()
  const { city } = person.row
  const from = knownSince(person)
  return (
    <span className="stack grow">
      <Link to="/people/$id" params={{ id: person.id }} search={list} className="side-name cut">
        {person.name || "—"}
      </Link>
      <span className="small quiet cut">
        {[city, from && t("since", { span: span(from) })].filter(Boolean).join(" · ")}
      </span>
    </span>
  )
}

function PanelBody({ person }: { person: Person }) {
  const t = usePhrases(personPhrases)
  const format = useFormat()
  const navigate = useNavigate()
  const mayEdit = useCan("person.edit")
  const actions = usePersonActions(person)
  const duplicates = usePage("/duplicates")
  const timeline = useTimeline(person.id, {})
  const days = useMemo(() => tellStory(timeline.items.slice(0, 20), format.day).reverse(), [timeline.items, format.day])
  const repeated = useMemo(() => repeatedOrders(timeline.items), [timeline.items])
  const openGroup = (group: string) =>
    void navigate({ to: "/people/$id", params: { id: person.id }, search: group === "all" ? {} : { group } })
  return (
    <div
      className="side-body scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
    >
      <div className="side-marks">
        <PersonMarks person={person} />
      </div>
      <Now person={person} items={timeline.items} onGroup={openGroup} />
      <TodoSection record={person.id} about={aboutPerson(person)} className="matter" />
      <Proposals person={person} onReview={duplicates && (() => duplicates(`?person=${person.id}`))} />
      <ContactWays person={person} mayEdit={mayEdit} {...actions} />
      <OrderSummary person={person} mayEdit={mayEdit} onOpen={() => openGroup("order")} />
      <Discussion className="matter" record={person.id} />
      <section className="matter" aria-label={t("timeline")}>
        <h2 className="section-head">{t("recent")}</h2>
        {timeline.query.isPending && <Skeleton height={64} />}
        {timeline.items.length === 0 && !timeline.query.isPending && (
          <p className="small quiet">{t("emptyTimeline")}</p>
        )}
        <ol className="side-story">
          {days.map((day) => (
            <li key={day.day}>
              <div className="small quiet side-day">
                {format.shortDate(day.at)} {format.weekday(day.at)}
              </div>
              <ol>
                {[...day.blocks].reverse().map((block) => (
                  <BlockView
                    key={block.key}
                    block={block}
                    name={person.name}
                    repeated={repeated}
                    fresh={timeline.fresh}
                    onUndo={actions.onUndo}
                  />
                ))}
              </ol>
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}
