// A person's own data: their requests, the copy, the marks, and the way to erasure.

import { privacy } from "@api/privacy"
import "../setup/privacy/privacy.css"
import type { MarkKind, Named, PersonMark } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useLocale, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { personQuery } from "../../kit/queries"
import { Switch } from "../../kit/Switch"
import { toastFailure } from "../../kit/useUndo"
import { NewRequest } from "../setup/privacy/NewRequest"
import { privacyPhrases } from "../setup/privacy/phrases"
import { Due } from "../setup/privacy/Requests"
import { EraseDialog } from "./EraseDialog"
import { privacyPersonPhrases } from "./privacyPhrases"

const KINDS: readonly MarkKind[] = ["restricted", "no_profiling", "hold"]

export function PersonPrivacy({ person, onClose }: { person: Named; onClose: () => void }) {
  const t = usePhrases(privacyPersonPhrases)
  const state = usePhrases(statePhrases)
  const setup = usePhrases(privacyPhrases)
  const format = useFormat()
  const locale = useLocale()
  const held = useQuery({ queryKey: ["privacy", "person", person.id], queryFn: () => privacy.person(person.id) })
  const [next, setNext] = useState<"request" | "erase" | null>(null)
  const back = () => setNext(null)
  if (next === "request") return <NewRequest person={person} onClose={back} onMade={back} />
  if (next === "erase") return <EraseDialog person={person} onClose={back} />
  return (
    <Dialog still title={`${t("title")} · ${person.name}`} closeLabel={state("close")} onClose={onClose}>
      {held.isPending ? (
        <SkeletonRows rows={5} />
      ) : held.isError ? (
        <Failed error={held.error} retry={() => void held.refetch()} />
      ) : (
        <div className="person-privacy">
          <section>
            <h3>{t("requests")}</h3>
            {held.data.requests.length === 0 ? (
              <p className="small quiet">{t("noRequests")}</p>
            ) : (
              <ul className="setup-list">
                {held.data.requests.map((one) => (
                  <li key={one.id} className="setup-row">
                    <Link to="/settings/privacy" search={{ request: one.id }} className="setup-open">
                      <span className="medium">{setup(`kind.${one.kind}`)}</span>
                      <span className="small quiet">
                        {setup("camePer", { date: format.shortDate(one.came_at), way: setup(`way.${one.came_by}`) })}
                      </span>
                    </Link>
                    <span className="privacy-due">
                      <Due of={one} />
                    </span>
                  </li>
                ))}
              </ul>
            )}
            <div className="privacy-acts" style={{ marginTop: 8 }}>
              <Button small icon="plus" onClick={() => setNext("request")}>
                {t("newRequest")}
              </Button>
            </div>
          </section>
          <section>
            <h3>{t("copy")}</h3>
            <p className="small quiet">{t("copyText")}</p>
            <div className="privacy-acts" style={{ marginTop: 8 }}>
              <a className="button is-small" href={privacy.copyUrl(person.id, locale)} download>
                <Icon name="download" size={14} />
                {t("download")}
              </a>
            </div>
          </section>
          <section>
            <h3>{t("marks")}</h3>
            {KINDS.map((kind) => (
              <MarkLine
                key={kind}
                person={person.id}
                kind={kind}
                mark={held.data.marks.find((one) => one.kind === kind)}
              />
            ))}
          </section>
          <section>
            <h3>{t("erase")}</h3>
            <p className="small quiet">{t("eraseText")}</p>
            <div className="privacy-acts" style={{ marginTop: 8 }}>
              <Button small look="danger" icon="trash" onClick={() => setNext("erase")}>
                {t("look")}
              </Button>
            </div>
          </section>
        </div>
      )}
    </Dialog>
  )
}

interface MarkLineProps {
  person: string
  kind: MarkKind
  mark: PersonMark | undefined
}

function MarkLine({ person, kind, mark }: MarkLineProps) {
  const t = usePhrases(privacyPersonPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const id = useId()
  const [why, setWhy] = useState<string | null>(null)
  const turn = useMutation({
    mutationFn: (reason: string | null) =>
      reason === null ? privacy.unmark(person, kind) : privacy.mark(person, kind, reason),
    onSuccess: async (now) => {
      setWhy(null)
      cache.setQueryData(["privacy", "person", person], now)
      await cache.invalidateQueries({ queryKey: personQuery(person).queryKey })
    },
    onError: toastFailure,
  })
  return (
    <div className="mark-line">
      <div className="stack">
        <span className="medium" id={id}>
          {t(`mark.${kind}`)}
        </span>
        <span className="small quiet">{t(`mark.${kind}.text`)}</span>
        {mark?.by && (
          <span className="small quiet">
            {t("since", { by: mark.by.name, date: format.date(mark.at) })}
            {mark.reason && ` · ${mark.reason}`}
          </span>
        )}
        {why !== null && (
          <form
            className="stack"
            style={{ gap: 8, marginTop: 8 }}
            onSubmit={(event) => {
              event.preventDefault()
              if (why.trim() !== "") turn.mutate(why.trim())
            }}
          >
            <input
              className="input"
              aria-label={t("holdReason")}
              placeholder={t("holdReason")}
              maxLength={300}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
            <span className="privacy-acts">
              <Button small onClick={() => setWhy(null)}>
                {state("cancel")}
              </Button>
              <Button small look="primary" type="submit" disabled={why.trim() === "" || turn.isPending}>
                {t("putHold")}
              </Button>
            </span>
          </form>
        )}
      </div>
      <Switch
        on={mark !== undefined}
        labelledBy={id}
        disabled={turn.isPending}
        onTurn={(on) => {
          // A hold without a reason is one that nobody will ever lift.
          if (on && kind === "hold") setWhy("")
          else turn.mutate(on ? "" : null)
        }}
      />
    </div>
  )
}
