import { describe, expect, it } from "vitest"
import { difference, type Piece } from "./difference"

const marked = (pieces: Piece[]) => pieces.map((piece) => (piece.same ? piece.text : `[${piece.text}]`)).join("")
const both = (a: string, b: string) => difference(a, b).map(marked)

describe("difference", () => {
  it("marks the one character that differs", () => {
    expect(both("张怡曼", "张宜曼")).toEqual(["张[怡]曼", "张[宜]曼"])
    expect(both("1988-03-12", "1988-12-03").join()).toContain("[")
  })
  it("marks what one side has more", () => {
    expect(both("金地名都19幢1006室", "金地名都19幢")).toEqual(["金地名都19幢[1006室]", "金地名都19幢"])
  })
  it("takes case and full width as the same", () => {
    expect(both("Ａnna@Example.org", "anna@example.org")).toEqual(["Ａnna@Example.org", "anna@example.org"])
  })
  it("marks values that share little as a whole", () => {
    expect(both("上海", "北京")).toEqual(["[上海]", "[北京]"])
    expect(both("abcdefghij", "a123456789")).toEqual(["[abcdefghij]", "[a123456789]"])
  })
  it("keeps every character, pairs of surrogates whole", () => {
    const [a, b] = difference("林🌸梅", "林🌼梅")
    expect(a.map((piece) => piece.text)).toEqual(["林", "🌸", "梅"])
    expect(b.map((piece) => piece.text).join("")).toBe("林🌼梅")
  })
})
