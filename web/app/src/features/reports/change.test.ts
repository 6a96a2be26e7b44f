import type { Field, FieldType, MeasureKind, Question, ReportAbout, ReportField } from "@api/contract"
import { describe, expect, it } from "vitest"
import { changeObject, dimensionOf, measureOf, moved, periodField, withCohort, withoutCohort } from "./change"

const field = (key: string, type: FieldType, measures: MeasureKind[] = [], groups = true): ReportField => ({
  key,
  type,
  object: "deal",
  field: key,
  groups,
  measures,
  period: type === "date_time" || type === "date",
})
const TIMES: MeasureKind[] = ["least", "most", "days"]
const DEAL: ReportAbout = {
  object: "deal",
  fields: [
    field("id", "text", ["distinct"], false),
    field("state", "text", ["distinct"]),
    field("owner", "user", ["distinct"]),
    field("amount", "money", ["sum", "average"]),
    field("created_at", "date_time", TIMES),
    field("closed_at", "date_time", TIMES),
    field("person.id", "text", ["distinct"], false),
    field("person.tier", "text"),
  ],
}
const LEAD: ReportAbout = {
  object: "lead",
  fields: [
    field("state", "text", ["distinct"]),
    field("owner", "user", ["distinct"]),
    field("created_at", "date_time", TIMES),
    field("worked_at", "date_time", TIMES),
    field("person.tier", "text"),
  ],
}
const plain = (key: string, type: FieldType): Field => ({ key, type, custom: false, editable: true, sortable: true })
const FIELDS = {
  before: [plain("state", "text"), plain("owner", "user"), plain("amount", "money")],
  after: [plain("state", "text"), plain("owner", "user")],
}

describe("changing a question", () => {
  it("keeps what the other object has too", () => {
    const was: Question = {
      object: "deal",
      filter: 'owner = me and state = "won" and amount >= 100',
      period: { field: "closed_at", range: "this_year" },
      measures: [
        { of: "sum", field: "amount" },
        { of: "count", name: "商机" },
      ],
      by: [{ field: "closed_at", unit: "month" }, { field: "person.tier" }],
      across: true,
      compare: "year",
      zone: "Europe/Paris",
    }
    expect(changeObject(was, LEAD, FIELDS)).toEqual({
      object: "lead",
      filter: "owner = me",
      period: { field: "created_at", range: "this_year" },
      measures: [{ of: "count", name: "商机" }],
      by: [{ field: "person.tier" }],
      across: true,
      compare: "year",
      zone: "Europe/Paris",
    })
  })

  it("asks how many where nothing is left, and drops a share without its filter", () => {
    const was: Question = {
      object: "deal",
      measures: [
        { of: "sum", field: "amount" },
        { of: "share", filter: 'state = "won"', name: "赢单率" },
      ],
      by: [{ field: "amount" }],
    }
    expect(changeObject(was, LEAD, FIELDS)).toEqual({ object: "lead", measures: [{ of: "count" }] })
  })

  it("makes a figure whole, whatever kind is chosen", () => {
    expect(measureOf(DEAL, "sum")).toEqual({ of: "sum", field: "amount" })
    expect(measureOf(DEAL, "days")).toEqual({ of: "days", field: "created_at", until: "closed_at" })
    expect(measureOf(DEAL, "distinct")).toEqual({ of: "distinct", field: "person.id" })
    expect(measureOf(DEAL, "average", { of: "sum", field: "amount", filter: "state = won", name: "甲" })).toEqual({
      of: "average",
      field: "amount",
      filter: "state = won",
      name: "甲",
    })
    expect(measureOf(DEAL, "count", { of: "sum", field: "amount" })).toEqual({ of: "count" })
    expect(measureOf(LEAD, "sum")).toEqual({ of: "count" })
  })

  it("gives days a unit and other fields none", () => {
    expect(dimensionOf(DEAL, "closed_at")).toEqual({ field: "closed_at", unit: "month" })
    expect(dimensionOf(DEAL, "closed_at", "week")).toEqual({ field: "closed_at", unit: "week" })
    expect(dimensionOf(DEAL, "owner", "week")).toEqual({ field: "owner" })
    expect(periodField(DEAL)).toBe("closed_at")
    expect(periodField(DEAL, "created_at")).toBe("created_at")
  })

  it("goes into a cohort and out of it", () => {
    const was: Question = {
      object: "deal",
      measures: [{ of: "count" }, { of: "sum", field: "amount" }],
      by: [{ field: "owner" }],
      across: true,
      compare: "year",
      period: { field: "created_at", range: "this_year" },
    }
    const inside = withCohort(was, DEAL)
    expect(inside).toEqual({
      object: "deal",
      measures: [{ of: "distinct", field: "person.id" }],
      cohort: { field: "created_at", unit: "month" },
      period: { field: "created_at", range: "this_year" },
    })
    expect(withoutCohort(inside).by).toEqual([{ field: "created_at", unit: "month" }])
  })

  it("moves one to another place", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"])
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"])
  })
})
