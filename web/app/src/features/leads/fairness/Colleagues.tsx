// Each colleague: how leads came to them, what those could bring, and what became of them. Figures open their leads.

import type { Fairness, FairnessPart } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { fairnessPhrases } from "./phrases"
import { numberOf, spoken } from "./reading"
import { within } from "./spans"

const WAYS = ["rule", "claimed", "hand"] as const

export function Colleagues({ of }: { of: Fairness }) {
  const t = usePhrases(fairnessPhrases)
  const parts = [...of.parts].sort((a, b) => numberOf(b) - numberOf(a))
  const most = Math.max(1, ...parts.map(numberOf))
  return (
    <section aria-labelledby="fairness-colleagues">
      <h2 className="fairness-title" id="fairness-colleagues">
        {t("colleagues")}
        <span className="row fairness-keys" aria-hidden="true">
          {WAYS.map((way) => (
            <span key={way} className={`fairness-key is-${way}`}>
              {t(`came.${way}`)}
            </span>
          ))}
        </span>
      </h2>
      <table className="plain-table fairness-table">
        <thead>
          <tr>
            <th scope="col">{t("who")}</th>
            <th scope="col" className="fairness-came">
              {t("came")}
            </th>
            {(["expected", "answer", "back", "converted", "won", "open"] as const).map((one) => (
              <th key={one} scope="col" className="figure">
                {t(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <Row key={part.who.id} part={part} most={most} of={of} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface RowProps {
  part: FairnessPart
  most: number
  of: Fairness
}

function Row({ part, most, of }: RowProps) {
  const t = usePhrases(fairnessPhrases)
  const format = useFormat()
  const { who, team, filter } = part
  const all = numberOf(part)
  const money = (amount: string) => format.money(amount, of.currency, true)
  const answer = part.answer_minutes === null ? null : spoken(part.answer_minutes)
  const back = part.released + part.recycled
  const rate = all === 0 ? null : Math.round((part.converted / all) * 100)
  return (
    <tr>
      <th scope="row">
        <span className="row">
          <Avatar id={who.id} initial={who.initial ?? who.name.slice(0, 1)} size={28} />
          <span className="stack">
            <span className="cut">{who.name}</span>
            {team && <span className="small quiet cut">{team}</span>}
          </span>
        </span>
      </th>
      <td className="fairness-came">
        <span className="row">
          <span className="fairness-bar-line" title={WAYS.map((way) => `${t(`came.${way}`)} ${part[way]}`).join(" · ")}>
            {WAYS.map((way) => (
              <i key={way} className={`is-${way}`} style={{ width: `${(part[way] / most) * 100}%` }} />
            ))}
          </span>
          <Rows filter={`${filter} and ${within("held_since", of)}`} n={all} title={t("showCame", { name: who.name })}>
            {t("total", { n: all })}
          </Rows>
        </span>
      </td>
      <td className="figure" data-label={t("expected")}>
        {money(part.expected)}
      </td>
      <td className="figure" data-label={t("answer")}>
        {answer ? t(answer.unit, { n: answer.n }) : <span className="quiet">{t("noAnswer")}</span>}
      </td>
      <td className="figure" data-label={t("back")}>
        {back === 0 ? (
          <span className="quiet">—</span>
        ) : (
          <span title={t("backTitle", { released: part.released, recycled: part.recycled })}>
            {format.number(part.released)} / {format.number(part.recycled)}
          </span>
        )}
      </td>
      <td className="figure" data-label={t("converted")}>
        <Rows
          filter={`${filter} and state = "converted" and ${within("created_at", of)}`}
          n={part.converted}
          title={t("showConverted", { name: who.name, n: part.converted })}
        >
          {format.number(part.converted)}
          {rate !== null && <span className="quiet"> {rate}%</span>}
        </Rows>
      </td>
      <td className="figure" data-label={t("won")}>
        {part.won === 0 ? (
          <span className="quiet">—</span>
        ) : (
          <span>
            {format.number(part.won)} <span className="quiet">{money(part.won_total)}</span>
          </span>
        )}
      </td>
      <td className="figure" data-label={t("open")}>
        <Rows
          filter={`${filter} and state in ("new", "working")`}
          n={part.open}
          title={t("showOpen", { name: who.name, n: part.open })}
        >
          {format.number(part.open)}
        </Rows>
      </td>
    </tr>
  )
}

interface RowsProps {
  filter: string
  n: number
  title: string
  children: ReactNode
}

/** A figure as the way to the leads behind it; none where there are none. */
function Rows({ filter, n, title, children }: RowsProps) {
  if (n === 0) return <span className="quiet">—</span>
  return (
    <Link to="/leads" search={{ place: "all", filter }} className="fairness-figure" title={title}>
      {children}
    </Link>
  )
}
