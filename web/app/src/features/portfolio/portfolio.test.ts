import type { PortfolioRow } from "@api/contract"
import { describe, expect, it } from "vitest"
import { readConditions } from "../../kit/filterText"
import { behind } from "./lists"
import { change, FIGURES, nextSort, readSort, sorted, together } from "./sorting"

const row = (name: string | null, part: Partial<PortfolioRow> = {}): PortfolioRow => ({
  owner: name === null ? null : { id: `usr_${name}`, name },
  people: 0,
  orders: 0,
  amount: "0",
  amount_before: "0",
  contacts: 0,
  silent: 0,
  worth: "0",
  at_risk: "0",
  at_risk_people: 0,
  needs: 0,
  ...part,
})

describe("the list behind a figure", () => {
  const counted = { days: 90, currency: "CNY" }
  const stands = 'status not in ("cancelled", "returned", "refunded")'
  const shen = { id: "usr_3", name: "沈知微" }
  const search = (figure: (typeof FIGURES)[number], whose: "all" | null | typeof shen) =>
    behind(figure, whose, counted).search

  it("is of people of that colleague, of everybody, or of those without one", () => {
    expect(search("people", shen)).toMatchObject({ filter: 'owner = "usr_3"' })
    expect(search("people", "all")).toMatchObject({ filter: undefined })
    expect(search("people", null)).toMatchObject({ filter: "owner is empty" })
    expect(search("silent", shen)).toMatchObject({
      filter: 'owner = "usr_3" and order_count > 0 and last_seen_at before today - 90 days',
    })
    expect(search("at_risk", "all")).toMatchObject({ filter: "worth_active < 50" })
  })

  it("says whose orders and interactions through their person", () => {
    expect(behind("orders", shen, counted)).toMatchObject({
      to: "/orders",
      search: {
        filter: `placed_at in the last 90 days and ${stands} and related person where (owner = "usr_3")`,
      },
    })
    expect(search("amount", "all")).toMatchObject({
      filter: `placed_at in the last 90 days and ${stands} and currency = "CNY" and related person`,
    })
    expect(behind("contacts", null, counted)).toMatchObject({
      to: "/interactions",
      search: {
        filter:
          'kind in ("message", "call", "visit", "meeting", "attendance", "repair") and occurred_at in the last 90 days and related person where (owner is empty)',
      },
    })
  })

  it("is of needs where needs are counted", () => {
    expect(behind("needs", shen, counted)).toEqual({ to: "/portfolio", search: { tab: "needs", owner: "usr_3" } })
    expect(search("needs", "all")).toEqual({ tab: "needs", owner: undefined })
    expect(search("needs", null)).toEqual({ tab: "needs", owner: "none" })
  })

  it("can be read as chips wherever it is of people", () => {
    for (const figure of FIGURES)
      for (const whose of ["all", null, shen] as const) {
        const list = behind(figure, whose, counted)
        if (list.to === "/people") expect(readConditions(list.search.filter ?? "")).not.toBeNull()
      }
  })
})

describe("the order of colleagues", () => {
  const rows = [
    row("乙", { people: 5, amount: "90.00" }),
    row(null, { people: 99, amount: "1000.00" }),
    row("甲", { people: 5, amount: "1000.50" }),
    row("丙", { people: 7, amount: "200.00" }),
  ]
  const names = (sort: string | undefined) => sorted(rows, readSort(sort), "zh-CN").map((one) => one.owner?.name ?? "—")

  it("is by number and not by text, whoever has no owner last", () => {
    expect(names("-amount")).toEqual(["甲", "丙", "乙", "—"])
    expect(names("amount")).toEqual(["乙", "丙", "甲", "—"])
    expect(names("owner").at(-1)).toBe("—")
  })

  it("is the most customers first for want of another, and for one that is not known", () => {
    expect(names(undefined)[0]).toBe("丙")
    expect(readSort("-nonsense")).toEqual({ key: "people", down: true })
  })

  it("turns round at the second click", () => {
    expect(nextSort(readSort("-people"), "worth")).toBe("-worth")
    expect(nextSort(readSort("-worth"), "worth")).toBe("worth")
    expect(nextSort(readSort("worth"), "owner")).toBe("owner")
    expect(nextSort(readSort("owner"), "owner")).toBe("-owner")
  })
})

it("adds all rows up, and tells a change only where there was something before", () => {
  const all = together([row("甲", { amount: "0.10", people: 2, needs: 1 }), row(null, { amount: "0.20", people: 3 })])
  expect(all).toMatchObject({ amount: "0.30", people: 5, needs: 1 })
  expect(change(row("甲", { amount: "150", amount_before: "100" }))).toBeCloseTo(0.5)
  expect(change(row("甲", { amount: "150", amount_before: "0.00" }))).toBeNull()
})
