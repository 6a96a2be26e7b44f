// The rules of quotes as they are written: figures as text, so that an empty one can say "no limit".

import type { Locale, QuoteRules } from "@api/contract"
import { typedAmount } from "../../../kit/decimal"

export interface RulesDraft {
  /** By role; empty for no limit. */
  limits: Record<string, string>
  days: string
  tax: string
  included: boolean
  /** One line each. */
  seller: string
  terms: Partial<Record<Locale, string>>
  wins: boolean
}

export const draftOf = (rules: QuoteRules): RulesDraft => ({
  limits: Object.fromEntries(rules.limits.map(({ role, percent }) => [role, percent])),
  days: String(rules.valid_days),
  tax: rules.tax,
  included: rules.tax_included,
  seller: rules.seller.join("\n"),
  terms: rules.terms,
  wins: rules.wins,
})

const isShare = (text: string) => {
  const amount = typedAmount(text)
  return amount !== null && amount !== "" && Number(amount) <= 100
}

export interface RulesFaults {
  limits: string[]
  days: boolean
  tax: boolean
}

export const faultsOf = (draft: RulesDraft): RulesFaults => ({
  limits: Object.entries(draft.limits).flatMap(([role, text]) => (text.trim() === "" || isShare(text) ? [] : [role])),
  days: !/^\d+$/.test(draft.days.trim()) || Number(draft.days) < 1 || Number(draft.days) > 366,
  tax: !isShare(draft.tax),
})

export const isSound = (draft: RulesDraft): boolean => {
  const { limits, days, tax } = faultsOf(draft)
  return limits.length === 0 && !days && !tax
}

/** As it is sent; meaningful where the draft is sound. */
export const rulesOf = (draft: RulesDraft): QuoteRules => ({
  limits: Object.entries(draft.limits).flatMap(([role, text]) => {
    const percent = typedAmount(text)
    return percent ? [{ role, percent }] : []
  }),
  valid_days: Number(draft.days),
  tax_included: draft.included,
  tax: typedAmount(draft.tax) ?? "0",
  seller: draft.seller
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean),
  terms: Object.fromEntries(
    Object.entries(draft.terms).flatMap(([locale, text]) => (text.trim() === "" ? [] : [[locale, text.trim()]])),
  ),
  wins: draft.wins,
})

/** In how many things a draft differs from what is saved. */
export function changesIn(draft: RulesDraft, held: QuoteRules): number {
  const saved = draftOf(held)
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  const roles = new Set([...Object.keys(draft.limits), ...Object.keys(saved.limits)])
  const limits = [...roles].filter((role) => (draft.limits[role] ?? "").trim() !== (saved.limits[role] ?? "")).length
  const languages = (["zh-CN", "zh-TW", "en"] as const).filter(
    (one) => (draft.terms[one] ?? "").trim() !== (saved.terms[one] ?? ""),
  ).length
  const others = (["days", "tax", "included", "seller", "wins"] as const).filter((key) => !same(draft[key], saved[key]))
  return limits + languages + others.length
}
