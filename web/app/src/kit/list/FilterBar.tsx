// The filter of the list: chips for common conditions, or the text of the filter language with its error shown in place.

import "./list.css"
import type { Field, FilterCheck, ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { type Condition, type Operator, placeInText, readConditions, standsAlone, writeConditions } from "../filterText"
import { useOptions } from "../portrait/FieldInput"
import { usersQuery } from "../queries"
import { Tag } from "../Tag"
import { fieldLabel, useWords } from "../words"
import { isTime, useConditionWords, useOperatorWord } from "./conditionWords"
import { listPhrases } from "./phrases"

interface FilterBarProps {
  /** Whose fields they are, where they are not called as those of people are. */
  object?: ObjectKind
  filter: string
  fields: Field[]
  check: FilterCheck | undefined
  /** The text being written, so that the page can ask the server about it. */
  draft: string
  /** Whether what is listed was not narrowed by it, for want of a server that could. */
  idle?: boolean
  onDraft: (text: string) => void
  onApply: (text: string) => void
}

const isNumber = (field: Field | undefined) =>
  field !== undefined && ["integer", "number", "money", "percent", "rating"].includes(field.type)
/** Values that the filter's text writes without quotes. */
const isBare = (field: Field | undefined) => isNumber(field) || isTime(field) || field?.type === "bool"

function operatorsOf(field: Field | undefined): Operator[] {
  if (field?.type === "bool") return ["=", "is empty", "is not empty"]
  if (field?.type === "user" || field?.type === "choice") return ["=", "!=", "is empty", "is not empty"]
  if (field?.type === "date") return [">=", "<=", "<= today", "=", "is empty", "is not empty"]
  if (isBare(field)) return [">=", "<=", "=", "is empty", "is not empty"]
  if (field?.type === "file") return ["is not empty", "is empty", "contains"]
  if (field?.type === "multi_choice") return ["has", "is empty", "is not empty"]
  return ["=", "!=", "contains", "is empty", "is not empty"]
}

export function FilterBar(props: FilterBarProps) {
  const { object, filter, fields, check, draft, idle, onDraft, onApply } = props
  const t = usePhrases(listPhrases)
  const say = useConditionWords()
  const conditions = readConditions(filter)
  const [asText, setAsText] = useState(false)
  const writing = asText || conditions === null
  const fieldOf = (key: string) => fields.find((field) => field.key === key)
  const write = (next: Condition[]) => onApply(writeConditions(next, (key) => !isBare(fieldOf(key))))

  return (
    <search className="bar filter-bar">
      {!writing &&
        conditions.map((condition, at) => {
          const { label, operator, value } = say(condition, fields, object)
          return (
            <span
              key={`${condition.key}${condition.operator}${condition.value}`}
              className={idle ? "chip filter-chip is-idle" : "chip filter-chip"}
            >
              <span>
                {label} {operator} {condition.key === "tags" && value !== "" ? <Tag tag={value} /> : <b>{value}</b>}
              </span>
              <IconButton
                icon="close"
                small
                size={14}
                label={`${t("clear")} ${label}`}
                onClick={() => write(conditions.filter((_, other) => other !== at))}
              />
            </span>
          )
        })}
      {idle && <span className="tag is-waiting">{t("idle")}</span>}
      {!writing && (
        <Popover
          label={t("addCondition")}
          trigger={(props) => (
            <button type="button" className="chip" {...props}>
              <Icon name="plus" size={14} />
              {t("addCondition")}
            </button>
          )}
        >
          {(close) => (
            <ConditionForm
              object={object}
              fields={fields}
              onAdd={(condition) => {
                close()
                write([...conditions, condition])
              }}
            />
          )}
        </Popover>
      )}
      {writing && <FilterText text={draft} check={check} onText={onDraft} onApply={() => onApply(draft)} />}
      <span className="row filter-acts">
        {conditions !== null && (
          <button
            type="button"
            className="why"
            onClick={() => {
              onDraft(filter)
              setAsText(!asText)
            }}
          >
            {t(asText ? "asChips" : "asText")}
          </button>
        )}
        {filter !== "" && (
          <button type="button" className="link small" onClick={() => onApply("")}>
            {t("clearAll")}
          </button>
        )}
      </span>
    </search>
  )
}

interface ConditionFormProps {
  object: ObjectKind | undefined
  fields: Field[]
  onAdd: (condition: Condition) => void
}

function ConditionForm({ object, fields, onAdd }: ConditionFormProps) {
  const t = usePhrases(listPhrases)
  const words = useWords()
  const operatorWord = useOperatorWord()
  const [key, setKey] = useState(() => fields.find((field) => field.key === "city")?.key ?? fields[1]?.key ?? "")
  const field = fields.find((candidate) => candidate.key === key)
  const operators = operatorsOf(field)
  const [chosen, setChosen] = useState<Operator | null>(null)
  const operator = chosen && operators.includes(chosen) ? chosen : (operators[0] ?? "=")
  const [fieldId, operatorId, valueId] = [useId(), useId(), useId()]
  const bare = standsAlone(operator)
  return (
    <form
      className="condition-form"
      onSubmit={(event) => {
        event.preventDefault()
        const value = String(new FormData(event.currentTarget).get("value") ?? "").trim()
        if (bare || value !== "") onAdd({ key, operator, value })
      }}
    >
      <div className="field">
        <label htmlFor={fieldId}>{t("field")}</label>
        <select id={fieldId} className="input" value={key} onChange={(event) => setKey(event.target.value)}>
          {fields
            .filter((candidate) => candidate.type !== "link" && candidate.key !== "id")
            .map((candidate) => (
              <option key={candidate.key} value={candidate.key}>
                {fieldLabel(words, candidate, object)}
              </option>
            ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={operatorId} className="hidden-visually">
          {t("choose")}
        </label>
        <select
          id={operatorId}
          className="input"
          value={operator}
          onChange={(event) => setChosen(operators.find((candidate) => candidate === event.target.value) ?? null)}
        >
          {operators.map((candidate) => (
            <option key={candidate} value={candidate}>
              {operatorWord(candidate, field)}
            </option>
          ))}
        </select>
      </div>
      {!bare && (
        <div className="field">
          <label htmlFor={valueId}>{t("value")}</label>
          <ValueInput id={valueId} field={field} />
        </div>
      )}
      <Button look="primary" type="submit">
        {t("apply")}
      </Button>
    </form>
  )
}

function ValueInput({ id, field }: { id: string; field: Field | undefined }) {
  const users = useQuery(usersQuery).data ?? []
  const chosen = useOptions(field, users)
  const options = chosen.length > 0 ? chosen : (field?.options ?? [])
  if (options.length > 0) {
    return (
      <select id={id} name="value" className="input">
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  const type = isTime(field) ? "date" : isNumber(field) ? "number" : "text"
  return <input id={id} name="value" type={type} step="any" className="input" />
}

interface FilterTextProps {
  text: string
  check: FilterCheck | undefined
  onText: (text: string) => void
  onApply: () => void
}

function FilterText({ text, check, onText, onApply }: FilterTextProps) {
  const t = usePhrases(listPhrases)
  const verdict = useId()
  const [scrolled, setScrolled] = useState(0)
  const fresh = check?.text === text ? check : undefined
  const error = text === "" ? undefined : fresh?.error
  const [from, to] = error ? placeInText(text, error.at, error.len) : [0, 0]
  return (
    <>
      <div className="filter-text">
        <input
          value={text}
          aria-label={t("filterText")}
          aria-invalid={error !== undefined}
          aria-describedby={verdict}
          placeholder={t("filterHint")}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onText(event.target.value)}
          onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing && !error) onApply()
          }}
        />
        {error && (
          <div className="echo" aria-hidden="true">
            <span style={{ display: "inline-block", marginLeft: -scrolled }}>
              {text.slice(0, from)}
              <u>{text.slice(from, to)}</u>
            </span>
          </div>
        )}
      </div>
      <Button small look="primary" disabled={text !== "" && fresh?.ok !== true} onClick={onApply}>
        {t("apply")}
      </Button>
      <div id={verdict} className="filter-verdict" role="status">
        {error ? (
          <>
            <span className="bad" title={error.message}>
              {t.maybe(`error.${error.code}`) ?? error.message}
            </span>
            {error.suggestion && (
              <button
                type="button"
                className="link"
                onClick={() => onText(text.slice(0, from) + error.suggestion + text.slice(to))}
              >
                {t("didYouMean", { word: error.suggestion })}
              </button>
            )}
            {error.expected.length > 0 && (
              <span className="quiet">{t("expected", { words: error.expected.slice(0, 8).join(" · ") })}</span>
            )}
          </>
        ) : (
          <span className="quiet">
            {text === "" ? t("filterHint") : fresh?.count != null ? t("matches", { n: fresh.count }) : t("checking")}
          </span>
        )}
      </div>
    </>
  )
}
