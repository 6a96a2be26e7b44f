import { describe, expect, it } from "vitest"
import { type Draft, draftSearch, readDraft, sameDraft, writeDraft } from "./code"

const FULL: Draft = {
  question: {
    object: "deal",
    filter: 'source = "展会" and amount >= 1000',
    period: { field: "closed_at", range: "last_365_days" },
    measures: [
      { of: "sum", field: "amount", filter: "state = won", name: "赢单金额" },
      { of: "days", field: "created_at", until: "closed_at" },
    ],
    by: [{ field: "closed_at", unit: "month" }, { field: "person.tier" }],
    across: true,
    compare: "year",
    currency: "USD",
    zone: "Europe/Paris",
  },
  look: { as: "column", stacked: true, sort: 0 },
  name: "每月赢单",
}

describe("a draft in the address", () => {
  it("comes back as it was", () => {
    expect(readDraft(writeDraft(FULL))).toEqual(FULL)
    const cohort: Draft = {
      question: {
        object: "order",
        measures: [{ of: "distinct", field: "person.id" }],
        cohort: { field: "placed_at", unit: "month" },
      },
      look: { as: "cohort" },
    }
    expect(readDraft(draftSearch(cohort).q)).toEqual(cohort)
  })

  it("is short: nothing is written that is not said", () => {
    expect(writeDraft({ question: { object: "lead", measures: [{ of: "count" }] }, look: { as: "number" } })).toBe(
      '{"o":"lead","m":[{"k":"count"}],"l":["number"]}',
    )
  })

  it("takes nothing on trust", () => {
    expect(readDraft(undefined)).toBeNull()
    expect(readDraft("{")).toBeNull()
    expect(readDraft("[1]")).toBeNull()
    expect(readDraft('{"o":"planet"}')).toBeNull()
    expect(readDraft('{"o":"deal","m":[{"k":"evil"},7],"b":[["stage","hours"],[3]],"l":["poster"],"p":["x"]}')).toEqual(
      {
        question: { object: "deal", measures: [{ of: "count" }], by: [{ field: "stage" }] },
        look: { as: "table" },
      },
    )
  })

  it("takes no more figures and fields than a question has", () => {
    const many = JSON.stringify({
      o: "deal",
      m: Array.from({ length: 9 }, () => ({ k: "count" })),
      b: ["a", "b", "c", "d"].map((field) => [field]),
    })
    const read = readDraft(many)
    expect(read?.question.measures).toHaveLength(6)
    expect(read?.question.by).toHaveLength(3)
  })

  it("is the same by what it asks and how it looks, whatever it is called", () => {
    expect(sameDraft(FULL, { ...FULL, name: "别的" })).toBe(true)
    expect(sameDraft(FULL, { ...FULL, question: { ...FULL.question, filter: "" } })).toBe(false)
    expect(
      sameDraft(
        { question: { object: "deal", measures: [{ of: "count" }], by: [] }, look: { as: "table" } },
        { question: { object: "deal", measures: [{ of: "count" }], filter: "" }, look: { as: "table" } },
      ),
    ).toBe(true)
  })
})
