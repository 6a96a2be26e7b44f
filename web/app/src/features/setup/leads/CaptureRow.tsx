// One thing that makes leads: read as a sentence, unfolded to be written.

import type { LeadCapture } from "@api/contract"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { type HTMLAttributes, useId } from "react"
import { FilterField } from "../../../kit/list/FilterField"
import { FilterSaid } from "../../../kit/list/FilterSaid"
import { Switch } from "../../../kit/Switch"
import { type CaptureLine, type CaptureWish, captureFault } from "./captureDraft"
import { capturePhrases } from "./capturePhrases"
import { lostField } from "./fault"
import { leadSetupPhrases } from "./phrases"

interface CaptureRowProps {
  line: CaptureLine
  held: LeadCapture | undefined
  at: number
  look: string
  open: boolean
  changed: boolean
  filterFault: string | undefined
  grip: HTMLAttributes<HTMLButtonElement>
  onOpen: (open: boolean) => void
  onChange: (part: Partial<CaptureWish>) => void
  onRemove: () => void
}

export function CaptureRow(props: CaptureRowProps) {
  const { line, held, at, look, open, changed, filterFault, grip, onOpen, onChange, onRemove } = props
  const t = usePhrases(capturePhrases)
  const id = useId()
  const name = line.name.trim() || t("newOne")
  const why = held?.filter === line.filter ? held.fault : undefined
  const fault = captureFault(line)
  return (
    <li className={`rule-line capture-line${line.on ? "" : " is-off"}${open ? " is-open" : ""}${look}`}>
      <button type="button" className="rule-grip" aria-label={t("grip", { name, n: at + 1 })} {...grip}>
        <Icon name="grip" size={14} />
      </button>
      <button type="button" className="rule-open" aria-expanded={open} onClick={() => onOpen(!open)}>
        <span className="row rule-title">
          <span className="medium cut">{name}</span>
          {changed && <span className="tag is-amber">{t("unsaved")}</span>}
          {!line.on && <span className="small quiet">{t("off")}</span>}
        </span>
        <span className="rule-says">
          <span className="said-and">{t("when")} </span>
          {line.filter.trim() === "" ? t("all") : <FilterSaid object="interaction" filter={line.filter} />}
          <span className="rule-arrow" aria-hidden="true">
            {" → "}
          </span>
          <span className="rule-target">
            {line.source.trim() === ""
              ? t("noSource")
              : t.rich("becomes", { source: <b key="source">{line.source}</b> })}
          </span>
        </span>
        {why !== undefined && (
          <span className="small bad row rule-gone">
            <Icon name="warn" size={14} />
            <span>{lostField(why) ? t("gone") : t("broken", { why })}</span>
          </span>
        )}
        {fault && !open && <span className="small bad">{t(`fault.${fault}`)}</span>}
      </button>
      <span className="rule-takes">
        {held && <span className="small quiet capture-made">{t("made", { n: held.made })}</span>}
      </span>
      <span className="rule-switch">
        <span id={`${id}on`} className="hidden-visually">
          {t("on", { name })}
        </span>
        <Switch on={line.on} labelledBy={`${id}on`} disabled={false} onTurn={(on) => onChange({ on })} />
      </span>
      {open && (
        <CaptureForm
          line={line}
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

interface CaptureFormProps {
  line: CaptureLine
  fault: ReturnType<typeof captureFault>
  filterFault: string | undefined
  onChange: (part: Partial<CaptureWish>) => void
  onRemove: () => void
  onShut: () => void
}

function CaptureForm({ line, fault, filterFault, onChange, onRemove, onShut }: CaptureFormProps) {
  const t = usePhrases(capturePhrases)
  const rules = usePhrases(leadSetupPhrases)
  const id = useId()
  return (
    <div className="rule-form">
      <div className="capture-names">
        {(["name", "source"] as const).map((key) => (
          <div key={key} className="field">
            <label htmlFor={id + key}>{t(key)}</label>
            <input
              id={id + key}
              className="input"
              // biome-ignore lint/a11y/noAutofocus: what was just added is named first.
              autoFocus={key === "name" && line.name === ""}
              maxLength={60}
              autoComplete="off"
              placeholder={t(`${key}Hint`)}
              value={line[key]}
              aria-invalid={fault === key}
              onChange={(event) => onChange({ [key]: event.target.value })}
            />
            {fault === key && <span className="field-problem">{t(`fault.${key}`)}</span>}
          </div>
        ))}
      </div>
      <FilterField
        object="interaction"
        label={t("filter")}
        filter={line.filter}
        unfit={["id", "object_id", "received_at", "occurred_at"]}
        none={t("filterNone")}
        found={(n) => t("fitting", { n })}
        fault={filterFault}
        onChange={(filter) => onChange({ filter })}
      />
      <div className="row rule-foot">
        <Button small look="danger" icon="trash" onClick={onRemove}>
          {t("remove")}
        </Button>
        <Button small className="end" icon="up" onClick={onShut}>
          {rules("shut")}
        </Button>
      </div>
    </div>
  )
}
