// One value: how it is counted, of which field, of which of the rows, and what it is called.

import type { Measure, ObjectKind, ReportAbout } from "@api/contract"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { type ReactNode, useId, useState } from "react"
import { useMeasureName } from "../../../kit/charts/useAnswerWords"
import { fieldsFor, measureAs, needsField } from "./edit"
import { FieldSelect } from "./FieldSelect"
import { FilterBox } from "./FilterBox"
import { askPhrases } from "./phrases"
import { KINDS } from "./url"

interface MeasureLineProps {
  object: ObjectKind
  measure: Measure
  about: ReportAbout | undefined
  problem: string | undefined
  /** The handle that moves it, where there are several. */
  grip: ReactNode
  className: string
  onChange: (measure: Measure) => void
  onRemove?: (() => void) | undefined
}

export function MeasureLine({
  object,
  measure,
  about,
  problem,
  grip,
  className,
  onChange,
  onRemove,
}: MeasureLineProps) {
  const t = usePhrases(askPhrases)
  const name = useMeasureName()(object, measure)
  const [open, setOpen] = useState(measure.filter !== undefined || measure.name !== undefined)
  const id = useId()
  const share = measure.of === "share"
  const set = (part: Partial<Measure>) => {
    const { filter, name: called, ...rest } = { ...measure, ...part }
    onChange({ ...rest, ...(filter && { filter }), ...(called && { name: called }) })
  }
  const fields = fieldsFor(about, measure.of)
  return (
    <li className={`ask-line${className}`}>
      <div className="ask-row">
        {grip}
        <select
          className="input"
          aria-label={t("kind")}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={problem && id}
          value={measure.of}
          onChange={({ target }) => {
            const of = KINDS.find((kind) => kind === target.value)
            if (of) onChange(measureAs(measure, of, about))
          }}
        >
          {KINDS.map((kind) => (
            <option
              key={kind}
              value={kind}
              disabled={needsField(kind) && about !== undefined && fieldsFor(about, kind).length === 0}
            >
              {t(`of.${kind}`)}
            </option>
          ))}
        </select>
        {needsField(measure.of) && (
          <FieldSelect
            object={object}
            fields={fields}
            value={measure.field}
            label={t("field")}
            invalid={problem !== undefined}
            onChange={({ key }) => onChange({ ...measure, field: key })}
          />
        )}
        <IconButton
          icon="filter"
          small
          label={t("more", { name })}
          aria-expanded={open || share}
          on={measure.filter !== undefined || measure.name !== undefined}
          onClick={() => setOpen(!open)}
        />
        {onRemove && <IconButton icon="close" small label={t("remove", { name })} onClick={onRemove} />}
      </div>
      {measure.of === "days" && (
        <div className="ask-sub">
          <span>{t("until")}</span>
          <FieldSelect
            object={object}
            fields={fields}
            value={measure.until}
            label={t("until")}
            onChange={({ key }) => onChange({ ...measure, until: key })}
          />
        </div>
      )}
      {(open || share) && (
        <div className="ask-more">
          <span className="small quiet">{t(share ? "shareFilter" : "ownFilter")}</span>
          <FilterBox
            key={object}
            object={object}
            filter={measure.filter ?? ""}
            onFilter={(filter) => set({ filter: filter ?? "" })}
          />
          <label className="ask-sub">
            <span>{t("ownName")}</span>
            <input
              className="input"
              maxLength={60}
              autoComplete="off"
              placeholder={t("ownNameHint")}
              value={measure.name ?? ""}
              onChange={({ target }) => set({ name: target.value })}
            />
          </label>
        </div>
      )}
      {problem && (
        <p className="field-problem" id={id} role="alert">
          {problem}
        </p>
      )}
    </li>
  )
}
