// One cycle: whom it is for, how many months it is, and its place among the others.

import type { Cycles, Field } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { FilterBar } from "../../../kit/list/FilterBar"
import { useListFilter } from "../../../kit/list/useListFilter"
import { reviewSetupPhrases } from "./phrases"

type Cycle = Cycles["cycles"][number]

interface CycleLineProps {
  /** The form that its box belongs to. */
  form: string
  at: number
  last: boolean
  cycle: Cycle
  /** One above finds everybody, so this one finds nobody. */
  idle: boolean
  fields: Field[]
  faults: { filter: string | undefined; months: string | undefined }
  onChange: (part: Partial<Cycle>) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** What names one customer, and the dates that the cycles set. */
const UNFIT = ["id", "phone", "email", "member_no", "reviewed_on", "review_on"]

export function CycleLine(props: CycleLineProps) {
  const { form, at, last, cycle, idle, fields, faults, onChange, onMove, onRemove } = props
  const t = usePhrases(reviewSetupPhrases)
  const format = useFormat()
  const id = useId()
  const { draft, check, show } = useListFilter("person", cycle.filter)
  const write = (filter: string) => {
    show(filter)
    onChange({ filter })
  }
  const n = at + 1
  const everybody = cycle.filter.trim() === ""
  const fitting = !everybody && check?.ok && typeof check.count === "number" ? check.count : null
  return (
    <li className="cycle-line">
      <span className="cycle-number quiet figures" aria-hidden="true">
        {n}
      </span>
      <fieldset className="cycle-who">
        <legend className="hidden-visually">{t("whoN", { n })}</legend>
        {everybody && <span className="medium cycle-all">{t("everybody")}</span>}
        <FilterBar
          filter={cycle.filter}
          fields={fields.filter((field) => !UNFIT.includes(field.key))}
          check={check}
          draft={draft}
          onDraft={write}
          onApply={write}
        />
        {faults.filter ? (
          <span className="field-problem" role="alert">
            {faults.filter}
          </span>
        ) : idle ? (
          <span className="small waiting">{t("idle")}</span>
        ) : (
          fitting !== null && <span className="small quiet">{t("fitting", { n: format.number(fitting) })}</span>
        )}
      </fieldset>
      <span className="cycle-months">
        <label className="row nowrap" htmlFor={id}>
          {t.rich("every", {
            months: (
              <input
                key="months"
                id={id}
                form={form}
                className="input"
                type="number"
                min={1}
                max={120}
                required
                aria-label={t("monthsN", { n })}
                aria-invalid={faults.months !== undefined}
                aria-describedby={faults.months && `${id}fault`}
                value={Number.isNaN(cycle.months) ? "" : cycle.months}
                onChange={(event) => onChange({ months: event.target.valueAsNumber })}
              />
            ),
          })}
        </label>
        {faults.months && (
          <span id={`${id}fault`} className="field-problem" role="alert">
            {faults.months}
          </span>
        )}
      </span>
      <span className="row cycle-acts">
        <IconButton icon="up" small label={t("up", { n })} disabled={at === 0} onClick={() => onMove(-1)} />
        <IconButton icon="down" small label={t("down", { n })} disabled={last} onClick={() => onMove(1)} />
        <IconButton icon="close" small label={t("remove", { n })} onClick={onRemove} />
      </span>
    </li>
  )
}
