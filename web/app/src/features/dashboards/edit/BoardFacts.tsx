// What a dashboard is called, who has it, and for whom it comes first.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { type ReactNode, useId } from "react"
import { framePhrases } from "../../../frame/phrases"
import { Switch } from "../../../kit/Switch"
import { useCan } from "../../../kit/session"
import type { BoardDraft } from "./draft"
import { editPhrases } from "./phrases"

const HOUSE = ["admin", "manager", "team_lead", "sales", "service", "marketing", "auditor"]

interface BoardFactsProps {
  draft: BoardDraft
  fault: (field: string, label: string) => string | undefined
  onChange: (part: Partial<BoardDraft>) => void
}

export function BoardFacts({ draft, fault, onChange }: BoardFactsProps) {
  const t = usePhrases(editPhrases)
  const id = useId()
  const shares = useCan("views")
  const field = (key: "name" | "note", hint: string, most: number): ReactNode => {
    const wrong = fault(key, t(key))
    return (
      <div className="field">
        <label htmlFor={id + key}>{t(key)}</label>
        <input
          id={id + key}
          className="input"
          maxLength={most}
          autoComplete="off"
          placeholder={hint}
          aria-invalid={wrong !== undefined || undefined}
          value={draft[key]}
          onChange={(event) => onChange({ [key]: event.target.value })}
        />
        {wrong && (
          <p className="field-problem" role="alert">
            {wrong}
          </p>
        )}
      </div>
    )
  }
  return (
    <div className="board-facts">
      {field("name", "", 80)}
      {field("note", t("noteHint"), 500)}
      <div className="row board-share">
        <Switch
          on={draft.shared}
          labelledBy={`${id}shared`}
          disabled={!shares}
          onTurn={(shared) => onChange({ shared })}
        />
        <span className="stack">
          <span id={`${id}shared`}>{t("shared")}</span>
          <span className="small quiet">{t(shares ? "sharedText" : "sharedNeeds")}</span>
        </span>
      </div>
      {shares && draft.shared && <Roles roles={draft.roles} onRoles={(roles) => onChange({ roles })} />}
    </div>
  )
}

function Roles({ roles, onRoles }: { roles: string[]; onRoles: (roles: string[]) => void }) {
  const t = usePhrases(editPhrases)
  const frame = usePhrases(framePhrases)
  // Who may share, but not set up roles, still knows those of the house.
  const lists = useCan("users")
  const all = useQuery({ queryKey: ["roles"], queryFn: api.roles.list, enabled: lists }).data
  const known = all?.map(({ key, name, house }) => ({ key, name: (house && frame.maybe(`role.${key}`)) || name }))
  const shown =
    known ?? [...new Set([...HOUSE, ...roles])].map((key) => ({ key, name: frame.maybe(`role.${key}`) ?? key }))
  return (
    <fieldset className="board-roles">
      <legend className="small quiet">{t("roles")}</legend>
      {shown.map(({ key, name }) => (
        <label key={key} className="row">
          <input
            type="checkbox"
            className="tick"
            checked={roles.includes(key)}
            onChange={(event) =>
              onRoles(event.target.checked ? [...roles, key] : roles.filter((other) => other !== key))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
