// What a trial says, made ready to be read: the whys of a lead by rule, and which leads are asked for.

import type { AssignWhy, Simulated } from "@api/contract"

export interface WhyStep {
  rule: string
  /** As the server said them; the last one decides. */
  whys: AssignWhy[]
  /** gave: it found somebody. missed: it fitted but found nobody. passed: it did not fit at all. */
  outcome: "gave" | "missed" | "passed"
}

const PASSED: readonly AssignWhy["code"][] = ["off", "filter", "schedule"]
const GAVE: readonly AssignWhy["code"][] = ["chosen", "fallback"]

/** One step for each rule, though a rule may have said several things: three full, one away, the fifth chosen. */
export function stepsOf(why: AssignWhy[]): WhyStep[] {
  const steps: WhyStep[] = []
  for (const one of why) {
    const last = steps.at(-1)
    const whole = last?.whys.some(({ code }) => PASSED.includes(code) || GAVE.includes(code))
    if (last && last.rule === one.rule && !whole) last.whys.push(one)
    else steps.push({ rule: one.rule, whys: [one], outcome: "missed" })
  }
  return steps.map((step) => ({ ...step, outcome: outcomeOf(step.whys) }))
}

function outcomeOf(whys: AssignWhy[]): WhyStep["outcome"] {
  if (whys.some(({ code }) => GAVE.includes(code))) return "gave"
  return whys.every(({ code }) => PASSED.includes(code)) ? "passed" : "missed"
}

/** Which leads are looked at: all, those that go elsewhere, those for nobody, or those for one colleague or pool. */
export type Pick = "all" | "moved" | "nobody" | { who: string }

export const goesTo = ({ gets, pool }: Simulated) => gets ?? pool

/** Whether it would go to other hands than it went; what lies in a pool is in nobody's hands. */
export const isMoved = ({ gets, had }: Simulated) => (gets?.id ?? null) !== (had?.id ?? null)

export function picked(leads: Simulated[], pick: Pick): Simulated[] {
  if (pick === "all") return leads
  if (pick === "moved") return leads.filter(isMoved)
  if (pick === "nobody") return leads.filter((one) => goesTo(one) === null)
  return leads.filter((one) => goesTo(one)?.id === pick.who)
}
