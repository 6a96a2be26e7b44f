import type { Axis, AxisKey, Locale, ObjectInfo } from "@api/contract"
import { makeFormat } from "@ui/format"
import { translator } from "@ui/phrases"
import { expect, test } from "vitest"
import { activityPhrases } from "../activities/phrases"
import { asked } from "../charts/fixtures"
import { regionNames } from "../regions"
import { wordPhrases } from "../words"
import { makeAnswerWords } from "./makeWords"
import { answerPhrases } from "./phrases"

const skin = { key: "x_skin", type: "text", label: "肤质", custom: true, editable: true, sortable: true } as const
const closed = { key: "closed_at", type: "date_time", custom: false, editable: false, sortable: true } as const
const objects: ObjectInfo[] = [
  { object: "person", fields: [skin] },
  { object: "deal", fields: [closed] },
]

const wordsOf = (locale: Locale) =>
  makeAnswerWords({
    words: Object.assign(translator(wordPhrases, locale), { regions: regionNames(locale) }),
    t: translator(answerPhrases, locale),
    activity: translator(activityPhrases, locale),
    format: makeFormat(locale, "Asia/Shanghai"),
    locale,
    objects,
  })
const zh = wordsOf("zh-CN")
const en = wordsOf("en")

const axis = (over: Partial<Axis>): Axis => ({
  field: "created_at",
  of: "values",
  type: "text",
  object: "deal",
  keys: [],
  more: 0,
  ...over,
})
const said = (words: typeof zh, over: Partial<Axis>, ...values: AxisKey["value"][]) => {
  const one = axis({ ...over, keys: values.map((value) => ({ value })) })
  return one.keys.map((key) => words.key(one, key))
}

test("fields are named by where they are", () => {
  expect(zh.field("deal", "person.city")).toBe("客户的城市")
  expect(zh.field("deal", "company.industry")).toBe("企业的行业")
  expect(zh.field("deal", "owner.team")).toBe("团队")
  expect(zh.field("order", "person.owner.team")).toBe("团队")
  expect(zh.field("deal", "reached")).toBe("到过的阶段")
  expect(zh.field("order", "person.x_skin")).toBe("客户的肤质")
  expect(zh.field("order", "person.id")).toBe("客户")
  expect(en.field("deal", "person.city")).toBe("Person’s city")
  expect(zh.field("person", "city")).toBe("城市")
})

test("dates are written in the reader's custom, without a year that all of them have", () => {
  const dates = { of: "dates", type: "date_time" } as const
  expect(said(zh, { ...dates, unit: "month" }, "2026-10", "2026-11")).toEqual(["10 月", "11 月"])
  expect(said(zh, { ...dates, unit: "month" }, "2025-12", "2026-01")).toEqual(["2025 年 12 月", "2026 年 1 月"])
  expect(said(en, { ...dates, unit: "month" }, "2025-12", "2026-01")).toEqual(["Dec 2025", "Jan 2026"])
  expect(said(zh, { ...dates, unit: "quarter" }, "2026-Q4", "2027-Q1")).toEqual(["2026 年 4 季度", "2027 年 1 季度"])
  expect(said(en, { ...dates, unit: "quarter" }, "2026-Q4")).toEqual(["Q4"])
  expect(said(zh, { ...dates, unit: "week" }, "2026-W09")).toEqual(["第 9 周"])
  expect(said(zh, { ...dates, unit: "day" }, "2026-11-20")).toEqual(["11-20"])
  expect(said(en, { ...dates, unit: "day" }, "2026-11-20")).toEqual(["Nov 20"])
  expect(said(zh, { ...dates, unit: "hour" }, "2026-11-20T13", null)).toEqual(["11-20 13:00", "无"])
})

test("cycles and what comes after are told in words", () => {
  expect(said(zh, { of: "cycle", unit: "weekday" }, 1, 7)).toEqual(["周一", "周日"])
  expect(said(en, { of: "cycle", unit: "weekday" }, 1)).toEqual(["Mon"])
  expect(said(zh, { of: "cycle", unit: "hour_of_day" }, 9)).toEqual(["9:00"])
  expect(said(zh, { of: "cycle", unit: "month_of_year" }, 11)).toEqual(["11 月"])
  expect(said(zh, { of: "since", unit: "month" }, 0, 2)).toEqual(["当月", "2 个月后"])
  expect(said(en, { of: "since", unit: "week" }, 0, 1)).toEqual(["Same week", "1 week on"])
})

