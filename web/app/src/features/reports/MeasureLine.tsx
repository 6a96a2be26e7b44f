// One figure: how it is reckoned, of which field; beneath, of which rows and what it is called.

import type { Measure, ReportAbout } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { useAnswerWords } from "../../kit/reports/words"
import { useFilterWords } from "../../kit/useFilterWords"
import type { Reorder } from "../../kit/useReorder"
import { buildPhrases } from "./buildPhrases"
import { measured, measureOf } from "./change"
import { KINDS } from "./code"
import { Fault, FieldSelect } from "./FieldSelect"
import { FilterPart, spelled } from "./FilterPart"
import { Grip, LineMenu } from "./LineMenu"

interface MeasureLineProps {
  className: string
  measure: Measure
  about: ReportAbout
  fault: (field: string) => string | undefined
  grip: ReturnType<Reorder<HTMLElement>["grip"]> | undefined
  place: { first: boolean; last: boolean }
  onMove: (by: number) => void
  onChange: (measure: Measure) => void
  onRemove: () => void
}

export function MeasureLine(props: MeasureLineProps) {
  const { className, measure, about, fault, grip, place, onMove, onChange, onRemove } = props
  const t = usePhrases(buildPhrases)
  const words = useAnswerWords()
  const { of, field, until, filter, name } = measure
  const [wide, setWide] = useState(false)
  const nameId = useId()
  const told = useFilterWords(about.object)(filter && spelled(filter), undefined) ?? filter
  // Whose share is asked for is part of the question.
  const open = wide || (of === "share" && filter === undefined)
  const kinds = KINDS.filter((kind) => kind === "count" || kind === "share" || measured(about, kind).length > 0)
  const wrong = fault("")
  const called = words.measure(about.object, measure)
  const rename = (text: string) => {
    const { name: _, ...rest } = measure
    onChange(text === "" ? rest : { ...rest, name: text })
  }
  return (
    <li className={`report-line${className}`}>
      <div className="report-parts">
        <Grip label={t("grip", { name: called })} grip={grip} />
        <select
          className="input report-kind"
          aria-label={t("measureKind")}
          value={of}
          onChange={({ target: { value } }) => {
            const kind = KINDS.find((one) => one === value)
            if (kind) onChange(measureOf(about, kind, measure))
          }}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
        {field !== undefined ? (
          <FieldSelect
            label={t("measureField")}
            object={about.object}
            fields={measured(about, of)}
            value={field}
            fault={fault("field")}
            onPick={(next) => onChange({ ...measure, field: next })}
          />
        ) : (
          <span className="grow" />
        )}
        <LineMenu
          label={`${t("more")} · ${called}`}
          place={place}
          onMove={onMove}
          // A question has one figure at least.
          onRemove={place.first && place.last ? undefined : onRemove}
          more={{ label: t("conditions"), on: open, onSelect: () => setWide(!open) }}
        />
      </div>
      {of === "days" && until !== undefined && (
        <div className="report-parts is-under">
          <span className="small quiet report-word">{t("measureUntil")}</span>
          <FieldSelect
            label={t("measureUntil")}
            object={about.object}
            fields={measured(about, of)}
            value={until}
            fault={fault("until")}
            onPick={(next) => onChange({ ...measure, until: next })}
          />
        </div>
      )}
      {!open && (told !== undefined || name !== undefined) && (
        <button type="button" className="report-told small" title={t("conditions")} onClick={() => setWide(true)}>
          {[told && t("onlyThese", { filter: told }), name && t("calledThis", { name })].filter(Boolean).join(" · ")}
        </button>
      )}
      {open && (
        <div className="report-more">
          <FilterPart
            object={about.object}
            filter={filter ?? ""}
            none={of === "share" ? t("shareFilter") : t("measureFilterNone")}
            fault={fault("filter")}
            onChange={(next) => {
              const { filter: _, ...rest } = measure
              onChange(next === undefined ? rest : { ...rest, filter: next })
            }}
          />
          <div className="report-parts">
            <label htmlFor={nameId} className="small quiet report-word">
              {t("measureName")}
            </label>
            <input
              id={nameId}
              className="input"
              maxLength={60}
              value={name ?? ""}
              placeholder={t("measureNameHint")}
              onChange={(event) => rename(event.target.value)}
            />
          </div>
        </div>
      )}
      {wrong && !fault("filter") && <Fault>{wrong}</Fault>}
    </li>
  )
}
