// From hand to hand: each move in a sentence, and where rules had a part, what each rule said.

import type { AssignWhy, Lead, LeadMove, Named } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { leadPhrases } from "./leadPhrases"

const ICONS: Record<LeadMove["how"], IconName> = {
  rule: "split",
  claim: "sprout",
  release: "reply",
  recycle: "undo",
  hand: "share",
  decision: "scales",
  made: "plus",
  handover: "out",
}

/** What was done, by whom and to whom. */
export function useMoveText(): (move: LeadMove) => string {
  const t = usePhrases(leadPhrases)
  return ({ how, from, to, pool, by, rule }) => {
    const nobody = t("somebody")
    const names = {
      from: from?.name ?? nobody,
      to: to?.name ?? nobody,
      by: by?.name ?? nobody,
      pool: pool?.name ?? t("thePool"),
      rule: rule ?? "",
    }
    if (how === "rule") return to ? t("how.rule", names) : t("how.rulePool", names)
    if (how === "hand") return to ? t("how.hand", names) : t("how.handPool", names)
    return t(`how.${how}`, names)
  }
}

export function LeadMoves({ lead: { moves } }: { lead: Lead }) {
  const t = usePhrases(leadPhrases)
  if (moves.length === 0) return null
  return (
    <section className="lead-part" aria-label={t("moves")}>
      <h2 className="section-head">{t("moves")}</h2>
      <ol className="lead-moves">
        {moves.map((move) => (
          <Move key={`${move.at}${move.how}`} move={move} />
        ))}
      </ol>
    </section>
  )
}

function Move({ move }: { move: LeadMove }) {
  const t = usePhrases(leadPhrases)
  const format = useFormat()
  const text = useMoveText()(move)
  const [open, setOpen] = useState(false)
  return (
    <li>
      <span className="lead-dot">
        <Icon name={ICONS[move.how]} size={14} />
      </span>
      <div className="grow">
        <p className="row lead-move">
          <span className="grow">{text}</span>
          <time className="small quiet nowrap" dateTime={move.at} title={format.moment(move.at)}>
            {format.shortDate(move.at)} {format.time(move.at)}
          </time>
        </p>
        {move.reason && <p className="small soft">“{move.reason}”</p>}
        {move.why.length > 0 && (
          <button type="button" className="why" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("why")}
          </button>
        )}
        {open && (
          <ol className="reasons lead-why">
            {move.why.map((why) => (
              <Why key={`${why.rule}${why.code}`} of={why} to={move.to ?? move.pool} />
            ))}
          </ol>
        )}
      </div>
    </li>
  )
}

/** What one rule said, its name first; whom it chose is said by the move, and a rule names only those it passed over. */
function Why({ of, to }: { of: AssignWhy; to: Named | null }) {
  const t = usePhrases(leadPhrases)
  const format = useFormat()
  const passed = format.list((of.who ?? []).map(({ name }) => name))
  const by = of.by === "load" ? t("by.load", { n: of.open ?? 0 }) : of.by && t(`by.${of.by}`)
  const { code } = of
  const who = code === "chosen" ? (to?.name ?? t("somebody")) : passed
  const said =
    code === "chosen"
      ? by
        ? t("why.chosenBy", { who, by })
        : t("why.chosen", { who })
      : code === "full" || code === "month_full" || code === "off_hours" || code === "away" || code === "language"
        ? t(`why.${code}`, { who })
        : t(`why.${code}`)
  return (
    <li className={code === "chosen" ? "is-chosen" : undefined}>
      <b>{of.rule}</b> <span>{said}</span>
    </li>
  )
}
