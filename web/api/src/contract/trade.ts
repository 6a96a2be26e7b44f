// What is sold and how it is handed over: products, price lists, quotes, what the customer sees of them, orders.

import type { Named, OrderRow } from "./lists"
import type { Changed } from "./people"
import type { Locale } from "./session"

// ── products ─────────────────────────────────────────────────────────────
// GET /api/products?q&category&kind&live&limit&cursor → Page<ProductRow> ; POST ProductWish → Changed<Product>
// GET /api/products/{id} → Product ; PATCH ProductWish → Changed<Product> ; DELETE → Changed<null>
//   Changes need the right "catalogue"; everybody reads. 409 "code_taken" detail {product: Named}
// GET /api/products/categories → ProductCategory[] ; POST {name, parent?} ; PATCH {name?, parent?, before?} and
// DELETE /api/products/categories/{id} → ProductCategory[]: what was below goes up with its products
export type ProductKind = "goods" | "service" | "subscription"
export interface ProductCategory {
  id: string
  name: string
  /** The one it is below. */
  parent: string | null
  /** Living products in it and below. */
  products: number
}
/** A way to be of a product: red, 50 ml. A product without choices has one variant. */
export interface ProductVariant {
  id: string
  /** The number it is ordered by, once in the catalogue. */
  code: string
  /** By the name of the choice: {"Size": "50 ml"}. */
  choice: Record<string, string>
  /** Decimal text, in the product's currency; null where it is on request. */
  price: string | null
  /** What it costs the company; null where it was not said or the caller may not change the catalogue. */
  cost: string | null
  /** Whether it is sold still. */
  live: boolean
}
export interface ProductChoice {
  name: string
  values: string[]
}
export interface ProductRow {
  id: string
  /** The code of its first variant. */
  code: string
  name: string
  kind: ProductKind
  category: Named | null
  /** Piece, hour, box; empty for none. */
  unit: string
  currency: string
  /** The lowest and the highest price of its living variants; null where all are on request. */
  price_from: string | null
  price_to: string | null
  variants: number
  live: boolean
  updated_at: string
}
export interface Product {
  row: ProductRow
  /** What it is called in other languages, where it is called something else. */
  names: Partial<Record<Locale, string>>
  description: string
  /** Tax in percent, as decimal text; null for the workspace's. */
  tax: string | null
  /** A subscription runs so many months at a time; null for what is bought once. */
  months: number | null
  choices: ProductChoice[]
  variants: ProductVariant[]
  may_edit: boolean
}
export type ProductVariantWish = Omit<ProductVariant, "id" | "cost"> & { id?: string; cost?: string | null }
/** Left out stands as it is; a new one needs a name and a variant. A variant that is left out of the list goes. */
export interface ProductWish {
  name?: string
  names?: Partial<Record<Locale, string>>
  kind?: ProductKind
  category?: string | null
  unit?: string
  currency?: string
  description?: string
  tax?: string | null
  months?: number | null
  live?: boolean
  choices?: ProductChoice[]
  variants?: ProductVariantWish[]
}

// ── price lists ──────────────────────────────────────────────────────────
// GET /api/price-lists → PriceList[] ; POST PriceListWish → PriceList[] ; PATCH,DELETE /api/price-lists/{id} → PriceList[]
// GET /api/price-lists/{id}/prices?q&limit&cursor → Page<ListPrice>
// PUT /api/price-lists/{id}/prices {prices: ListPriceWish[]} → PriceList[]: at most 1,000, each writes or takes one away
// POST /api/prices PricesAsked → PriceFound[]: what a customer pays
/** The first list in order that is in force, of the currency, meets the customer and has the product, says the price. */
export interface PriceList {
  id: string
  name: string
  currency: string
  /** Who it is for: a filter over people; empty for everybody. */
  filter: string
  /** Days; null for no bound. Both ends count. */
  starts: string | null
  ends: string | null
  live: boolean
  /** Whether it is in force today. */
  standing: "now" | "later" | "over" | "off"
  prices: number
}
export interface PriceListWish {
  name?: string
  currency?: string
  filter?: string
  starts?: string | null
  ends?: string | null
  live?: boolean
  /** The list that it shall stand before; empty puts it last. */
  before?: string
}
export interface ListPrice {
  variant: string
  code: string
  /** The product with its choice. */
  name: string
  unit: string
  /** From this quantity on: decimal text, "1" for any. */
  from: string
  price: string
  /** The catalogue's own price, where it has one in this currency. */
  base: string | null
}
export interface ListPriceWish {
  variant: string
  from: string
  /** Null takes it away. */
  price: string | null
}
export interface PricesAsked {
  person?: string | null
  currency: string
  lines: { variant: string; quantity: string }[]
}
export interface PriceFound {
  variant: string
  /** Null where there is none in this currency. */
  price: string | null
  /** The list that says so; null for the catalogue's own price. */
  list: Named | null
  /** The quantity from which it holds. */
  from: string | null
}

