// One step of the rules: its place, its sentence, what it gives, and the form that unfolds below it.

import type { AssignRule, AssignRuleWish } from "@api/contract"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { type HTMLAttributes, useId } from "react"
import { Switch } from "../../../kit/Switch"
import type { RuleFault } from "./draft"
import { lostField } from "./fault"
import { leadSetupPhrases } from "./phrases"
import { RuleForm } from "./RuleForm"
import { RuleSays } from "./RuleSays"

interface RuleLineProps {
  rule: AssignRuleWish
  /** As it was saved, where it was. */
  held: AssignRule | undefined
  at: number
  look: string
  open: boolean
  changed: boolean
  fault: RuleFault | null
  filterFault: string | undefined
  /** Of so many leads that were tried, it gives so many. */
  takes: { n: number; total: number } | null
  grip: HTMLAttributes<HTMLButtonElement>
  onOpen: (open: boolean) => void
  onChange: (part: Partial<AssignRuleWish>) => void
  onRemove: () => void
}

export function RuleLine(props: RuleLineProps) {
  const { rule, held, at, look, open, changed, fault, filterFault, takes, grip, onOpen, onChange, onRemove } = props
  const t = usePhrases(leadSetupPhrases)
  const id = useId()
  // Nobody of those it gives to is there any more, or its conditions cannot be read.
  const nobody = held?.fault === "nobody" && JSON.stringify(held.to) === JSON.stringify(rule.to)
  const why = held?.fault !== "nobody" && held?.filter === rule.filter ? held.fault : undefined
  const named = held?.named ?? []
  const name = rule.name.trim() || t("newRule")
  return (
    <li className={`rule-line${rule.on ? "" : " is-off"}${open ? " is-open" : ""}${look}`}>
      <button type="button" className="rule-grip" aria-label={t("grip", { name, n: at + 1 })} {...grip}>
        <Icon name="grip" size={14} />
      </button>
      <span className="rule-node figures" aria-hidden="true">
        {at + 1}
      </span>
      <button type="button" className="rule-open" aria-expanded={open} onClick={() => onOpen(!open)}>
        <span className="row rule-title">
          <span className="medium cut">{name}</span>
          {changed && <span className="tag is-amber">{t("unsaved")}</span>}
          {!rule.on && <span className="small quiet">{t("off")}</span>}
        </span>
        <RuleSays rule={rule} named={named} />
        {(nobody || why !== undefined) && (
          <span className="small bad row rule-gone">
            <Icon name="warn" size={14} />
            <span>{nobody ? t("goneWho") : why && (lostField(why) ? t("gone") : t("broken", { why }))}</span>
          </span>
        )}
        {(fault || filterFault) && !open && (
          <span className="small bad">{fault ? t(`fault.${fault}`) : filterFault}</span>
        )}
      </button>
      <span className="rule-takes">
        {takes && rule.on && (
          <span className="rule-took" title={t("takesTitle", takes)}>
            <span className="rule-share" aria-hidden="true">
              <i style={{ width: `${(takes.n / Math.max(1, takes.total)) * 100}%` }} />
            </span>
            <b>{t("takes", { n: takes.n })}</b>
          </span>
        )}
        {held && <span className="tiny quiet">{t("given", { n: held.given })}</span>}
      </span>
      <span className="rule-switch">
        <span id={`${id}on`} className="hidden-visually">
          {t("on", { name })}
        </span>
        <Switch on={rule.on} labelledBy={`${id}on`} disabled={false} onTurn={(on) => onChange({ on })} />
      </span>
      {open && (
        <RuleForm
          rule={rule}
          named={named}
          fault={fault}
          filterFault={filterFault}
          onChange={onChange}
          onRemove={onRemove}
          onShut={() => onOpen(false)}
        />
      )}
    </li>
  )
}
