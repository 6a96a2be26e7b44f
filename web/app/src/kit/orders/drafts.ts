// Lines of an order while they are written. A price that is left empty is the one that is found for the customer.

import type { PriceFound, QuoteLineWish } from "@api/contract"
import { lineAmount, sumOf } from "../decimal"
import type { FoundVariant } from "../FindVariant"

export interface LineDraft {
  key: number
  variant: string | null
  name: string
  unit: string
  quantity: string
  price: string
  discount: string
}

/** A line of one's own words. */
export const freeLine = (key: number, name: string): LineDraft => ({
  key,
  variant: null,
  name,
  unit: "",
  quantity: "1",
  price: "",
  discount: "",
})

export const pickedLine = (key: number, { variant, name, row }: FoundVariant): LineDraft => ({
  ...freeLine(key, name),
  variant: variant.id,
  unit: row.unit,
})

/** What is asked for prices: lines of the catalogue with a quantity. */
export const asked = (lines: LineDraft[]): { variant: string; quantity: string }[] =>
  lines.flatMap(({ variant, quantity }) =>
    variant !== null && Number(quantity) > 0 ? [{ variant, quantity: quantity.trim() }] : [],
  )

/** The price found for a line, where it is of the catalogue. */
export const foundOf = (line: LineDraft, found: PriceFound[] | undefined): PriceFound | undefined =>
  line.variant === null ? undefined : found?.find(({ variant }) => variant === line.variant)

/** What a line comes to, or null where its price is not known yet. */
export function amountOf(line: LineDraft, found: PriceFound[] | undefined): string | null {
  const price = line.price.trim() || foundOf(line, found)?.price
  return price ? lineAmount({ quantity: line.quantity, price, discount: line.discount }) : null
}

export function totalOf(lines: LineDraft[], found: PriceFound[] | undefined): { total: string; whole: boolean } {
  const amounts = lines.map((line) => amountOf(line, found))
  return { total: sumOf(amounts.filter((one) => one !== null)), whole: !amounts.includes(null) }
}

/** Whether a line cannot be sent as it is: without a name, a quantity, or any price. */
export const isWrong = (line: LineDraft, found: PriceFound[] | undefined): boolean =>
  line.name.trim() === "" ||
  !(Number(line.quantity) > 0) ||
  (line.price.trim() === ""
    ? line.variant === null || foundOf(line, found)?.price === null
    : amountOf(line, found) === null)

export const lineWish = ({ variant, name, unit, quantity, price, discount }: LineDraft): QuoteLineWish => ({
  ...(variant !== null && { variant }),
  name: name.trim(),
  ...(unit !== "" && { unit }),
  quantity: quantity.trim(),
  ...(price.trim() !== "" && { price: price.trim() }),
  ...(discount.trim() !== "" && { discount: discount.trim() }),
})
