// What makes leads by itself, as it is being written. Pure rules, no words.

import type { LeadCaptures, LeadCapturesWish } from "@api/contract"
import { type Keyed, keyed } from "../../../kit/lines"

export type CaptureWish = LeadCapturesWish["captures"][number]
export type CaptureLine = CaptureWish & Keyed
export type CaptureFault = "name" | "source" | "filter"

const wishOf = ({ id, name, filter, source, on }: CaptureWish): CaptureWish => ({
  ...(id !== undefined && { id }),
  name: name.trim(),
  filter: filter.trim(),
  source: source.trim(),
  on,
})

export const linesOf = ({ captures }: LeadCaptures): CaptureLine[] => keyed(captures.map(wishOf))
export const captureWishes = (lines: CaptureLine[]): CaptureWish[] => lines.map(wishOf)

export function captureFault({ name, source, filter }: CaptureWish): CaptureFault | null {
  if (name.trim() === "") return "name"
  if (filter.trim() === "") return "filter"
  return source.trim() === "" ? "source" : null
}

/** Keys of lines that are not as they were saved, and how many things differ in all. */
export function captureChanges(lines: CaptureLine[], held: LeadCaptures): { changed: Set<number>; count: number } {
  const before = new Map(held.captures.map((one) => [one.id, JSON.stringify(wishOf(one))]))
  const changed = lines.filter((line) => JSON.stringify(wishOf(line)) !== before.get(line.id ?? ""))
  const kept = lines.flatMap(({ id }) => id ?? [])
  const left = held.captures.map(({ id }) => id).filter((id) => kept.includes(id))
  const gone = held.captures.length - left.length
  const order = kept.join() === left.join() ? 0 : 1
  return { changed: new Set(changed.map(({ key }) => key)), count: changed.length + gone + order }
}