// ── rules of selling ─────────────────────────────────────────────────────
// GET /api/quotes/rules → QuoteRules ; PUT needs the right "catalogue"
export interface QuoteRules {
  /** How much a role may give off the list price by itself, in percent; roles that are not named may give anything. */
  limits: { role: string; percent: string }[]
  /** A new quote holds so many days. */
  valid_days: number
  /** Whether prices contain the tax. */
  tax_included: boolean
  /** The tax of products that name none, in percent. */
  tax: string
  /** Who sells, as it stands on what is printed: one line each. */
  seller: string[]
  /** What stands below every quote, by language. */
  terms: Partial<Record<Locale, string>>
  /** Whether an accepted quote wins its deal. */
  wins: boolean
}

// ── quotes ───────────────────────────────────────────────────────────────
// GET /api/quotes?state&deal&person&q&mine&asked&limit&cursor → Page<QuoteRow>
// POST /api/deals/{id}/quotes → Changed<Quote>: a draft with the lines of the deal
// GET /api/quotes/{id} → Quote ; PATCH QuoteWish → Changed<Quote> ; DELETE → Changed<null> (drafts)
//   409 "changed" where it changed since `was`; 409 "not_a_draft" where it was sent: revise it
// POST /api/quotes/{id}/submit {note?} → Changed<Quote>: asks for approval
// POST /api/quotes/{id}/decide {approve, note?} → Changed<Quote>
// POST /api/quotes/{id}/send {mail, language?} → Changed<Quote>; 409 "needs_approval" detail {limit, discount}; 422 at person, lines, valid_until
// POST /api/quotes/{id}/withdraw {reason?} → Changed<Quote> ; POST /api/quotes/{id}/revise → Changed<Quote>: the next version, a draft
// POST /api/quotes/{id}/answer {text} → Changed<Quote>: the customer reads it on the page of the quote
// POST /api/quotes/{id}/accept {name, note?} → Changed<Quote>: accepted on paper or by telephone
// GET /api/quotes/{id}/pdf?language → a PDF
export type QuoteState =
  | "draft"
  /** Waits for an approval. */
  | "waiting"
  | "sent"
  | "accepted"
  | "declined"
  /** Its day has passed. */
  | "expired"
  /** A later version was sent. */
  | "replaced"
  | "withdrawn"
export interface QuoteRow {
  id: string
  /** QT-0012. */
  number: string
  version: number
  deal: Named
  /** Null where the caller does not see them. */
  person: Named | null
  company: Named | null
  owner: Named | null
  state: QuoteState
  currency: string
  total: string
  /** A day. */
  valid_until: string | null
  sent_at: string | null
  /** When the customer first opened it. */
  seen_at: string | null
  /** When it was accepted, declined, withdrawn. */
  closed_at: string | null
  /** Whether the customer asked something that nobody has answered. */
  asked: boolean
  updated_at: string
}
export interface QuoteLineWish {
  variant?: string | null
  name: string
  description?: string
  unit?: string
  quantity: string
  /** Left out or null: the price that is found for the customer. */
  price?: string | null
  /** In percent. */
  discount?: string
  /** In percent; left out or null: the product's. */
  tax?: string | null
}
export interface QuoteLine {
  variant: string | null
  code: string | null
  name: string
  description: string
  unit: string
  quantity: string
  /** What the lists say; null where nothing does. */
  list_price: string | null
  /** The list that says so. */
  list: Named | null
  price: string
  discount: string
  tax: string
  /** After the discount of the line. */
  amount: string
}
export interface QuoteTotals {
  /** The lines added up. */
  lines: string
  /** What the discount on the whole takes off. */
  off: string
  /** By rate; contained in or added to the rest as the rules say. */
  taxes: { rate: string; amount: string }[]
  tax_included: boolean
  total: string
  /** What is given off the list prices in all, in percent; null where no line has one. */
  discount: string | null
}
export interface QuoteApproval {
  /** What the author may give, in percent. */
  limit: string
  state: "needed" | "waiting" | "approved" | "refused"
  asked_at: string | null
  note: string | null
  by: Named | null
  at: string | null
  answer: string | null
}
/** What happened to a quote, oldest first. */
export interface QuoteEvent {
  kind:
    | "made"
    | "submitted"
    | "approved"
    | "refused"
    | "sent"
    | "seen"
    | "asked"
    | "answered"
    | "accepted"
    | "declined"
    | "withdrawn"
    | "revised"
  at: string
  /** Null for the customer. */
  by: Named | null
  /** The customer's name as they wrote it. */
  who: string | null
  text: string | null
}
export interface Quote {
  row: QuoteRow
  language: Locale
  lines: QuoteLine[]
  /** On the whole, in percent. */
  discount: string
  totals: QuoteTotals
  terms: string
  /** For colleagues only. */
  note: string
  /** Null where nothing has to be approved. */
  approval: QuoteApproval | null
  /** All versions, newest first. */
  versions: { id: string; version: number; state: QuoteState; total: string; at: string }[]
  log: QuoteEvent[]
  /** The path of the customer's page, once it was sent. */
  link: string | null
  order: Named | null
  may_edit: boolean
  may_decide: boolean
}
export interface QuoteWish {
  lines?: QuoteLineWish[]
  discount?: string
  language?: Locale
  currency?: string
  valid_until?: string | null
  terms?: string
  note?: string
  person?: string | null
  company?: string | null
  /** `row.updated_at` as the author read it. */
  was?: string
}

