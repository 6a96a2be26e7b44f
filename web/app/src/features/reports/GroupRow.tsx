// One field that rows are parted by, and its unit of time.

import type { DateUnit, Dimension, ObjectKind, ReportField } from "@api/contract"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { reportWords } from "../../kit/reports/phrases"
import { useAnswerWords } from "../../kit/reports/words"
import { reportPhrases } from "./phrases"

const DAYS: readonly DateUnit[] = ["day", "week", "month", "quarter", "year", "weekday", "month_of_year"]
const INSTANTS: readonly DateUnit[] = ["hour", ...DAYS.slice(0, 6), "hour_of_day", "month_of_year"]
const COHORT: readonly DateUnit[] = ["day", "week", "month", "quarter", "year"]

interface Props {
  object: ObjectKind
  dimension: Dimension
  fields: ReportField[]
  cohort?: boolean
  fault: (key: string) => string | undefined
  onChange: (dimension: Dimension) => void
  onRemove?: (() => void) | undefined
  onEarlier?: (() => void) | undefined
}

const dated = (field: ReportField | undefined) => field?.type === "date" || field?.type === "date_time"

export function GroupRow({ object, dimension, fields, cohort, fault, onChange, onRemove, onEarlier }: Props) {
  const t = usePhrases(reportPhrases)
  const w = usePhrases(reportWords)
  const words = useAnswerWords()
  const able = fields.filter((field) => (cohort ? field.period : field.groups))
  const field = able.find((one) => one.key === dimension.field)
  const units = cohort ? COHORT : field?.type === "date" ? DAYS : INSTANTS
  const parts = (["own", "line", "person", "company", "staff"] as const)
    .map((part) => ({
      part,
      fields: able.filter((one) => {
        if (one.object === "staff" || one.object === "line") return part === one.object
        if (one.key.startsWith("person.")) return part === "person"
        return one.key.startsWith("company.") ? part === "company" : part === "own"
      }),
    }))
    .filter((one) => one.fields.length > 0)
  const choose = (key: string) => {
    const next = able.find((one) => one.key === key)
    onChange(dated(next) ? { field: key, unit: dimension.unit ?? "month" } : { field: key })
  }
  const own = (key: string) => words.field(object, key)
  return (
    <div className="ask-card">
      <div className="row ask-pair">
        <select
          className="input"
          aria-label={t("groups")}
          aria-invalid={Boolean(fault("field"))}
          value={dimension.field}
          onChange={(event) => choose(event.target.value)}
        >
          {!field && <option value={dimension.field}>{dimension.field}</option>}
          {parts.map(({ part, fields: list }) => (
            <optgroup key={part} label={t(`from.${part}`)}>
              {list.map((one) => (
                <option key={one.key} value={one.key}>
                  {own(one.key)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        {dated(field) && (
          <select
            className="input ask-unit"
            aria-label={t("unit")}
            value={dimension.unit ?? "month"}
            onChange={(event) => onChange({ ...dimension, unit: event.target.value as DateUnit })}
          >
            {units.map((unit) => (
              <option key={unit} value={unit}>
                {w(`unit.${unit}`)}
              </option>
            ))}
          </select>
        )}
        {onEarlier && <IconButton icon="up" small label={t("earlier")} onClick={onEarlier} />}
        {onRemove && <IconButton icon="close" small label={t("takeAway")} onClick={onRemove} />}
      </div>
      {["field", "unit"].map(
        (key) =>
          fault(key) && (
            <span key={key} className="field-problem" role="alert">
              {fault(key)}
            </span>
          ),
      )}
    </div>
  )
}
