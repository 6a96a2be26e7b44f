// Where a person is, as far as their page says: the address in words, and the position where a field holds one.

import type { Field, Person } from "@api/contract"
import { readPlace } from "../distance"

export interface Placed {
  text: string
  lat: number | null
  lon: number | null
}

const WORDS = ["region", "city", "district", "address"] as const

export function placeOf(person: Person, fields: readonly Field[]): Placed | null {
  const value = (key: string) => person.portrait.find((one) => one.key === key)
  const words = WORDS.map((key) => value(key)?.display ?? "").filter(Boolean)
  // A municipality is its own province, and an address often begins with its city.
  const text = words.filter((word, at) => !words.slice(at + 1).some((later) => later.startsWith(word))).join(" ")
  const point = fields
    .filter(({ type }) => type === "geo")
    .map(({ key }) => readPlace(value(key)?.value))
    .find((one) => one !== null)
  if (!value("address") && !point) return null
  return { text, lat: point?.lat ?? null, lon: point?.lng ?? null }
}
