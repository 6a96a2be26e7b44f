// Phrases in three languages, typed.
// In: one object per language, declared beside each feature; zh-CN is the source and names the keys and slots.
// Out: `usePhrases(phrases)` → t(key, slots), where a missing phrase or slot fails `tsc`.
// It must never fall back from one language to another at run time: there is nothing to fall back from.

import type { Locale } from "@api/contract"
import { createContext, type ReactNode, useContext, useMemo } from "react"

// "{n} 条新" has the slot n; "{n#one|many}" picks the plural form by the value of n.
type SlotName<S extends string> = S extends `${infer Name}#${string}` ? Name : S
type Slots<S extends string> = S extends `${string}{${infer Slot}}${infer Rest}` ? SlotName<Slot> | Slots<Rest> : never

type SlotValue = string | number
type SlotArgs<S extends string> = [Slots<S>] extends [never] ? [] : [Record<Slots<S>, SlotValue>]

export type Source = Record<string, string>
/** `source` is never set: it carries the source language's literal types to whoever translates. */
export type Phrases<S extends Source> = Record<Locale, { [K in keyof S]: string }> & { readonly source?: S }

/** Declares a feature's phrases; the other languages must have exactly the source's keys. */
export function definePhrases<const S extends Source>(
  source: S,
  others: { "zh-TW": { [K in keyof S]: string }; en: { [K in keyof S]: string } },
): Phrases<S> {
  return { "zh-CN": source, "zh-TW": others["zh-TW"], en: others.en }
}

export interface Translate<S extends Source> {
  <K extends keyof S & string>(key: K, ...args: SlotArgs<S[K]>): string
  /** For keys that come from data, such as `kind.purchase`; undefined when nobody has named them. */
  maybe: (key: string) => string | undefined
  /** Every part around and in the slots, for sentences that contain elements. */
  rich: <K extends keyof S & string>(key: K, slots: Record<string, ReactNode>) => ReactNode[]
}

const SLOT = /\{(\w+)(?:#([^|}]*)\|([^}]*))?\}/g

function fill(phrase: string, locale: Locale, slots: Record<string, SlotValue> | undefined): string {
  if (!phrase.includes("{")) return phrase
  return phrase.replace(SLOT, (whole, name: string, one?: string, many?: string) => {
    const value = slots?.[name]
    if (value === undefined) return whole
    if (one !== undefined) return new Intl.PluralRules(locale).select(Number(value)) === "one" ? one : (many ?? "")
    return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value
  })
}

export function translator<S extends Source>(phrases: Phrases<S>, locale: Locale): Translate<S> {
  const table: Record<string, string> = phrases[locale]
  const translate = (key: string, slots?: Record<string, SlotValue>) => fill(table[key] ?? key, locale, slots)
  const maybe = (key: string) => (Object.hasOwn(table, key) ? table[key] : undefined)
  const rich = (key: string, slots: Record<string, ReactNode>) =>
    (table[key] ?? key).split(/(\{\w+\})/).map((part) => {
      const name = part.startsWith("{") ? part.slice(1, -1) : ""
      return name === "" ? part : (slots[name] ?? part)
    })
  return Object.assign(translate, { maybe, rich })
}

const LocaleContext = createContext<Locale>("zh-CN")

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>
}

export const useLocale = () => useContext(LocaleContext)

export function usePhrases<S extends Source>(phrases: Phrases<S>): Translate<S> {
  const locale = useLocale()
  return useMemo(() => translator<S>(phrases, locale), [phrases, locale])
}
