import { makeFormat } from "@ui/format"
import { translator } from "@ui/phrases"
import { renderToStaticMarkup } from "react-dom/server"
import { expect, it } from "vitest"
import { LIN } from "../../../fake/people"
import { regionNames } from "../../kit/regions"
import { wordPhrases } from "../../kit/words"
import { COLUMNS } from "./columns"

const format = makeFormat("zh-CN", "Asia/Shanghai")
const words = Object.assign(translator(wordPhrases, "zh-CN"), { regions: regionNames("zh-CN") })
const shown = (key: string, row: typeof LIN) =>
  renderToStaticMarkup(COLUMNS.find((column) => column.key === key)?.cell(row, format, words))

it("shows nothing where the role hides a value, neither naught nor null", () => {
  const hidden = {
    ...LIN,
    interaction_count: null,
    order_count: null,
    order_total: null,
    need_count: null,
    worth_next: null,
    worth_active: null,
    reviewed_on: null,
    review_on: null,
  }
  for (const { key } of COLUMNS.filter(({ key }) => Reflect.get(hidden, key) === null))
    expect(shown(key, hidden), key).toBe("")
  expect(shown("order_total", { ...LIN, order_count: null })).toBe("¥16,842")
  expect(shown("order_total", { ...LIN, order_total: null })).toBe("")
})

it("still counts nothing as nothing where it is seen", () => {
  expect(shown("interaction_count", { ...LIN, interaction_count: 0 })).toBe("0")
  expect(shown("order_count", { ...LIN, order_count: 0 })).toBe("")
})
