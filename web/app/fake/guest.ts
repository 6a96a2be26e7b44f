// What a customer's link answers: quotes in every state, orders on their way. The token is the right. A quote that a
// colleague sent here is answered from what colleagues see, and they see what its customer does.
// Others to look at are named by their tokens: /q/muhe, /q/hotel, /q/accepted … and /o/muhe, /o/fresh, /o/cut.

import type { GuestOrder, GuestQuote, Quote, QuoteLine, QuoteState } from "@api/contract"
import { at, NOW } from "./clock"
import { handledOf, pageOf } from "./handled"
import { type FakeQuote, logged, quoteLog, quotes as sentQuotes } from "./quoteData"
import { dayOf } from "./reviewCells"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const SELLER = {
  seller: "山茶 Camellia",
  seller_lines: ["上海山茶生活用品有限公司", "上海市徐汇区武康路 376 号 3 楼", "统一社会信用代码 91310104MA1FR2XK0C"],
}
const SHEN = { name: "沈知微", email: "shen@camellia.example", phone: "+862164710316" }
const TERMS = [
  "一、报价含上海市内送货，外地按实际运费结算。",
  "二、签收后七天内付清余款；逾期按日万分之三计。",
  "三、定制内容确认后两周交货，确认后不能再改。",
].join("\n")

type Line = GuestQuote["lines"][number]
const line = (
  code: string | null,
  name: string,
  unit: string,
  quantity: number,
  price: number,
  more: Partial<QuoteLine> = {},
): Line => ({
  code,
  name,
  description: "",
  unit,
  quantity: String(quantity),
  price: price.toFixed(2),
  discount: "0",
  tax: "13",
  amount: ((quantity * price * (100 - Number(more.discount ?? 0))) / 100).toFixed(2),
  ...more,
})

function totalsOf(lines: Line[], discount: number, included: boolean): GuestQuote["totals"] {
  const sum = lines.reduce((all, one) => all + Number(one.amount), 0)
  const off = (sum * discount) / 100
  const rates = [...new Set(lines.map((one) => one.tax))]
  const taxes = rates.map((rate) => {
    const of = lines.filter((one) => one.tax === rate).reduce((all, one) => all + Number(one.amount), 0)
    const net = (of * (100 - discount)) / 100
    const share = included ? Number(rate) / (100 + Number(rate)) : Number(rate) / 100
    return { rate, amount: (net * share).toFixed(2) }
  })
  const added = included ? 0 : taxes.reduce((all, one) => all + Number(one.amount), 0)
  return {
    lines: sum.toFixed(2),
    off: off.toFixed(2),
    taxes,
    tax_included: included,
    total: (sum - off + added).toFixed(2),
  }
}

function muhe(state: QuoteState, number: string, more: Partial<GuestQuote> = {}): GuestQuote {
  const lines = [
    line("CM-GIFT-AUTUMN", "秋茶与护手霜礼盒", "盒", 120, 360, {
      description: "白毫银针 25 g、茶籽护手霜 60 g、手写贺卡一张；朱砂色盒，十二盒一箱。",
    }),
    line(null, "烫印公司名", "盒", 120, 30, { description: "盒面右下，哑金，宽 32 mm。" }),
    line("CM-NEEDLE-S50", "白毫银针 · 春茶 50 g", "罐", 5, 228, { discount: "10", description: "给前台品茶用。" }),
  ]
  return {
    ...SELLER,
    number,
    version: 2,
    state,
    customer: "林晓梅",
    company: "木禾设计（上海）有限公司",
    language: "zh-CN",
    currency: "CNY",
    lines,
    discount: "5",
    totals: totalsOf(lines, 5, true),
    terms: TERMS,
    valid_until: dayOf(at(-12)),
    sent_at: at(2, "16:40"),
    contact: SHEN,
    accepted: null,
    talk: [
      {
        from: "customer",
        name: "林晓梅",
        text: "能分两批送吗？第一批 12 月 10 日前要 60 盒，其余年前送到就行。",
        at: at(2, "18:12"),
      },
      {
        from: "seller",
        name: "沈知微",
        text: "可以，两批都不另收运费。第一批 12 月 8 日送到前台，第二批 12 月 22 日。",
        at: at(1, "09:20"),
      },
    ],
    order: null,
    ...more,
  }
}

