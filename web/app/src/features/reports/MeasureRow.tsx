// One figure: what is made of which field, of which rows, and what it is called.

import type { Measure, MeasureKind, ObjectKind, ReportField } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { FilterField } from "../../kit/list/FilterField"
import { useAnswerWords } from "../../kit/reports/words"
import { reportPhrases } from "./phrases"

const KINDS: readonly MeasureKind[] = ["count", "sum", "average", "share", "distinct", "days", "least", "most"]

interface Props {
  object: ObjectKind
  measure: Measure
  fields: ReportField[]
  fault: (key: string) => string | undefined
  onChange: (measure: Measure) => void
  /** None where it is the only one. */
  onRemove?: (() => void) | undefined
  onEarlier?: (() => void) | undefined
}

export function MeasureRow({ object, measure, fields, fault, onChange, onRemove, onEarlier }: Props) {
  const t = usePhrases(reportPhrases)
  const words = useAnswerWords()
  const format = useFormat()
  const id = useId()
  const able = (kind: MeasureKind) => fields.filter((field) => field.measures.includes(kind))
  const bare = (kind: MeasureKind) => kind === "count" || kind === "share"
  const [open, setOpen] = useState(Boolean(measure.filter || measure.name) || measure.of === "share")
  const kinds = KINDS.filter((kind) => bare(kind) || able(kind).length > 0)
  const choose = (of: MeasureKind) => {
    const { name } = measure
    if (of === "share") setOpen(true)
    if (bare(of))
      return onChange({ of, ...(measure.filter ? { filter: measure.filter } : {}), ...(name ? { name } : {}) })
    const list = able(of)
    const field = list.find((one) => one.key === measure.field)?.key ?? list[0]?.key ?? ""
    const until = of === "days" ? (list.find((one) => one.key === "closed_at")?.key ?? field) : undefined
    onChange({ of, field, ...(until ? { until } : {}), ...(measure.filter ? { filter: measure.filter } : {}) })
  }
  const select = (key: "field" | "until", label: string) => (
    <select
      className="input"
      aria-label={label}
      aria-invalid={Boolean(fault(key))}
      value={measure[key] ?? ""}
      onChange={(event) => onChange({ ...measure, [key]: event.target.value })}
    >
      {able(measure.of).map((field) => (
        <option key={field.key} value={field.key}>
          {words.field(object, field.key)}
        </option>
      ))}
    </select>
  )
  return (
    <div className="ask-card">
      <div className="row ask-pair">
        <select
          id={id}
          className="input"
          aria-label={t("measures")}
          value={measure.of}
          onChange={(event) => choose(event.target.value as MeasureKind)}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
        {!bare(measure.of) && select("field", t("measureField"))}
        <IconButton icon="filter" small on={open} label={t("onlyWhen")} onClick={() => setOpen(!open)} />
        {onEarlier && <IconButton icon="up" small label={t("earlier")} onClick={onEarlier} />}
        {onRemove && <IconButton icon="close" small label={t("takeAway")} onClick={onRemove} />}
      </div>
      {measure.of === "days" && select("until", t("until"))}
      {["field", "until"].map(
        (key) =>
          fault(key) && (
            <span key={key} className="field-problem" role="alert">
              {fault(key)}
            </span>
          ),
      )}
      {open && (
        <>
          <FilterField
            object={object}
            label={t(measure.of === "share" ? "shareOf" : "onlyWhen")}
            filter={measure.filter ?? ""}
            none={t("filterNone")}
            found={(n) => t("filterFound", { n: format.number(n) })}
            fault={fault("filter")}
            onChange={(filter) => onChange({ ...measure, filter })}
          />
          <div className="field">
            <label htmlFor={`${id}n`}>{t("name")}</label>
            <input
              id={`${id}n`}
              className="input"
              maxLength={60}
              value={measure.name ?? ""}
              placeholder={words.measure(object, { ...measure, name: "" })}
              onChange={(event) => onChange({ ...measure, name: event.target.value })}
            />
          </div>
        </>
      )}
    </div>
  )
}
