// One waiting change: whom it concerns, what it says, how it stands, and what can be done about it.

import { Failure } from "@api/client"
import type { Field, Named } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { isLocal } from "../../kit/device/kept"
import { nowKnownAs, putWaiting, removeWaiting, type Waiting } from "../../kit/device/waiting"
import { identityLabel, useWords } from "../../kit/words"
import { Conflict } from "./Conflict"
import { waitingPhrases } from "./phrases"
import { useChangeText } from "./useChangeText"

const ICONS: Record<string, IconName> = {
  set: "edit",
  tags: "tag",
  create: "plus",
  note: "note",
  call: "phone",
  visit: "shop",
}
const TONES = { waiting: "is-waiting", conflict: "is-bad", refused: "is-bad", unsure: "is-waiting" } as const

const kindOf = ({ act }: Waiting) => (act.kind === "record" ? act.interaction.kind : act.kind)

/** Whose number it is, if that is why a new person was not taken. */
function takenBy({ act, problem }: Waiting): Named | null {
  const person = act.kind === "create" && problem?.code === "duplicate" ? problem.detail?.person : undefined
  if (typeof person !== "object" || person === null || !("id" in person)) return null
  return { id: String(person.id), name: "name" in person ? String(person.name) : String(person.id) }
}

interface ChangeProps {
  row: Waiting
  /** Whether an earlier one must be decided first. */
  held: boolean
  fields: Field[]
}

export function Change({ row, held, fields }: ChangeProps) {
  const t = usePhrases(waitingPhrases)
  const format = useFormat()
  const words = useWords()
  const state = usePhrases(statePhrases)
  const lines = useChangeText(fields)(row)
  const kind = kindOf(row)
  const name = row.name || "—"
  const taken = takenBy(row)
  const discard = async () => {
    await removeWaiting(row.seq)
    toast({ text: t("discarded"), action: { label: t("undo"), run: () => void putWaiting(row) } })
  }
  const retry = () => void putWaiting({ ...row, state: "waiting", tried: undefined, problem: undefined })
  return (
    <article className="card change-card" aria-label={`${t.maybe(`act.${kind}`) ?? t("act.record")} ${name}`}>
      <header className="row">
        <Icon name={ICONS[kind] ?? "note"} />
        <span className="grow">
          <Link to="/people/$id" params={{ id: row.person }} className="strong waiting-name">
            {name}
          </Link>
          <span className="small quiet">
            {t.maybe(`act.${kind}`) ?? t("act.record")} · {format.ago(row.at)}
          </span>
        </span>
        <span className={`tag ${TONES[row.state]}`}>{held ? t("held") : t(`state.${row.state}`)}</span>
      </header>
      {row.act.kind === "create" && Array.isArray(row.act.fields.identities) && (
        <p className="soft">
          {row.act.fields.identities.map((one) => `${identityLabel(words, one.kind)} ${one.value}`).join(" · ")}
        </p>
      )}
      {row.state !== "conflict" && lines.map((line) => <p key={line}>{line}</p>)}
      {row.state === "refused" && row.problem && (
        <p className="bad" role="alert">
          {taken ? t("taken", { name: taken.name }) : new Failure(row.problem).message}
          {row.problem.request_id && (
            <span className="small quiet"> {state("request", { id: row.problem.request_id })}</span>
          )}
        </p>
      )}
      {row.state === "unsure" && <p className="soft">{t("unsureText")}</p>}
      {row.state === "conflict" ? (
        <Conflict row={row} fields={fields} onDiscard={() => void discard()} />
      ) : (
        <footer className="row is-wrap">
          {taken && isLocal(row.person) && (
            <Button
              look="primary"
              onClick={async () => {
                await nowKnownAs(row.person, taken.id, row.seq)
                toast({ text: t("merged", { name: taken.name }) })
              }}
            >
              {t("useTaken", { name: taken.name })}
            </Button>
          )}
          {(row.state === "refused" || row.state === "unsure") && !taken && (
            <Button onClick={retry}>{t("retry")}</Button>
          )}
          <Button look="danger" onClick={() => void discard()}>
            {t("discard")}
          </Button>
        </footer>
      )}
    </article>
  )
}
