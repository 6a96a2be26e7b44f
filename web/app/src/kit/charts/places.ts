// Which key of an answer lies where on a map; what lies nowhere is told beside it.

import type { At, Cube } from "./cube"
import { type Province, provinceOf } from "./provincesOfChina"

export interface Placed<Place> {
  /** Several keys may name one place, the largest first: 上海 and 上海市. */
  at: Map<Place, At[]>
  /** What names no place here. */
  elsewhere: At[]
}

function placed<Place>({ answer, keys, number }: Cube, placeOf: (value: string) => Place | undefined): Placed<Place> {
  const rest = answer.axes.slice(1).map(() => null)
  const out: Placed<Place> = { at: new Map(), elsewhere: [] }
  const ordered = keys(0)
    .map((key): At => [key, ...rest])
    .sort((a, b) => (number(b, 0) ?? 0) - (number(a, 0) ?? 0))
  for (const at of ordered) {
    const value = answer.axes[0]?.keys[at[0] ?? -1]?.value
    const place = value === null || value === undefined ? undefined : placeOf(String(value))
    if (place === undefined) out.elsewhere.push(at)
    else out.at.set(place, [...(out.at.get(place) ?? []), at])
  }
  return out
}

export const byProvince = (cube: Cube): Placed<Province> => placed(cube, provinceOf)

/** Countries by their code, "CN", or by a name that the reader's browser knows. */
export function byCountry(cube: Cube, codes: ReadonlySet<string>, named: ReadonlyMap<string, string>): Placed<string> {
  return placed(cube, (value) => {
    const code = value.trim().toUpperCase()
    return codes.has(code) ? code : named.get(value.trim().toLowerCase())
  })
}

/** What a place comes to: the keys of one place together. */
export const sumOf = (cube: Cube, all: readonly At[] | undefined): number | null =>
  all === undefined ? null : all.reduce((sum, at) => sum + (cube.number(at, 0) ?? 0), 0)
