// Values and groups as lists whose lines are added, moved and taken away.

import type { Dimension, Measure, Question, ReportAbout } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useMeasureName } from "../../../kit/charts/useAnswerWords"
import { useFieldPaths } from "../../../kit/charts/useFieldPaths"
import { dragClass, type Reorder, useReorder } from "../../../kit/useReorder"
import { dimensionOf, isTime, moved, replaced, swapped, without } from "./edit"
import { FieldSelect } from "./FieldSelect"
import { MeasureLine } from "./MeasureLine"
import { askPhrases } from "./phrases"
import { UNITS } from "./url"

export type ProblemOf = (field: string) => string | undefined

interface LinesProps {
  question: Question
  about: ReportAbout | undefined
  problemOf: ProblemOf
  onChange: (set: Partial<Question>) => void
}

function Grip({ at, reorder, name }: { at: number; reorder: Reorder<HTMLUListElement>; name: string }) {
  const t = usePhrases(askPhrases)
  return (
    <button
      type="button"
      className="ask-grip"
      aria-label={t("move", { name })}
      title={t("move", { name })}
      {...reorder.grip(at)}
    >
      <Icon name="grip" size={14} />
    </button>
  )
}

export function Measures({ question, about, problemOf, onChange }: LinesProps) {
  const t = usePhrases(askPhrases)
  const nameOf = useMeasureName()
  const { measures, object } = question
  const write = (next: Measure[]) => onChange({ measures: next })
  const reorder = useReorder<HTMLUListElement>((from, by) => write(moved(measures, from, by)))
  return (
    <section className="ask-part" aria-label={t("values")}>
      <h2>{t("values")}</h2>
      <ul ref={reorder.list} className="ask-lines">
        {measures.map((measure, at) => (
          <MeasureLine
            key={`${at}${measures.length}`}
            className={dragClass(reorder.drag, at, measures.length)}
            object={object}
            measure={measure}
            about={about}
            problem={problemOf(`measures.${at}`)}
            grip={measures.length > 1 && <Grip at={at} reorder={reorder} name={nameOf(object, measure)} />}
            onChange={(next) => write(replaced(measures, at, next))}
            onRemove={measures.length > 1 ? () => write(without(measures, at)) : undefined}
          />
        ))}
      </ul>
      {problemOf("measures") && (
        <p className="field-problem" role="alert">
          {problemOf("measures")}
        </p>
      )}
      {measures.length < 6 && (
        <Button small look="plain" icon="plus" onClick={() => write([...measures, { of: "count" }])}>
          {t("addValue")}
        </Button>
      )}
    </section>
  )
}

export function Groups({ question, about, problemOf, onChange }: LinesProps) {
  const t = usePhrases(askPhrases)
  const paths = useFieldPaths()
  const { object, across } = question
  const by = question.by ?? []
  const fields = about?.fields.filter((field) => field.groups) ?? []
  const write = (next: Dimension[]) => onChange({ by: next })
  const reorder = useReorder<HTMLUListElement>((from, step) => write(moved(by, from, step)))
  const free = fields.find(({ key }) => !by.some(({ field }) => field === key))
  return (
    <section className="ask-part" aria-label={t("groups")}>
      <h2>
        {t("groups")}
        {by.length > 1 && (
          <IconButton icon="repeat" small label={t("swap")} className="end" onClick={() => write(swapped(by))} />
        )}
      </h2>
      <ul ref={reorder.list} className="ask-lines">
        {by.map((dimension, at) => {
          const field = fields.find(({ key }) => key === dimension.field)
          const name = paths.label(object, dimension.field)
          const problem = problemOf(`by.${at}`)
          return (
            <li key={`${at}${dimension.field}`} className={`ask-line${dragClass(reorder.drag, at, by.length)}`}>
              <div className="ask-row">
                {by.length > 1 && <Grip at={at} reorder={reorder} name={name} />}
                <FieldSelect
                  object={object}
                  fields={fields}
                  value={dimension.field}
                  label={t("field")}
                  invalid={problem !== undefined}
                  onChange={(next) => write(replaced(by, at, dimensionOf(next, without(by, at))))}
                />
                {isTime(field) && (
                  <select
                    className="input"
                    aria-label={t("unit")}
                    value={dimension.unit ?? "month"}
                    onChange={({ target }) => {
                      const unit = UNITS.find((one) => one === target.value)
                      if (unit) write(replaced(by, at, { ...dimension, unit }))
                    }}
                  >
                    {UNITS.filter((unit) => field?.type === "date_time" || !unit.startsWith("hour")).map((unit) => (
                      <option key={unit} value={unit}>
                        {t(`unit.${unit}`)}
                      </option>
                    ))}
                  </select>
                )}
                <IconButton icon="close" small label={t("remove", { name })} onClick={() => write(without(by, at))} />
              </div>
              {problem && (
                <p className="field-problem" role="alert">
                  {problem}
                </p>
              )}
            </li>
          )
        })}
      </ul>
      {problemOf("by") && (
        <p className="field-problem" role="alert">
          {problemOf("by")}
        </p>
      )}
      {by.length > 1 && (
        <label className="row small">
          <input
            type="checkbox"
            className="tick"
            checked={across === true}
            onChange={({ target }) => onChange({ across: target.checked || undefined })}
          />
          {t("across")}
        </label>
      )}
      {by.length < 3 && free && (
        <Button small look="plain" icon="plus" onClick={() => write([...by, dimensionOf(free, by)])}>
          {t("addGroup")}
        </Button>
      )}
    </section>
  )
}
