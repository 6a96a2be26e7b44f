// Whose goal it is: one's own, and for those who may, a colleague's, a team's, everybody's.

import "../../../kit/segments.css"
import { api } from "@api/client"
import type { Goal } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { usersQuery } from "../../../kit/queries"
import { useCan } from "../../../kit/session"
import { type GoalDraft, WHOSE } from "./draft"
import { Select } from "./parts"
import { goalPhrases } from "./phrases"

interface GoalWhoseProps {
  draft: GoalDraft
  goal: Goal | null
  others: readonly Goal[]
  fault: (key: keyof GoalDraft) => string | undefined
  onChange: (part: Partial<GoalDraft>) => void
}

export function GoalWhose({ draft, goal, others, fault, onChange }: GoalWhoseProps) {
  const t = usePhrases(goalPhrases)
  const [sets, lists] = [useCan("views"), useCan("users")]
  const users = useQuery({ ...usersQuery, enabled: sets }).data ?? []
  const teams = useQuery({ queryKey: ["teams"], queryFn: api.teams.list, enabled: lists && sets }).data
  // Who may not set up teams knows those that have goals.
  const known = teams ?? [...new Map(others.flatMap(({ team }) => (team ? [[team.id, team]] : []))).values()]
  const option = ({ id, name }: { id: string; name: string }) => ({ id, label: name })
  // A goal of somebody is not made everybody's afterwards.
  const fixed = goal !== null && (goal.user !== null || goal.team !== null)
  const choices = WHOSE.filter((one) => (one !== "all" || !fixed) && (one !== "team" || known.length > 0))
  return (
    <fieldset className="goal-whose">
      <legend>{t("whose")}</legend>
      {sets ? (
        <div className="segments">
          {choices.map((one) => (
            <button
              key={one}
              type="button"
              className="segment"
              aria-pressed={one === draft.whose}
              onClick={() => onChange({ whose: one })}
            >
              {t(`whose.${one}`)}
            </button>
          ))}
        </div>
      ) : (
        <p className="soft">
          {t(`whose.${draft.whose}`)} <span className="small quiet">{t("whoseText")}</span>
        </p>
      )}
      {sets && fixed && <p className="small quiet">{t("toAll")}</p>}
      {sets && draft.whose === "user" && (
        <Select
          label={t("user")}
          value={draft.user}
          options={users.map(option)}
          none={t("choose")}
          fault={fault("user")}
          onChange={(user) => onChange({ user })}
        />
      )}
      {sets && draft.whose === "team" && (
        <Select
          label={t("team")}
          value={draft.team}
          options={known.map(option)}
          none={t("choose")}
          hint={t("teamText")}
          fault={fault("team")}
          onChange={(team) => onChange({ team })}
        />
      )}
    </fieldset>
  )
}
