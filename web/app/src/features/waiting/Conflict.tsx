// Somebody else changed the same values: what I saw, mine and theirs side by side, and a choice for each.

import type { Field, Moved } from "@api/contract"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { randomKey } from "../../kit/device/store"
import { putWaiting, removeWaiting, type Waiting } from "../../kit/device/waiting"
import { sourceLabel, useWords } from "../../kit/words"
import { waitingPhrases } from "./phrases"
import { decided } from "./resolve"
import { useFieldWordsOf } from "./useChangeText"

type Side = "mine" | "theirs"

interface ConflictProps {
  row: Waiting
  fields: Field[]
  onDiscard: () => void
}

export function Conflict({ row, fields, onDiscard }: ConflictProps) {
  const t = usePhrases(waitingPhrases)
  const format = useFormat()
  const words = useWords()
  const { label, text } = useFieldWordsOf(fields)
  const [chosen, setChosen] = useState<Record<string, Side>>({})
  const { act, conflicts = [] } = row
  if (act.kind !== "set") return null
  const open = conflicts.filter(({ field }) => chosen[field] === undefined)
  const resolve = async (choice: Record<string, Side>) => {
    const next = decided(act, conflicts, choice)
    if (next) {
      const { problem: _, conflicts: __, ...rest } = row
      // Another change than the one refused, so another key.
      await putWaiting({ ...rest, act: next, key: randomKey(), state: "waiting", tried: undefined })
      toast({ text: t("resolved") })
    } else {
      await removeWaiting(row.seq)
      toast({ text: t("theirsKept") })
    }
  }
  const who = ({ by, at }: Moved) =>
    by && at ? t("theirsBy", { name: sourceLabel(words, by), when: format.ago(at) }) : t("cleared")
  const side = (moved: Moved, which: Side, value: string, note?: string) => (
    <td data-side={t(which)}>
      <label className={chosen[moved.field] === which ? "conflict-side is-chosen" : "conflict-side"}>
        <input
          type="radio"
          name={`${row.seq} ${moved.field}`}
          checked={chosen[moved.field] === which}
          aria-label={`${t("choose", { field: label(moved.field), side: t(which) })} ${value || t("empty")}`}
          onChange={() => setChosen({ ...chosen, [moved.field]: which })}
        />
        <span className="stack grow">
          <span>{value || t("empty")}</span>
          {note && <span className="small quiet">{note}</span>}
        </span>
      </label>
    </td>
  )
  return (
    <>
      <p className="soft">{t("conflictText")}</p>
      <table className="conflict">
        <thead>
          <tr>
            <th scope="col">{t("field")}</th>
            <th scope="col">{t("before")}</th>
            <th scope="col">{t("mine")}</th>
            <th scope="col">{t("theirs")}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map((moved) => (
            <tr key={moved.field}>
              <th scope="row">{label(moved.field)}</th>
              <td data-side={t("before")}>
                <span className="conflict-side soft">
                  {text(moved.field, moved.was, act.shown[moved.field]?.was) || t("empty")}
                </span>
              </td>
              {side(moved, "mine", text(moved.field, act.set[moved.field], act.shown[moved.field]?.mine))}
              {side(moved, "theirs", text(moved.field, moved.now, moved.display), who(moved))}
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="row is-wrap">
        <Button look="primary" disabled={open.length > 0} onClick={() => void resolve(chosen)}>
          {t("resolve")}
        </Button>
        <Button
          onClick={() => void resolve(Object.fromEntries(conflicts.map(({ field }) => [field, "theirs" as const])))}
        >
          {t("dropAll")}
        </Button>
        {/* Where all of it is in conflict, to discard mine is to take theirs. */}
        {Object.keys(act.set).length > conflicts.length && (
          <Button look="danger" onClick={onDiscard}>
            {t("discard")}
          </Button>
        )}
      </footer>
    </>
  )
}
