import { describe, expect, it } from "vitest"
import { spelled } from "./FilterPart"

describe("a filter as chips say it", () => {
  it("puts quotes around words that were written without", () => {
    expect(spelled("state = won")).toBe('state = "won"')
    expect(spelled("owner = me and state = open")).toBe('owner = me and state = "open"')
  })

  it("leaves what it cannot make chips of", () => {
    expect(spelled("state = open and at < today")).toBe("state = open and at < today")
    expect(spelled('state = "won"')).toBe('state = "won"')
    expect(spelled("")).toBe("")
  })
})
