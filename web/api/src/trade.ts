// The calls of what is sold: products, price lists, quotes, orders in hand, agreements, assets.
// In: calls of those pages, which load it with them. Out: as client.ts.

import { get, json } from "./client"
import type {
  Agreement,
  AgreementWish,
  Asset,
  AssetPage,
  AssetRecordWish,
  AssetWish,
  Changed,
  DeliveryWish,
  ListPrice,
  ListPriceWish,
  Locale,
  OrderPage,
  OrderWish,
  Page,
  PaymentWish,
  PriceFound,
  PriceList,
  PriceListWish,
  PricesAsked,
  Product,
  ProductCategory,
  ProductKind,
  ProductRow,
  ProductWish,
  Quote,
  QuoteRow,
  QuoteRules,
  QuoteState,
  QuoteWish,
  ReturnWish,
} from "./contract"

const id = encodeURIComponent

interface Paged {
  q?: string
  limit?: number
  cursor?: string | null
}

export const products = {
  list: (params: Paged & { category?: string; kind?: ProductKind; live?: boolean }, signal?: AbortSignal) =>
    get<Page<ProductRow>>("/api/products", { ...params }, signal),
  get: (product: string) => get<Product>(`/api/products/${id(product)}`),
  create: (wish: ProductWish) => json<Changed<Product>>("POST", "/api/products", wish),
  change: (product: string, wish: ProductWish) => json<Changed<Product>>("PATCH", `/api/products/${id(product)}`, wish),
  remove: (product: string) => json<Changed<null>>("DELETE", `/api/products/${id(product)}`),
  categories: () => get<ProductCategory[]>("/api/products/categories"),
  addCategory: (name: string, parent: string | null) =>
    json<ProductCategory[]>("POST", "/api/products/categories", { name, parent }),
  changeCategory: (category: string, wish: { name?: string; parent?: string | null; before?: string }) =>
    json<ProductCategory[]>("PATCH", `/api/products/categories/${id(category)}`, wish),
  removeCategory: (category: string) => json<ProductCategory[]>("DELETE", `/api/products/categories/${id(category)}`),
}

export const priceLists = {
  list: () => get<PriceList[]>("/api/price-lists"),
  create: (wish: PriceListWish) => json<PriceList[]>("POST", "/api/price-lists", wish),
  change: (list: string, wish: PriceListWish) => json<PriceList[]>("PATCH", `/api/price-lists/${id(list)}`, wish),
  remove: (list: string) => json<PriceList[]>("DELETE", `/api/price-lists/${id(list)}`),
  prices: (list: string, params: Paged, signal?: AbortSignal) =>
    get<Page<ListPrice>>(`/api/price-lists/${id(list)}/prices`, { ...params }, signal),
  setPrices: (list: string, prices: ListPriceWish[]) =>
    json<PriceList[]>("PUT", `/api/price-lists/${id(list)}/prices`, { prices }),
  find: (asked: PricesAsked, signal?: AbortSignal) => json<PriceFound[]>("POST", "/api/prices", asked, { signal }),
}

export const quotes = {
  list: (
    params: Paged & { state?: QuoteState; deal?: string; person?: string; mine?: boolean; asked?: boolean },
    signal?: AbortSignal,
  ) => get<Page<QuoteRow>>("/api/quotes", { ...params }, signal),
  get: (quote: string) => get<Quote>(`/api/quotes/${id(quote)}`),
  create: (deal: string) => json<Changed<Quote>>("POST", `/api/deals/${id(deal)}/quotes`),
  change: (quote: string, wish: QuoteWish) => json<Changed<Quote>>("PATCH", `/api/quotes/${id(quote)}`, wish),
  remove: (quote: string) => json<Changed<null>>("DELETE", `/api/quotes/${id(quote)}`),
  submit: (quote: string, note: string) => json<Changed<Quote>>("POST", `/api/quotes/${id(quote)}/submit`, { note }),
  decide: (quote: string, approve: boolean, note: string) =>
    json<Changed<Quote>>("POST", `/api/quotes/${id(quote)}/decide`, { approve, note }),
  send: (quote: string, mail: boolean) => json<Changed<Quote>>("POST", `/api/quotes/${id(quote)}/send`, { mail }),
  withdraw: (quote: string, reason: string) =>
    json<Changed<Quote>>("POST", `/api/quotes/${id(quote)}/withdraw`, { reason }),
  revise: (quote: string) => json<Changed<Quote>>("POST", `/api/quotes/${id(quote)}/revise`),
  answer: (quote: string, text: string) => json<Changed<Quote>>("POST", `/api/quotes/${id(quote)}/answer`, { text }),
  accept: (quote: string, name: string, note: string) =>
    json<Changed<Quote>>("POST", `/api/quotes/${id(quote)}/accept`, { name, note }),
  pdfPath: (quote: string, language?: Locale) =>
    `/api/quotes/${id(quote)}/pdf${language === undefined ? "" : `?language=${id(language)}`}`,
  rules: () => get<QuoteRules>("/api/quotes/rules"),
  setRules: (rules: QuoteRules) => json<QuoteRules>("PUT", "/api/quotes/rules", rules),
}

