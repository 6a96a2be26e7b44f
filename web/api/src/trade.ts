// The calls of what is sold: products, price lists, quotes, orders in hand, agreements, assets.
// In: calls of those pages, which load it with them. Out: as client.ts.

import { address } from "./call"
import { call } from "./client"
import type {
  Agreement,
  AgreementWish,
  AssetRecordWish,
  AssetWish,
  DeliveryWish,
  ListPriceWish,
  Locale,
  OrderWish,
  PaymentWish,
  PriceListWish,
  PricesAsked,
  ProductKind,
  ProductWish,
  QuoteRules,
  QuoteState,
  QuoteWish,
  ReturnWish,
} from "./contract"

interface Paged {
  q?: string
  limit?: number
  cursor?: string | null
}

export const products = {
  list: (params: Paged & { category?: string; kind?: ProductKind; live?: boolean }, signal?: AbortSignal) =>
    call("GET /api/products", { query: params, signal }),
  get: (product: string) => call("GET /api/products/{id}", { path: { id: product } }),
  create: (wish: ProductWish) => call("POST /api/products", { body: wish }),
  change: (product: string, wish: ProductWish) =>
    call("PATCH /api/products/{id}", { path: { id: product }, body: wish }),
  remove: (product: string) => call("DELETE /api/products/{id}", { path: { id: product } }),
  categories: () => call("GET /api/products/categories"),
  addCategory: (name: string, parent: string | null) =>
    call("POST /api/products/categories", { body: { name, parent } }),
  changeCategory: (category: string, wish: { name?: string; parent?: string | null; before?: string }) =>
    call("PATCH /api/products/categories/{id}", { path: { id: category }, body: wish }),
  removeCategory: (category: string) => call("DELETE /api/products/categories/{id}", { path: { id: category } }),
}

export const priceLists = {
  list: () => call("GET /api/price-lists"),
  create: (wish: PriceListWish) => call("POST /api/price-lists", { body: wish }),
  change: (list: string, wish: PriceListWish) =>
    call("PATCH /api/price-lists/{id}", { path: { id: list }, body: wish }),
  remove: (list: string) => call("DELETE /api/price-lists/{id}", { path: { id: list } }),
  prices: (list: string, params: Paged, signal?: AbortSignal) =>
    call("GET /api/price-lists/{id}/prices", { path: { id: list }, query: params, signal }),
  setPrices: (list: string, prices: ListPriceWish[]) =>
    call("PUT /api/price-lists/{id}/prices", { path: { id: list }, body: { prices } }),
  find: (asked: PricesAsked, signal?: AbortSignal) => call("POST /api/prices", { body: asked, signal }),
}

export const quotes = {
  list: (
    params: Paged & { state?: QuoteState; deal?: string; person?: string; mine?: boolean; asked?: boolean },
    signal?: AbortSignal,
  ) => call("GET /api/quotes", { query: params, signal }),
  get: (quote: string) => call("GET /api/quotes/{id}", { path: { id: quote } }),
  create: (deal: string) => call("POST /api/deals/{id}/quotes", { path: { id: deal } }),
  change: (quote: string, wish: QuoteWish) => call("PATCH /api/quotes/{id}", { path: { id: quote }, body: wish }),
  remove: (quote: string) => call("DELETE /api/quotes/{id}", { path: { id: quote } }),
  submit: (quote: string, note: string) =>
    call("POST /api/quotes/{id}/submit", { path: { id: quote }, body: { note } }),
  decide: (quote: string, approve: boolean, note: string) =>
    call("POST /api/quotes/{id}/decide", { path: { id: quote }, body: { approve, note } }),
  send: (quote: string, mail: boolean) => call("POST /api/quotes/{id}/send", { path: { id: quote }, body: { mail } }),
  withdraw: (quote: string, reason: string) =>
    call("POST /api/quotes/{id}/withdraw", { path: { id: quote }, body: { reason } }),
  revise: (quote: string) => call("POST /api/quotes/{id}/revise", { path: { id: quote } }),
  answer: (quote: string, text: string) =>
    call("POST /api/quotes/{id}/answer", { path: { id: quote }, body: { text } }),
  accept: (quote: string, name: string, note: string) =>
    call("POST /api/quotes/{id}/accept", { path: { id: quote }, body: { name, note } }),
  pdfPath: (quote: string, language?: Locale) =>
    address("GET /api/quotes/{id}/pdf", { path: { id: quote }, query: { language } }),
  rules: () => call("GET /api/quotes/rules"),
  setRules: (rules: QuoteRules) => call("PUT /api/quotes/rules", { body: rules }),
}

export const handling = {
  get: (order: string, signal?: AbortSignal) => call("GET /api/orders/{id}/handling", { path: { id: order }, signal }),
  create: (wish: OrderWish) => call("POST /api/orders", { body: wish }),
  deliver: (order: string, wish: DeliveryWish) =>
    call("POST /api/orders/{id}/deliveries", { path: { id: order }, body: wish }),
  arrived: (order: string, delivery: string, at?: string) =>
    call("POST /api/orders/{id}/deliveries/{delivery}/arrived", { path: { id: order, delivery }, body: { at } }),
  undeliver: (order: string, delivery: string) =>
    call("DELETE /api/orders/{id}/deliveries/{delivery}", { path: { id: order, delivery } }),
  pay: (order: string, wish: PaymentWish) =>
    call("POST /api/orders/{id}/payments", { path: { id: order }, body: wish }),
  unpay: (order: string, payment: string) =>
    call("DELETE /api/orders/{id}/payments/{payment}", { path: { id: order, payment } }),
  takeBack: (order: string, wish: ReturnWish) =>
    call("POST /api/orders/{id}/returns", { path: { id: order }, body: wish }),
  untakeBack: (order: string, back: string) =>
    call("DELETE /api/orders/{id}/returns/{back}", { path: { id: order, back } }),
  cancel: (order: string, reason: string, rest: boolean) =>
    call("POST /api/orders/{id}/cancel", { path: { id: order }, body: { reason, rest } }),
}

export const agreements = {
  list: (
    params: Paged & { person?: string; company?: string; state?: Agreement["state"]; due?: number },
    signal?: AbortSignal,
  ) => call("GET /api/agreements", { query: params, signal }),
  create: (wish: AgreementWish) => call("POST /api/agreements", { body: wish }),
  change: (agreement: string, wish: AgreementWish) =>
    call("PATCH /api/agreements/{id}", { path: { id: agreement }, body: wish }),
  remove: (agreement: string) => call("DELETE /api/agreements/{id}", { path: { id: agreement } }),
  renew: (agreement: string, until?: string) =>
    call("POST /api/agreements/{id}/renew", { path: { id: agreement }, body: { until } }),
  end: (agreement: string, reason: string, on?: string) =>
    call("POST /api/agreements/{id}/end", { path: { id: agreement }, body: { reason, on } }),
}

export const assets = {
  list: (params: Paged & { person?: string; company?: string }, signal?: AbortSignal) =>
    call("GET /api/assets", { query: params, signal }),
  get: (asset: string) => call("GET /api/assets/{id}", { path: { id: asset } }),
  create: (wish: AssetWish) => call("POST /api/assets", { body: wish }),
  change: (asset: string, wish: AssetWish) => call("PATCH /api/assets/{id}", { path: { id: asset }, body: wish }),
  remove: (asset: string) => call("DELETE /api/assets/{id}", { path: { id: asset } }),
  record: (asset: string, wish: AssetRecordWish) =>
    call("POST /api/assets/{id}/records", { path: { id: asset }, body: wish }),
}