function hotel(): GuestQuote {
  const lines = [
    line("CM-BODY-200", "Black tea body lotion 200 ml", "bottle", 480, 12.5, {
      tax: "9",
      description: "For 240 rooms, two each; refill pouches on request.",
    }),
    line("CM-WASH-120", "Camellia cleanser 120 g", "tube", 480, 9.8, { tax: "9" }),
    line("CM-ROOM-12", "Tea service for rooms, twelve months", "month", 12, 640, { tax: "6" }),
  ]
  return {
    ...muhe("sent", "QT-0019"),
    version: 1,
    customer: "James Whitfield",
    company: "Harbour & Pine",
    language: "en",
    currency: "USD",
    lines,
    discount: "0",
    totals: totalsOf(lines, 0, false),
    terms: "Prices are ex works Shanghai. Payment within thirty days of delivery.",
    valid_until: dayOf(at(-2)),
    contact: { name: "Maya Chen", email: "maya@camellia.example", phone: null },
    talk: [],
  }
}

const make = (): Record<string, GuestQuote> => ({
  muhe: muhe("sent", "QT-0012"),
  hotel: hotel(),
  accepted: muhe("accepted", "QT-0010", {
    accepted: { name: "林晓梅", at: at(9, "14:20") },
    order: "/o/muhe",
    valid_until: dayOf(at(1)),
  }),
  declined: muhe("declined", "QT-0009", { talk: [] }),
  expired: muhe("expired", "QT-0007", { valid_until: dayOf(at(10)), sent_at: at(24, "11:00"), talk: [] }),
  replaced: muhe("replaced", "QT-0011", { version: 1, talk: [] }),
  withdrawn: muhe("withdrawn", "QT-0008", { talk: [] }),
  // Under the eyes of whoever reads them: a later version was sent, its day has passed.
  moves: muhe("sent", "QT-0014", { talk: [] }),
  ends: muhe("sent", "QT-0015", { talk: [] }),
})

let quotes = make()
export function resetGuest(): void {
  quotes = make()
}

const now = () => new Date(NOW).toISOString()

function tooMany(token: string | undefined): void {
  if (token === "busy") throw new Refusal(429, "too_many_tries", "Too many tries.")
  if (token === "broken") throw new Refusal(500, "internal", "Something went wrong on our side.")
}

function quoteOf(call: Call): GuestQuote {
  tooMany(call.params.token)
  const found = quotes[call.params.token ?? ""]
  if (!found) throw new Refusal(404, "not_found", "There is no such page.")
  return found
}

/** A quote that a colleague sent, by the token of its link. */
const sentOf = (call: Call): FakeQuote | undefined =>
  sentQuotes.find(({ id, sent_at: sent }) => sent !== null && id.replace("quo_", "tk") === call.params.token)

function toldOf(quote: Quote, { root }: FakeQuote): GuestQuote {
  const { row } = quote
  const [seller = "", ...lines] = SELLER.seller_lines
  const accepted = quote.log.findLast(({ kind }) => kind === "accepted")
  const { discount: _given, ...totals } = quote.totals
  return {
    seller: SELLER.seller,
    seller_lines: [seller, ...lines],
    number: row.number,
    version: row.version,
    state: row.state,
    customer: row.person?.name ?? row.company?.name ?? "",
    company: row.company?.name ?? null,
    language: quote.language,
    currency: row.currency,
    lines: quote.lines.map(({ variant: _variant, list: _list, list_price: _listed, ...told }) => told),
    discount: quote.discount,
    totals,
    terms: quote.terms,
    valid_until: row.valid_until,
    sent_at: row.sent_at ?? row.updated_at,
    contact: { ...SHEN, name: row.owner?.name ?? SHEN.name },
    accepted: accepted ? { name: accepted.who ?? accepted.by?.name ?? "", at: accepted.at } : null,
    talk: (quoteLog.get(root) ?? []).flatMap(({ kind, at: when, by, who, text }) =>
      kind === "asked" || kind === "answered"
        ? [
            {
              from: kind === "asked" ? ("customer" as const) : ("seller" as const),
              name: who ?? by?.name ?? row.person?.name ?? "",
              text: text ?? "",
              at: when,
            },
          ]
        : [],
    ),
    order: quote.order && handledOf(quote.order.id) ? `/o/${quote.order.id.replace("ord_", "")}` : null,
  }
}

/** What stands in the way of an answer; the same answer again does not. */
function openOf(call: Call, version: number): GuestQuote {
  const quote = quoteOf(call)
  if (call.params.token === "moves" && version === 2) {
    quote.version = 3
    quote.lines = quote.lines.slice(0, 2)
    quote.totals = totalsOf(quote.lines, 5, true)
    throw new Refusal(409, "replaced", "A later version was sent.", { version: 3 })
  }
  if (call.params.token === "ends" && quote.state === "sent") {
    quote.state = "expired"
    quote.valid_until = dayOf(at(1))
    throw new Refusal(409, "expired", "Its day has passed.")
  }
  if (quote.state !== "sent") throw new Refusal(409, "closed", "It is closed.", { state: quote.state })
  return quote
}

