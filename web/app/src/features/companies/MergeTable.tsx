// Two companies field by field: what each holds, what the one that stays will hold, and a choice where they differ.
// It looks as the choice between mine and theirs does.

import "../../kit/conflict/conflict.css"
import type { Company, Field } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { useShown } from "../../kit/portrait/ValueRow"
import { fieldLabel, useWords } from "../../kit/words"
import { mergePhrases } from "./mergePhrases"
import { mergeRows, peopleTogether, sourceOf, tagsTogether } from "./merging"

interface MergeTableProps {
  /** The two, in the order in which they stand side by side. */
  companies: [Company, Company]
  fields: Field[]
  /** Which of the two stays. */
  kept: number
  /** From which of the two the value of a field was chosen. */
  chosen: Record<string, number>
  onChoose: (key: string, from: number) => void
}

export function MergeTable({ companies, fields, kept, chosen, onChoose }: MergeTableProps) {
  const t = usePhrases(mergePhrases)
  const words = useWords()
  const format = useFormat()
  const id = useId()
  const shown = useShown()
  const [a, b] = companies
  const [keep, other] = kept === 0 ? [a, b] : [b, a]
  const names = companies.map(({ row }, at) => (at === kept ? t("kept", { name: row.name }) : row.name))
  const together = peopleTogether(a, b)
  const people = format.number(together.n)
  return (
    <table className="conflict is-pair">
      <thead>
        <tr>
          <th scope="col">{t("field")}</th>
          <th scope="col">{names[0]}</th>
          <th scope="col">{names[1]}</th>
          <th scope="col">{t("result")}</th>
        </tr>
      </thead>
      <tbody>
        {mergeRows(companies).map((row) => {
          const label = fieldLabel(
            words,
            { key: row.key, label: row.held.find(Boolean)?.label ?? undefined },
            "company",
          )
          const field = fields.find((one) => one.key === row.key)
          // As their pages show them.
          const values = row.held.map((value) => value && shown(value, field))
          const from = sourceOf(row, kept, chosen)
          const open = row.differs && field?.editable === true
          return row.alike ? (
            <Alike key={row.key} label={label} value={values[0]} />
          ) : (
            <tr key={row.key}>
              <th scope="row">{label}</th>
              {values.map((value, at) =>
                open ? (
                  <Choice
                    key={companies[at]?.row.id}
                    group={`${id} ${row.key}`}
                    label={label}
                    side={names[at]}
                    value={value}
                    chosen={from === at}
                    onChoose={() => onChoose(row.key, at)}
                  />
                ) : (
                  <Held key={companies[at]?.row.id} side={names[at]} value={value} />
                ),
              )}
              <Result
                value={values[from]}
                note={!row.differs && from !== kept ? t("filled", { name: other.row.name }) : undefined}
              />
            </tr>
          )
        })}
        {[a, b].some(({ row }) => row.tags.length > 0) && (
          <tr>
            <th scope="row">{words("field.tags")}</th>
            {companies.map(({ row }, at) => (
              <Held key={row.id} side={names[at]} value={row.tags.join(" · ")} />
            ))}
            <Result value={tagsTogether(keep, other).join(" · ")} note={t("joined")} />
          </tr>
        )}
        <tr>
          <th scope="row">{words("field.people_count")}</th>
          {companies.map(({ row }, at) => (
            <Held key={row.id} side={names[at]} value={format.number(row.people_count)} />
          ))}
          <Result value={together.atMost ? t("atMost", { n: people }) : people} note={t("joined")} />
        </tr>
      </tbody>
    </table>
  )
}

function Alike({ label, value }: { label: string; value: string | undefined }) {
  const t = usePhrases(mergePhrases)
  return (
    <tr>
      <th scope="row">{label}</th>
      <td colSpan={3}>
        <span className="conflict-side soft">
          <span className="grow">{value}</span>
          <span className="small quiet">{t("alike")}</span>
        </span>
      </td>
    </tr>
  )
}

function Held({ side, value }: { side: string | undefined; value: string | undefined }) {
  const t = usePhrases(mergePhrases)
  return (
    <td data-side={side}>
      <span className="conflict-side soft">{value || <span className="quiet">{t("empty")}</span>}</span>
    </td>
  )
}

function Result({ value, note }: { value: string | undefined; note: string | undefined }) {
  const t = usePhrases(mergePhrases)
  return (
    <td data-side={t("result")}>
      <span className="conflict-side">
        <span className="stack grow">
          <span className="strong">{value}</span>
          {note && <span className="small quiet">{note}</span>}
        </span>
      </span>
    </td>
  )
}

interface ChoiceProps {
  /** Under which the two of a field are one choice. */
  group: string
  label: string
  side: string | undefined
  value: string | undefined
  chosen: boolean
  onChoose: () => void
}

function Choice({ group, label, side, value, chosen, onChoose }: ChoiceProps) {
  return (
    <td data-side={side}>
      <label className={chosen ? "conflict-side is-chosen" : "conflict-side"}>
        <input type="radio" name={group} checked={chosen} onChange={onChoose} />
        <span className="hidden-visually">
          {label} · {side}
        </span>
        <span className="grow">{value}</span>
      </label>
    </td>
  )
}
