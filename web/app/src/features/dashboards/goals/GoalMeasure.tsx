// How a goal is reckoned, of which field, and by which day rows count.

import { useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import { FilterField } from "../../../kit/list/FilterField"
import { aboutQuery } from "../../../kit/reports/queries"
import { useFieldWords } from "../../../kit/useFieldWords"
import { datable, type GoalDraft, kindsOf, measurable, needsField } from "./draft"
import { Select } from "./parts"
import { goalPhrases } from "./phrases"

interface GoalMeasureProps {
  draft: GoalDraft
  fault: (key: keyof GoalDraft) => string | undefined
  onChange: (part: Partial<GoalDraft>) => void
}

export function GoalMeasure({ draft, fault, onChange }: GoalMeasureProps) {
  const t = usePhrases(goalPhrases)
  const format = useFormat()
  const words = useFieldWords(draft.object)
  const about = useQuery(aboutQuery(draft.object))
  if (about.isError) return <Failed error={about.error} retry={() => void about.refetch()} />
  if (!about.data) return <Skeleton height={64} />
  const { fields } = about.data
  const option = ({ key, label }: { key: string; label?: string }) => ({ id: key, label: label ?? words.label(key) })
  const kinds = kindsOf(fields)
  // What is held stays to be chosen, also where nobody would choose it anew.
  const shown = kinds.includes(draft.kind) ? kinds : [draft.kind, ...kinds]
  return (
    <>
      <div className="goal-pair">
        <Select
          label={t("kind")}
          value={draft.kind}
          options={shown.map((id) => ({ id, label: t(`kind.${id}`) }))}
          fault={needsField(draft.kind) ? undefined : fault("measured")}
          onChange={(id) => {
            const kind = shown.find((one) => one === id)
            if (!kind) return
            const fit = measurable(fields, kind)
            const measured = fit.some(({ key }) => key === draft.measured) ? draft.measured : (fit[0]?.key ?? "")
            onChange({ kind, measured })
          }}
        />
        {needsField(draft.kind) && (
          <Select
            label={t(draft.kind === "days" ? "measuredFrom" : "measured")}
            value={draft.measured}
            options={measurable(fields, draft.kind).map(option)}
            none={t("choose")}
            fault={fault("measured")}
            onChange={(measured) => onChange({ measured })}
          />
        )}
        {draft.kind === "days" && (
          <Select
            label={t("until")}
            value={draft.until}
            options={measurable(fields, "days").map(option)}
            none={t("choose")}
            fault={fault("until")}
            onChange={(until) => onChange({ until })}
          />
        )}
        <Select
          label={t("field")}
          value={draft.field}
          options={datable(fields).map(option)}
          none={t("choose")}
          fault={fault("field")}
          onChange={(field) => onChange({ field })}
        />
      </div>
      {draft.kind === "share" && (
        <FilterField
          key={draft.object}
          object={draft.object}
          label={t("share")}
          filter={draft.share}
          none={t("shareNone")}
          found={(n) => t("found", { n: format.number(n) })}
          fault={fault("share")}
          onChange={(share) => onChange({ share })}
        />
      )}
    </>
  )
}
