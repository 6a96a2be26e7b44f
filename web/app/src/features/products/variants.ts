// From the choices of a product its variants: those that were there keep their codes and prices, new ones are begun after
// the others, and what cannot be chosen any more goes.

import type { ProductChoice, ProductVariant, ProductVariantWish } from "@api/contract"

export interface ValueDraft {
  key: number
  text: string
  /** What it was called when writing began; null for a new one. */
  was: string | null
}
export interface ChoiceDraft {
  key: number
  name: string
  was: string | null
  values: ValueDraft[]
}

/** As many as a page can show and somebody can keep in mind. */
export const MOST = 100

export const draftsOf = (choices: ProductChoice[]): ChoiceDraft[] =>
  choices.map(({ name, values }, key) => ({
    key,
    name,
    was: name,
    values: values.map((text, at) => ({ key: at, text, was: text })),
  }))

/** Without what was left empty. */
export const filledOf = (drafts: ChoiceDraft[]): ChoiceDraft[] =>
  drafts
    .map((draft) => ({
      ...draft,
      name: draft.name.trim(),
      values: draft.values.map((value) => ({ ...value, text: value.text.trim() })).filter(({ text }) => text !== ""),
    }))
    .filter(({ name, values }) => name !== "" && values.length > 0)

export const choicesOf = (drafts: ChoiceDraft[]): ProductChoice[] =>
  filledOf(drafts).map(({ name, values }) => ({ name, values: values.map(({ text }) => text) }))

const twice = (texts: string[]) => new Set(texts).size < texts.length
export const hasTwice = (drafts: ChoiceDraft[]): boolean => {
  const filled = filledOf(drafts)
  return twice(filled.map(({ name }) => name)) || filled.some(({ values }) => twice(values.map(({ text }) => text)))
}

export const countWays = (drafts: ChoiceDraft[]): number =>
  filledOf(drafts).reduce((ways, { values }) => ways * values.length, 1)

type Way = { draft: ChoiceDraft; value: ValueDraft; at: number }[]

const waysOf = (drafts: ChoiceDraft[]): Way[] =>
  drafts.reduce<Way[]>(
    (ways, draft) => ways.flatMap((way) => draft.values.map((value, at) => [...way, { draft, value, at }])),
    [[]],
  )

/** What the codes have in common up to a dash; the whole code where there is one only. */
export function stemOf(codes: string[]): string {
  const [first = ""] = codes
  if (codes.length < 2) return first
  let end = 0
  while (end < first.length && codes.every((code) => code[end] === first[end])) end += 1
  const shared = first.slice(0, end)
  return shared.includes("-") ? shared.slice(0, shared.lastIndexOf("-")) : shared
}

/** A value as it may stand in a code: its letters and figures, else its place. */
const slugOf = (value: string, at: number): string =>
  value
    .normalize("NFKC")
    .replace(/[^A-Za-z0-9]/g, "")
    .toUpperCase() || String(at + 1).padStart(2, "0")

export interface Generated {
  variants: ProductVariantWish[]
  made: number
  gone: ProductVariant[]
}

export function variantsFor(drafts: ChoiceDraft[], held: ProductVariant[]): Generated {
  const filled = filledOf(drafts)
  const stem = stemOf(held.map(({ code }) => code))
  const codes = new Set(held.map(({ code }) => code))
  const used = new Set<string>()
  /** Whether a variant is what this way to choose was before: a choice that is new takes its first value. */
  const isSame = (way: Way, one: ProductVariant) =>
    way.every(({ draft, value, at }) =>
      draft.was === null ? at === 0 : value.was !== null && one.choice[draft.was] === value.was,
    )
  /** In how much a variant is like a way to choose. */
  const likeness = (way: Way, one: ProductVariant) =>
    way.filter(({ draft, value }) => draft.was !== null && one.choice[draft.was] === value.was).length
  let made = 0
  const variants = waysOf(filled).map((way): ProductVariantWish => {
    const choice = Object.fromEntries(way.map(({ draft, value }) => [draft.name, value.text]))
    const same = held.find((one) => !used.has(one.id) && isSame(way, one))
    if (same) {
      used.add(same.id)
      return { ...same, choice }
    }
    made += 1
    const [like] = [...held].sort((a, b) => likeness(way, b) - likeness(way, a))
    const wished = [stem, ...way.map(({ value, at }) => slugOf(value.text, at))].filter(Boolean).join("-")
    let code = wished
    for (let n = 2; codes.has(code); n += 1) code = `${wished}-${n}`
    codes.add(code)
    return { code, choice, price: like?.price ?? null, cost: like?.cost ?? null, live: true }
  })
  return { variants, made, gone: held.filter(({ id }) => !used.has(id)) }
}
