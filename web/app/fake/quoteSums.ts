// What a quote comes to: lines, the discount on the whole, taxes by rate, and how much is given off the list prices.

import type { QuoteLine, QuoteRules, QuoteTotals } from "@api/contract"

const cents = (sum: number) => sum.toFixed(2)
/** A figure without the noughts it ends on. */
export const bare = (figure: number) => String(Math.round(figure * 10) / 10)

export const amountOf = (line: Pick<QuoteLine, "quantity" | "price" | "discount">): string =>
  cents((Number(line.quantity) * Number(line.price) * (100 - Number(line.discount))) / 100)

export function totalsOf(lines: QuoteLine[], discount: string, rules: QuoteRules): QuoteTotals {
  const sum = lines.reduce((all, line) => all + Number(line.amount), 0)
  const share = (100 - Number(discount)) / 100
  const rates = [...new Set(lines.map(({ tax }) => tax))].sort((a, b) => Number(b) - Number(a))
  const taxes = rates.flatMap((rate) => {
    const net = lines.filter(({ tax }) => tax === rate).reduce((all, line) => all + Number(line.amount) * share, 0)
    const amount = rules.tax_included ? (net * Number(rate)) / (100 + Number(rate)) : (net * Number(rate)) / 100
    return Number(rate) === 0 ? [] : [{ rate, amount: cents(amount) }]
  })
  const added = rules.tax_included ? 0 : taxes.reduce((all, { amount }) => all + Number(amount), 0)
  const listed = lines.filter(({ list_price: price }) => price !== null)
  const whole = listed.reduce((all, line) => all + Number(line.quantity) * Number(line.list_price), 0)
  const paid = listed.reduce((all, line) => all + Number(line.amount) * share, 0)
  return {
    lines: cents(sum),
    off: cents(sum * (1 - share)),
    taxes,
    tax_included: rules.tax_included,
    total: cents(sum * share + added),
    discount: whole > 0 ? bare(Math.max(0, (1 - paid / whole) * 100)) : null,
  }
}
