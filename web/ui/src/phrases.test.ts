import { describe, expect, it } from "vitest"
import { definePhrases, translator } from "./phrases"

const phrases = definePhrases(
  { fresh: "{n} 条新", hello: "你好，{name}" },
  {
    "zh-TW": { fresh: "{n} 則新", hello: "你好，{name}" },
    en: { fresh: "{n} {n#arrival|arrivals}", hello: "Hello {name}" },
  },
)

describe("phrases", () => {
  it("fills slots and writes numbers in the reader's custom", () => {
    expect(translator(phrases, "zh-CN")("fresh", { n: 1234 })).toBe("1,234 条新")
    expect(translator(phrases, "en")("hello", { name: "林晓梅" })).toBe("Hello 林晓梅")
  })

  it("picks the plural form of English", () => {
    const t = translator(phrases, "en")
    expect(t("fresh", { n: 1 })).toBe("1 arrival")
    expect(t("fresh", { n: 2 })).toBe("2 arrivals")
  })

  it("does not compile without a slot or with an unknown key", () => {
    const t = translator(phrases, "en")
    // @ts-expect-error the slot n is missing
    t("fresh")
    // @ts-expect-error there is no such phrase
    expect(t("nothing")).toBe("nothing")
  })

  it("answers nothing for a word nobody has named", () => {
    expect(translator(phrases, "en").maybe("toString")).toBeUndefined()
  })
})

type Table = Record<string, Record<string, string>>
const isTable = (value: unknown): value is Table =>
  typeof value === "object" && value !== null && "zh-CN" in value && "en" in value

describe("every phrase of the app", () => {
  const modules = import.meta.glob<Record<string, unknown>>(["../../app/src/**/{phrases,words}.ts", "./States.tsx"], {
    eager: true,
  })
  const tables = Object.entries(modules).flatMap(([file, module]) =>
    Object.values(module)
      .filter(isTable)
      .map((table) => ({ file, table })),
  )
  const slots = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort()

  it("is found", () => expect(tables.length).toBeGreaterThan(5))

  it.each(tables)("has the same slots in all languages: $file", ({ table }) => {
    for (const [locale, words] of Object.entries(table)) {
      for (const [key, text] of Object.entries(words)) {
        expect(text.trim(), `${locale} ${key}`).not.toBe("")
        expect(slots(text), `${locale} ${key}`).toEqual(slots(table["zh-CN"]?.[key] ?? ""))
      }
    }
  })
})
