import type { Field, FieldType } from "@api/contract"
import { describe, expect, it } from "vitest"
import { copyText, instantOf, readValue, wallClock } from "./values"

const field = (type: FieldType, custom = true): Field => ({ key: "x", type, custom, editable: true, sortable: true })
const zone = "Asia/Shanghai"
const colours = [
  { id: "o1", label: "Dry" },
  { id: "o2", label: "Oily" },
]
const stars = [{ id: "4", label: "4 星" }]
const bools = [
  { id: "true", label: "是" },
  { id: "false", label: "否" },
]

describe("what is pasted into a field", () => {
  const table: [FieldType, string, object][] = [
    ["text", " 上海 ", { value: "上海" }],
    ["text", "", { value: null }],
    ["number", "1,234.5", { value: "1234.5" }],
    ["integer", "12,345,678", { value: "12345678" }],
    ["money", "￥1,234.50", { value: "￥1234.50" }],
    ["number", "1,2", { value: "1,2" }],
    ["date", "2026/3/1", { value: "2026-03-01" }],
    ["date", "2026年3月1日", { value: "2026-03-01" }],
    ["date", "20260301", { value: "2026-03-01" }],
    ["date", "March 1, 2026", { value: "2026-03-01" }],
    ["date", "1950-06-12", { value: "1950-06-12" }],
    ["date", "2026-03-01 00:00:00", { value: "2026-03-01" }],
    ["date", "2026-02-30", { fault: "not_a_date" }],
    ["date", "3/1/2026", { fault: "not_a_date" }],
    ["date_time", "2026-03-01 08:30", { value: "2026-03-01T00:30:00.000Z" }],
    ["date_time", "2026-03-01", { value: "2026-02-28T16:00:00.000Z" }],
    ["date_time", "2026-03-01T08:30:00+02:00", { value: "2026-03-01T08:30:00+02:00" }],
    ["date_time", "2026-03-01 25:00", { fault: "not_an_instant" }],
    ["multi_choice", "老客, 茶会、VIP", { value: ["老客", "茶会", "VIP"] }],
    ["rating", "★★★☆☆", { value: 3 }],
    ["user", "没有这位", { fault: "unknown_user" }],
    ["link", "com_1", { value: "com_1" }],
    ["link", "云岭", { fault: "link" }],
  ]
  it.each(table)("%s %s", (type, text, expected) => {
    expect(readValue(field(type), text, [], zone)).toEqual(expected)
  })

  it("finds options by their labels, and says which there are where the house knows them all", () => {
    expect(readValue(field("choice"), "oily", colours, zone)).toEqual({ value: "o2" })
    expect(readValue(field("choice"), "?", colours, zone)).toEqual({ value: "?" })
    expect(readValue(field("rating"), "4 星", stars, zone)).toEqual({ value: 4 })
    expect(readValue(field("bool"), "否", bools, zone)).toEqual({ value: false })
    expect(readValue(field("text", false), "?", colours, zone)).toEqual({
      fault: "not_an_option",
      options: ["Dry", "Oily"],
    })
  })
})

describe("what is copied", () => {
  it("reads back as what it was", () => {
    const values: [FieldType, unknown, typeof colours][] = [
      ["number", 1234.5, []],
      ["choice", "o2", colours],
      ["date", "2026-03-01", []],
      ["date_time", "2026-03-01T00:30:00.000Z", []],
      ["bool", false, bools],
      ["multi_choice", ["老客", "茶会"], []],
    ]
    for (const [type, value, options] of values) {
      const text = copyText(field(type), value, options, zone)
      const read = readValue(field(type), text, options, zone)
      expect("value" in read && String(read.value), text).toBe(String(value))
    }
    expect(copyText(field("text"), null, [], zone)).toBe("")
  })

  it("keeps the clock of the workspace, also across a change to summer time", () => {
    expect(wallClock("2026-03-01T00:30:00Z", zone)).toBe("2026-03-01 08:30")
    for (const wall of ["2026-03-29 01:30", "2026-03-29 03:30", "2026-10-25 12:00"]) {
      const [day = "", time = ""] = wall.split(" ")
      expect(wallClock(instantOf(day, `${time}:00`, "Europe/Berlin"), "Europe/Berlin")).toBe(wall)
    }
  })
})
