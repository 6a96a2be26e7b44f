// Quotes of the fake company: one that a customer asks about, one that waits for a word, drafts, accepted and lost ones.

import type { Locale, Named, QuoteEvent, QuoteRules, QuoteState } from "@api/contract"
import { at } from "./clock"
import { deals, type FakeDeal } from "./deals"
import { STAFF } from "./people"
import { calledOf, products, variantNamed } from "./productData"
import { dayOf } from "./reviewCells"

export interface FakeLine {
  variant: string | null
  name: string
  description: string
  unit: string
  quantity: string
  /** Null follows the price that is found. */
  price: string | null
  discount: string
  tax: string | null
}

export interface FakeQuote {
  id: string
  /** The first version of it. */
  root: string
  number: string
  version: number
  deal: string
  person: Named | null
  company: Named | null
  owner: Named | null
  state: QuoteState
  currency: string
  language: Locale
  lines: FakeLine[]
  discount: string
  terms: string
  note: string
  valid_until: string | null
  sent_at: string | null
  seen_at: string | null
  closed_at: string | null
  asked: boolean
  updated_at: string
  made_at: string
  order: Named | null
  /** What somebody asked and was told about its discount. */
  asking: {
    state: "waiting" | "approved" | "refused"
    percent: string
    asked_at: string
    note: string | null
    by: Named | null
    at: string | null
    answer: string | null
  } | null
}

export const rules: QuoteRules = {
  limits: [
    { role: "sales", percent: "10" },
    { role: "service", percent: "5" },
    { role: "marketing", percent: "0" },
    { role: "team_lead", percent: "20" },
  ],
  valid_days: 30,
  tax_included: true,
  tax: "13",
  seller: [
    "上海山茶品牌管理有限公司",
    "上海市静安区愚园路 753 号",
    "税号 91310106MA1FY0000X",
    "021-6000 0000 · sales@camellia.example",
  ],
  terms: {
    "zh-CN": "报价含税含市内运费。确认后 3 个工作日内付 50% 定金，发货前付清。定制品不退换。",
    "zh-TW": "報價含稅含市內運費。確認後 3 個工作天內付 50% 訂金，出貨前付清。客製品恕不退換。",
    en: "Prices include tax and delivery within the city. 50% within three working days of acceptance, the rest before dispatch. Made-to-order goods cannot be returned.",
  },
  wins: true,
}

const [ZHOU, SHEN = ZHOU, TANG = ZHOU] = STAFF
const dealOf = (name: string): FakeDeal | undefined =>
  deals.find(({ row }) => row.company?.name === name && row.currency === "CNY")

/** Code or words, quantity, discount, and a price of its own. */
type LineSeed = [string, number, string?, string?]
function lineFrom([text, quantity, discount = "0", price]: LineSeed): FakeLine {
  const variant = variantNamed(text)
  const product = variant && products.find((one) => one.variants.includes(variant))
  return {
    variant: variant?.id ?? null,
    name: variant && product ? calledOf(product, variant) : text,
    description: product?.kind === "service" ? product.description : "",
    unit: product?.unit ?? "",
    quantity: String(quantity),
    price: price ?? (variant ? null : "0.00"),
    discount,
    tax: product?.tax ?? null,
  }
}

interface Seed {
  number: string
  company: string
  owner?: Named
  state: QuoteState
  lines: LineSeed[]
  discount?: string
  /** Days ago: made, sent, seen, closed. */
  days: [number, number?, number?, number?]
  /** Days from today until it ends. */
  until?: number
  language?: Locale
  asking?: FakeQuote["asking"]
  note?: string
  version?: number
}

const made: FakeQuote[] = []
export const quoteLog = new Map<string, QuoteEvent[]>()

export function logged(root: string, event: Partial<QuoteEvent> & Pick<QuoteEvent, "kind" | "at">): void {
  quoteLog.set(root, [...(quoteLog.get(root) ?? []), { by: null, who: null, text: null, ...event }])
}

function quoteFrom(seed: Seed): FakeQuote | undefined {
  const deal = dealOf(seed.company)
  if (!deal) return undefined
  const { row } = deal
  const owner = seed.owner ?? row.owner ?? ZHOU
  const before = made.find(({ number }) => number === seed.number)
  const id = `quo_${seed.number.slice(3)}${seed.version ? `v${seed.version}` : ""}`
  const [begun, sent, seen, closed] = seed.days
  const quote: FakeQuote = {
    id,
    root: before?.root ?? id,
    number: seed.number,
    version: seed.version ?? 1,
    deal: row.id,
    person: row.person,
    company: row.company,
    owner,
    state: seed.state,
    currency: row.currency,
    language: seed.language ?? "zh-CN",
    lines: seed.lines.map(lineFrom),
    discount: seed.discount ?? "0",
    terms: rules.terms[seed.language ?? "zh-CN"] ?? "",
    note: seed.note ?? "",
    valid_until: dayOf(at(-(seed.until ?? 21))),
    sent_at: sent === undefined ? null : at(sent, "14:05"),
    seen_at: seen === undefined ? null : at(seen, "20:31"),
    closed_at: closed === undefined ? null : at(closed, "11:12"),
    asked: false,
    updated_at: at(closed ?? sent ?? Math.max(0, begun - 1), "09:12"),
    made_at: at(begun, "10:20"),
    order: null,
    asking: seed.asking ?? null,
  }
  logged(quote.root, { kind: seed.version ? "revised" : "made", at: quote.made_at, by: owner })
  if (quote.sent_at) logged(quote.root, { kind: "sent", at: quote.sent_at, by: owner })
  if (quote.seen_at) logged(quote.root, { kind: "seen", at: quote.seen_at, who: row.person?.name ?? null })
  if (quote.closed_at && (seed.state === "accepted" || seed.state === "declined"))
    logged(quote.root, {
      kind: seed.state,
      at: quote.closed_at,
      who: row.person?.name ?? null,
      text: seed.state === "declined" ? "今年预算已经用完，明年春天再谈。" : null,
    })
  if (quote.closed_at && seed.state === "withdrawn")
    logged(quote.root, { kind: "withdrawn", at: quote.closed_at, by: owner, text: "改为寄售，另签合同。" })
  made.push(quote)
  return quote
}

