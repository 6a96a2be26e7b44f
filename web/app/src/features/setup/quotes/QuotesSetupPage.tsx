// The rules of quotes: who may give how much, how long a quote holds, tax, the seller's lines, terms, and what an
// acceptance does. Beside them the paper as it will look.

import "../setup.css"
import "./quotes.css"
import type { QuoteRules } from "@api/contract"
import { quotes } from "@api/trade"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId } from "react"
import { PageHead } from "../../../kit/PageHead"
import { quoteRulesQuery } from "../../../kit/quotes"
import { Switch } from "../../../kit/Switch"
import { useCan } from "../../../kit/session"
import { toastFailure } from "../../../kit/useUndo"
import { setupPhrases } from "../phrases"
import { SaveBar } from "../SaveBar"
import { NumberSetting, Setting } from "../Setting"
import { SetupTabs } from "../SetupTabs"
import { useKept } from "../useKept"
import { changesIn, draftOf, faultsOf, isSound, type RulesDraft, rulesOf } from "./draft"
import { Limits } from "./Limits"
import { Paper } from "./Paper"
import { quoteSetupPhrases } from "./phrases"
import { Terms } from "./Terms"

export function QuotesSetupPage() {
  const t = usePhrases(quoteSetupPhrases)
  const may = useCan("catalogue")
  const rules = useQuery({ ...quoteRulesQuery, enabled: may })
  if (!may) return <Forbidden permission="catalogue" />
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {rules.isPending ? (
        <SkeletonRows rows={6} height={60} />
      ) : rules.isError ? (
        <Failed error={rules.error} retry={() => void rules.refetch()} />
      ) : (
        <Rules held={rules.data} />
      )}
    </div>
  )
}

function Rules({ held }: { held: QuoteRules }) {
  const t = usePhrases(quoteSetupPhrases)
  const setup = usePhrases(setupPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const id = useId()
  const { draft, stale, write, settle } = useKept<RulesDraft>("quote-rules", draftOf(held))
  const changes = changesIn(draft, held)
  const faults = faultsOf(draft)
  const arrived = (now: QuoteRules) => {
    cache.setQueryData(quoteRulesQuery.queryKey, now)
    settle(draftOf(now))
    void cache.invalidateQueries({ queryKey: ["quote"] })
  }
  const save = useMutation({
    mutationFn: () => quotes.setRules(rulesOf(draft)),
    onSuccess: (now) => {
      arrived(now)
      const run = async () => {
        try {
          arrived(await quotes.setRules(held))
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t("saved"), action: { label: state("undo"), run: () => void run() } })
    },
  })
  const set = (part: Partial<RulesDraft>) => {
    save.reset()
    write({ ...draft, ...part })
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="setup scroll quote-setup" tabIndex={0}>
      <div className="quote-rules">
        <section aria-label={t("limits")}>
          <h2 className="section-head">{t("limits")}</h2>
          <p className="small quiet setup-text">{t("limitsText")}</p>
          <Limits limits={draft.limits} wrong={faults.limits} onLimits={(limits) => set({ limits })} />
        </section>
        <section aria-label={t("defaults")}>
          <h2 className="section-head">{t("defaults")}</h2>
          <NumberSetting
            label={t("days")}
            about={t("daysAbout")}
            unit={t("dayUnit")}
            none={t("daysNone")}
            text={draft.days}
            fault={faults.days ? t("fault.days") : undefined}
            onText={(days) => set({ days })}
          />
          <NumberSetting
            label={t("tax")}
            about={t("taxAbout")}
            unit={t("taxUnit")}
            none={t("taxNone")}
            text={draft.tax}
            fault={faults.tax ? t("fault.tax") : undefined}
            onText={(tax) => set({ tax })}
          />
          <Setting label={t("included")} about={t("includedAbout")}>
            <span className="looks quote-looks">
              <button type="button" aria-pressed={draft.included} onClick={() => set({ included: true })}>
                {t("withTax")}
              </button>
              <button type="button" aria-pressed={!draft.included} onClick={() => set({ included: false })}>
                {t("withoutTax")}
              </button>
            </span>
          </Setting>
          <div className="setting">
            <span className="stack">
              <span id={`${id}wins`}>{t("wins")}</span>
              <span className="small quiet">{t("winsAbout")}</span>
            </span>
            <Switch on={draft.wins} labelledBy={`${id}wins`} disabled={false} onTurn={(wins) => set({ wins })} />
          </div>
        </section>
        <section aria-label={t("seller")}>
          <h2 className="section-head">
            <label htmlFor={`${id}seller`}>{t("seller")}</label>
          </h2>
          <p className="small quiet setup-text">{t("sellerText")}</p>
          <textarea
            id={`${id}seller`}
            className="input"
            rows={4}
            maxLength={1000}
            value={draft.seller}
            onChange={(event) => set({ seller: event.target.value })}
          />
        </section>
        <Terms terms={draft.terms} onTerms={(terms) => set({ terms })} />
        <SaveBar
          changes={changes}
          stale={stale}
          wrong={!isSound(draft)}
          busy={save.isPending}
          error={save.error}
          saveWord={t("save")}
          onSave={() => save.mutate()}
          onDiscard={() => {
            const before = draft
            save.reset()
            settle(draftOf(held))
            toast({ text: setup("discarded"), action: { label: state("undo"), run: () => write(before) } })
          }}
        />
      </div>
      <Paper draft={draft} />
    </div>
  )
}
