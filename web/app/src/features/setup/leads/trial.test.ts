import type { Simulated } from "@api/contract"
import { describe, expect, it } from "vitest"
import { picked, stepsOf } from "./trial"

const zhou = { id: "usr_1", name: "周" }
const shen = { id: "usr_2", name: "沈" }

describe("why a lead would go to somebody", () => {
  it("is one step a rule, however much the rule has to say", () => {
    const steps = stepsOf([
      { rule: "a", code: "filter" },
      { rule: "b", code: "full", who: [zhou] },
      { rule: "b", code: "away", who: [shen] },
      { rule: "c", code: "off_hours", who: [zhou] },
      { rule: "c", code: "chosen", who: [shen], by: "turn" },
    ])
    expect(steps.map(({ rule, outcome, whys }) => [rule, outcome, whys.length])).toEqual([
      ["a", "passed", 1],
      ["b", "missed", 2],
      ["c", "gave", 2],
    ])
  })

  it("keeps two rules of one name apart", () => {
    const steps = stepsOf([
      { rule: "a", code: "filter" },
      { rule: "a", code: "schedule" },
      { rule: "", code: "none" },
    ])
    expect(steps.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "missed"])
  })
})

describe("the leads that are looked at", () => {
  const lead = (id: string, more: Partial<Simulated>): Simulated => ({
    lead: { id, name: id },
    at: "",
    source: null,
    had: null,
    gets: null,
    pool: null,
    rule: null,
    why: [],
    ...more,
  })
  const leads = [lead("1", { had: zhou, gets: zhou }), lead("2", { had: zhou, gets: shen }), lead("3", { had: zhou })]

  it("are all, those in other hands, those for nobody, or those of one", () => {
    const ids = (pick: Parameters<typeof picked>[1]) => picked(leads, pick).map((one) => one.lead.id)
    expect(ids("all")).toEqual(["1", "2", "3"])
    expect(ids("moved")).toEqual(["2", "3"])
    expect(ids("nobody")).toEqual(["3"])
    expect(ids({ who: "usr_2" })).toEqual(["2"])
  })
})
