import { describe, expect, it } from "vitest"
import { type Circle, named, widthOf } from "./labels"

const frame = { width: 400, height: 300 }
const at = (key: string, left: number, top: number, name = key): Circle => ({ key, left, top, radius: 20, name })

describe("names below circles", () => {
  it("cover no other circle and no other name, and the first comes first", () => {
    expect([...named([at("上海", 100, 100), at("苏州", 100, 145), at("北京", 300, 100)], frame)]).toEqual([
      "苏州",
      "北京",
    ])
    expect([...named([at("a", 100, 100, "Hangzhou"), at("b", 145, 100, "Shaoxing")], frame)]).toEqual(["a"])
  })
  it("stay inside, and nothing is named without a name", () => {
    expect(named([at("边", 5, 100), at("底", 100, 290), at("无", 200, 100, "")], frame).size).toBe(0)
    expect(widthOf("上海")).toBeGreaterThan(widthOf("ab"))
  })
})
