import { readFileSync } from "node:fs"
import { join } from "node:path"
import { LOCALES } from "@ui/locales"
import { translator } from "@ui/phrases"
import { describe, expect, it } from "vitest"
import { evidencePhrases, evidenceText, weightText } from "./evidence"

const MATCH = join(import.meta.dirname, "../../../../crates/gx-match/src")
const source = (file: string) => readFileSync(join(MATCH, file), "utf8")
/** The texts that a Rust `match` of one function answers with. */
function answers(file: string, name: string): string[] {
  const from = source(file).indexOf(`pub fn ${name}(self)`)
  const body = source(file).slice(from, source(file).indexOf("\n    }\n", from))
  return [...body.matchAll(/=> "([a-z_]+)"/g)].map((match) => match[1] ?? "")
}

const levels = answers("compare.rs", "as_text").filter((level) => level !== "missing")
const renamed = ["full_name", "street", "national_id", "free_text", "ignored"]
const things = [
  ...answers("schema.rs", "as_text").filter((kind) => !renamed.includes(kind)),
  ...answers("schema.rs", "thing"),
]
const single = ["could_be_household", "could_be_neighbour", "may_have_moved", "two_accounts", "seen_together"]

describe("evidence in words", () => {
  it("reads the matcher's own list", () => {
    expect(levels).toHaveLength(15)
    expect(things).toContain("birth_date")
    expect(things).toContain("id_number")
    for (const code of single.slice(0, 3)) expect(source("model.rs")).toContain(`"${code}"`)
  })

  it.each(LOCALES.map((locale) => locale.id))("has a sentence for every code in %s", (locale) => {
    const words = translator(evidencePhrases, locale)
    const codes = [...levels.flatMap((level) => things.map((thing) => `${level}_${thing}`)), ...single]
    const bare = codes.filter((code) => {
      const text = evidenceText(words, { field: "", code })
      return text === code.replaceAll("_", " ") || text.includes("{") || text.includes("_")
    })
    expect(bare).toEqual([])
  })

  it("names the field rather than the kind it was compared as", () => {
    const words = translator(evidencePhrases, "zh-CN")
    expect(evidenceText(words, { field: "district", code: "same_city" })).toBe("区县相同")
    expect(evidenceText(words, { field: "given_name", code: "same_pinyin_given_name" })).toBe("名拼音相同")
    expect(evidenceText(words, { field: "external:till", code: "same_identity" })).toBe("外部编号相同")
  })

  it("shows a code of a newer server as words", () => {
    const words = translator(evidencePhrases, "en")
    expect(evidenceText(words, { field: "", code: "walks_alike" })).toBe("walks alike")
  })

  it("signs weights with a minus that lines up", () => {
    expect(weightText(12.81)).toBe("+12.8")
    expect(weightText(-0.41)).toBe("−0.4")
  })
})
