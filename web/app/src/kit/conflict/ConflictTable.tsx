// Somebody else changed the same values: what I saw, mine and theirs side by side, and a choice for each.

import "./conflict.css"
import type { Field, Moved } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { sourceLabel, useWords } from "../words"
import { conflictPhrases } from "./phrases"
import type { SetAct } from "./resolve"
import { useFieldWordsOf } from "./useFieldWordsOf"

export type Side = "mine" | "theirs"

interface ConflictTableProps {
  act: SetAct
  conflicts: Moved[]
  fields: Field[]
  chosen: Record<string, Side>
  onChoose: (chosen: Record<string, Side>) => void
}

export function ConflictTable({ act, conflicts, fields, chosen, onChoose }: ConflictTableProps) {
  const t = usePhrases(conflictPhrases)
  const format = useFormat()
  const words = useWords()
  const id = useId()
  const { label, text } = useFieldWordsOf(fields)
  const who = ({ by, at }: Moved) =>
    by && at ? t("theirsBy", { name: sourceLabel(words, by), when: format.ago(at) }) : t("cleared")
  const side = (moved: Moved, which: Side, value: string, note?: string) => (
    <td data-side={t(which)}>
      <label className={chosen[moved.field] === which ? "conflict-side is-chosen" : "conflict-side"}>
        <input
          type="radio"
          name={`${id} ${moved.field}`}
          checked={chosen[moved.field] === which}
          aria-label={`${t("choose", { field: label(moved.field), side: t(which) })} ${value || t("empty")}`}
          onChange={() => onChoose({ ...chosen, [moved.field]: which })}
        />
        <span className="stack grow">
          <span>{value || t("empty")}</span>
          {note && <span className="small quiet">{note}</span>}
        </span>
      </label>
    </td>
  )
  return (
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
  )
}
