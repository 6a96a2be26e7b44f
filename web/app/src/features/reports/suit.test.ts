import type { ReportAbout } from "@api/contract"
import { describe, expect, it } from "vitest"
import { LOOKS } from "./code"
import { fitting, type Shape, shapeOfAnswer, shapeOfQuestion, suggested, unfit } from "./suit"

const about: ReportAbout = {
  object: "deal",
  fields: [
    { key: "amount", type: "money", object: "deal", field: "amount", groups: true, measures: ["sum"], period: false },
    {
      key: "closed_at",
      type: "date_time",
      object: "deal",
      field: "closed_at",
      groups: true,
      measures: [],
      period: true,
    },
    { key: "owner", type: "user", object: "deal", field: "owner", groups: true, measures: [], period: false },
  ],
}
const shape = (kinds: Shape["axes"][number]["kind"][], of: "count" | "average" = "count", field = "owner"): Shape => ({
  axes: kinds.map((kind) => ({ kind, field })),
  measures: [{ of }],
})
const fits = (of: Shape) => LOOKS.filter((as) => unfit(as, of) === null)

describe("which looks suit", () => {
  it("reads the shape of a question before its answer is there", () => {
    const by = [{ field: "closed_at" }, { field: "amount" }, { field: "closed_at", unit: "weekday" as const }]
    expect(
      shapeOfQuestion({ object: "deal", measures: [{ of: "count" }], by }, about).axes.map(({ kind }) => kind),
    ).toEqual(["dates", "ranges", "cycle"])
    const cohort = { field: "closed_at", unit: "month" as const }
    expect(
      shapeOfQuestion({ object: "deal", measures: [{ of: "count" }], cohort }, about).axes.map(({ kind }) => kind),
    ).toEqual(["cohort", "since"])
  })

  it("reads the same shape from the answer", () => {
    const answer = {
      axes: [
        { field: "owner", of: "values" as const, type: "user" as const, object: "deal" as const, keys: [], more: 0 },
      ],
      measures: [{ of: "count" as const, type: "number" as const }],
      cells: [],
      span: null,
      before: null,
      zone: "Asia/Shanghai",
      currency: "CNY",
      unrated: [],
      at: "2026-11-20T00:00:00Z",
    }
    expect(shapeOfAnswer(answer).axes).toEqual([{ kind: "values", field: "owner" }])
  })

  it("offers what the axes bear", () => {
    expect(fits(shape([]))).toEqual(["table", "gauge", "number"])
    expect(fits(shape(["values"]))).toEqual(["table", "bar", "column", "pie", "funnel"])
    expect(fits(shape(["dates"]))).toContain("line")
    expect(fits(shape(["values", "values"]))).toEqual(["table", "pivot", "bar", "column", "heat"])
    expect(fits(shape(["values", "values", "values"]))).toEqual(["table", "pivot"])
    expect(fits(shape(["cohort", "since"]))).toEqual(["table", "pivot", "cohort", "heat"])
    expect(fits(shape(["values"], "count", "person.region"))).toContain("map")
  })

  it("says why not", () => {
    expect(unfit("line", shape(["values"]))).toBe("needsTime")
    expect(unfit("pie", shape(["values"], "average"))).toBe("notAdded")
    expect(unfit("pie", shape([]))).toBe("needsOne")
    expect(unfit("map", shape(["values"]))).toBe("needsPlace")
    expect(unfit("cohort", shape(["dates"]))).toBe("needsCohort")
    expect(unfit("number", shape(["values"]))).toBe("needsNone")
    expect(unfit("bar", shape(["cohort", "since"]))).toBe("cohortOnly")
    expect(unfit("heat", shape(["values"]))).toBe("needsTwo")
  })

  it("suggests only what suits, the best first", () => {
    expect(suggested(shape([]))[0]).toBe("number")
    expect(suggested(shape(["dates"]))[0]).toBe("column")
    expect(suggested(shape(["cycle", "cycle"]))[0]).toBe("heat")
    expect(suggested(shape(["values"], "count", "reached"))[0]).toBe("funnel")
    expect(suggested(shape(["cohort", "since"]))[0]).toBe("cohort")
    for (const of of [shape([]), shape(["values"], "average"), shape(["values", "dates"]), shape(["cohort", "since"])])
      for (const as of suggested(of)) expect(unfit(as, of), as).toBeNull()
  })

  it("keeps a look that still suits, and else takes the best", () => {
    expect(fitting({ as: "pie" }, shape(["values"]))).toEqual({ as: "pie" })
    expect(fitting({ as: "pie" }, shape(["values", "values"]))).toEqual({ as: "bar" })
    expect(fitting({ as: "bar", sort: 2 }, shape(["values"]))).toEqual({ as: "bar" })
    expect(fitting({ as: "bar", stacked: true, sort: 0 }, shape([]))).toEqual({ as: "number", sort: 0 })
  })
})
