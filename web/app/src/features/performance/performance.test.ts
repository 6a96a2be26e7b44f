import type { PerformanceFigure, PerformanceRow } from "@api/contract"
import { describe, expect, it } from "vitest"
import { changeOf, FIGURES, groupsOf, nextSort, readColumns, readSort, sorted, writeColumns } from "./figures"
import { mainPart, waterfallOf } from "./waterfall"

const record = (values: Partial<Record<PerformanceFigure, string>>) => {
  const out: Partial<Record<PerformanceFigure, string | null>> = {}
  for (const key of FIGURES) out[key] = values[key] ?? null
  return out as Record<PerformanceFigure, string | null>
}
const row = (
  id: string,
  team: string | null,
  values: Partial<Record<PerformanceFigure, string>> = {},
): PerformanceRow => ({
  who: { id, name: id },
  team: team === null ? null : { id: team, name: team },
  values: record(values),
  before: record({}),
  rows: {},
})

describe("a change against before", () => {
  it("is told in percent, of shares in points", () => {
    expect(changeOf("won_amount", "150", "100")).toEqual({ way: "more", by: 50, unit: "percent", good: true })
    expect(changeOf("win_rate", "42", "50")).toEqual({ way: "less", by: 8, unit: "points", good: false })
  })

  it("is good where less is better, and neither where it only says how much there is to do", () => {
    expect(changeOf("first_work_hours", "4", "8")?.good).toBe(true)
    expect(changeOf("deals_lost", "4", "2")?.good).toBe(false)
    expect(changeOf("leads_taken", "4", "2")?.good).toBe(null)
  })

  it("has no percent of nothing, is none where it rounds to none, and is not told of what is not known", () => {
    expect(changeOf("calls", "4", "0")).toMatchObject({ way: "more", by: null })
    expect(changeOf("calls", "1001", "1000")).toMatchObject({ way: "same", by: 0, good: null })
    expect(changeOf("calls", "0", "0")).toMatchObject({ way: "same" })
    expect(changeOf("target_share", null, "10")).toBe(null)
  })
})

describe("the table of colleagues", () => {
  it("keeps its columns and order in the address", () => {
    expect(readColumns("visits,nonsense,calls")).toEqual(["calls", "visits"])
    expect(writeColumns(readColumns(undefined))).toBe(undefined)
    expect(readColumns(writeColumns(["overdue", "calls"]))).toEqual(["calls", "overdue"])
    expect(readSort("soon")).toEqual({ key: "won_amount", down: true })
    expect(nextSort(readSort("-calls"), "calls")).toBe("calls")
    expect(nextSort(readSort("-calls"), "visits")).toBe("-visits")
  })

  it("puts what is not known last, whichever way", () => {
    const rows = [row("a", null, { calls: "2" }), row("b", null), row("c", null, { calls: "9" })]
    const ids = (down: boolean) => sorted(rows, { key: "calls", down }, "en").map(({ who }) => who?.id)
    expect([ids(true), ids(false)]).toEqual([
      ["c", "a", "b"],
      ["a", "c", "b"],
    ])
  })

  it("groups colleagues under teams, teams under those above, and those of none at the end", () => {
    const groups = groupsOf(
      {
        teams: [
          row("sub", "top", { calls: "1" }),
          row("top", null, { calls: "5" }),
          row("empty", null),
          row("b", null, { calls: "9" }),
        ],
        people: [row("x", "sub", { calls: "1" }), row("y", "b", { calls: "2" }), row("z", null), row("w", "gone")],
      },
      { key: "calls", down: true },
      "en",
    )
    expect(groups.map(({ team, depth, people }) => [team?.who?.id, depth, people.map(({ who }) => who?.id)])).toEqual([
      ["b", 0, ["y"]],
      ["top", 0, []],
      ["sub", 1, ["x"]],
      [undefined, 0, ["w", "z"]],
    ])
  })
})

const part = (of: "closed" | "win_rate" | "size", effect: string) => ({ of, effect, value: "0", before: "0" })

describe("the waterfall", () => {
  it("goes from before to now without a rest", () => {
    const { steps, zero } = waterfallOf({
      won: { value: "150", before: "200" },
      parts: [part("closed", "-100"), part("win_rate", "80"), part("size", "-30")],
    })
    expect(zero).toBe(0)
    expect(steps.map(({ kind, start, width, end }) => [kind, start, width, end])).toEqual([
      ["sum", 0, 100, 100],
      ["less", 50, 50, 50],
      ["more", 50, 40, 90],
      ["less", 75, 15, 75],
      ["sum", 0, 75, 75],
    ])
  })

  it("has room below nothing where a sum on the way is there, and stands still where nothing was won", () => {
    const { zero, steps } = waterfallOf({
      won: { value: "20", before: "100" },
      parts: [part("closed", "-150"), part("win_rate", "70"), part("size", "0")],
    })
    expect(zero).toBeCloseTo(100 / 3)
    expect(steps[1]).toMatchObject({ kind: "less", start: 0, width: 100 })
    expect(steps[3]?.kind).toBe("none")
    const still = waterfallOf({ won: { value: "0", before: "0" }, parts: [part("closed", "0")] })
    expect(still.steps.every(({ start, width }) => start === 0 && width === 0)).toBe(true)
  })

  it("knows which part weighs most", () => {
    expect(mainPart([part("closed", "10"), part("size", "-30")])?.of).toBe("size")
    expect(mainPart([part("closed", "0")])).toBe(null)
  })
})
