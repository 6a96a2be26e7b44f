import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { tagHue } from "./Tag"

const TAGS = [
  "送礼",
  "门店常客",
  "敏感肌",
  "茶道",
  "乐于分享",
  "企业采购人",
  "VIP",
  "老客户",
  "孕期",
  "待回访",
  "KOL",
  "投诉过",
]

test("a tag keeps its colour however it is spaced or cased", () => {
  expect(tagHue(" vip ")).toBe(tagHue("VIP"))
})

test("a dozen tags do not look like one another", () => {
  expect(new Set(TAGS.map(tagHue)).size).toBeGreaterThanOrEqual(6)
})

const channel = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
function light(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

test("every colour of a tag can be read, in light and in dark", () => {
  const css = readFileSync("ui/src/tokens.css", "utf8")
  const papers = [...css.matchAll(/--av-(\d): (#\w{6})/g)].map(([, , hex = ""]) => light(hex))
  const inks = [...css.matchAll(/--av-(\d)i: (#\w{6})/g)].map(([, , hex = ""]) => light(hex))
  expect(papers).toHaveLength(18)
  papers.forEach((paper, at) => {
    const [a, b] = [paper, inks[at] ?? 0].sort((x, y) => y - x)
    expect(((a ?? 0) + 0.05) / ((b ?? 0) + 0.05)).toBeGreaterThanOrEqual(4.5)
  })
})
