// One rule unfolded: its name, which leads, to whom, who else must hold, when. Every change stands in the draft at once.

import type { AssignRuleWish, AssignTo, Named } from "@api/contract"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { FilterField } from "../../../kit/list/FilterField"
import type { RuleFault } from "./draft"
import { HoursField } from "./HoursField"
import { leadSetupPhrases } from "./phrases"
import { RuleTarget } from "./RuleTarget"
import { WORKDAYS } from "./week"

/** What moves by itself after a lead has come, or is decided by the rules. */
const UNFIT = [
  "id",
  "number",
  "owner",
  "state",
  "reason",
  "next_step",
  "next_at",
  "held_since",
  "worked_at",
  "returns_at",
  "protected_until",
]

interface RuleFormProps {
  rule: AssignRuleWish
  named: Named[]
  fault: RuleFault | null
  /** What the server said of its filter. */
  filterFault: string | undefined
  onChange: (part: Partial<AssignRuleWish>) => void
  onRemove: () => void
  onShut: () => void
}

export function RuleForm({ rule, named, fault, filterFault, onChange, onRemove, onShut }: RuleFormProps) {
  const t = usePhrases(leadSetupPhrases)
  const id = useId()
  const gives = rule.to.kind === "users" || rule.to.kind === "territory"
  return (
    <div className="rule-form">
      <div className="field rule-name">
        <label htmlFor={`${id}name`}>{t("name")}</label>
        <input
          id={`${id}name`}
          className="input"
          // biome-ignore lint/a11y/noAutofocus: a rule that was just added is named first.
          autoFocus={rule.name === ""}
          maxLength={60}
          autoComplete="off"
          placeholder={t("nameHint")}
          value={rule.name}
          aria-invalid={fault === "name"}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        {fault === "name" && <span className="field-problem">{t("fault.name")}</span>}
      </div>
      <FilterField
        object="lead"
        label={t("who")}
        filter={rule.filter}
        unfit={UNFIT}
        none={t("everyLead")}
        found={(n) => t("fitting", { n })}
        fault={filterFault}
        onChange={(filter) => onChange({ filter })}
      />
      <RuleTarget to={rule.to} named={named} wrong={fault === "to"} onChange={(to: AssignTo) => onChange({ to })} />
      {gives && (
        <fieldset className="rule-part">
          <legend>{t("only")}</legend>
          {(["language", "hours"] as const).map((one) => (
            <label key={one} className="row rule-tick">
              <input
                type="checkbox"
                className="tick"
                checked={rule[one]}
                onChange={(event) => onChange({ [one]: event.target.checked })}
              />
              <span>
                {t(one)} <span className="small quiet">{t(`${one}Text`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <fieldset className="rule-part">
        <legend>{t("schedule")}</legend>
        <span className="looks rule-looks">
          <button type="button" aria-pressed={rule.when === null} onClick={() => onChange({ when: null })}>
            {t("always")}
          </button>
          <button
            type="button"
            aria-pressed={rule.when !== null}
            onClick={() => onChange({ when: rule.when ?? WORKDAYS })}
          >
            {t("sometimes")}
          </button>
        </span>
        {rule.when && <HoursField hours={rule.when} onChange={(when) => onChange({ when })} />}
        {fault === "when" && <span className="field-problem">{t("fault.when")}</span>}
      </fieldset>
      <div className="row rule-foot">
        <Button small look="danger" icon="trash" onClick={onRemove}>
          {t("remove")}
        </Button>
        <Button small className="end" icon="up" onClick={onShut}>
          {t("shut")}
        </Button>
      </div>
    </div>
  )
}
