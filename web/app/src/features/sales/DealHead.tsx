// What a deal is and where it stands: name, amount, the stages it went through, the ways on, what the next one needs.

import type { Deal, DealStep, Field, Stage } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { weightedBy } from "../../kit/decimal"
import { useFieldText } from "../../kit/fieldText"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { FieldInput, typedValue } from "../../kit/portrait/FieldInput"
import { usersQuery } from "../../kit/queries"
import { fieldLabel, useWords } from "../../kit/words"
import { dealPhrases } from "./dealPhrases"
import { salesPhrases } from "./phrases"
import { daysIn, waysOn } from "./standing"
import type { DealActions } from "./useDealActions"
import type { Moves } from "./useMoves"

interface DealPartProps {
  deal: Deal
  fields: Field[]
  actions: DealActions
}

export function DealHead({ deal, fields, actions, moves }: DealPartProps & { moves: Moves }) {
  const t = usePhrases(dealPhrases)
  const format = useFormat()
  const words = useWords()
  const users = useQuery(usersQuery).data ?? []
  const { row } = deal
  const nameField = fields.find((field) => field.key === "name")
  const label = words("field.deal.name")
  return (
    <header className="deal-top">
      <h1 className="deal-name">
        {nameField ? (
          <EditableValue
            field={{ ...nameField, editable: nameField.editable && deal.may_edit }}
            label={label}
            value={row.name}
            users={users}
            onSave={(value) => {
              const name = String(value ?? "")
              if (name !== "") void actions.onSet({ name }, t("changed", { field: label, value: name }))
            }}
          >
            {row.name}
          </EditableValue>
        ) : (
          row.name
        )}
      </h1>
      <p className="row deal-worth">
        {row.amount === null ? (
          <span className="quiet">{t("noAmount")}</span>
        ) : (
          <>
            <span className="deal-sum">{format.money(row.amount, row.currency, Number(row.amount) % 1 === 0)}</span>
            {row.state === "open" && (
              <span className="quiet">
                {t("chance", {
                  n: row.probability,
                  amount: format.money(weightedBy(row.amount, row.probability), row.currency, true),
                })}
              </span>
            )}
          </>
        )}
      </p>
      <StagePath deal={deal} />
      {deal.may_edit && <Ways deal={deal} moves={moves} />}
      {deal.may_edit && <Needs deal={deal} fields={fields} actions={actions} />}
    </header>
  )
}

/** The open stages and the end, each with the days spent there. */
function StagePath({ deal }: { deal: Deal }) {
  const t = usePhrases(dealPhrases)
  const format = useFormat()
  const { row, stages, stays } = deal
  const ended = row.state !== "open"
  const shown = stages.filter(
    (stage) => stage.kind === "open" || (ended ? stage.id === row.stage.id : stage.kind === "won"),
  )
  const at = shown.findIndex((stage) => stage.id === row.stage.id)
  const spent = daysIn(stays, Date.now())
  const closed = row.closed_at && format.date(row.closed_at)
  return (
    <>
      <ol
        className="stage-path"
        aria-label={t("path")}
        style={{ gridTemplateColumns: `repeat(${shown.length}, minmax(0, 1fr))` }}
      >
        {shown.map((stage, place) => {
          const days = spent.get(stage.id)
          const look = place === at ? `is-now is-${stage.kind}` : place < at && days !== undefined ? "is-past" : ""
          return (
            <li key={stage.id} className={look} aria-current={place === at ? "step" : undefined} title={stage.name}>
              <span className="cut">{stage.name}</span>
              {days !== undefined && stage.kind === "open" && <small>{t("daysN", { n: days })}</small>}
            </li>
          )
        })}
      </ol>
      {closed && row.state === "won" && <p className="small good">{t("wonOn", { date: closed })}</p>}
      {closed && row.state === "lost" && (
        <p className="small bad">
          {row.lost_reason ? t("lostOn", { date: closed, reason: row.lost_reason }) : t("lostPlain", { date: closed })}
        </p>
      )}
    </>
  )
}

