// Properties of a timeline item, whatever their sender made of them.

import type { TimelineItem } from "@api/contract"

/** A number among the properties, whatever the sender made of it. */
export function numberOf(item: TimelineItem, ...keys: string[]): number | null {
  for (const key of keys) {
    const value = item.props[key]
    if (value === null || value === undefined || value === "") continue
    const number = Number(value)
    if (Number.isFinite(number)) return number
  }
  return null
}

export function textOf(item: TimelineItem, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = item.props[key]
    if (typeof value === "string" && value !== "") return value
  }
  return null
}
