import type { Assignment, AssignRule } from "@api/contract"
import { describe, expect, it } from "vitest"
import { added, moved } from "../../../kit/lines"
import { changedLines, changesIn, draftOf, faultOf, newRule, turnedTo, wishesOf } from "./draft"

const rule = (id: string, more: Partial<AssignRule> = {}): AssignRule => ({
  id,
  name: id,
  on: true,
  filter: "",
  to: { kind: "keeper" },
  named: [],
  language: false,
  hours: false,
  when: null,
  given: 3,
  ...more,
})
const held: Assignment = { rules: [rule("a"), rule("b"), rule("c")], fallback: { id: "p", name: "P" } }

describe("rules that are being written", () => {
  it("differ in nothing before anything is written, and send no more than was asked", () => {
    const draft = draftOf(held)
    expect(changesIn(draft, held)).toBe(0)
    expect(Object.keys(wishesOf(draft)[0] ?? {})).not.toContain("given")
    expect(Object.keys(wishesOf(draft)[0] ?? {})).not.toContain("key")
  })

  it("count a line that is other, one that is new, one that is gone, an order and the last step", () => {
    const draft = draftOf(held)
    const other = { ...draft, lines: draft.lines.map((line) => (line.id === "b" ? { ...line, on: false } : line)) }
    expect([...changedLines(other, held)]).toEqual([1])
    expect(changesIn(other, held)).toBe(1)
    expect(changesIn({ ...draft, lines: added(draft.lines, newRule("d")) }, held)).toBe(1)
    expect(changesIn({ ...draft, lines: draft.lines.slice(1) }, held)).toBe(1)
    expect(changesIn({ ...draft, lines: moved(draft.lines, 2, -2) }, held)).toBe(1)
    expect(changesIn({ lines: moved(draft.lines, 2, -2), fallback: null }, held)).toBe(2)
  })

  it("are wrong without a name, without anybody to give to, or at no time", () => {
    expect(faultOf(newRule(""))).toBe("name")
    expect(faultOf(newRule("x"))).toBe("to")
    expect(faultOf({ ...newRule("x"), to: { kind: "pool", pool: "" } })).toBe("to")
    const to = { kind: "keeper" } as const
    expect(faultOf({ ...newRule("x"), to, when: { days: [], from: "09:00", to: "18:00" } })).toBe("when")
    expect(faultOf({ ...newRule("x"), to })).toBe(null)
  })

  it("keep how it is shared when the target becomes another", () => {
    const load = turnedTo({ kind: "users", users: ["u"], teams: [], by: "load" }, "territory", "")
    expect(load).toEqual({ kind: "territory", by: "load" })
    expect(turnedTo({ kind: "keeper" }, "pool", "p")).toEqual({ kind: "pool", pool: "p" })
  })
})
