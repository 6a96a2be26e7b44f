// How what was won before became what was won now, as bars one after the other on one scale. Pure geometry.

import type { PerformanceWhy } from "@api/contract"

export type StepKey = "before" | PerformanceWhy["parts"][number]["of"] | "now"

export interface Step {
  key: StepKey
  /** A sum stands on the ground, an effect on what was before it. */
  kind: "sum" | "more" | "less" | "none"
  /** What it comes to, or by how much it changes. */
  value: number
  /** In percent of the width: where the bar begins and how long it is, and where the next one goes on. */
  start: number
  width: number
  end: number
}

export interface Waterfall {
  steps: Step[]
  /** Where nothing is, in percent; more than nothing only where a sum on the way is below it. */
  zero: number
}

export function waterfallOf({ won, parts }: Pick<PerformanceWhy, "won" | "parts">): Waterfall {
  const [before, now] = [Number(won.before), Number(won.value)]
  let at = before
  const spans = parts.map(({ of, effect }) => {
    const by = Number(effect)
    const from = at
    at += by
    return { of, by, from, to: at }
  })
  const ends = [0, before, now, ...spans.map(({ to }) => to)]
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const scale = most > least ? 100 / (most - least) : 0
  const place = (value: number) => (value - least) * scale
  const bar = (key: StepKey, kind: Step["kind"], value: number, from: number, to: number): Step => ({
    key,
    kind,
    value,
    start: place(Math.min(from, to)),
    width: Math.abs(to - from) * scale,
    end: place(to),
  })
  return {
    zero: place(0),
    steps: [
      bar("before", "sum", before, 0, before),
      ...spans.map(({ of, by, from, to }) => bar(of, by > 0 ? "more" : by < 0 ? "less" : "none", by, from, to)),
      bar("now", "sum", now, 0, now),
    ],
  }
}

/** The part that weighs most, where any does. */
export function mainPart(parts: PerformanceWhy["parts"]): PerformanceWhy["parts"][number] | null {
  const [most] = [...parts].sort((a, b) => Math.abs(Number(b.effect)) - Math.abs(Number(a.effect)))
  return most && Number(most.effect) !== 0 ? most : null
}