/** Transitions as buttons: the next stage first, then won and lost, then any other. */
function Ways({ deal, moves }: { deal: Deal; moves: Moves }) {
  const t = usePhrases(dealPhrases)
  const inSales = usePhrases(salesPhrases)
  const { next, won, lost, others } = waysOn(deal)
  const stepTo = (stage: Stage): DealStep | undefined => deal.steps.find((step) => step.stage === stage.id)
  const closed = deal.row.state !== "open"
  const missing = next ? (stepTo(next)?.missing.length ?? 0) : 0
  const way = (stage: Stage, text: string, look: "primary" | "normal", icon?: "right") => {
    const may = stepTo(stage)?.may ?? false
    return (
      <Button
        key={stage.id}
        look={look}
        small
        icon={icon}
        disabled={!may || moves.busy}
        title={may ? stage.name : inSales("notHere", { stage: stage.name })}
        onClick={() => moves.move(deal.row, stage)}
      >
        {text}
      </Button>
    )
  }
  const reachable = others.filter((stage) => stepTo(stage)?.may)
  return (
    <div className="row deal-ways">
      {next && way(next, t("go", { stage: next.name }), "primary", "right")}
      {!closed && won.map((stage) => way(stage, won.length > 1 ? stage.name : t("win"), next ? "normal" : "primary"))}
      {!closed && lost.map((stage) => way(stage, lost.length > 1 ? `${stage.name}…` : t("lose"), "normal"))}
      {reachable.length > 0 && (
        <Popover
          kind="menu"
          label={t(closed ? "reopen" : "elsewhere")}
          trigger={(props) => (
            <button
              type="button"
              className="button is-small"
              aria-label={t(closed ? "reopen" : "elsewhere")}
              title={t(closed ? "reopen" : "elsewhere")}
              {...props}
            >
              {closed && t("reopen")}
              <Icon name={closed ? "down" : "more"} size={14} />
            </button>
          )}
        >
          {(close) =>
            reachable.map((stage) => (
              <MenuItem
                key={stage.id}
                onSelect={() => {
                  close()
                  moves.move(deal.row, stage)
                }}
              >
                {stage.name}
              </MenuItem>
            ))
          }
        </Popover>
      )}
      {missing > 0 && <span className="small quiet end">{t("stillNeeds", { n: missing })}</span>}
    </div>
  )
}

/** What the next stage needs: what is there, and what is still to be filled, right here. */
function Needs({ deal, fields, actions }: DealPartProps) {
  const t = usePhrases(dealPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const { next } = waysOn(deal)
  const step = deal.steps.find((one) => one.stage === next?.id)
  // Once all is filled the box has said what it had to say.
  if (!next || !step || step.missing.length === 0) return null
  return (
    <section className="deal-needs" aria-label={t("needed", { stage: next.name })}>
      <p className="row small quiet">
        <Icon name="lock" size={14} />
        {t("needed", { stage: next.name })}
      </p>
      <dl>
        {next.needs.map((key) => {
          const field = fields.find((one) => one.key === key)
          const label = fieldLabel(words, field ?? { key }, "deal")
          const missing = step.missing.includes(key)
          return (
            <div key={key}>
              <dt title={label}>{label}</dt>
              <dd>
                {!missing ? (
                  <NeedValue deal={deal} field={field} keyed={key} textOf={textOf} />
                ) : field && field.type !== "link" ? (
                  <NeedInput
                    field={field}
                    label={label}
                    onSave={(value) =>
                      void actions.onSet({ [key]: value }, t("changed", { field: label, value: textOf(field, value) }))
                    }
                  />
                ) : (
                  <span className="waiting">{t("write")}</span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

interface NeedValueProps {
  deal: Deal
  field: Field | undefined
  keyed: string
  textOf: (field: Field, value: unknown) => string
}

function NeedValue({ deal: { row, competitors }, field, keyed, textOf }: NeedValueProps) {
  const held: unknown = keyed === "competitors" ? competitors : (row.fields[keyed] ?? Reflect.get(row, keyed))
  const named = typeof held === "object" && held !== null && "name" in held ? String(held.name) : undefined
  return <span className="cut">{named ?? (field ? textOf(field, held) : String(held ?? ""))}</span>
}

interface NeedInputProps {
  field: Field
  label: string
  onSave: (value: unknown) => void
}

function NeedInput({ field, label, onSave }: NeedInputProps) {
  const t = usePhrases(dealPhrases)
  const users = useQuery(usersQuery).data ?? []
  const [text, setText] = useState("")
  const save = (typed: string) => {
    const value = typedValue(field, typed)
    if (value !== null) onSave(value)
  }
  return (
    <FieldInput
      field={field}
      users={users}
      label={label}
      title={field.help}
      className="need-input"
      blank={t("choose")}
      value={text}
      onText={setText}
      onDone={save}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing && !event.shiftKey) {
          event.preventDefault()
          save(text)
        }
      }}
    />
  )
}
