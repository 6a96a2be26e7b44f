import type { Field, FieldType } from "@api/contract"
import { expect, test } from "vitest"
import { groupText } from "./groupText"
import { groupable } from "./layout"

const field = (type: FieldType): Field => ({ key: "x", type, custom: false, editable: true, sortable: true })
const plain = (text: string) => text

test("months, months of birth and years are said in the reader's language", () => {
  const said = (value: string | number, locale: "zh-CN" | "en") => groupText(field("date"), { value }, locale, plain)
  expect(said("2026-11", "zh-CN")).toBe("2026 年 11 月")
  expect(said("2026-11", "en")).toBe("November 2026")
  expect(said(3, "zh-CN")).toBe("3 月")
  expect(said(3, "en")).toBe("March")
  expect(said("2026", "en")).toBe("2026")
})

test("a range of whole numbers ends with the last that lies in it", () => {
  const range = { from: "10", to: "20" }
  expect(groupText(field("integer"), { value: "10–20", range }, "en", plain)).toBe("10–19")
  expect(groupText(field("integer"), { value: "1–2", range: { from: "1", to: "2" } }, "en", plain)).toBe("1")
  expect(groupText(field("money"), { value: "10–20", range }, "en", plain)).toBe("10–20")
})

test("what a value leads to is called as the server says", () => {
  expect(groupText(field("link"), { value: "com_1", label: "木禾" }, "en", plain)).toBe("木禾")
  expect(groupText(field("user"), { value: "usr_9", label: "Gone Colleague" }, "en", plain)).toBe("Gone Colleague")
})

test("words are left to the field, and lists are grouped by what the server says they can be", () => {
  expect(groupText(field("text"), { value: "2026-11" }, "en", plain)).toBeNull()
  expect(groupable({ ...field("text"), groupable: true })).toBe(true)
  expect(groupable(field("choice"))).toBe(false)
})
