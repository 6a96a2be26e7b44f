import { describe, expect, it } from "vitest"
import { makeFormat } from "./format"

const now = () => new Date("2026-11-20T01:54:00Z") // 09:54 in Shanghai

describe("formats", () => {
  const zh = makeFormat("zh-CN", "Asia/Shanghai", now)
  const en = makeFormat("en", "Asia/Shanghai", now)

  it("counts days in the workspace's zone", () => {
    expect(zh.day("2026-11-19T16:30:00Z")).toBe("2026-11-20")
    expect(zh.daysAgo("2026-11-19T15:30:00Z")).toBe(1)
  })

  it("leaves out the year only when it is this one", () => {
    expect(zh.shortDate("2026-11-18T01:00:00Z")).toBe("11-18")
    expect(zh.shortDate("2025-11-18T01:00:00Z")).toBe("2025-11-18")
    expect(en.shortDate("2026-11-18T01:00:00Z")).toBe("Nov 18")
  })

  it("sets a space between Chinese and figures", () => {
    expect(zh.calendarDate("1990-06-12")).toBe("1990 年 6 月 12 日")
    expect(zh.ago("2026-11-15T01:00:00Z")).toBe("5 天前")
    expect(zh.compact(23_000)).toBe("2.3 万")
  })

  it("writes money with its sign and keeps the cents", () => {
    expect(zh.money("684.00", "CNY")).toBe("¥684.00")
    expect(en.money("16842", "CNY", true)).toBe("¥16,842")
  })
})
