// The columns of the list of quotes.

import type { QuoteRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import type { GridColumn } from "../../kit/DataGrid"
import { PersonLink } from "../../kit/PersonLink"
import { QuoteState, quoteStatePhrases } from "../../kit/QuoteState"
import { quotesPhrases } from "./phrases"

/** How long a quote that was sent still holds: the words, and whether they press. */
export function useLeft(): (row: QuoteRow) => { text: string; look: string } | null {
  const t = usePhrases(quotesPhrases)
  const format = useFormat()
  return ({ state, valid_until: until }) => {
    if (until === null || (state !== "sent" && state !== "expired")) return null
    const days = format.daysUntil(until)
    if (days === 0) return { text: t("today"), look: "waiting" }
    return days > 0
      ? { text: t("leftN", { n: days }), look: days <= 5 ? "waiting" : "quiet" }
      : { text: t("overN", { n: -days }), look: "bad" }
  }
}

export function useQuoteColumns(): GridColumn<QuoteRow>[] {
  const t = usePhrases(quotesPhrases)
  const states = usePhrases(quoteStatePhrases)
  const format = useFormat()
  const leftOf = useLeft()
  return useMemo(
    () => [
      {
        key: "number",
        label: t("number"),
        width: "minmax(112px, .7fr)",
        opens: true,
        text: (row) => row.number,
        cell: (row) => (
          <Link to="/quotes/$quote" params={{ quote: row.id }} className="name quote-number">
            <span>{row.number}</span>
            {row.version > 1 && (
              <span className="small quiet" title={t("versionN", { n: row.version })}>
                v{row.version}
              </span>
            )}
          </Link>
        ),
      },
      {
        key: "customer",
        label: t("customer"),
        width: "minmax(128px, 1.2fr)",
        text: (row) => row.company?.name ?? row.person?.name ?? "",
        cell: (row) =>
          row.company ? (
            <span className="row quote-customer">
              <Link to="/companies/$id" params={{ id: row.company.id }} className="cut">
                {row.company.name}
              </Link>
              {row.person && <span className="quiet cut">{row.person.name}</span>}
            </span>
          ) : (
            row.person && <PersonLink person={row.person} avatar={20} className="name" />
          ),
      },
      {
        key: "deal",
        label: t("deal"),
        width: "minmax(128px, 1.2fr)",
        text: (row) => row.deal.name,
        cell: (row) => (
          <Link to="." search={(now) => ({ ...now, panel: row.deal.id })} className="cut" title={row.deal.name}>
            {row.deal.name}
          </Link>
        ),
      },
      {
        key: "state",
        label: t("state"),
        width: "minmax(84px, .6fr)",
        text: (row) => states(row.asked ? "asked" : row.state),
        cell: (row) => <QuoteState of={row} />,
      },
      {
        key: "total",
        label: t("total"),
        width: "minmax(112px, .8fr)",
        figure: true,
        text: (row) => row.total,
        cell: (row) => <span className="medium quote-total">{format.money(row.total, row.currency)}</span>,
      },
      {
        key: "until",
        label: t("until"),
        width: "minmax(104px, .8fr)",
        text: (row) => row.valid_until ?? "",
        cell: (row) => {
          const left = leftOf(row)
          const day = row.valid_until && format.calendarDay(row.valid_until)
          return left ? (
            <span className={left.look} title={day ?? undefined}>
              {left.text}
            </span>
          ) : (
            <span className="quiet">{day}</span>
          )
        },
      },
      {
        key: "owner",
        label: t("owner"),
        width: "minmax(72px, .5fr)",
        text: (row) => row.owner?.name ?? "",
        cell: (row) => row.owner?.name,
      },
      {
        key: "updated",
        label: t("updated"),
        width: "minmax(80px, .5fr)",
        text: (row) => format.date(row.updated_at),
        cell: (row) => <time title={format.moment(row.updated_at)}>{format.shortDate(row.updated_at)}</time>,
      },
    ],
    [t, states, format, leftOf],
  )
}
