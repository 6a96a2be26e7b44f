import { describe, expect, it } from "vitest"
import { type Condition, placeInText, readConditions, readSaid, writeConditions } from "./filterText"

const quoted = (key: string) => key !== "order_count" && key !== "last_seen_at"

describe("chips and the filter language", () => {
  it("reads what it writes, with quotes and backslashes in the value", () => {
    const conditions: Condition[] = [
      { key: "city", operator: "=", value: "上海" },
      { key: "name", operator: "contains", value: '他说"好" \\ and city = "x"' },
      { key: "order_count", operator: ">=", value: "3" },
      { key: "last_seen_at", operator: "<=", value: "2026-11-20" },
      { key: "email", operator: "is not empty", value: "" },
      { key: "member_no", operator: "=", value: "203118" },
    ]
    const text = writeConditions(conditions, quoted)
    expect(readConditions(text)).toEqual(conditions)
    expect(text).toContain("order_count >= 3 and last_seen_at <= 2026-11-20")
    expect(text).toContain('member_no = "203118"')
  })

  it("reads what is due by today", () => {
    const text = "owner = me and review_on <= today"
    expect(readConditions(text)).toEqual([
      { key: "owner", operator: "=", value: "", me: true },
      { key: "review_on", operator: "<= today", value: "" },
    ])
    expect(writeConditions(readConditions(text) ?? [], quoted)).toBe(text)
  })

  it("reads the lists that Today opens", () => {
    const text =
      "owner = me and order_count > 0 and last_seen_at before today - 60 days and created_at in the last 7 days"
    const conditions = readConditions(text)
    expect(conditions).toEqual([
      { key: "owner", operator: "=", value: "", me: true },
      { key: "order_count", operator: ">", value: "0" },
      { key: "last_seen_at", operator: "before today -", value: "60" },
      { key: "created_at", operator: "in the last", value: "7" },
    ])
    expect(writeConditions(conditions ?? [], quoted)).toBe(text)
    expect(readConditions("owner = menu")).toBeNull()
  })

  it("leaves what chips cannot say to the text form", () => {
    expect(readConditions('city = "上海" or city = "杭州"')).toBeNull()
    expect(readConditions("did purchase at least 3 times in the last 90 days")).toBeNull()
    expect(readConditions('city = "上')).toBeNull()
  })

  it("has no conditions in an empty text", () => expect(readConditions("  ")).toEqual([]))

  it("finds the place of an error although the server counts bytes", () => {
    const text = '城市 = "上海" and cty = 1'
    const at = new TextEncoder().encode(text.slice(0, text.indexOf("cty"))).length
    const [from, to] = placeInText(text, at, 3)
    expect(text.slice(from, to)).toBe("cty")
  })
})

describe("a filter as it can be said", () => {
  it("takes conditions of the row and of the person behind it", () => {
    const said = readSaid('source = "官网 and more" and related person where (city = "杭州" and tier = "金山茶")')
    expect(said.map((part) => ("text" in part ? part.text : `${part.of} ${part.condition.value}`))).toEqual([
      "row 官网 and more",
      "person 杭州",
      "person 金山茶",
    ])
  })

  it("leaves as text what words cannot say, and all of it where alternatives hold it together", () => {
    expect(readSaid('did purchase at least 2 times and city = "杭州"')).toMatchObject([
      { text: "did purchase at least 2 times" },
      { of: "row" },
    ])
    expect(readSaid('city = "杭州" or city = "上海"')).toEqual([{ text: 'city = "杭州" or city = "上海"' }])
    expect(readSaid("")).toEqual([])
  })
})
