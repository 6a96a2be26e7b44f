// What customers are worth, what they may need, and how each colleague's customers stand.

import type { Named } from "./lists"
import type { Progress } from "./staff"

// ── worth ────────────────────────────────────────────────────────────────
/** How the worth of customers is reckoned. */
export interface WorthSettings {
  /** Whether everybody is reckoned every night. */
  on: boolean
  /** How many months ahead: 1–60. */
  months: number
  /** What of a sale remains, in percent: 1–100. */
  margin: number
  /** How much less money is worth a year later, in percent: 0–100. */
  discount: number
}
/** What the newest model learned from, and how it did on orders it had not seen. */
export interface WorthModel {
  made_at: string
  /** People who ordered, and the days they ordered on. */
  people: number
  orders: number
  from: string
  until: string
  /** The last third of the orders, told ahead from the first two; null while there are too few. */
  check: WorthCheck | null
}
export interface WorthCheck {
  people: number
  days: number
  /** Mean error of the number of orders a customer placed, by the model and by going on as before. */
  error: number
  error_as_before: number
  /** Orders of all, as told ahead and as placed. */
  told: number
  placed: number
}
/** GET /api/worth, PUT /api/worth WorthSettings → Worth */
export interface Worth extends WorthSettings {
  currency: string
  /** Null until enough was ordered to learn from. */
  model: WorthModel | null
  /** How many customers stand in each class: A those who together bought 80 % within a year, B the next 15 %, C the rest. */
  classes: Record<"A" | "B" | "C", number>
  progress?: Progress
}
/** GET /api/people/{id}/worth: reckoned at once. */
export interface PersonWorth {
  /** Why nothing is known: nothing was ordered, there are too few orders to learn from, it is switched off, or the person wants no profile. */
  unknown: null | "no_orders" | "few_orders" | "off" | "no_profile"
  months: number
  currency: string
  /** What is expected within so many months, margin and discount applied. Decimal text. */
  amount: string
  /** Orders expected within so many months. */
  orders: number
  /** What an order of theirs is expected to come to. Decimal text. */
  spend: string
  /** The chance that they still buy, 0–1. */
  active: number
  /** Days between two orders; null after one order. */
  rhythm: number | null
  /** When the next order is expected, maybe in the past; null after one order. */
  next_at: string | null
  class: "A" | "B" | "C" | null
  /** Days on which they ordered. */
  days: number
  last_at: string | null
}

// ── needs ────────────────────────────────────────────────────────────────
/** due: bought again and again, and it is time. asked: they asked for it and have not bought it. together: others who bought the same bought this too. */
export type NeedKind = "due" | "asked" | "together"
export type NeedState = "open" | "met" | "dismissed"
export interface Need {
  id: string
  kind: NeedKind
  /** The product or the words; a guess of the program, never a fact. */
  what: string
  /** 0–1: how sure. */
  score: number
  /** When it is due. */
  due_at: string | null
  found_at: string
  state: NeedState
  decided_at: string | null
  decided_by: Named | null
  /** What speaks for it. */
  evidence: NeedEvidence
}
export interface NeedEvidence {
  /** due: how often they bought it, every how many days, when last. */
  times?: number
  every_days?: number
  last_at?: string
  /** Whether the rhythm is their own or that of all who buy it. */
  rhythm?: "own" | "others"
  /** asked: what they said, where and when. */
  interaction?: string
  text?: string
  channel?: string
  at?: string
  /** together: which product they bought, how many others bought both, the share of its buyers, and how many times more than by chance. */
  bought?: string
  both?: number
  share?: number
  lift?: number
  /** The product by its key in baskets. */
  product?: string
}
/** GET /api/people/{id}/needs → Need[] (open ones first); PUT /api/needs/{id} {state} → Need */
/** GET /api/needs ?kind=&owner=usr_…|none&limit=&cursor= → NeedPage: open ones of all whom the caller sees, the surest first. */
export interface NeedRow extends Need {
  person: Named
  owner: Named | null
}
export interface NeedPage {
  rows: NeedRow[]
  next: string | null
  /** Open ones by kind, of the same owner. */
  counts: Record<NeedKind, number>
}

// ── offers ───────────────────────────────────────────────────────────────
// POST /api/offers OffersAsked → Offer[]: what could be offered beside what is on the table, at most six, the surest first
export interface OffersAsked {
  /** For whom; without one, for anybody. */
  person?: string | null
  currency: string
  /** What is on the table, at most 100. */
  variants?: string[]
}
/** due: it is time to buy it again. together: its buyers bought this too. larger: the next size. better: its buyers went on to this, which costs more. */
export type OfferWhy = "due" | "together" | "larger" | "better"
export interface Offer {
  why: OfferWhy
  variant: string
  product: string
  /** With what it is of each choice. */
  name: string
  code: string
  unit: string
  /** What one costs the customer. */
  price: string
  /** The list that says so; null for the catalogue's own price. */
  list: Named | null
  score: number
  /** What is on the table that it goes with, or would stand for. */
  with: string | null
  /** The need that it would meet. */
  need: string | null
  evidence: NeedEvidence & {
    /** Of those who bought both, how many bought this later. */
    later?: number
    /** larger: the size on the table. */
    instead_of?: string
  }
}

// ── portfolio ────────────────────────────────────────────────────────────
/** GET /api/portfolio ?days=90 → Portfolio: how each colleague's customers stand, as far as the caller sees them. */
export interface Portfolio {
  days: number
  /** The currency of the amounts; orders in others are counted, not added. */
  currency: string
  months: number
  rows: PortfolioRow[]
}
export interface PortfolioRow {
  /** Null: nobody looks after them. */
  owner: Named | null
  people: number
  /** Orders within so many days, their sum, and the sum of as many days before. */
  orders: number
  amount: string
  amount_before: string
  /** Messages, calls, visits, events and repairs of these customers within so many days. */
  contacts: number
  /** Customers with orders who have not been in touch for so many days. */
  silent: number
  /** What they are expected to buy, and how much of it from those who may have left (chance below one half). */
  worth: string
  at_risk: string
  at_risk_people: number
  needs: number
}
