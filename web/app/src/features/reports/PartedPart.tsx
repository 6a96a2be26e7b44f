// What rows are parted by: up to three fields in their order, or the batches of a cohort.

import type { DateUnit, Dimension, Question, ReportAbout } from "@api/contract"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { useAnswerWords } from "../../kit/reports/words"
import { Switch } from "../../kit/Switch"
import { dragClass, useReorder } from "../../kit/useReorder"
import { buildPhrases } from "./buildPhrases"
import { dimensionOf, fieldOf, isTimeField, moved, periodField, withCohort, withoutCohort } from "./change"
import { AXES, UNITS } from "./code"
import { Fault, FieldSelect } from "./FieldSelect"
import { Grip, LineMenu } from "./LineMenu"
import type { Faults } from "./useFaults"

interface PartedPartProps {
  question: Question
  about: ReportAbout
  fault: Faults
  onAsk: (question: Question) => void
}

export function PartedPart(props: PartedPartProps) {
  const { question, about, onAsk } = props
  const t = usePhrases(buildPhrases)
  const id = useId()
  return (
    <div className="report-lines">
      {question.cohort ? <CohortLine {...props} cohort={question.cohort} /> : <Lines {...props} />}
      {periodField(about) !== undefined && (
        <div className="report-switch">
          <span id={id} className="small">
            {t("cohort")}
          </span>
          <Switch
            on={question.cohort !== undefined}
            labelledBy={id}
            disabled={false}
            onTurn={(on) => onAsk(on ? withCohort(question, about) : withoutCohort(question))}
          />
        </div>
      )}
    </div>
  )
}

function Lines({ question, about, fault, onAsk }: PartedPartProps) {
  const t = usePhrases(buildPhrases)
  const words = useAnswerWords()
  const id = useId()
  const by = question.by ?? []
  const fields = about.fields.filter((field) => field.groups)
  const write = (next: Dimension[]) => {
    const { by: _, across, ...rest } = question
    onAsk({ ...rest, ...(next.length > 0 && { by: next }), ...(across && next.length > 1 && { across }) })
  }
  const move = (from: number, step: number) => {
    const to = from + step
    if (to >= 0 && to < by.length) write(moved(by, from, to))
  }
  const { list, drag, grip } = useReorder<HTMLUListElement>(move)
  const free = fields.find(({ key }) => !by.some((one) => one.field === key))
  return (
    <>
      {by.length === 0 && <p className="small quiet">{t("byNone")}</p>}
      <ul ref={list} className="report-lines">
        {by.map((dimension, at) => {
          const called = words.dimension(about.object, dimension)
          return (
            <li key={at} className={`report-line${dragClass(drag, at, by.length)}`}>
              <div className="report-parts">
                <Grip label={t("grip", { name: called })} grip={by.length > 1 ? grip(at) : undefined} />
                <FieldSelect
                  label={t("byField")}
                  object={about.object}
                  fields={fields}
                  value={dimension.field}
                  fault={fault(`by.${at}`)}
                  onPick={(key) =>
                    write(by.map((one, other) => (other === at ? dimensionOf(about, key, one.unit) : one)))
                  }
                />
                {isTimeField(fieldOf(about, dimension.field)) && (
                  <UnitSelect
                    units={UNITS}
                    now={dimension.unit ?? "month"}
                    onPick={(unit) => write(by.map((one, other) => (other === at ? { ...one, unit } : one)))}
                  />
                )}
                <LineMenu
                  label={`${t("more")} · ${called}`}
                  place={{ first: at === 0, last: at === by.length - 1 }}
                  onMove={(step) => move(at, step)}
                  onRemove={() => write(by.filter((_, other) => other !== at))}
                />
              </div>
              <Fault>{fault(`by.${at}`)}</Fault>
            </li>
          )
        })}
      </ul>
      <Fault>{fault("by", true)}</Fault>
      {by.length < AXES && free && (
        <Button
          look="plain"
          small
          icon="plus"
          className="report-add"
          onClick={() => write([...by, dimensionOf(about, free.key)])}
        >
          {t(by.length === 0 ? "addFirstBy" : "addBy")}
        </Button>
      )}
      {by.length > 1 && (
        <div className="report-switch">
          <span id={id} className="small">
            {t("across")}
          </span>
          <Switch
            on={question.across === true}
            labelledBy={id}
            disabled={false}
            onTurn={(on) => {
              const { across: _, ...rest } = question
              onAsk(on ? { ...rest, across: true } : rest)
            }}
          />
        </div>
      )}
    </>
  )
}

function CohortLine({ question, about, fault, cohort, onAsk }: PartedPartProps & { cohort: Dimension }) {
  const t = usePhrases(buildPhrases)
  return (
    <>
      <div className="report-parts">
        <FieldSelect
          label={t("byField")}
          object={about.object}
          fields={about.fields.filter((field) => field.period)}
          value={cohort.field}
          fault={fault("cohort.field")}
          onPick={(field) => onAsk({ ...question, cohort: { ...cohort, field } })}
        />
        <UnitSelect
          units={["day", "week", "month", "quarter", "year"]}
          now={cohort.unit ?? "month"}
          onPick={(unit) => onAsk({ ...question, cohort: { ...cohort, unit } })}
        />
      </div>
      <Fault>{fault("cohort")}</Fault>
      <p className="small quiet">{t("cohortNote")}</p>
    </>
  )
}

interface UnitSelectProps {
  units: readonly DateUnit[]
  now: DateUnit
  onPick: (unit: DateUnit) => void
}

function UnitSelect({ units, now, onPick }: UnitSelectProps) {
  const t = usePhrases(buildPhrases)
  return (
    <select
      className="input report-unit"
      aria-label={t("byUnit")}
      value={now}
      onChange={({ target: { value } }) => {
        const unit = units.find((one) => one === value)
        if (unit) onPick(unit)
      }}
    >
      {units.map((unit) => (
        <option key={unit} value={unit}>
          {t(`unit.${unit}`)}
        </option>
      ))}
    </select>
  )
}
