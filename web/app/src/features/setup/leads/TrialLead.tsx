// One lead that was tried: from whom to whom, and rule by rule why.

import type { AssignWhy, Named, Simulated } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import type { Draft } from "./draft"
import { isMoved, stepsOf } from "./trial"
import { trialPhrases } from "./trialPhrases"

export function TrialLead({ of, draft }: { of: Simulated; draft: Draft }) {
  const t = usePhrases(trialPhrases)
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const id = useId()
  const { lead, had, gets, pool } = of
  const goes = gets ?? pool
  const nobody = t("nobodyHas")
  return (
    <li className={open ? "trial-lead is-open" : "trial-lead"}>
      <button
        type="button"
        className="trial-lead-open"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? "down" : "right"} size={12} />
        <span className="stack trial-lead-what">
          <span className="cut">{lead.name}</span>
          <span className="tiny quiet cut">{[of.source, format.ago(of.at)].filter(Boolean).join(" · ")}</span>
        </span>
        <span className="row trial-hands">
          {isMoved(of) && had && (
            <>
              <span className="hidden-visually">{t("had")}</span>
              <Hand who={had} old />
              <span className="quiet" aria-hidden="true">
                →
              </span>
            </>
          )}
          <span className="hidden-visually">{t("gets")}</span>
          {goes ? <Hand who={goes} pool={gets === null} /> : <span className="bad">{nobody}</span>}
        </span>
      </button>
      {open && <Steps id={id} of={of} draft={draft} />}
    </li>
  )
}

function Hand({ who, old = false, pool = false }: { who: Named; old?: boolean; pool?: boolean }) {
  return (
    <span className={old ? "row trial-hand is-old" : "row trial-hand"}>
      {pool ? (
        <span className="pool-mark">
          <Icon name="community" size={12} />
        </span>
      ) : (
        <Avatar id={who.id} initial={who.initial ?? who.name.slice(0, 1)} size={16} />
      )}
      <span className="cut">{who.name}</span>
    </span>
  )
}

/** The rules that were asked, in their order, down to the one that gave. */
function Steps({ id, of, draft }: { id: string; of: Simulated; draft: Draft }) {
  const t = usePhrases(trialPhrases)
  const say = useWhyWords(of)
  return (
    <ol id={id} className="why-steps">
      {stepsOf(of.why).map((step, at) => (
        <li key={`${at}${step.rule}`} className={`why-step is-${step.outcome}`}>
          <span className="why-node" aria-hidden="true">
            {step.outcome === "gave" && <Icon name="check" size={12} />}
          </span>
          <span className="why-rule cut">
            {step.rule || t("last")}
            {draft.lines[at]?.name === step.rule && <span className="hidden-visually"> {at + 1}</span>}
          </span>
          <span className="why-words">
            {step.whys.flatMap((why) =>
              say(why).map((text, n, all) => (
                <span key={text} className={n < all.length - 1 ? "is-passed" : `is-${why.code}`}>
                  {text}
                </span>
              )),
            )}
          </span>
        </li>
      ))}
      <li className="why-lead">
        <Link to="/leads/$id" params={{ id: of.lead.id }} search={{}} className="link">
          {t("openLead")}
        </Link>
      </li>
    </ol>
  )
}

/** Beside the one who was chosen stand those who could not take it. */
function useWhyWords({ gets, pool }: Simulated): (why: AssignWhy) => string[] {
  const t = usePhrases(trialPhrases)
  const format = useFormat()
  return ({ code, who = [], by, open }) => {
    const others = who.filter((one) => code !== "chosen" || one.id !== gets?.id)
    const names = format.list(others.slice(0, 3).map((one) => one.name))
    const all = others.length > 3 ? t("andMore", { names, n: others.length }) : names
    if (code === "fallback") return [t("why.fallback", { who: pool?.name ?? "" })]
    if (code === "chosen") {
      if (!gets) return [t("why.chosen.pool", { who: pool?.name ?? "" })]
      const passed = others.length > 0 ? [t("why.passed", { who: all })] : []
      const chosen =
        by === "load"
          ? t("why.chosen.load", { who: gets.name, n: open ?? 0 })
          : t(`why.chosen.${by ?? "none"}`, { who: gets.name })
      return [...passed, chosen]
    }
    if (code === "off" || code === "filter" || code === "schedule" || code === "nobody" || code === "none")
      return [t(`why.${code}`)]
    return [t(`why.${code}`, { who: all })]
  }
}
