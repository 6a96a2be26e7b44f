// What one screen's help is made of. The texts stand side by side in the three languages, so that a sentence is
// changed in all of them at once; a text without one of them does not compile.

import type { Locale } from "@api/contract"
import type { WordKey } from "./words"

export type Said = Record<Locale, string>

/** A text in zh-CN, zh-TW and English. */
export const said = (cn: string, tw: string, en: string): Said => ({ "zh-CN": cn, "zh-TW": tw, en })

/** Screens that help can lead to, and dialogs that it can open. */
export type Leads =
  | "/today"
  | "/calendar"
  | "/activities"
  | "/people"
  | "/companies"
  | "/sales"
  | "/quotes"
  | "/leads"
  | "/registrations"
  | "/disputes"
  | "/products"
  | "/products/prices"
  | "/orders"
  | "/agreements"
  | "/assets"
  | "/interactions"
  | "/portfolio"
  | "/dashboards"
  | "/goals"
  | "/report-mails"
  | "/duplicates"
  | "/quality"
  | "/imports"
  | "/waiting"
  | "/ingest"
  | "/sources"
  | "/settings"
  | "/settings/staff"
  | "/settings/roles"
  | "/settings/territories"
  | "/settings/members"
  | "/settings/worth"
  | "/settings/pipelines"
  | "/settings/leads"
  | "/settings/quotes"
  | "/settings/leads/seats"
  | "/settings/leads/pools"
  | "/settings/leads/capture"
  | "/leads/fairness"
  | "/settings/revisits"
  | "/settings/reviews"
  | "/settings/fields"
  | "/settings/keys"
  | "/settings/audit"
  | "/settings/privacy"
  | "/settings/hooks"
  | "/settings/connectors"
  | "find"
  | "create"
  | "keys"

export interface Deed {
  what: Said
  /** The keys that do it, as the key map writes them. */
  keys?: string
  leads?: Leads
}

export interface Trouble {
  /** What one sees. */
  sign: Said
  /** What to do about it. */
  remedy: Said
  leads?: Leads
}

export interface HelpEntry {
  title: Said
  /** What the screen is for. */
  purpose: Said
  /** Three to six things one does here. */
  deeds: Deed[]
  words: WordKey[]
  troubles: Trouble[]
}
