import type { Field, ImportColumn, ImportPlan, ObjectInfo } from "@api/contract"
import { describe, expect, it } from "vitest"
import {
  ambiguousDates,
  newField,
  sharing,
  targetGroups,
  targetOf,
  withObject,
  withOptions,
  withTarget,
} from "./mapping"

const field = (key: string, custom = false, editable = true) => ({
  key,
  type: "text" as const,
  custom,
  editable,
  sortable: true,
})
const objects: ObjectInfo[] = [
  {
    object: "person",
    fields: [field("name"), field("address"), field("birth_date"), field("email", false, false), field("x_skin", true)],
  },
  { object: "order", fields: [field("number"), field("placed_at")] },
]
const plan: ImportPlan = {
  object: "person",
  mapping: [
    { column: 0, target: "external:febrl" },
    { column: 1, target: "address" },
    { column: 2, target: "address" },
    { column: 3, target: "email" },
    { column: 4, target: null },
  ],
  options: {
    source: "febrl",
    country: "CN",
    currency: "CNY",
    day_first: null,
    match: "ids_and_likeness",
    update: "fill",
    external_ns: "febrl",
  },
}
const column = (index: number, samples: string[]): ImportColumn => ({
  index,
  header: `c${index}`,
  samples,
  because: "",
  confidence: 1,
})

describe("a plan", () => {
  it("lets several columns fill one target, in their order", () => {
    expect(sharing(plan, "address")).toEqual([1, 2])
    expect(sharing(withTarget(plan, 4, "address"), "address")).toEqual([1, 2, 4])
  })
  it("is not changed in place", () => {
    const before = JSON.stringify(plan)
    const next = withTarget(plan, 3, null)
    expect(targetOf(next, 3)).toBeNull()
    expect(JSON.stringify(plan)).toBe(before)
  })
  it("takes a column it did not know", () => {
    expect(targetOf(withTarget(plan, 9, "name"), 9)).toBe("name")
  })
  it("moves the file's own ids with the name of their space", () => {
    const next = withOptions(plan, { external_ns: "till" })
    expect(targetOf(next, 0)).toBe("external:till")
    expect(next.options.external_ns).toBe("till")
  })
  it("keeps naming the person when rows become orders, and back", () => {
    const orders = withObject(plan, "order", objects)
    expect(orders.mapping.map((one) => one.target)).toEqual(["person.external:febrl", null, null, "person.email", null])
    const people = withObject(orders, "person", objects)
    expect(people.mapping.map((one) => one.target)).toEqual(["external:febrl", null, null, "email", null])
  })
})

describe("targets", () => {
  it("of people are fields, ids and custom fields; of orders the ids of their person", () => {
    expect(targetGroups(objects, "person", "till").map((one) => one.group)).toEqual(["fields", "ids", "custom"])
    const scan: Field = { key: "x_scan", type: "file", custom: true, editable: true, sortable: false }
    const more = objects.map((one) => (one.object === "person" ? { ...one, fields: [...one.fields, scan] } : one))
    const named = (files?: boolean) => targetGroups(more, "person", "till", files).flatMap((one) => one.targets)
    expect(named(), "a cell holds no file").not.toContain("x_scan")
    expect(named(true), "where files are sent along, it names them").toContain("x_scan")
    const person = targetGroups(objects, "order", "till").find((one) => one.group === "person")
    expect(person?.targets).toContain("person.external:till")
  })
  it("of a new field come from its label, Chinese included", () => {
    expect([newField("Shoe size"), newField("爱好"), newField("--")]).toEqual([
      "new:shoe_size",
      "new:爱好",
      "new:field",
    ])
  })
})

describe("ambiguousDates", () => {
  const dated = withTarget(plan, 5, "birth_date")
  it("asks only when every sample reads both ways", () => {
    expect(ambiguousDates(dated, [column(5, ["03/04/1990", "1/2/1988"])])).toBe(true)
    expect(ambiguousDates(dated, [column(5, ["03/04/1990", "31/12/1988"])])).toBe(false)
    expect(ambiguousDates(dated, [column(5, ["1990-04-03"])])).toBe(false)
  })
  it("does not ask for columns that are no dates", () => {
    expect(ambiguousDates(dated, [column(1, ["03/04/1990"])])).toBe(false)
  })
})
