// One field: its name, type, options and help. The type stays once the field is made: values are of it.

import { api } from "@api/client"
import type { Field, FieldType, ObjectKind, OptionInput } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { useUndo } from "../../../kit/useUndo"
import { fieldPhrases } from "./phrases"

const TYPES = [
  "text",
  "long_text",
  "number",
  "integer",
  "money",
  "percent",
  "bool",
  "date",
  "date_time",
  "choice",
  "multi_choice",
  "user",
  "link",
  "phone",
  "email",
  "url",
  "address",
  "geo",
  "rating",
  "file",
] as const satisfies readonly FieldType[]
const HOLDS_FILES: ObjectKind[] = ["person", "company"]
const COLORS = ["plain", "jade", "amber", "cinnabar", "indigo"] as const

interface FieldDialogProps {
  object: ObjectKind
  field: Field | null
  onClose: () => void
  onSaved: () => void
}

/** An option with a name of its own for the list of the form, which an option not saved yet has none of. */
type Draft = OptionInput & { row: number }

export function FieldDialog({ object, field, onClose, onSaved }: FieldDialogProps) {
  const t = usePhrases(fieldPhrases)
  const state = usePhrases(statePhrases)
  const told = useUndo()
  const form = useId()
  const [label, setLabel] = useState(field?.label ?? "")
  const [type, setType] = useState<FieldType>(field?.type ?? "text")
  const [help, setHelp] = useState(field?.help ?? "")
  const [target, setTarget] = useState<ObjectKind>(field?.target ?? "company")
  const [options, setOptions] = useState<Draft[]>(() =>
    (field?.options ?? []).filter((option) => !option.retired).map((option, row) => ({ ...option, row })),
  )
  const chosen = type === "choice" || type === "multi_choice"
  const filled: OptionInput[] = options
    .filter((option) => option.label.trim() !== "")
    .map(({ id, label, color }) => ({ id, label: label.trim(), color }))
  const save = useMutation({
    mutationFn: () =>
      field
        ? api.fields.change(object, field.key, { label, help, ...(chosen && { options: filled }) })
        : api.fields.create(object, {
            label,
            type,
            help,
            ...(chosen && { options: filled }),
            ...(type === "link" && { target }),
          }),
    onSuccess: (changed) => {
      told(t(field ? "fieldChanged" : "fieldMade", { name: changed.data.label ?? "" }), changed.batch)
      onSaved()
      onClose()
    },
  })
  const edit = (row: number, set: Partial<OptionInput>) =>
    setOptions((now) => now.map((option) => (option.row === row ? { ...option, ...set } : option)))
  const add = () =>
    setOptions((now) => [
      ...now,
      {
        label: "",
        color: COLORS[now.length % COLORS.length] ?? "plain",
        row: Math.max(-1, ...now.map((o) => o.row)) + 1,
      },
    ])
  return (
    <Dialog
      title={field ? t("editField", { name: field.label ?? "" }) : t("newField")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={label.trim() === "" || save.isPending}>
            {field ? state("save") : t("newField")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          if (label.trim() !== "") save.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${form}label`}>{t("label")}</label>
          <input
            id={`${form}label`}
            className="input"
            maxLength={60}
            autoComplete="off"
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${form}type`}>{t("type")}</label>
          <select
            id={`${form}type`}
            className="input"
            value={type}
            disabled={field !== null}
            onChange={(event) => {
              const next = TYPES.find((one) => one === event.target.value) ?? "text"
              setType(next)
              if ((next === "choice" || next === "multi_choice") && options.length === 0) add()
            }}
          >
            {TYPES.filter((one) => one !== "file" || HOLDS_FILES.includes(object)).map((one) => (
              <option key={one} value={one}>
                {t(`type.${one}`)}
              </option>
            ))}
          </select>
        </div>
        {type === "link" && (
          <div className="field">
            <label htmlFor={`${form}target`}>{t("target")}</label>
            <select
              id={`${form}target`}
              className="input"
              value={target}
              disabled={field !== null}
              onChange={(event) => setTarget(event.target.value === "person" ? "person" : "company")}
            >
              <option value="company">{t("object.company")}</option>
              <option value="person">{t("object.person")}</option>
            </select>
          </div>
        )}
        {chosen && (
          <fieldset className="field-options">
            <legend className="small quiet">{t("options")}</legend>
            {options.map((option, at) => (
              <div key={option.row} className="row">
                <input
                  className="input grow"
                  maxLength={60}
                  autoComplete="off"
                  aria-label={t("option", { n: at + 1 })}
                  placeholder={t("option", { n: at + 1 })}
                  value={option.label}
                  onChange={(event) => edit(option.row, { label: event.target.value })}
                  onKeyDown={(event) => {
                    // Enter goes on with the next option, as one writes a list.
                    if (event.key !== "Enter" || event.nativeEvent.isComposing) return
                    event.preventDefault()
                    add()
                  }}
                />
                <select
                  className="input option-color"
                  aria-label={t("color")}
                  value={option.color}
                  onChange={(event) => edit(option.row, { color: event.target.value })}
                >
                  {COLORS.map((color) => (
                    <option key={color} value={color}>
                      {t(`color.${color}`)}
                    </option>
                  ))}
                </select>
                <span className={`tag is-${option.color ?? "plain"} option-look`}>{option.label || "—"}</span>
                <IconButton
                  icon="close"
                  small
                  label={t("removeOption", { name: option.label || String(at + 1) })}
                  onClick={() => setOptions((now) => now.filter((one) => one.row !== option.row))}
                />
              </div>
            ))}
            <button type="button" className="link small" onClick={add}>
              {t("addOption")}
            </button>
            {field && <p className="small quiet">{t("retireHint")}</p>}
          </fieldset>
        )}
        <div className="field">
          <label htmlFor={`${form}help`}>{t("help")}</label>
          <textarea
            id={`${form}help`}
            className="input"
            rows={2}
            maxLength={500}
            placeholder={t("helpHint")}
            value={help}
            onChange={(event) => setHelp(event.target.value)}
          />
        </div>
        <FormProblem error={save.error} />
      </form>
    </Dialog>
  )
}