test("values of the app's own are phrased, those of the workspace are what the server calls them", () => {
  expect(said(zh, { field: "state" }, "won", null)).toEqual(["赢单", "无"])
  expect(said(zh, { field: "status", object: "order" }, "delivered")).toEqual(["已签收"])
  expect(said(zh, { field: "kind", object: "activity" }, "visit")).toEqual(["拜访"])
  expect(said(zh, { field: "kind", object: "interaction" }, "visit")).toEqual(["到店"])
  expect(said(zh, { field: "state", object: "activity" }, "done")).toEqual(["已完成"])
  expect(said(zh, { field: "person.gender", object: "person" }, "female")).toEqual(["女"])
  expect(said(zh, { field: "channel", object: "order" }, "wechat")).toEqual(["微信"])
  expect(said(en, { field: "country", object: "person" }, "CN")).toEqual(["China"])
  expect(said(zh, { field: "x_vip", object: "person", type: "bool" }, true)).toEqual(["是"])
  expect(zh.key(axis({ field: "stage" }), { value: "stg_1", label: "需求确认" })).toBe("需求确认")
})

test("ranges of whole numbers end with the last inside", () => {
  const keyOf = (type: Axis["type"], from: string, to: string) =>
    zh.key(axis({ of: "ranges", type }), { value: `${from}–${to}`, range: { from, to } })
  expect(keyOf("money", "1000", "2000")).toBe("1,000–2,000")
  expect(keyOf("integer", "10", "20")).toBe("10–19")
  expect(keyOf("integer", "1", "2")).toBe("1")
})

test("figures are called what they are of", () => {
  expect(zh.measure("deal", { of: "count" })).toBe("商机数")
  expect(zh.measure("deal", { of: "count", filter: 'state = "won"' })).toBe("商机数（按条件）")
  expect(zh.measure("deal", { of: "sum", field: "amount" })).toBe("金额合计")
  expect(en.measure("deal", { of: "sum", field: "amount" })).toBe("Total amount")
  expect(zh.measure("deal", { of: "most", field: "closed_at" })).toBe("最晚结束")
  expect(zh.measure("deal", { of: "days", field: "created_at", until: "closed_at" })).toBe("从建档到结束的天数")
  expect(zh.measure("deal", { of: "share", filter: "x", name: "赢单率" })).toBe("赢单率")
})

test("large values are short, and in full where asked", () => {
  const { answer } = asked.stage
  const [count, sum] = answer.measures
  if (!count || !sum) throw new Error("two measures")
  expect(zh.value(answer, sum, "5775948.35")).toBe("¥577.6 万")
  expect(en.value(answer, sum, "5775948.35")).toBe("¥5.8M")
  expect(zh.exact(answer, sum, "5775948.35")).toBe("¥5,775,948.35")
  expect(zh.value(answer, sum, "259400")).toBe("¥259,400")
  expect(zh.value(answer, count, "1646")).toBe("1,646")
  expect(zh.value(answer, count, null)).toBe("—")
  expect(zh.value(answer, { of: "share", type: "percent" }, "3.4384")).toBe("3.4%")
  expect(zh.value(answer, { of: "days", type: "days" }, "28.4151")).toBe("28.4 天")
  expect(en.value(answer, { of: "days", type: "days" }, "1")).toBe("1 day")
  expect(zh.value(answer, { of: "most", type: "instant" }, "2026-11-28T09:51:41Z")).toBe("2026-11-28 17:51")
})

test("the state of a row is in words", () => {
  expect(zh.state("order", "shipped")).toBe("已发货")
  expect(zh.state("activity", "task")).toBe("任务")
  expect(zh.state("interaction", "repair")).toBe("维修")
  expect(zh.state("deal", "stg_1", "初步接触")).toBe("初步接触")
  expect(zh.state("lead", "working")).toBe("跟进中")
})
