import { describe, expect, it } from "vitest"
import { dragClass, placeAt } from "./useReorder"

describe("lines put in another order", () => {
  const boxes = [0, 40, 80].map((top) => ({ top, height: 40 }))

  it("come to stand before the first line whose middle lies below the pointer", () => {
    expect(placeAt(boxes, -10)).toBe(0)
    expect(placeAt(boxes, 15)).toBe(0)
    expect(placeAt(boxes, 30)).toBe(1)
    expect(placeAt(boxes, 75)).toBe(2)
    expect(placeAt(boxes, 300)).toBe(3)
  })

  it("show where, but not beside their own place", () => {
    expect(dragClass({ from: 0, over: 2 }, 2, 3)).toBe(" is-before")
    expect(dragClass({ from: 0, over: 1 }, 1, 3)).toBe("")
    expect(dragClass({ from: 0, over: 3 }, 2, 3)).toBe(" is-after")
    expect(dragClass({ from: 1, over: 0 }, 1, 3)).toBe(" is-dragged")
  })
})
