import type { LeadCaptures } from "@api/contract"
import { describe, expect, it } from "vitest"
import { added, moved } from "../../../kit/lines"
import { captureChanges, captureFault, captureWishes, linesOf } from "./captureDraft"

const one = (id: string) => ({ id, name: id, filter: 'kind = "form"', source: "官网", on: true, made: 4 })
const held: LeadCaptures = { captures: [one("a"), one("b")] }

describe("what makes leads by itself", () => {
  it("differs in what is other, new, gone or elsewhere", () => {
    const lines = linesOf(held)
    expect(captureChanges(lines, held).count).toBe(0)
    expect(captureWishes(lines)[0]).toEqual({ id: "a", name: "a", filter: 'kind = "form"', source: "官网", on: true })
    expect(captureChanges(moved(lines, 0, 1), held).count).toBe(1)
    expect(captureChanges(lines.slice(0, 1), held).count).toBe(1)
    const more = added(lines, { name: "c", filter: "", source: "", on: true })
    expect([...captureChanges(more, held).changed]).toEqual([2])
  })

  it("needs a name, a condition and a source", () => {
    const whole = { name: "a", filter: "x", source: "s", on: true }
    expect(captureFault(whole)).toBe(null)
    expect(captureFault({ ...whole, name: " " })).toBe("name")
    expect(captureFault({ ...whole, filter: "" })).toBe("filter")
    expect(captureFault({ ...whole, source: "" })).toBe("source")
  })
})
