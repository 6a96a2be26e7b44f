// Quotes and their rules, as the server answers for them.

import type { Changed, Locale, Named, Page, Quote, QuoteApproval, QuoteEvent, QuoteLine, QuoteRow } from "@api/contract"
import { at, NOW } from "./clock"
import { deals, type FakeDeal } from "./deals"
import { takesBack } from "./leadData"
import { companies, people, STAFF } from "./people"
import { variantOf } from "./productData"
import { type FoundPrice, pricing } from "./products"
import { type FakeLine, type FakeQuote, logged, nextQuote, quoteLog, quotes, rules } from "./quoteData"
import { amountOf, totalsOf } from "./quoteSums"
import { dayOf } from "./reviewCells"
import { type Call, type FakeRoute, on, Refusal } from "./router"

interface Tools {
  listOf: <T extends object>(rows: T[], call: Call, words: (row: T) => string) => Page<T>
  changed: <T>(data: T) => Changed<T>
  filtered: <T extends object>(rows: T[], filter: string) => T[]
}

const ME = STAFF[0]
const MY_ROLE = "service"
/** Each write has a moment of its own, by which a colleague's is noticed. */
let ticks = 0
const moment = () => {
  ticks += 1
  return new Date(NOW + ticks).toISOString()
}
const today = () => dayOf(new Date(NOW).toISOString())
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null
const listed = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : [])
const textOr = (value: unknown): string | null => (value === undefined || value === null ? null : String(value))
const FIGURE = /^\d+(\.\d{1,4})?$/
const LANGUAGES: Locale[] = ["zh-CN", "zh-TW", "en"]
const invalid = (...fields: [string, string][]) =>
  new Refusal(
    422,
    "invalid",
    "The quote is not valid.",
    undefined,
    fields.map(([field, code]) => ({ field, code, message: `${field}: ${code}` })),
  )
const named = (one: { id: string; name: string } | undefined): Named | null =>
  one ? { id: one.id, name: one.name, initial: one.name.slice(0, 1) } : null

function quoteFor(call: Call): FakeQuote {
  const found = quotes.find(({ id }) => id === call.params.id)
  if (!found) throw new Refusal(404, "not_found", "There is no such quote.")
  return found
}
function draftFor(call: Call): FakeQuote {
  const quote = quoteFor(call)
  if (quote.state !== "draft" && quote.state !== "waiting")
    throw new Refusal(409, "not_a_draft", "It was sent: revise it.")
  return quote
}
function dealOf(id: string): FakeDeal {
  const found = deals.find(({ row }) => row.id === id)
  if (!found) throw new Refusal(404, "not_found", "There is no such deal.")
  return found
}

