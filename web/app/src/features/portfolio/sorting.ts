// The rows of the portfolio: in which order, what they come to together, and how an amount has changed. Pure.

import type { PortfolioRow } from "@api/contract"
import type { Figure } from "./lists"

export const FIGURES: readonly Figure[] = [
  "people",
  "orders",
  "amount",
  "contacts",
  "silent",
  "worth",
  "at_risk",
  "needs",
]

export interface Sort {
  key: Figure | "owner"
  down: boolean
}

/** "-worth" is the most first; what is not known is the most customers first. */
export function readSort(text: string | undefined): Sort {
  const key = text?.replace(/^-/, "")
  const known = key === "owner" ? key : FIGURES.find((one) => one === key)
  return known ? { key: known, down: text?.startsWith("-") === true } : { key: "people", down: true }
}

/** A click on a head: figures begin with the most, names with the first, and a second click turns them round. */
export function nextSort(now: Sort, key: Sort["key"]): string {
  const down = now.key === key ? !now.down : key !== "owner"
  return `${down ? "-" : ""}${key}`
}

/** A row for those whom nobody looks after stands last, whatever is sorted by. */
export function sorted(rows: PortfolioRow[], { key, down }: Sort, locale: string): PortfolioRow[] {
  const way = down ? -1 : 1
  return [...rows].sort((a, b) => {
    if (!a.owner || !b.owner) return Number(!a.owner) - Number(!b.owner)
    const names = a.owner.name.localeCompare(b.owner.name, locale)
    if (key === "owner") return way * names
    return way * (Number(a[key]) - Number(b[key])) || names
  })
}

/** All rows together, as one without an owner. */
export function together(rows: PortfolioRow[]): PortfolioRow {
  const sum = (of: (row: PortfolioRow) => string | number) => rows.reduce((all, row) => all + Number(of(row)), 0)
  return {
    owner: null,
    people: sum((row) => row.people),
    orders: sum((row) => row.orders),
    amount: sum((row) => row.amount).toFixed(2),
    amount_before: sum((row) => row.amount_before).toFixed(2),
    contacts: sum((row) => row.contacts),
    silent: sum((row) => row.silent),
    worth: sum((row) => row.worth).toFixed(2),
    at_risk: sum((row) => row.at_risk).toFixed(2),
    at_risk_people: sum((row) => row.at_risk_people),
    needs: sum((row) => row.needs),
  }
}

/** By how much more or less than before; nothing where there was nothing before. */
export function change({ amount, amount_before }: PortfolioRow): number | null {
  const before = Number(amount_before)
  return before > 0 ? Number(amount) / before - 1 : null
}