const asked = quoteFrom({
  number: "QT-0021",
  company: "木禾设计",
  owner: ZHOU,
  state: "replaced",
  lines: [
    ["GF-AUT-001", 120],
    ["SV-FOIL", 120],
  ],
  days: [9, 8, 8],
})
const second = quoteFrom({
  number: "QT-0021",
  company: "木禾设计",
  owner: ZHOU,
  state: "sent",
  version: 2,
  lines: [
    ["GF-AUT-001", 120],
    ["SV-FOIL", 120, "10"],
    ["市内分三处送达", 3, "0", "80.00"],
  ],
  days: [5, 4, 3],
  until: 12,
  note: "何静说 12 月 18 日前要到，别再改期。",
})
if (asked && second) {
  second.asked = true
  logged(second.root, {
    kind: "asked",
    at: at(1, "16:44"),
    who: "林晓梅",
    text: "烫印可以用哑金吗？颜色样什么时候能看到？",
  })
}
const waiting = quoteFrom({
  number: "QT-0024",
  company: "前海银行",
  owner: SHEN,
  state: "waiting",
  lines: [
    ["GF-NEW-Z", 200, "12"],
    ["GF-NEW-Y", 60],
    ["SV-FOIL", 260, "20"],
  ],
  discount: "4",
  days: [2],
  until: 25,
  asking: {
    state: "waiting",
    percent: "14.6",
    asked_at: at(0, "09:02"),
    note: "对手报了八折，他们明年还有 600 份的客户礼。",
    by: null,
    at: null,
    answer: null,
  },
})
if (waiting)
  logged(waiting.root, { kind: "submitted", at: at(0, "09:02"), by: SHEN, text: waiting.asking?.note ?? null })
quoteFrom({
  number: "QT-0025",
  company: "知行律所",
  owner: ZHOU,
  state: "draft",
  lines: [
    ["GF-NEW-Y", 45],
    ["SV-FOIL", 45],
    ["TE-OSM-100", 24, "0", "128.00"],
  ],
  days: [1],
  until: 29,
})
const refused = quoteFrom({
  number: "QT-0023",
  company: "东篱地产",
  owner: ZHOU,
  state: "draft",
  lines: [
    ["SK-HND-C60", 400, "15"],
    ["GF-AUT-001", 150, "8"],
  ],
  days: [6],
  until: 20,
  asking: {
    state: "refused",
    percent: "14.7",
    asked_at: at(2, "17:20"),
    note: "业主答谢礼，量大。",
    by: TANG,
    at: at(1, "10:06"),
    answer: "护手霜最多让到 8%，礼盒不让。",
  },
})
if (refused) {
  logged(refused.root, { kind: "submitted", at: at(2, "17:20"), by: ZHOU, text: "业主答谢礼，量大。" })
  logged(refused.root, { kind: "refused", at: at(1, "10:06"), by: TANG, text: "护手霜最多让到 8%，礼盒不让。" })
}
quoteFrom({
  number: "QT-0022",
  company: "海棠航空",
  owner: SHEN,
  state: "sent",
  lines: [["FM-AIR-001", 4800]],
  discount: "2",
  days: [7, 6],
  until: 8,
})
quoteFrom({
  number: "QT-0020",
  company: "江城酒店",
  owner: TANG,
  state: "sent",
  lines: [
    ["FM-ROM-050", 2400],
    ["FM-AIR-200", 24],
    ["FM-TEA-600", 12],
  ],
  days: [12, 10, 9],
  until: 4,
})
quoteFrom({
  number: "QT-0019",
  company: "锦里茶馆",
  owner: SHEN,
  state: "expired",
  lines: [
    ["TE-LAP-250", 60],
    ["TE-PEO-350", 30],
  ],
  days: [48, 47, 40],
  until: -6,
})
const won = quoteFrom({
  number: "QT-0015",
  company: "澜舟酒店",
  owner: SHEN,
  state: "accepted",
  lines: [
    ["FM-AIR-500", 96, "8"],
    ["FM-AIR-200", 160, "8"],
  ],
  days: [24, 22, 22, 16],
  until: -2,
})
if (won) won.order = { id: "ord_so1024", name: "SO-1024" }
quoteFrom({
  number: "QT-0014",
  company: "青禾教育",
  owner: SHEN,
  state: "declined",
  lines: [["GF-AUT-001", 60]],
  days: [30, 29, 28, 25],
  until: -9,
})
quoteFrom({
  number: "QT-0013",
  company: "越秀月子中心",
  state: "withdrawn",
  lines: [
    ["TE-SLV-S050", 80],
    ["SK-HND-B60", 120],
  ],
  days: [33, 32, 30, 21],
  until: -1,
})

export const quotes: FakeQuote[] = made

let numbers = 25
export const nextQuote = (): { number: string; id: string } => {
  numbers += 1
  const number = `QT-${String(numbers).padStart(4, "0")}`
  return { number, id: `quo_${String(numbers).padStart(4, "0")}` }
}
