import { expect, it } from "vitest"
import { figuresOf } from "./figures"

const rows = [
  { amount: "10", currency: "CNY" },
  { amount: "5", currency: "USD" },
  { amount: "2.5", currency: "CNY" },
  { amount: null, currency: "USD" },
  { amount: "", currency: "EUR" },
]

it("keeps amounts of two currencies apart, and leaves out what is no figure", () => {
  expect(
    figuresOf(
      "Amount",
      rows,
      (row) => row.amount,
      (row) => row.currency,
    ),
  ).toEqual([
    { label: "Amount", currency: "CNY", values: [10, 2.5] },
    { label: "Amount", currency: "USD", values: [5] },
  ])
  expect(figuresOf("Count", rows, (row) => row.amount)).toEqual([{ label: "Count", values: [10, 5, 2.5] }])
})
