// To whom a rule gives: four kinds to choose from, and what each needs besides.

import type { AssignTo, Named } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { Chosen } from "./Chosen"
import { turnedTo } from "./draft"
import { leadSetupPhrases } from "./phrases"
import { usePools } from "./queries"

const KINDS = ["users", "territory", "keeper", "pool"] as const
const BYS = ["turn", "load"] as const

interface RuleTargetProps {
  to: AssignTo
  named: Named[]
  wrong: boolean
  onChange: (to: AssignTo) => void
}

export function RuleTarget({ to, named, wrong, onChange }: RuleTargetProps) {
  const t = usePhrases(leadSetupPhrases)
  const id = useId()
  const pools = usePools()
  return (
    <fieldset className="rule-part">
      <legend>{t("target")}</legend>
      <div className="rule-kinds">
        {KINDS.map((kind) => (
          <label key={kind} className={to.kind === kind ? "rule-kind is-on" : "rule-kind"}>
            <input
              type="radio"
              name={id}
              checked={to.kind === kind}
              onChange={() => onChange(turnedTo(to, kind, pools[0]?.id ?? ""))}
            />
            <span className="stack">
              <span>{t(`kind.${kind}`)}</span>
              <span className="small quiet">{t(`kind.${kind}Text`)}</span>
            </span>
          </label>
        ))}
      </div>
      {to.kind === "users" && (
        <Chosen
          label={t("target")}
          users={to.users}
          teams={to.teams}
          named={named}
          invalid={wrong}
          onChange={(who) => onChange({ ...to, ...who })}
        />
      )}
      {to.kind === "pool" && (
        <select
          className="input rule-pool"
          aria-label={t("choosePool")}
          aria-invalid={wrong}
          value={to.pool}
          onChange={(event) => onChange({ kind: "pool", pool: event.target.value })}
        >
          <option value="">{t("choosePool")}</option>
          {pools.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
      {wrong && <span className="field-problem">{t("fault.to")}</span>}
      {"by" in to && (
        <div className="row rule-by">
          <span className="small quiet">{t("how")}</span>
          <span className="looks rule-looks">
            {BYS.map((by) => (
              <button key={by} type="button" aria-pressed={to.by === by} onClick={() => onChange({ ...to, by })}>
                {t(`by.${by}`)}
              </button>
            ))}
          </span>
        </div>
      )}
    </fieldset>
  )
}