export const handling = {
  get: (order: string, signal?: AbortSignal) => get<OrderPage>(`/api/orders/${id(order)}/handling`, {}, signal),
  create: (wish: OrderWish) => json<Changed<OrderPage>>("POST", "/api/orders", wish),
  deliver: (order: string, wish: DeliveryWish) =>
    json<Changed<OrderPage>>("POST", `/api/orders/${id(order)}/deliveries`, wish),
  arrived: (order: string, delivery: string, at?: string) =>
    json<Changed<OrderPage>>("POST", `/api/orders/${id(order)}/deliveries/${id(delivery)}/arrived`, { at }),
  undeliver: (order: string, delivery: string) =>
    json<Changed<OrderPage>>("DELETE", `/api/orders/${id(order)}/deliveries/${id(delivery)}`),
  pay: (order: string, wish: PaymentWish) =>
    json<Changed<OrderPage>>("POST", `/api/orders/${id(order)}/payments`, wish),
  unpay: (order: string, payment: string) =>
    json<Changed<OrderPage>>("DELETE", `/api/orders/${id(order)}/payments/${id(payment)}`),
  takeBack: (order: string, wish: ReturnWish) =>
    json<Changed<OrderPage>>("POST", `/api/orders/${id(order)}/returns`, wish),
  untakeBack: (order: string, back: string) =>
    json<Changed<OrderPage>>("DELETE", `/api/orders/${id(order)}/returns/${id(back)}`),
  cancel: (order: string, reason: string, rest: boolean) =>
    json<Changed<OrderPage>>("POST", `/api/orders/${id(order)}/cancel`, { reason, rest }),
}

export const agreements = {
  list: (
    params: Paged & { person?: string; company?: string; state?: Agreement["state"]; due?: number },
    signal?: AbortSignal,
  ) => get<Page<Agreement>>("/api/agreements", { ...params }, signal),
  create: (wish: AgreementWish) => json<Changed<Agreement>>("POST", "/api/agreements", wish),
  change: (agreement: string, wish: AgreementWish) =>
    json<Changed<Agreement | null>>("PATCH", `/api/agreements/${id(agreement)}`, wish),
  remove: (agreement: string) => json<Changed<null>>("DELETE", `/api/agreements/${id(agreement)}`),
  renew: (agreement: string, until?: string) =>
    json<Changed<Agreement>>("POST", `/api/agreements/${id(agreement)}/renew`, { until }),
  end: (agreement: string, reason: string, on?: string) =>
    json<Changed<Agreement>>("POST", `/api/agreements/${id(agreement)}/end`, { reason, on }),
}

export const assets = {
  list: (params: Paged & { person?: string; company?: string }, signal?: AbortSignal) =>
    get<Page<Asset>>("/api/assets", { ...params }, signal),
  get: (asset: string) => get<AssetPage>(`/api/assets/${id(asset)}`),
  create: (wish: AssetWish) => json<Changed<Asset>>("POST", "/api/assets", wish),
  change: (asset: string, wish: AssetWish) =>
    json<Changed<AssetPage | null>>("PATCH", `/api/assets/${id(asset)}`, wish),
  remove: (asset: string) => json<Changed<null>>("DELETE", `/api/assets/${id(asset)}`),
  record: (asset: string, wish: AssetRecordWish) =>
    json<Changed<AssetPage>>("POST", `/api/assets/${id(asset)}/records`, wish),
}
