import { translator } from "@ui/phrases"
import { describe, expect, it } from "vitest"
import { daysOf, firstDays, once, readRepeat, weekdayOf, writeRepeat } from "./repeat"
import { repeatPhrases, repeatWords } from "./repeatWords"

const ZONE = "Asia/Shanghai"
const read = (rule: string) => {
  const repeat = readRepeat(rule, ZONE)
  if (!repeat) throw new Error(`${rule} is not read`)
  return repeat
}

describe("a rule of repeating", () => {
  it("is written as it was read", () => {
    for (const rule of [
      "FREQ=DAILY",
      "FREQ=DAILY;INTERVAL=3;COUNT=10",
      "FREQ=WEEKLY;BYDAY=MO,WE",
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20261231T155959Z",
      "FREQ=MONTHLY",
      "FREQ=MONTHLY;BYDAY=2TU",
      "FREQ=MONTHLY;BYDAY=-1FR",
      "FREQ=MONTHLY;BYMONTHDAY=-1",
      "FREQ=YEARLY",
    ])
      expect(writeRepeat(read(rule), ZONE)).toBe(rule)
  })

  it("ends with the day where its zone is, not where it is written", () => {
    expect(read("FREQ=DAILY;UNTIL=20261231T155959Z").until).toBe("2026-12-31")
    expect(read("FREQ=DAILY;UNTIL=20261231T160000Z").until).toBe("2027-01-01")
    expect(read("FREQ=DAILY;UNTIL=20261231").until).toBe("2026-12-31")
  })

  it("is not guessed at where it says more than can be chosen", () => {
    for (const rule of [
      "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
      "FREQ=YEARLY;BYDAY=1MO",
      "FREQ=HOURLY",
      "",
      "FREQ=DAILY;INTERVAL=0",
    ])
      expect(readRepeat(rule, ZONE)).toBe(null)
  })

  it("knows its days", () => {
    expect(weekdayOf("2026-11-30")).toBe("MO")
    expect(firstDays(read("FREQ=WEEKLY;BYDAY=MO,WE"), "2026-12-01", 3)).toEqual([
      "2026-12-02",
      "2026-12-07",
      "2026-12-09",
    ])
    expect(firstDays(read("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), "2026-12-01", 3)).toEqual([
      "2026-12-01",
      "2026-12-15",
      "2026-12-29",
    ])
    // No month is given a 31st that has none.
    expect(firstDays(read("FREQ=MONTHLY"), "2026-12-31", 3)).toEqual(["2026-12-31", "2027-01-31", "2027-03-31"])
    expect(firstDays(read("FREQ=MONTHLY;BYMONTHDAY=-1"), "2026-12-31", 3)).toEqual([
      "2026-12-31",
      "2027-01-31",
      "2027-02-28",
    ])
    expect(firstDays(read("FREQ=MONTHLY;BYDAY=2TU"), "2026-12-08", 2)).toEqual(["2026-12-08", "2027-01-12"])
    expect(firstDays(read("FREQ=MONTHLY;BYDAY=5MO"), "2026-11-30", 2)).toEqual(["2026-11-30", "2027-03-29"])
    expect(firstDays(read("FREQ=MONTHLY;BYDAY=-1FR"), "2026-12-25", 2)).toEqual(["2026-12-25", "2027-01-29"])
    expect(firstDays(read("FREQ=YEARLY"), "2028-02-29", 2)).toEqual(["2028-02-29", "2032-02-29"])
  })

  it("counts from its first day also where one asks for later ones", () => {
    expect(daysOf(read("FREQ=DAILY;COUNT=3"), "2026-12-01", "2026-12-03", "2026-12-10")).toEqual(["2026-12-03"])
    expect(daysOf(read("FREQ=DAILY;UNTIL=20261202T155959Z"), "2026-12-01", "2026-12-01", "2026-12-10")).toHaveLength(2)
    expect(daysOf(once("daily"), "2026-12-01", "2026-12-30", "2027-01-01")).toHaveLength(3)
  })
})

describe("a rule in words", () => {
  const say = (locale: "zh-CN" | "zh-TW" | "en", rule: string, start = "2026-12-01") =>
    repeatWords(translator(repeatPhrases, locale), locale)(read(rule), start)

  it("says what it means in three languages", () => {
    expect(say("zh-CN", "FREQ=DAILY")).toBe("每天")
    expect(say("zh-CN", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")).toBe("每个工作日")
    expect(say("zh-CN", "FREQ=WEEKLY;BYDAY=MO,WE")).toBe("每周一、周三")
    expect(say("zh-CN", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=10")).toBe("每 2 周的周五，共 10 次")
    expect(say("zh-CN", "FREQ=MONTHLY")).toBe("每月 1 日")
    expect(say("zh-CN", "FREQ=MONTHLY;BYDAY=2TU")).toBe("每月第 2 个周二")
    expect(say("zh-CN", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231T155959Z")).toBe("每月最后一个周五，到 2026-12-31 为止")
    expect(say("zh-CN", "FREQ=YEARLY")).toBe("每年 12 月 1 日")
    expect(say("zh-TW", "FREQ=WEEKLY;BYDAY=MO,WE")).toBe("每週一、週三")
    expect(say("en", "FREQ=WEEKLY;BYDAY=MO,WE")).toBe("Weekly on Mon, Wed")
    expect(say("en", "FREQ=DAILY;INTERVAL=3")).toBe("Every 3 days")
    expect(say("en", "FREQ=MONTHLY;BYDAY=3TH")).toBe("Monthly on the third Thu")
    expect(say("en", "FREQ=MONTHLY;INTERVAL=3;COUNT=4")).toBe("Every 3 months on day 1, 4 times")
    expect(say("en", "FREQ=YEARLY;UNTIL=20301231T155959Z")).toBe("Yearly on Dec 1, until Dec 31, 2030")
  })
})
