// A deal on the board: with whom and for how much, what it is about, how long it stands here, what is next, whose it is.

import type { DealRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import type {} from "@ui/cssProperties"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { KeyboardEvent, ReactNode } from "react"
import { Clock } from "../../kit/clock/Clock"
import { namesOf } from "./naming"
import { salesPhrases } from "./phrases"
import { ageingOf } from "./standing"

interface DealCardProps {
  row: DealRow
  open: boolean
  movable: boolean
  /** Takes the link of the card, which holds the focus when the card was moved by keys. */
  link?: (link: HTMLAnchorElement | null) => void
  onKeyDown?: (event: KeyboardEvent) => void
  menu?: ReactNode
}

export function DealCard({ row, open, movable, link, onKeyDown, menu }: DealCardProps) {
  const format = useFormat()
  const ageingText = useAgeingText()
  const { title, about } = namesOf(row)
  // The link lies over the whole card, so it says what the parts below would.
  const { days, over } = ageingOf(row, format.daysAgo(row.stage_since))
  const step = [row.next_at && format.moment(row.next_at), row.next_step].filter(Boolean).join(" ")
  const told = row.state === "open" ? [row.name, ageingText(row, days, over), step] : [row.name]
  return (
    <li
      className={open ? "deal-card is-open" : "deal-card"}
      data-deal={row.id}
      data-movable={movable || undefined}
      onKeyDown={onKeyDown}
    >
      <span className="row">
        <Link
          ref={link}
          to="."
          search={(now) => ({ ...now, panel: row.id })}
          className="deal-title cut grow"
          title={told.filter(Boolean).join("\n")}
          draggable={false}
        >
          {title}
        </Link>
        {row.amount !== null && <span className="deal-amount">{format.money(row.amount, row.currency, true)}</span>}
      </span>
      <span className="deal-about cut">{about.join(" · ") || row.number}</span>
      {row.state === "open" ? <Standing row={row} menu={menu} /> : <Ended row={row} menu={menu} />}
    </li>
  )
}

function useAgeingText() {
  const t = usePhrases(salesPhrases)
  return ({ age_days: limit }: DealRow, n: number, over: number): string => {
    if (limit === null) return t("inStage", { n })
    return over > 0 ? t("inStageOver", { n, over }) : t("inStageOf", { n, limit })
  }
}

function Standing({ row, menu }: { row: DealRow; menu: ReactNode }) {
  const t = usePhrases(salesPhrases)
  const format = useFormat()
  const { days, share, over } = ageingOf(row, format.daysAgo(row.stage_since))
  return (
    <>
      <span className={over > 0 ? "deal-age is-over" : "deal-age"}>
        <i style={{ width: `${(share ?? 0) * 100}%` }} />
      </span>
      <span className="row deal-foot">
        <Clock of={row} />
        <span className={over > 0 ? "deal-days is-over" : "deal-days"}>{t("days", { n: days })}</span>
        <Corner row={row} menu={menu} />
      </span>
    </>
  )
}

/** What was won or lost has no next step; it says when, and why it was lost. */
function Ended({ row, menu }: { row: DealRow; menu: ReactNode }) {
  const format = useFormat()
  return (
    <span className="row deal-foot">
      <span className="cut grow quiet">{row.lost_reason}</span>
      {row.closed_at && <span className="deal-days">{format.shortDate(row.closed_at)}</span>}
      <Corner row={row} menu={menu} />
    </span>
  )
}

function Corner({ row: { owner }, menu }: { row: DealRow; menu: ReactNode }) {
  return (
    <span className="deal-corner">
      {owner && (
        <span className="deal-owner" title={owner.name}>
          <Avatar id={owner.id} initial={owner.initial ?? owner.name.slice(0, 1)} size={20} />
          <span className="hidden-visually">{owner.name}</span>
        </span>
      )}
      {menu}
    </span>
  )
}
