import { readFileSync } from "node:fs"
import { join } from "node:path"
import { translator } from "@ui/phrases"
import { describe, expect, it } from "vitest"
import { becausePhrases, becauseText } from "./because"

const zh = translator(becausePhrases, "zh-CN")
const source = readFileSync(join(import.meta.dirname, "../../../../../crates/gx-files/src/detect/columns.rs"), "utf8")

describe("why a column was taken for something", () => {
  it.each([
    ['the name "手机"', "列名是“手机”"],
    ['the name "mail", and the values are e-mail addresses', "列名是“mail”，值也是邮箱"],
    ['the name "amount" promises numbers, but most values are none', "列名“amount”像是数字，可多数值不是"],
    ["92 % of the values are Chinese names", "92% 的值是中文姓名"],
    ["another column fills city more surely: a custom field", "另一列更有把握，这列存为自定义字段"],
    ["the column is empty", "这一列是空的"],
  ])("says %s", (because, said) => expect(becauseText(zh, because)).toBe(said))

  it("leaves a shape of a newer server as it came", () => {
    expect(becauseText(zh, "the stars say so")).toBe("the stars say so")
  })

  it("knows every kind of value that the server names", () => {
    const kinds = [...source.matchAll(/values\.\w+[^,\n]*, "([\w -]+)"\)/g)].map((match) => match[1] ?? "")
    expect(kinds.length).toBeGreaterThan(5)
    expect(kinds.filter((kind) => zh.maybe(`what.${kind}`) === undefined)).toEqual([])
  })
})
