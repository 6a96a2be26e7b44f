import { describe, expect, it } from "vitest"
import { kindOf, readTyped } from "./typedTime"

// A Monday, shortly before ten.
const NOW = { day: "2026-11-30", minutes: 9 * 60 + 54 }
const read = (text: string) => {
  const typed = readTyped(text, NOW)
  if (!typed) return null
  const clock =
    typed.minutes === null ? "" : ` ${Math.floor(typed.minutes / 60)}:${String(typed.minutes % 60).padStart(2, "0")}`
  return `${typed.day ?? ""}${clock}${typed.long === null ? "" : ` for ${typed.long}`}${typed.rest === "" ? "" : ` | ${typed.rest}`}`
}

describe("a time that was typed", () => {
  it("is understood in Chinese", () => {
    expect(read("明天下午3点")).toBe("2026-12-01 15:00")
    expect(read("明天下午三點半 給林曉梅打電話")).toBe("2026-12-01 15:30 | 給林曉梅打電話")
    expect(read("后天")).toBe("2026-12-02")
    expect(read("大后天上午十点一刻")).toBe("2026-12-03 10:15")
    expect(read("下周一")).toBe("2026-12-07")
    expect(read("下周三 14:30 拜访木禾")).toBe("2026-12-09 14:30 | 拜访木禾")
    expect(read("周五")).toBe("2026-12-04")
    expect(read("星期一")).toBe("2026-11-30")
    expect(read("本周日")).toBe("2026-12-06")
    expect(read("12月3日")).toBe("2026-12-03")
    expect(read("1月5号 早上8点")).toBe("2027-01-05 8:00")
    expect(read("28号")).toBe("2026-12-28")
    expect(read("三天后")).toBe("2026-12-03")
    expect(read("两周后")).toBe("2026-12-14")
    expect(read("今晚8点")).toBe("2026-11-30 20:00")
    expect(read("今晚")).toBe("2026-11-30 19:00")
    expect(read("半小时后")).toBe("2026-11-30 10:25")
    expect(read("明天中午 开会 一个半小时")).toBe("2026-12-01 12:00 for 90 | 开会")
    expect(read("明天下午2点30分 45分钟")).toBe("2026-12-01 14:30 for 45")
  })

  it("is understood in English", () => {
    expect(read("tomorrow 3pm")).toBe("2026-12-01 15:00")
    expect(read("call Emma tomorrow at 3:30 pm for 45 min")).toBe("2026-12-01 15:30 for 45 | call Emma")
    expect(read("day after tomorrow")).toBe("2026-12-02")
    expect(read("next Monday")).toBe("2026-12-07")
    expect(read("Friday 9am")).toBe("2026-12-04 9:00")
    expect(read("Dec 3")).toBe("2026-12-03")
    expect(read("3rd jan at 4")).toBe("2027-01-03 16:00")
    expect(read("in 3 days")).toBe("2026-12-03")
    expect(read("in two weeks")).toBe(null)
    expect(read("in 2 hours")).toBe("2026-11-30 11:55")
    expect(read("noon")).toBe("2026-11-30 12:00")
  })

  it("without a day is the next that the clock shows", () => {
    expect(read("15:00")).toBe("2026-11-30 15:00")
    expect(read("9点")).toBe("2026-12-01 9:00")
  })

  it("is nothing where nothing is said of it, and no day that the calendar has not", () => {
    expect(read("给林晓梅回消息")).toBe(null)
    expect(read("寄 3 盒样品")).toBe(null)
    expect(read("2月30日")).toBe(null)
    expect(read("2026-02-30")).toBe(null)
    expect(read("25:70")).toBe(null)
    expect(read("send the sample")).toBe(null)
  })
})

it("a title says of what kind it is, or does not", () => {
  expect(kindOf("给林晓梅打电话")).toBe("call")
  expect(kindOf("上门看茶室")).toBe("visit")
  expect(kindOf("Meeting about the gift boxes")).toBe("meeting")
  expect(kindOf("寄样品")).toBe(null)
  expect(kindOf("recall the batch")).toBe(null)
})
