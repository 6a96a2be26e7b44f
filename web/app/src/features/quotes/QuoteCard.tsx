// A quote in one line of a list: with whom, what for, how it stands, how much. The whole line opens it.

import type { QuoteRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { QuoteState } from "../../kit/QuoteState"
import { useLeft } from "./columns"

export function QuoteCard({ row }: { row: QuoteRow }) {
  const format = useFormat()
  const left = useLeft()(row)
  const title = row.company?.name ?? row.person?.name ?? row.deal.name
  const about = [
    row.version > 1 ? `${row.number} v${row.version}` : row.number,
    title === row.deal.name ? null : row.deal.name,
  ]
  return (
    <Link to="/quotes/$quote" params={{ quote: row.id }} className="row-card">
      <span className="stack grow">
        <span className="row" style={{ gap: 6 }}>
          <span className="row-card-name cut">{title}</span>
          <QuoteState of={row} />
        </span>
        <span className="small cut">{about.filter(Boolean).join(" · ")}</span>
      </span>
      <span className="row-card-end small">
        <span className="medium quote-total">{format.money(row.total, row.currency, true)}</span>
        {left ? <span className={left.look}>{left.text}</span> : format.shortDate(row.updated_at)}
      </span>
    </Link>
  )
}
