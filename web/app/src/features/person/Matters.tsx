// What matters now: possible duplicates, orders, where they work.

import type { Person } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { personPhrases } from "./phrases"
import { TakeOrder } from "./TakeOrder"

export function Proposals({ person, onReview }: { person: Person; onReview: (() => void) | undefined }) {
  const t = usePhrases(personPhrases)
  if (person.proposals === 0) return null
  return (
    <section className="matter-card">
      <span className="row machine strong">
        <Icon name="copies" size={14} />
        {t("proposals", { n: person.proposals })}
      </span>
      <p className="soft small">{t("proposalsText")}</p>
      {onReview && (
        <Button small onClick={onReview}>
          {t("review")}
        </Button>
      )}
    </section>
  )
}

interface OrderSummaryProps {
  person: Person
  mayEdit: boolean
  onOpen: () => void
}

export function OrderSummary({ person, mayEdit, onOpen }: OrderSummaryProps) {
  const t = usePhrases(personPhrases)
  const format = useFormat()
  const { orders } = person
  const { count, total } = orders
  if (count === null && total === null) return null
  const last = orders.last_at ? format.shortDate(orders.last_at) : ""
  const average = count && total !== null ? String(Number(total) / count) : null
  return (
    <section className="matter">
      <h2 className="section-head">
        {t("orders")}
        {orders.first_at && <small>{t("orderFirst", { date: format.date(orders.first_at) })}</small>}
        {mayEdit && <TakeOrder person={person} />}
      </h2>
      {count === 0 || (count === null && Number(total) === 0) ? (
        <p className="small quiet">{t("noOrders")}</p>
      ) : (
        <div className="metrics">
          {count !== null && (
            <button type="button" className="metric" onClick={onOpen}>
              <span className="small quiet">{t("orderCount")}</span>
              <span className="metric-value">{format.number(count)}</span>
              <span className="small link">{t("seeOrders")}</span>
            </button>
          )}
          {total !== null && (
            <button type="button" className="metric" onClick={onOpen}>
              <span className="small quiet">{t("orderTotal")}</span>
              <span className="metric-value">{format.money(total, orders.currency, true)}</span>
              {average !== null && (
                <span className="small quiet nowrap">
                  {t("average", { amount: format.money(average, orders.currency, true) })}
                </span>
              )}
            </button>
          )}
          <button type="button" className="metric" onClick={onOpen}>
            <span className="small quiet">{t("orderLast")}</span>
            <span className={`metric-value ${last.length > 6 ? "is-long" : ""}`}>{last}</span>
            <span className="small quiet">{orders.last_at && format.ago(orders.last_at)}</span>
          </button>
        </div>
      )}
    </section>
  )
}

export function Companies({ person }: { person: Person }) {
  const t = usePhrases(personPhrases)
  const format = useFormat()
  if (person.companies.length === 0) return null
  return (
    <section className="matter">
      <h2 className="section-head">{t("companies")}</h2>
      {person.companies.map(({ edge, company, title, since }) => (
        <Link key={edge} to="/companies/$id" params={{ id: company.id }} className="company-line">
          <Avatar id={company.id} initial={company.initial ?? company.name.slice(0, 1)} square />
          <span className="grow cut medium">{company.name}</span>
          <span className="small quiet">
            {[title, since && t("relationSince", { date: format.calendarDate(since).slice(0, 8) })].filter(Boolean)[0]}
          </span>
        </Link>
      ))}
    </section>
  )
}
