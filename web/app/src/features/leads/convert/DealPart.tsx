// What is to be sold: the deal's name, where it begins, how much and by when; what its stage needs is asked here too.

import type { Field, Pipeline } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { type ReactNode, useId, useState } from "react"
import { FieldInput, typedValue } from "../../../kit/portrait/FieldInput"
import type { useFaults } from "../../../kit/problems"
import { objectsQuery, usersQuery } from "../../../kit/queries"
import { fieldLabel, useWords } from "../../../kit/words"
import type { Draft } from "./draft"
import { convertPhrases } from "./phrases"

interface DealPartProps {
  draft: Draft
  pipelines: Pipeline[]
  /** Whether the name is still missing. */
  missing: boolean
  faults: ReturnType<typeof useFaults>
  onChange: (set: Partial<Draft>) => void
}

const ASKED = ["name", "person", "company", "amount", "currency", "expected_on", "owner"]

export function DealPart({ draft, pipelines, missing, faults, onChange }: DealPartProps) {
  const t = usePhrases(convertPhrases)
  const id = useId()
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "deal")?.fields ?? []
  const stages = pipelines.find((one) => one.id === draft.pipeline)?.stages.filter(({ kind }) => kind === "open") ?? []
  const needs = (stages.find((one) => one.id === draft.stage)?.needs ?? []).filter((key) => !ASKED.includes(key))
  const field = (
    key: "name" | "pipeline" | "stage" | "amount" | "currency" | "expected",
    control: ReactNode,
    fault?: string,
  ) => (
    <div className="field">
      <label htmlFor={id + key}>{t(key)}</label>
      {control}
      {fault && (
        <p className="field-problem" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
  const input = (
    key: "amount" | "currency" | "expected_on",
    label: "amount" | "currency" | "expected",
    more: object = {},
  ) =>
    field(
      label,
      <input
        id={id + label}
        className="input"
        autoComplete="off"
        value={draft[key]}
        onChange={(event) => onChange({ [key]: event.target.value })}
        {...more}
      />,
      faults(key, t(label)),
    )
  return (
    <fieldset className="convert-part convert-deal">
      <legend className="section-head">{t("deal")}</legend>
      <label className="row convert-switch">
        <input
          type="checkbox"
          className="tick"
          checked={draft.makesDeal}
          onChange={(event) => onChange({ makesDeal: event.target.checked })}
        />
        {t("withDeal")}
      </label>
      {!draft.makesDeal ? (
        <p className="small quiet">{t("noDeal")}</p>
      ) : (
        <>
          {field(
            "name",
            <input
              id={`${id}name`}
              className="input"
              maxLength={200}
              autoComplete="off"
              aria-invalid={missing || undefined}
              value={draft.name}
              onChange={(event) => onChange({ name: event.target.value })}
            />,
            missing ? t("needName") : faults("name", t("name")),
          )}
          <div className="lead-pair">
            {field(
              "pipeline",
              <select
                id={`${id}pipeline`}
                className="input"
                value={draft.pipeline}
                onChange={(event) => {
                  const picked = pipelines.find((one) => one.id === event.target.value)
                  const stage = picked?.stages.find(({ kind }) => kind === "open")?.id ?? ""
                  onChange({ pipeline: event.target.value, stage, needed: {} })
                }}
              >
                {pipelines.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>,
            )}
            {field(
              "stage",
              <select
                id={`${id}stage`}
                className="input"
                value={draft.stage}
                onChange={(event) => onChange({ stage: event.target.value, needed: {} })}
              >
                {stages.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>,
              faults("stage", t("stage")),
            )}
          </div>
          <div className="convert-amount">
            {input("amount", "amount", { inputMode: "decimal" })}
            {input("currency", "currency", { maxLength: 3 })}
          </div>
          {input("expected_on", "expected", { type: "date" })}
          {needs.map((key) => (
            <Need
              key={`${draft.stage}${key}`}
              field={fields.find((one) => one.key === key) ?? plainField(key)}
              faults={faults}
              onValue={(value) => onChange({ needed: { ...draft.needed, [key]: value } })}
            />
          ))}
        </>
      )}
    </fieldset>
  )
}

/** A field that the stage needs and the workspace has not told of. */
const plainField = (key: string): Field => ({ key, type: "text", custom: false, editable: true, sortable: false })

interface NeedProps {
  field: Field
  faults: ReturnType<typeof useFaults>
  onValue: (value: unknown) => void
}

function Need({ field, faults, onValue }: NeedProps) {
  const words = useWords()
  const id = useId()
  const users = useQuery(usersQuery).data ?? []
  const [text, setText] = useState("")
  const label = fieldLabel(words, field, "deal")
  const fault = faults(field.key, label)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <FieldInput
        id={id}
        field={field}
        users={users}
        title={field.help}
        value={text}
        onText={(next) => {
          setText(next)
          onValue(typedValue(field, next))
        }}
      />
      {fault && (
        <p className="field-problem" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