async function accept(call: Call): Promise<GuestQuote> {
  const { name, version } = await call.json()
  const before = quoteOf(call)
  if (before.state === "accepted") return before
  const quote = openOf(call, Number(version))
  quote.state = "accepted"
  quote.accepted = { name: String(name), at: now() }
  quote.order = "/o/fresh"
  return quote
}

async function decline(call: Call): Promise<GuestQuote> {
  const { reason, name } = await call.json()
  const before = quoteOf(call)
  if (before.state === "declined") return before
  const quote = openOf(call, before.version)
  quote.state = "declined"
  if (reason)
    quote.talk.push({ from: "customer", name: String(name || quote.customer), text: String(reason), at: now() })
  return quote
}

async function askOf(call: Call): Promise<GuestQuote> {
  const { text, name } = await call.json()
  const quote = quoteOf(call)
  quote.talk.push({ from: "customer", name: String(name || quote.customer), text: String(text), at: now() })
  return quote
}

function orderOf(call: Call): GuestOrder {
  tooMany(call.params.token)
  const handled = handledOf(`ord_${call.params.token ?? ""}`)
  if (!handled) throw new Refusal(404, "not_found", "There is no such page.")
  const page = pageOf(handled)
  return {
    ...SELLER,
    language: "zh-CN",
    number: page.row.number,
    standing: page.standing,
    placed_at: page.row.placed_at,
    currency: page.row.currency,
    amount: page.row.amount,
    lines: page.lines,
    deliveries: page.deliveries.map(({ by: _by, note: _note, ...told }) => told),
    paid: page.paid,
    due: page.due,
    returns: page.returns.map(({ by: _by, note: _note, ...told }) => told),
    contact: SHEN,
  }
}

const PDF = new TextEncoder().encode(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
)

/** `ask` puts a question to this same server as a colleague would. */
export function guestRoutes(ask: (request: Request) => Promise<Response>): FakeRoute[] {
  const asColleague = async (quote: FakeQuote, end = "", body?: object): Promise<GuestQuote> => {
    const url = `http://fake.local/api/quotes/${quote.id}${end}`
    const answer = await ask(
      new Request(url, {
        method: body ? "POST" : "GET",
        headers: { "x-guanxi": "1" },
        body: body ? JSON.stringify(body) : null,
      }),
    )
    const told = await answer.json()
    if (!answer.ok) throw new Refusal(answer.status, told.code, told.message, told.detail)
    return body ? asColleague(quote) : toldOf(told, quote)
  }
  const said = (quote: FakeQuote, kind: "asked" | "declined" | "seen", who: unknown, text: unknown) =>
    logged(quote.root, {
      kind,
      at: new Date().toISOString(),
      who: String(who || quote.person?.name || quote.company?.name || ""),
      text: text ? String(text) : null,
    })
  const closed = ({ state }: FakeQuote) => {
    if (state !== "sent") throw new Refusal(409, "closed", "It is closed.", { state })
  }
  return [
    on("GET /api/guest/quotes/:token", (call) => {
      const quote = sentOf(call)
      if (!quote) return quoteOf(call)
      if (quote.seen_at === null) {
        quote.seen_at = new Date().toISOString()
        said(quote, "seen", "", null)
      }
      return asColleague(quote)
    }),
    on("POST /api/guest/quotes/:token/accept", async (call) => {
      const quote = sentOf(call)
      if (!quote) return accept(call)
      const { name, version } = await call.json()
      if (quote.state === "accepted") return asColleague(quote)
      if (quote.version !== version) throw new Refusal(409, "replaced", "It was replaced.", { version: quote.version })
      closed(quote)
      return asColleague(quote, "/accept", { name: String(name), note: "" })
    }),
    on("POST /api/guest/quotes/:token/decline", async (call) => {
      const quote = sentOf(call)
      if (!quote) return decline(call)
      const { reason, name } = await call.json()
      if (quote.state !== "declined") {
        closed(quote)
        quote.state = "declined"
        quote.closed_at = new Date().toISOString()
        said(quote, "declined", name, reason)
      }
      return asColleague(quote)
    }),
    on("POST /api/guest/quotes/:token/ask", async (call) => {
      const quote = sentOf(call)
      if (!quote) return askOf(call)
      const { text, name } = await call.json()
      quote.asked = true
      said(quote, "asked", name, text)
      return asColleague(quote)
    }),
    on("GET /api/guest/quotes/:token/pdf", (call) => {
      const number = sentOf(call)?.number ?? quoteOf(call).number
      return new Response(PDF, {
        headers: { "content-type": "application/pdf", "content-disposition": `inline; filename="${number}.pdf"` },
      })
    }),
    on("GET /api/guest/orders/:token", orderOf),
  ]
}
