// How long what is kept; each rule says what it would remove now, before it is saved.

import type { Retention, RetentionRules } from "@api/contract"
import { privacy } from "@api/privacy"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { Switch } from "../../../kit/Switch"
import { useWords } from "../../../kit/words"
import { Ticks } from "../Ticks"
import { privacyPhrases } from "./phrases"

export const RETENTION = ["privacy", "retention"]

type Rule = Exclude<keyof RetentionRules, "interaction_kinds">

/** The rules in the order of how much they take, with where each begins. */
const RULES: readonly { key: Rule; unit: "days" | "months"; first: number; always?: boolean }[] = [
  { key: "raw_days", unit: "days", first: 14, always: true },
  { key: "refused_days", unit: "days", first: 90 },
  { key: "import_days", unit: "days", first: 90 },
  { key: "interaction_months", unit: "months", first: 36 },
  { key: "silent_months", unit: "months", first: 36 },
  { key: "audit_months", unit: "months", first: 24 },
  { key: "request_months", unit: "months", first: 36 },
]
const KINDS = [
  "page",
  "product_view",
  "click",
  "form",
  "sign_in",
  "event",
  "message",
  "call",
  "visit",
  "meeting",
  "attendance",
  "survey",
  "post",
  "mention",
  "comment",
  "review",
  "like",
  "share",
  "follow",
  "note",
] as const

export function RetentionForm() {
  const held = useQuery({ queryKey: RETENTION, queryFn: privacy.retention })
  if (held.isPending) return <SkeletonRows rows={6} height={60} />
  if (held.isError) return <Failed error={held.error} retry={() => void held.refetch()} />
  return <Rules of={held.data} />
}

function Rules({ of: held }: { of: Retention }) {
  const t = usePhrases(privacyPhrases)
  const words = useWords()
  const format = useFormat()
  const cache = useQueryClient()
  const id = useId()
  const [rules, setRules] = useState(held.rules)
  const change = (part: Partial<RetentionRules>) => setRules((now) => ({ ...now, ...part }))
  const counted = useMutation({ mutationFn: () => privacy.preview(rules) })
  const save = useMutation({
    mutationFn: () => privacy.setRetention(rules),
    onSuccess: (now) => {
      cache.setQueryData(RETENTION, now)
      setRules(now.rules)
      counted.reset()
      toast({ text: t("saved") })
    },
  })
  const would = counted.data?.would ?? held.would
  const moved = JSON.stringify(rules) !== JSON.stringify((counted.data ?? held).rules)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <p className="small quiet setup-text">{t("retentionText")}</p>
      <div className="setup-list">
        {RULES.map(({ key, unit, first, always }) => {
          const n = rules[key]
          const last = held.last[key]
          return (
            <div key={key} className="privacy-rule">
              <div className="stack">
                <span className="medium" id={`${id}${key}`}>
                  {t(`rule.${key}`)}
                </span>
                <span className="small quiet">{t(`rule.${key}.text`)}</span>
              </div>
              <div className="privacy-span">
                {n !== null && (
                  <>
                    <input
                      className="input"
                      type="number"
                      min={1}
                      max={unit === "days" ? 3650 : 600}
                      required
                      aria-label={`${t(`rule.${key}`)} · ${t("keptFor")}`}
                      value={n}
                      onChange={(event) => change({ [key]: Number(event.target.value) })}
                    />
                    <span className="small">{t(unit)}</span>
                  </>
                )}
                {!always && (
                  <Switch
                    on={n !== null}
                    labelledBy={`${id}${key}`}
                    disabled={false}
                    onTurn={(on) => change({ [key]: on ? first : null })}
                  />
                )}
              </div>
              {key === "interaction_months" && n !== null && (
                <Ticks
                  legend={t("kinds")}
                  choices={KINDS}
                  label={(kind) => words(`kind.${kind}`)}
                  ticked={rules.interaction_kinds}
                  onTick={(kinds) => change({ interaction_kinds: kinds })}
                />
              )}
              {n !== null && (
                <span className="small quiet privacy-count">
                  {!moved && would[key] !== undefined && (
                    <span className={would[key] > 0 ? "strong" : undefined}>
                      {would[key] > 0 ? t("would", { n: would[key] }) : t("wouldNone")}
                    </span>
                  )}
                  {last && <span>{t("lastRun", { date: format.shortDate(last.at), n: last.removed })}</span>}
                </span>
              )}
            </div>
          )
        })}
      </div>
      <FormProblem error={save.error ?? counted.error} />
      <div className="privacy-foot">
        <Button disabled={counted.isPending || !moved} onClick={() => counted.mutate()}>
          {t("preview")}
        </Button>
        <Button look="primary" type="submit" disabled={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  )
}