export function quoteRoutes({ listOf, changed, filtered }: Tools): FakeRoute[] {
  const find: FoundPrice = pricing(filtered)

  const lineOf = (quote: FakeQuote, line: FakeLine): QuoteLine => {
    const found =
      line.variant === null ? null : find(quote.person?.id ?? null, quote.currency, line.variant, line.quantity)
    const of = line.variant === null ? undefined : variantOf(line.variant)
    const price = Number(line.price ?? found?.price ?? 0).toFixed(2)
    const { quantity, discount } = line
    return {
      variant: line.variant,
      code: of?.variant.code ?? null,
      name: line.name,
      description: line.description,
      unit: line.unit,
      quantity,
      list_price: found?.price ?? null,
      list: found?.list ?? null,
      price,
      discount,
      tax: line.tax ?? rules.tax,
      amount: amountOf({ quantity, price, discount }),
    }
  }
  const sumsOf = (quote: FakeQuote) => {
    const lines = quote.lines.map((line) => lineOf(quote, line))
    return { lines, totals: totalsOf(lines, quote.discount, rules) }
  }
  const rowOf = (quote: FakeQuote): QuoteRow => {
    const deal = deals.find(({ row }) => row.id === quote.deal)
    const { id, number, version, person, company, owner, state, currency, valid_until } = quote
    const { sent_at, seen_at, closed_at, asked, updated_at } = quote
    return {
      id,
      number,
      version,
      deal: { id: quote.deal, name: deal?.row.name ?? "" },
      person,
      company,
      owner,
      state,
      currency,
      total: sumsOf(quote).totals.total,
      valid_until,
      sent_at,
      seen_at,
      closed_at,
      asked,
      updated_at,
    }
  }
  const limitOf = () => rules.limits.find(({ role }) => role === MY_ROLE)?.percent ?? null

  function approvalOf(quote: FakeQuote, given: string | null): QuoteApproval | null {
    const limit = limitOf()
    const { asking } = quote
    const over = limit !== null && given !== null && Number(given) > Number(limit)
    if (asking && (asking.state === "waiting" || over)) {
      // An approval holds for what it was asked for, and for less.
      const enough = asking.state !== "approved" || Number(given) <= Number(asking.percent)
      const { asked_at, note, by, at: when, answer } = asking
      if (enough) return { limit: limit ?? "0", state: asking.state, asked_at, note, by, at: when, answer }
    }
    if (!over || limit === null) return null
    return { limit, state: "needed", asked_at: null, note: null, by: null, at: null, answer: null }
  }

  function pageOf(quote: FakeQuote): Quote {
    const { lines, totals } = sumsOf(quote)
    const versions = quotes
      .filter(({ root }) => root === quote.root)
      .sort((a, b) => b.version - a.version)
      .map((one) => ({
        id: one.id,
        version: one.version,
        state: one.state,
        total: sumsOf(one).totals.total,
        at: one.sent_at ?? one.updated_at,
      }))
    const mine = quote.owner?.id === ME.id
    return {
      row: rowOf(quote),
      language: quote.language,
      lines,
      discount: quote.discount,
      totals,
      terms: quote.terms,
      note: quote.note,
      approval: quote.state === "draft" || quote.state === "waiting" ? approvalOf(quote, totals.discount) : null,
      versions,
      log: quoteLog.get(quote.root) ?? [],
      link: quote.sent_at === null ? null : `/q/${quote.id.replace("quo_", "tk")}`,
      order: quote.order,
      may_edit: true,
      may_decide: quote.state === "waiting" && !mine,
    }
  }
  /** What is answered after a change that can be taken back. */
  const undoable = (quote: FakeQuote, before: FakeQuote, log: QuoteEvent[] | undefined): Changed<Quote> => {
    const answer = changed(pageOf(quote))
    takesBack.set(answer.batch, () => {
      Object.assign(quote, before, { updated_at: moment() })
      if (log) quoteLog.set(quote.root, log)
    })
    return answer
  }
  /** Runs a step of a quote, with a line in its log. */
  const step = async (call: Call, run: (quote: FakeQuote, body: Record<string, unknown>) => void) => {
    const quote = quoteFor(call)
    const [before, log] = [structuredClone(quote), quoteLog.get(quote.root)]
    const body = await call.json().catch(() => ({}))
    run(quote, body)
    quote.updated_at = moment()
    return undoable(quote, before, log)
  }
  const log = (quote: FakeQuote, kind: QuoteEvent["kind"], text: unknown, more: Partial<QuoteEvent> = {}) =>
    logged(quote.root, { kind, at: moment(), by: ME, text: String(text ?? "").trim() || null, ...more })

  function linesFrom(value: unknown, quote: FakeQuote): FakeLine[] {
    return listed(value).map((one, k): FakeLine => {
      const id = textOr(one.variant)
      const of = id === null ? undefined : variantOf(id)
      if (id !== null && !of) throw invalid([`lines.${k}.variant`, "unknown"])
      const [quantity, discount] = [String(one.quantity ?? ""), String(one.discount ?? "0")]
      const [price, tax] = [textOr(one.price), textOr(one.tax)]
      if (!FIGURE.test(quantity) || Number(quantity) <= 0) throw invalid([`lines.${k}.quantity`, "not_a_number"])
      if (!FIGURE.test(discount) || Number(discount) > 100) throw invalid([`lines.${k}.discount`, "out_of_range"])
      if (price !== null && !FIGURE.test(price)) throw invalid([`lines.${k}.price`, "not_an_amount"])
      if (
        price === null &&
        (id === null || find(quote.person?.id ?? null, quote.currency, id, quantity).price === null)
      )
        throw invalid([`lines.${k}.price`, "missing"])
      if (String(one.name ?? "").trim() === "") throw invalid([`lines.${k}.name`, "missing"])
      return {
        variant: id,
        name: String(one.name),
        description: String(one.description ?? ""),
        unit: String(one.unit ?? of?.product.unit ?? ""),
        quantity,
        price,
        discount,
        tax: tax ?? of?.product.tax ?? null,
      }
    })
  }

  function write(quote: FakeQuote, wish: Record<string, unknown>): void {
    if ("person" in wish) quote.person = named(people.find(({ id }) => id === wish.person))
    if ("company" in wish) quote.company = named(companies.find(({ id }) => id === wish.company))
    if ("currency" in wish) quote.currency = String(wish.currency).toUpperCase()
    if ("lines" in wish) quote.lines = linesFrom(wish.lines, quote)
    if ("discount" in wish) {
      const discount = String(wish.discount)
      if (!FIGURE.test(discount) || Number(discount) > 100) throw invalid(["discount", "out_of_range"])
      quote.discount = discount
    }
    const language = LANGUAGES.find((one) => one === wish.language)
    if (language) {
      // Terms that nobody touched follow the language.
      if (quote.terms === (rules.terms[quote.language] ?? "")) quote.terms = rules.terms[language] ?? ""
      quote.language = language
    }
    if ("valid_until" in wish) quote.valid_until = textOr(wish.valid_until)
    if ("terms" in wish) quote.terms = String(wish.terms ?? "")
    if ("note" in wish) quote.note = String(wish.note ?? "")
    if (quote.state === "waiting") {
      quote.state = "draft"
      quote.asking = null
    }
    quote.updated_at = moment()
  }

  const draftOf = (deal: FakeDeal): FakeQuote => {
    const { row } = deal
    const { number, id } = nextQuote()
    return {
      id,
      root: id,
      number,
      version: 1,
      deal: row.id,
      person: row.person,
      company: row.company,
      owner: ME,
      state: "draft",
      currency: row.currency,
      language: "zh-CN",
      lines: deal.lines.map((line) => ({ ...line, variant: null, description: "", unit: "", tax: null })),
      discount: "0",
      terms: rules.terms["zh-CN"] ?? "",
      note: "",
      valid_until: dayOf(at(-rules.valid_days)),
      sent_at: null,
      seen_at: null,
      closed_at: null,
      asked: false,
      updated_at: moment(),
      made_at: moment(),
      order: null,
      asking: null,
    }
  }
  const begun = (quote: FakeQuote, kind: "made" | "revised"): Changed<Quote> => {
    quotes.unshift(quote)
    const before = quoteLog.get(quote.root)
    log(quote, kind, null)
    const answer = changed(pageOf(quote))
    takesBack.set(answer.batch, () => {
      quotes.splice(quotes.indexOf(quote), 1)
      quoteLog.set(quote.root, before ?? [])
    })
    return answer
  }

  return [
    on("GET /api/quotes/rules", () => rules),
    on("PUT /api/quotes/rules", async (call) => {
      const wish = await call.json()
      if (!FIGURE.test(String(wish.tax))) throw invalid(["tax", "not_a_number"])
      Object.assign(rules, wish)
      return rules
    }),
    on("GET /api/quotes", (call) => {
      const [state, deal, person, mine] = ["state", "deal", "person", "mine"].map((key) => call.query.get(key))
      const rows = quotes
        .filter((one) => !state || one.state === state)
        .filter((one) => !deal || one.deal === deal)
        .filter((one) => !person || one.person?.id === person)
        .filter((one) => mine !== "true" || one.owner?.id === ME.id)
        .map(rowOf)
        .sort((a, b) => b.updated_at.localeCompare(a.updated_at))
      return listOf(rows, call, (row) => `${row.number} ${row.person?.name} ${row.company?.name} ${row.deal.name}`)
    }),
    on("POST /api/deals/:id/quotes", (call) => begun(draftOf(dealOf(call.params.id ?? "")), "made")),
    on("GET /api/quotes/:id", (call) => pageOf(quoteFor(call))),
    on("PATCH /api/quotes/:id", async (call) => {
      const quote = draftFor(call)
      const wish = await call.json()
      if (typeof wish.was === "string" && wish.was !== quote.updated_at)
        throw new Refusal(409, "changed", "Somebody changed it meanwhile.")
      const before = structuredClone(quote)
      try {
        write(quote, wish)
      } catch (error) {
        Object.assign(quote, before)
        throw error
      }
      return undoable(quote, before, undefined)
    }),
    on("DELETE /api/quotes/:id", (call) => {
      const quote = draftFor(call)
      const place = quotes.indexOf(quote)
      quotes.splice(place, 1)
      const answer = changed(null)
      takesBack.set(answer.batch, () => quotes.splice(place, 0, quote))
      return answer
    }),
    on("POST /api/quotes/:id/submit", (call) =>
      step(call, (quote, { note }) => {
        const percent = sumsOf(quote).totals.discount ?? "0"
        quote.state = "waiting"
        const words = textOr(note)
        quote.asking = { state: "waiting", percent, asked_at: moment(), note: words, by: null, at: null, answer: null }
        log(quote, "submitted", note)
      }),
    ),
    on("POST /api/quotes/:id/decide", (call) =>
      step(call, (quote, { approve, note }) => {
        if (!quote.asking) throw new Refusal(409, "changed", "Nobody asks any more.")
        const state = approve === true ? "approved" : "refused"
        Object.assign(quote.asking, { state, by: ME, at: moment(), answer: textOr(note) || null })
        quote.state = "draft"
        log(quote, state, note)
      }),
    ),
    on("POST /api/quotes/:id/send", (call) =>
      step(call, (quote) => {
        const lack: [string, string][] = []
        if (quote.person === null) lack.push(["person", "missing"])
        if (quote.lines.length === 0) lack.push(["lines", "missing"])
        if (quote.valid_until !== null && quote.valid_until < today()) lack.push(["valid_until", "too_old"])
        if (lack.length > 0) throw invalid(...lack)
        const { totals } = sumsOf(quote)
        const approval = approvalOf(quote, totals.discount)
        if (approval && approval.state !== "approved")
          throw new Refusal(409, "needs_approval", "It needs an approval.", {
            limit: approval.limit,
            discount: totals.discount,
          })
        for (const one of quotes)
          if (one.root === quote.root && one.state === "sent") Object.assign(one, { state: "replaced", asked: false })
        Object.assign(quote, { state: "sent", sent_at: moment() })
        log(quote, "sent", null)
      }),
    ),
    on("POST /api/quotes/:id/withdraw", (call) =>
      step(call, (quote, { reason }) => {
        Object.assign(quote, { state: "withdrawn", closed_at: moment(), asked: false })
        log(quote, "withdrawn", reason)
      }),
    ),
    on("POST /api/quotes/:id/revise", (call) => {
      const quote = quoteFor(call)
      const version = Math.max(...quotes.filter(({ root }) => root === quote.root).map((one) => one.version)) + 1
      const next: FakeQuote = {
        ...structuredClone(quote),
        id: `${quote.root}v${version}`,
        version,
        state: "draft",
        sent_at: null,
        seen_at: null,
        closed_at: null,
        asked: false,
        order: null,
        asking: null,
        updated_at: moment(),
        made_at: moment(),
        valid_until: dayOf(at(-rules.valid_days)),
      }
      return begun(next, "revised")
    }),
    on("POST /api/quotes/:id/answer", (call) =>
      step(call, (quote, { text }) => {
        quote.asked = false
        log(quote, "answered", text)
      }),
    ),
    on("POST /api/quotes/:id/accept", (call) =>
      step(call, (quote, { name, note }) => {
        const number = `SO-${1025 + ticks}`
        Object.assign(quote, { state: "accepted", closed_at: moment(), order: { id: `ord_${number}`, name: number } })
        log(quote, "accepted", note, { who: String(name) })
        const deal = deals.find(({ row }) => row.id === quote.deal)
        if (rules.wins && deal?.row.state === "open") {
          deal.row.stage = { id: "stg_won", name: "成交" }
          Object.assign(deal.row, { state: "won", probability: 100, closed_at: moment() })
        }
      }),
    ),
    on("GET /api/quotes/:id/pdf", (call) => {
      quoteFor(call)
      return new Response("%PDF-1.4\n%%EOF\n", { headers: { "content-type": "application/pdf" } })
    }),
    // A colleague changes it meanwhile; for tests.
    on("POST /api/test/quote/:id", (call) => {
      const quote = quoteFor(call)
      quote.note = "唐棠：先别发，等价格。"
      quote.updated_at = moment()
      return pageOf(quote)
    }),
  ]
}