// ── the customer's pages ─────────────────────────────────────────────────
// Without a session; the token is the right. 404 where there is none, 429 where too many are tried.
// GET /api/guest/quotes/{token} → GuestQuote
// POST /api/guest/quotes/{token}/accept {name, version} → GuestQuote: again gives the same; 409 "replaced" {version} | "closed" {state} | "expired"
// POST /api/guest/quotes/{token}/decline {reason?, name?} → GuestQuote
// POST /api/guest/quotes/{token}/ask {text, name?} → GuestQuote
// GET /api/guest/quotes/{token}/pdf → a PDF
// GET /api/guest/orders/{token} → GuestOrder
export interface GuestQuote {
  /** The workspace's name, and its lines of address. */
  seller: string
  seller_lines: string[]
  number: string
  version: number
  state: QuoteState
  /** "陈女士", or the company: whom it is for. */
  customer: string
  company: string | null
  language: Locale
  currency: string
  lines: Omit<QuoteLine, "variant" | "list" | "list_price">[]
  discount: string
  totals: Omit<QuoteTotals, "discount">
  terms: string
  valid_until: string | null
  sent_at: string
  /** Who answers for it. */
  contact: { name: string; email: string | null; phone: string | null }
  accepted: { name: string; at: string } | null
  /** Questions and answers, oldest first. */
  talk: { from: "customer" | "seller"; name: string; text: string; at: string }[]
  /** The path of the order that came of it. */
  order: string | null
}
export interface GuestOrder {
  seller: string
  seller_lines: string[]
  language: Locale
  number: string
  standing: OrderStanding
  placed_at: string
  currency: string
  amount: string
  lines: OrderHandled[]
  deliveries: Omit<OrderDelivery, "by" | "note">[]
  paid: string
  due: string
  returns: Omit<OrderReturn, "by" | "note">[]
  contact: { name: string; email: string | null; phone: string | null } | null
}

// ── orders in hand ───────────────────────────────────────────────────────
// POST /api/orders OrderWish → Changed<OrderPage>: taken by telephone or at the counter
// GET /api/orders/{id}/handling → OrderPage
// POST /api/orders/{id}/deliveries DeliveryWish → Changed<OrderPage> ; POST …/deliveries/{delivery}/arrived {at?} → Changed<OrderPage> ; DELETE …/deliveries/{delivery} → Changed<OrderPage>
//   422 at lines.N.quantity "too_many" where more is sent than is left
// POST /api/orders/{id}/payments PaymentWish → Changed<OrderPage> ; DELETE …/payments/{payment} → Changed<OrderPage>
// POST /api/orders/{id}/returns ReturnWish → Changed<OrderPage> ; DELETE …/returns/{return} → Changed<OrderPage>
// POST /api/orders/{id}/cancel {reason, rest} → Changed<OrderPage>
//   409 "part_delivered" detail {sent, of} where part is on its way or there, unless `rest`: then what is left is cancelled
export type OrderStanding = "open" | "part_sent" | "sent" | "part_delivered" | "delivered" | "cancelled" | "returned"
export interface OrderHandled {
  /** Its place among the lines of the order, from 0. */
  line: number
  name: string
  code: string | null
  unit: string
  price: string | null
  amount: string | null
  quantity: string
  sent: string
  arrived: string
  returned: string
  cancelled: string
  /** What is to be sent still. */
  left: string
}
export interface OrderDelivery {
  id: string
  lines: { line: number; quantity: string }[]
  carrier: string
  tracking: string
  sent_at: string
  arrived_at: string | null
  note: string
  by: Named | null
}
export interface OrderPayment {
  id: string
  /** Decimal text; below zero is paid back. */
  amount: string
  method: string
  reference: string
  /** A day. */
  day: string
  note: string
  by: Named | null
}
export interface OrderReturn {
  id: string
  /** Came back, or is not to be sent any more. */
  kind: "returned" | "cancelled"
  lines: { line: number; quantity: string }[]
  reason: string
  at: string
  note: string
  by: Named | null
}
export interface OrderPage {
  row: OrderRow
  standing: OrderStanding
  lines: OrderHandled[]
  deliveries: OrderDelivery[]
  payments: OrderPayment[]
  returns: OrderReturn[]
  /** What the customer owes in all, after what was cancelled and came back. */
  worth: string
  paid: string
  due: string
  quote: Named | null
  deal: Named | null
  /** The path of the customer's page. */
  link: string
  may_edit: boolean
}
export interface OrderWish {
  person: string
  deal?: string | null
  currency?: string
  lines: QuoteLineWish[]
  note?: string
}
export interface DeliveryWish {
  lines: { line: number; quantity: string }[]
  carrier?: string
  tracking?: string
  sent_at?: string
  note?: string
  /** It is there already. */
  arrived?: boolean
}
export interface PaymentWish {
  amount: string
  method?: string
  reference?: string
  day?: string
  note?: string
}
export interface ReturnWish {
  lines: { line: number; quantity: string }[]
  reason: string
  note?: string
}
export type OrderChanged = Changed<OrderPage>

