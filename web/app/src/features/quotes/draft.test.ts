import type { Quote, QuoteLine } from "@api/contract"
import { describe, expect, it } from "vitest"
import { draftOf, faultIn, freeLine, nextKey, settled, unsaved, wishOf } from "./draft"

const line = (more: Partial<QuoteLine> = {}): QuoteLine => ({
  variant: "var_1",
  code: "GF-1",
  name: "礼盒",
  description: "",
  unit: "盒",
  quantity: "120",
  list_price: "360.00",
  list: { id: "prl_1", name: "企业采购价" },
  price: "360.00",
  discount: "0",
  tax: "13",
  amount: "43200.00",
  ...more,
})
const quote = (lines: QuoteLine[]): Quote => ({
  row: {
    id: "quo_1",
    number: "QT-0001",
    version: 1,
    deal: { id: "del_1", name: "年节礼盒" },
    person: { id: "per_1", name: "林晓梅" },
    company: null,
    owner: null,
    state: "draft",
    currency: "CNY",
    total: "43200.00",
    valid_until: "2026-12-31",
    sent_at: null,
    seen_at: null,
    closed_at: null,
    asked: false,
    updated_at: "2026-11-30T01:54:00Z",
  },
  language: "zh-CN",
  lines,
  discount: "0",
  totals: { lines: "0", off: "0", taxes: [], tax_included: true, total: "0", discount: null },
  terms: "",
  note: "",
  approval: null,
  versions: [],
  log: [],
  link: null,
  order: null,
  may_edit: true,
  may_decide: false,
})
const held = quote([
  line(),
  line({ variant: null, code: null, name: "送达", price: "80.00", list_price: null, list: null }),
])

describe("a quote being written", () => {
  it("asks for the price that is found as long as nobody wrote another", () => {
    const { lines } = draftOf(held)
    expect(lines.map(({ follows }) => follows)).toEqual([true, false])
    expect(wishOf({ lines }).lines?.map(({ price }) => price)).toEqual([null, "80.00"])
    const [first] = lines
    if (!first) throw new Error("no line")
    expect(wishOf({ lines: [{ ...first, follows: false, price: "¥1,350" }] }).lines?.[0]?.price).toBe("1350")
  })

  it("is not sent with a line that lacks a figure, and without one that nobody wrote into", () => {
    const { lines } = draftOf(held)
    const blank = freeLine(nextKey(lines))
    expect(faultIn({ lines: [...lines, blank] })).toBe(null)
    expect(wishOf({ lines: [...lines, blank] }).lines).toHaveLength(2)
    expect(faultIn({ lines: [...lines, freeLine(9, "运费")] })).toEqual({ line: 2, fault: "price" })
    expect(faultIn({ lines: lines.map((one) => ({ ...one, quantity: "0" })) })).toEqual({ line: 0, fault: "quantity" })
    expect(faultIn({ discount: "101" })).toEqual({ whole: true })
  })

  it("holds no edit where something was written back the way it was", () => {
    expect(unsaved({ lines: [...draftOf(held).lines, freeLine(7)], discount: " " }, held)).toEqual({})
    expect(unsaved({ discount: "0", terms: "" }, held)).toEqual({})
    expect(unsaved({ terms: "先付一半" }, held)).toEqual({ terms: "先付一半" })
    expect(unsaved({ person: { id: "per_1", name: "林晓梅" } }, held)).toEqual({})
  })

  it("shows what the server made of a line, and keeps what was typed while it answered", () => {
    const { lines } = draftOf(held)
    const sent = { lines: lines.map((one) => (one.key === 0 ? { ...one, quantity: "300" } : one)), terms: "甲" }
    const answered = quote([
      line({ quantity: "300", price: "342.00", list_price: "342.00" }),
      line({ variant: null, code: null, name: "送达", price: "80.00", list_price: null, list: null }),
    ])
    expect(settled(sent, sent, answered)).toEqual({})
    const now = { ...sent, lines: sent.lines.map((one) => (one.key === 1 ? { ...one, name: "送达三处" } : one)) }
    const left = settled(now, sent, answered)
    expect(left.terms).toBe(undefined)
    expect(left.lines?.map(({ price, name }) => [price, name])).toEqual([
      ["342.00", "礼盒"],
      ["80.00", "送达三处"],
    ])
  })

  it("keeps a blank line that somebody is about to fill", () => {
    const { lines } = draftOf(held)
    const all = { lines: [...lines, freeLine(2)] }
    expect(settled(all, all, held).lines).toHaveLength(3)
  })
})
