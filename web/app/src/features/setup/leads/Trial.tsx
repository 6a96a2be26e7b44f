// What the rules, as they are written at this moment, would have done with the leads that came last: how many each
// colleague had and would get, and every lead with its why.

import { Failure } from "@api/client"
import type { Simulation } from "@api/contract"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { useState } from "react"
import type { Draft } from "./draft"
import { TrialLead } from "./TrialLead"
import { TrialParts } from "./TrialParts"
import { isMoved, type Pick, picked } from "./trial"
import { trialPhrases } from "./trialPhrases"

interface TrialProps {
  of: Simulation | undefined
  error: Error | null
  retry: () => void
  busy: boolean
  /** Whether the rules can be tried as they stand. */
  sound: boolean
  unsaved: boolean
  draft: Draft
}

const STEP = 40

export function Trial({ of, error, retry, busy, sound, unsaved, draft }: TrialProps) {
  const t = usePhrases(trialPhrases)
  // What is wrong with a rule is told at the rule.
  const refused = error instanceof Failure && error.problem.status === 422
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="trial scroll" tabIndex={0} aria-label={t("title")} aria-busy={busy}>
      <div className="trial-head">
        <h2>{t("title")}</h2>
        {of && of.leads.length > 0 && (
          <p className={unsaved ? "small waiting" : "small quiet"} role="status">
            {sound && !refused ? t(unsaved ? "textUnsaved" : "text", { n: of.leads.length }) : t("wait")}
          </p>
        )}
      </div>
      {error && !refused ? (
        <Failed error={error} retry={retry} />
      ) : !of ? (
        sound && !refused ? (
          <SkeletonRows rows={10} height={44} />
        ) : (
          <p className="quiet trial-wait">{t("wait")}</p>
        )
      ) : of.leads.length === 0 ? (
        <Empty title={t("none")} text={t("noneText")} drawing="search" />
      ) : (
        <Answer of={of} draft={draft} />
      )}
    </section>
  )
}

function Answer({ of, draft }: { of: Simulation; draft: Draft }) {
  const t = usePhrases(trialPhrases)
  const format = useFormat()
  const [pick, setPick] = useState<Pick>("all")
  const [shown, setShown] = useState(STEP)
  const choose = (next: Pick) => {
    setPick(next)
    setShown(STEP)
  }
  const found = picked(of.leads, pick)
  const who = typeof pick === "object" ? of.parts.find((part) => part.who.id === pick.who)?.who : undefined
  const chips = [
    { key: "all", text: t("all", { n: of.leads.length }), on: pick === "all" },
    { key: "moved", text: t("moved", { n: of.leads.filter(isMoved).length }), on: pick === "moved" },
    { key: "nobody", text: t("nobody", { n: of.nobody }), on: pick === "nobody" },
  ] as const
  return (
    <>
      <TrialParts
        parts={of.parts}
        picked={who?.id ?? null}
        onPick={(id) => choose(who?.id === id ? "all" : { who: id })}
      />
      <div className="trial-leads-head">
        <h3>{t("leads")}</h3>
        <div className="row is-wrap">
          {chips.map(({ key, text, on }) => (
            <button
              key={key}
              type="button"
              className={key === "nobody" && of.nobody > 0 ? "chip trial-nobody" : "chip"}
              aria-pressed={on}
              onClick={() => choose(key)}
            >
              {text}
            </button>
          ))}
          {who && (
            <button type="button" className="chip" aria-pressed="true" onClick={() => choose("all")}>
              {who.name} {format.number(found.length)}
            </button>
          )}
        </div>
      </div>
      {found.length === 0 && <p className="small quiet trial-wait">{t("noneHere")}</p>}
      <ul className="trial-leads">
        {found.slice(0, shown).map((one) => (
          <TrialLead key={one.lead.id} of={one} draft={draft} />
        ))}
      </ul>
      {found.length > shown && (
        <Button className="trial-more" onClick={() => setShown(shown + STEP * 2)}>
          {t("showMore", { n: Math.min(STEP * 2, found.length - shown) })}
        </Button>
      )}
    </>
  )
}
