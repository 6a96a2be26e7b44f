import type { Answer, Question, ReportLook } from "@api/contract"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { cleanup, fireEvent, render, screen } from "@testing-library/react"
import { LocaleProvider } from "@ui/phrases"
import axe from "axe-core"
import type { ReactNode } from "react"
import { afterEach, expect, test, vi } from "vitest"
import { AnswerView } from "./AnswerView"
import { cubeOf, growth, isEmpty, tintOf } from "./cube"
import { asked } from "./fixtures"
import { byProvince, sumOf } from "./places"
import { drawn, plotOf, slicesOf } from "./plot"
import { PROVINCES, provinceOf } from "./provincesOfChina"
import { tooltipElement } from "./tooltip"
import { type Told, useAnswer } from "./useAnswer"

vi.mock("../queries", () => ({ objectsQuery: { queryKey: ["objects"], queryFn: () => [] } }))
vi.mock("./EChart", () => ({ EChart: () => <div /> }))
afterEach(cleanup)

const around = (children: ReactNode) => (
  <QueryClientProvider client={new QueryClient()}>
    <LocaleProvider locale="zh-CN">{children}</LocaleProvider>
  </QueryClientProvider>
)

function toldOf(
  { question, answer }: { question: Question; answer: Answer },
  look: ReportLook = { as: "column" },
): Told {
  let out: Told | undefined
  function Reader() {
    out = useAnswer({ question, answer, look })
    return null
  }
  render(around(<Reader />))
  if (!out) throw new Error("nothing was rendered")
  return out
}

test("keys stand by the figure that the look sorts by, else as they are", () => {
  expect(cubeOf(asked.stage.answer).keys(0)).toEqual([0, 1, 2, 3, 4, 5])
  expect(cubeOf(asked.stage.answer, { sort: 0 }).keys(0)[0]).toBe(4)
  expect(cubeOf(asked.number.answer).rows).toEqual([[]])
  expect(isEmpty(asked.stage.answer)).toBe(false)
  expect(isEmpty({ ...asked.stage.answer, cells: [] })).toBe(true)
})

test("a change is told against what there was", () => {
  expect(growth(150, 100)).toBe(50)
  expect(growth(5, 0)).toBe(null)
  expect([0, 1, 25, 100].map((value) => tintOf(value, 100))).toEqual([0, 1, 3, 5])
})

test("the last axis makes series; months without orders are at nought and open nothing", () => {
  const { categories, series, ticks } = plotOf(toldOf(asked.monthchannel))
  expect(categories).toHaveLength(13)
  expect(series.map(({ name }) => name)).toEqual(["线上商城", "门店", "微信", "报价页"])
  expect(series[3]?.points[0]).toMatchObject({ value: 0, hollow: true })
  expect(series[0]?.points[0]).toMatchObject({ value: 92, at: [0, 0] })
  expect(ticks?.slice(0, 3)).toEqual(["12 月\n2025", "1 月\n2026", "2 月"])
})

test("the span before is a second, lighter row", () => {
  const { categories, series } = plotOf(toldOf(asked.number))
  expect(categories).toEqual(["金额合计"])
  expect(series.map(({ before }) => before)).toEqual([undefined, true])
})

test("instants stand on no scale, and two scales are the most", () => {
  expect(drawn(asked.status.answer)).toEqual([0])
  const types = ["number", "money", "percent", "number"] as const
  expect(drawn({ measures: types.map((type) => ({ of: "count", type })) })).toEqual([0, 1, 3])
})

test("a pie has eight slices and what is left", () => {
  const slices = slicesOf(toldOf(asked.region), (n) => `其他 ${n} 项`)
  expect(slices).toHaveLength(9)
  expect(slices[8]).toMatchObject({ name: "其他 11 项" })
  expect(slices[8]?.at).toBe(undefined)
})

test("provinces are known by every name that they go by", () => {
  expect(PROVINCES).toHaveLength(34)
  expect(new Set(PROVINCES.map(({ column, row }) => `${column} ${row}`)).size).toBe(34)
  const names = [
    "上海",
    "上海市",
    "广东省",
    "廣東",
    "Guangdong Province",
    "广西壮族自治区",
    "Hong Kong SAR",
    "臺灣",
    "Tibet",
  ]
  expect(names.map((name) => provinceOf(name)?.names[2])).toEqual(
    "Shanghai Shanghai Guangdong Guangdong Guangdong Guangxi Hong_Kong Taiwan Xizang"
      .split(" ")
      .map((name) => name.replace("_", " ")),
  )
  expect(provinceOf("England")).toBe(undefined)
  const cube = cubeOf(asked.region.answer)
  const { at, elsewhere } = byProvince(cube)
  const shanghai = provinceOf("上海")
  expect(shanghai && sumOf(cube, at.get(shanghai))).toBe(325)
  expect(elsewhere.map(([key]) => asked.region.answer.axes[0]?.keys[key ?? -1]?.value)).toContain("England")
})

test("what comes from outside stays text in a tooltip", () => {
  const name = "<img src=x onerror=alert(1)>"
  const tip = tooltipElement({ full: (_, value) => String(value) }, [
    { name, seriesName: name, seriesType: "bar", value: 3 },
  ])
  expect(tip.querySelector("img")).toBe(null)
  expect(tip.textContent).toContain(name)
})

const looks: [keyof typeof asked, ReportLook][] = [
  ["stage", { as: "table" }],
  ["team", { as: "pivot" }],
  ["cohort", { as: "cohort" }],
  ["monthchannel", { as: "heat" }],
  ["number", { as: "number" }],
  ["number", { as: "gauge", full: "5000000" }],
  ["region", { as: "map", map: "china" }],
  ["stage", { as: "bar" }],
]

test.each(looks)("the answer of %s as %o is accessible", async (name, look) => {
  const { container } = render(around(<AnswerView {...asked[name]} look={look} onOpen={() => {}} />))
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
})

test("every figure opens what is behind it, also that of the span before", () => {
  const onOpen = vi.fn()
  render(around(<AnswerView {...asked.number} look={{ as: "number" }} onOpen={onOpen} />))
  const [now, past] = screen.getAllByRole("button")
  if (now) fireEvent.click(now)
  if (past) fireEvent.click(past)
  expect(onOpen.mock.calls).toEqual([[{ at: [], measure: 0 }], [{ at: [], measure: 0, before: true }]])
  expect(screen.getByText(/比上期多/)).toBeTruthy()
})

test("a chart has its figures below it as a table", () => {
  const onOpen = vi.fn()
  render(around(<AnswerView {...asked.stage} look={{ as: "bar" }} onOpen={onOpen} />))
  fireEvent.click(screen.getByRole("button", { name: "看数字" }))
  fireEvent.click(screen.getByRole("button", { name: /^成交 · 商机数：45/ }))
  expect(onOpen).toHaveBeenCalledWith({ at: [4], measure: 0 })
})

test("a table is sorted by its heads", () => {
  render(around(<AnswerView {...asked.stage} look={{ as: "table" }} />))
  const first = () => screen.getAllByRole("rowheader")[0]?.textContent
  fireEvent.click(screen.getByRole("button", { name: /金额合计/ }))
  expect(first()).toBe("成交")
  fireEvent.click(screen.getByRole("button", { name: /金额合计/ }))
  expect(first()).toBe("初步接触")
})
