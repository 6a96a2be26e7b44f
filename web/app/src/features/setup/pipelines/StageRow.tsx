// One stage of a pipeline being written: name, kind, chance and limit in a line; below it, opened, needs and roles.

import { api } from "@api/client"
import type { DealState } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { framePhrases } from "../../../frame/phrases"
import { objectsQuery } from "../../../kit/queries"
import { fieldLabel, useWords } from "../../../kit/words"
import { chanceOf, type StageLine } from "./draft"
import { pipelinePhrases } from "./phrases"

interface StageRowProps {
  line: StageLine
  first: boolean
  last: boolean
  wrong: boolean
  onChange: (part: Partial<StageLine>) => void
  onMove: (by: number) => void
  onRemove: () => void
}

const KINDS: readonly DealState[] = ["open", "won", "lost"]

const numberOr = <T,>(text: string, none: T): number | T => (text.trim() === "" ? none : Number(text))

export function StageRow({ line, first, last, wrong, onChange, onMove, onRemove }: StageRowProps) {
  const t = usePhrases(pipelinePhrases)
  const [open, setOpen] = useState(false)
  const name = line.name || "—"
  const isOpen = line.kind === "open"
  return (
    <li className="stage-line">
      <div className="stage-cells">
        <input
          className="input stage-name"
          aria-label={t("stage")}
          placeholder={t("stage")}
          maxLength={60}
          autoComplete="off"
          aria-invalid={wrong || undefined}
          value={line.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <label className="stage-cell">
          <span className="small quiet">{t("kind")}</span>
          <select
            className="input"
            value={line.kind}
            onChange={(event) => {
              const kind = KINDS.find((one) => one === event.target.value) ?? "open"
              onChange({ kind, probability: chanceOf(kind, line.probability) })
            }}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="stage-cell">
          <span className="small quiet">{t("probability")}</span>
          <input
            className="input figure"
            type="number"
            min={0}
            max={100}
            disabled={!isOpen}
            value={Number.isNaN(line.probability) ? "" : line.probability}
            onChange={(event) => onChange({ probability: numberOr(event.target.value, Number.NaN) })}
          />
        </label>
        <label className="stage-cell">
          <span className="small quiet">{t("age")}</span>
          <input
            className="input figure"
            type="number"
            min={1}
            disabled={!isOpen}
            value={isOpen ? (line.age_days ?? "") : ""}
            onChange={(event) => onChange({ age_days: numberOr(event.target.value, null) })}
          />
        </label>
      </div>
      <div className="row stage-foot">
        <button type="button" className="link small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {line.needs.length > 0 ? t("needsN", { n: line.needs.length }) : t("needsNone")}
          {" · "}
          {line.roles.length > 0 ? t("rolesN", { n: line.roles.length }) : t("rolesAll")}
          <Icon name={open ? "up" : "down"} size={12} />
        </button>
        <span className="end" />
        <IconButton icon="up" small label={t("up", { name })} disabled={first} onClick={() => onMove(-1)} />
        <IconButton icon="down" small label={t("down", { name })} disabled={last} onClick={() => onMove(1)} />
        <IconButton icon="close" small label={t("removeStage", { name })} onClick={onRemove} />
      </div>
      {open && <StageDemands line={line} onChange={onChange} />}
    </li>
  )
}

/** Fields that may be demanded: those that people fill. */
const NEVER = ["name", "currency"]

function StageDemands({ line, onChange }: Pick<StageRowProps, "line" | "onChange">) {
  const t = usePhrases(pipelinePhrases)
  const frame = usePhrases(framePhrases)
  const words = useWords()
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "deal")?.fields ?? []
  const roles = useQuery({ queryKey: ["roles"], queryFn: api.roles.list }).data ?? []
  const offered = fields.filter((field) => field.editable && !NEVER.includes(field.key))
  const toggled = (list: string[], one: string) =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
  return (
    <div className="stage-demands">
      <fieldset>
        <legend className="small quiet">{t("needs")}</legend>
        {offered.map((field) => (
          <label key={field.key} className="row">
            <input
              type="checkbox"
              className="tick"
              checked={line.needs.includes(field.key)}
              onChange={() => onChange({ needs: toggled(line.needs, field.key) })}
            />
            <span className="cut">{fieldLabel(words, field, "deal")}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend className="small quiet">{t("roles")}</legend>
        {roles.map((role) => (
          <label key={role.key} className="row">
            <input
              type="checkbox"
              className="tick"
              checked={line.roles.includes(role.key)}
              onChange={() => onChange({ roles: toggled(line.roles, role.key) })}
            />
            <span className="cut">{(role.house && frame.maybe(`role.${role.key}`)) || role.name}</span>
          </label>
        ))}
        <p className="small quiet">{t("rolesHint")}</p>
      </fieldset>
    </div>
  )
}
