// A quote as it is being written: what was changed and is not saved, and what is sent of it. Lines keep a key of their own
// while the server answers, so that whoever is typing in one stays in it.

import type { Locale, Named, Quote, QuoteLine, QuoteLineWish, QuoteWish } from "@api/contract"
import { sameAmount, typedAmount } from "../../kit/decimal"
import type { FoundVariant } from "../../kit/FindVariant"
import { choiceOf } from "../../kit/products"

export interface LineDraft {
  key: number
  variant: string | null
  code: string | null
  name: string
  description: string
  unit: string
  /** Figures as they are typed. */
  quantity: string
  price: string
  discount: string
  tax: string
  /** Whether the price is the one that is found, whatever the quantity. */
  follows: boolean
  list: Named | null
  listPrice: string | null
}

export interface QuoteDraft {
  lines: LineDraft[]
  discount: string
  language: Locale
  currency: string
  valid_until: string | null
  terms: string
  note: string
  person: Named | null
  company: Named | null
}
export type Edits = Partial<QuoteDraft>

export const lineDraft = (line: QuoteLine, key: number): LineDraft => ({
  key,
  variant: line.variant,
  code: line.code,
  name: line.name,
  description: line.description,
  unit: line.unit,
  quantity: line.quantity,
  price: line.price,
  discount: line.discount,
  tax: line.tax,
  follows: line.variant !== null && line.list_price !== null && sameAmount(line.price, line.list_price),
  list: line.list,
  listPrice: line.list_price,
})

/** `keys` are those that the lines had before they were saved. */
export const draftOf = (quote: Quote, keys: number[] = []): QuoteDraft => ({
  lines: quote.lines.map((line, at) => lineDraft(line, keys[at] ?? at)),
  discount: quote.discount,
  language: quote.language,
  currency: quote.row.currency,
  valid_until: quote.row.valid_until,
  terms: quote.terms,
  note: quote.note,
  person: quote.row.person,
  company: quote.row.company,
})

export const nextKey = (lines: LineDraft[]): number => Math.max(-1, ...lines.map(({ key }) => key)) + 1

export const freeLine = (key: number, name = ""): LineDraft => ({
  key,
  variant: null,
  code: null,
  name,
  description: "",
  unit: "",
  quantity: "1",
  price: "",
  discount: "0",
  tax: "",
  follows: false,
  list: null,
  listPrice: null,
})

/** A line of something from the catalogue, called as the paper's language calls it. */
export const foundLine = ({ row, variant, names, found }: FoundVariant, language: Locale): Omit<LineDraft, "key"> => {
  // Whoever picks faster than prices are found sees the catalogue's until the server has answered.
  const price = found ? found.price : variant.price
  const name = [names[language] ?? row.name, choiceOf(variant)].filter(Boolean).join(" ")
  return {
    ...freeLine(0, name),
    variant: variant.id,
    code: variant.code,
    unit: row.unit,
    price: price ?? "",
    follows: price !== null,
    list: found?.list ?? null,
    listPrice: price,
  }
}

/** A free line that nobody has written into: it is not sent, and stands in nobody's way. */
export const isBlank = (line: LineDraft): boolean =>
  line.variant === null && line.name.trim() === "" && line.price.trim() === "" && line.description.trim() === ""

export type LineFault = "name" | "quantity" | "price" | "discount" | "tax"

const share = (text: string) => {
  const figure = typedAmount(text)
  return figure !== null && Number(figure || "0") <= 100
}

/** What keeps a line from being saved. */
export function faultOf(line: LineDraft): LineFault | null {
  if (isBlank(line)) return null
  if (line.name.trim() === "") return "name"
  if (!(Number(typedAmount(line.quantity) || "0") > 0)) return "quantity"
  if (!line.follows && !typedAmount(line.price)) return "price"
  if (!share(line.discount)) return "discount"
  return share(line.tax) ? null : "tax"
}

/** What keeps the edits from being saved: a line by its place, or the discount on the whole. */
export function faultIn(edits: Edits): { line: number; fault: LineFault } | { whole: true } | null {
  if (edits.discount !== undefined && !share(edits.discount)) return { whole: true }
  const lines = edits.lines ?? []
  const at = lines.findIndex((line) => faultOf(line) !== null)
  const line = lines[at]
  const fault = line && faultOf(line)
  return fault ? { line: at, fault } : null
}

const wishOfLine = (line: LineDraft): QuoteLineWish => ({
  variant: line.variant,
  name: line.name.trim(),
  description: line.description.trim(),
  unit: line.unit.trim(),
  quantity: typedAmount(line.quantity) || "1",
  price: line.follows ? null : typedAmount(line.price) || "0",
  discount: typedAmount(line.discount) || "0",
  tax: typedAmount(line.tax) || null,
})

/** What is sent of the edits. */
export function wishOf({ lines, person, company, discount, ...rest }: Edits): QuoteWish {
  return {
    ...rest,
    ...(lines && { lines: lines.filter((line) => !isBlank(line)).map(wishOfLine) }),
    ...(discount !== undefined && { discount: typedAmount(discount) || "0" }),
    ...(person !== undefined && { person: person?.id ?? null }),
    ...(company !== undefined && { company: company?.id ?? null }),
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The edits that differ from what stands; writing something back the way it was is no edit. */
export function unsaved(edits: Edits, quote: Quote): Edits {
  const [wish, held] = [wishOf(edits), wishOf(draftOf(quote))]
  return Object.fromEntries(
    Object.entries(edits).filter(([key]) => !same(Reflect.get(wish, key), Reflect.get(held, key))),
  )
}

/**
 * What is left to be saved once the server has answered. A line that was not touched meanwhile shows what the server made
 * of it: its price, its list.
 */
export function settled(now: Edits, sent: Edits, answered: Quote): Edits {
  const sentLines = (sent.lines ?? []).filter((line) => !isBlank(line))
  const rest = Object.fromEntries(
    Object.entries(now).filter(([key, value]) => key !== "lines" && !same(value, Reflect.get(sent, key))),
  )
  if (!now.lines) return rest
  if (!sent.lines) return { ...rest, lines: now.lines }
  const lines = now.lines.map((line) => {
    const at = sentLines.findIndex(({ key }) => key === line.key)
    const [before, after] = [sentLines[at], answered.lines[at]]
    return before && after && same(wishOfLine(before), wishOfLine(line)) ? lineDraft(after, line.key) : line
  })
  const left = { ...rest, lines }
  // Nothing but what stands, and no blank line that somebody is about to fill.
  const touched = !same(wishOf({ lines }).lines, wishOf(draftOf(answered)).lines) || lines.some(isBlank)
  return touched ? left : rest
}