// ── what runs on ─────────────────────────────────────────────────────────
// GET /api/agreements?person&company&state&due&q&limit&cursor → Page<Agreement>; `due` in days: those that end within them
// POST AgreementWish → Changed<Agreement> ; PATCH,DELETE /api/agreements/{id} → Changed<Agreement | null>
// POST /api/agreements/{id}/renew {until?} → Changed<Agreement> ; POST /api/agreements/{id}/end {on?, reason} → Changed<Agreement>
/** A subscription or a service contract. */
export interface Agreement {
  id: string
  /** AG-0003. */
  number: string
  kind: "subscription" | "service"
  name: string
  /** Null where the caller does not see them. */
  person: Named | null
  company: Named | null
  owner: Named | null
  variant: Named | null
  order: Named | null
  /** Decimal text each period. */
  amount: string | null
  currency: string
  /** How many months a period lasts. */
  months: number
  starts: string
  /** The last day of the period that runs. */
  until: string
  /** Whether it goes on by itself. */
  renews: boolean
  /** Its owner is told so many days before its end. */
  notice_days: number
  state: "running" | "due" | "over" | "ended"
  ended_on: string | null
  reason: string | null
  note: string
  renewals: { at: string; until: string; by: Named | null }[]
  may_edit: boolean
  updated_at: string
}
export interface AgreementWish {
  kind?: "subscription" | "service"
  name?: string
  person?: string
  company?: string | null
  owner?: string | null
  variant?: string | null
  amount?: string | null
  currency?: string
  months?: number
  starts?: string
  until?: string
  renews?: boolean
  notice_days?: number
  note?: string
}

// ── what a customer owns ─────────────────────────────────────────────────
// GET /api/assets?person&company&q&limit&cursor → Page<Asset> ; POST AssetWish → Changed<Asset>
// GET /api/assets/{id} → AssetPage ; PATCH,DELETE /api/assets/{id} → Changed<AssetPage | null>
// POST /api/assets/{id}/records AssetRecordWish → Changed<AssetPage>: on the timeline of its owner too
/** A car, a flat, a device: a thing that a customer owns and the company looks after. */
export interface Asset {
  id: string
  name: string
  serial: string
  person: Named | null
  company: Named | null
  variant: Named | null
  order: Named | null
  bought_on: string | null
  warranty_until: string | null
  state: "in_use" | "in_repair" | "gone"
  note: string
  /** The last record, and when the next is due. */
  served_at: string | null
  due_on: string | null
  records: number
  updated_at: string
}
export type AssetRecordKind = "repair" | "maintenance" | "inspection" | "installation"
export interface AssetRecord {
  id: string
  kind: AssetRecordKind
  at: string
  text: string
  cost: string | null
  currency: string
  by: Named | null
}
export interface AssetPage {
  asset: Asset
  records: AssetRecord[]
  may_edit: boolean
}
export interface AssetWish {
  name?: string
  serial?: string
  person?: string
  company?: string | null
  variant?: string | null
  order?: string | null
  bought_on?: string | null
  warranty_until?: string | null
  state?: Asset["state"]
  due_on?: string | null
  note?: string
}
export interface AssetRecordWish {
  kind: AssetRecordKind
  text: string
  at?: string
  cost?: string | null
  /** When the next is due. */
  due_on?: string | null
}
