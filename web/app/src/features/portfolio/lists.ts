// The list behind each figure of the portfolio, as a filter that says exactly what was counted. Pure.

import type { Named } from "@api/contract"

/** Whose customers: everybody's in reach, a colleague's, or nobody's. */
export type Whose = "all" | Named | null

/** Of needs: those of customers without an owner. */
export const NOBODY = "none"

/** What to open: a page and its search. */
export type Behind =
  | { to: "/people"; search: { filter?: string; sort?: string } }
  | { to: "/orders"; search: { filter: string; sort: string } }
  | { to: "/interactions"; search: { filter: string; sort: string } }
  | { to: "/portfolio"; search: { tab: "needs"; owner?: string; days?: string } }

export type Figure = "people" | "orders" | "amount" | "contacts" | "silent" | "worth" | "at_risk" | "needs"

const ofPerson = (whose: Whose): string | undefined =>
  whose === "all" ? undefined : whose === null ? "owner is empty" : `owner = "${whose.id}"`

/** An order counts unless it came to nothing. */
const STANDS = 'status not in ("cancelled", "returned", "refunded")'
/** What counts as having been in touch: somebody spoke to somebody. */
const CONTACTS = 'kind in ("message", "call", "visit", "meeting", "attendance", "repair")'

const both = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(" and ")

/** What happened to these customers: a row of another list says whose it is through its person. */
const ofTheirs = (whose: Whose) => {
  const owner = ofPerson(whose)
  return owner === undefined ? "related person" : `related person where (${owner})`
}

interface Counted {
  days: number
  currency: string
}

export function behind(figure: Figure, whose: Whose, { days, currency }: Counted): Behind {
  const owner = ofPerson(whose)
  const people = (filter: string | undefined, sort: string): Behind => ({
    to: "/people",
    search: { filter: both(owner, filter) || undefined, sort },
  })
  const window = `in the last ${days} days`
  switch (figure) {
    case "people":
      return people(undefined, "-last_seen_at")
    case "orders":
      return {
        to: "/orders",
        search: { filter: both(`placed_at ${window}`, STANDS, ofTheirs(whose)), sort: "-placed_at" },
      }
    case "amount": {
      const filter = both(`placed_at ${window}`, STANDS, `currency = "${currency}"`, ofTheirs(whose))
      return { to: "/orders", search: { filter, sort: "-amount" } }
    }
    case "contacts": {
      const filter = both(CONTACTS, `occurred_at ${window}`, ofTheirs(whose))
      return { to: "/interactions", search: { filter, sort: "-occurred_at" } }
    }
    case "silent":
      return people(`order_count > 0 and last_seen_at before today - ${days} days`, "-order_total")
    case "worth":
      return people("worth_next is not empty", "-worth_next")
    case "at_risk":
      return people("worth_active < 50", "-worth_next")
    case "needs":
      // Needs are counted, not those who have them.
      return {
        to: "/portfolio",
        search: { tab: "needs", owner: whose === "all" ? undefined : (whose?.id ?? NOBODY) },
      }
  }
}
