// What two companies will be as one, before the server makes them one: the same rules, told field by field.

import type { Company, PortraitValue } from "@api/contract"

export interface MergeRow {
  key: string
  /** What each of the two holds, in the order in which they stand side by side. */
  held: (PortraitValue | undefined)[]
  /** Both have a value, and not the same: one decides which stays. */
  differs: boolean
  alike: boolean
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The fields that either has, those to be decided first and those that are the same last; tags are joined elsewhere. */
export function mergeRows(companies: Company[]): MergeRow[] {
  const keys = new Set(companies.flatMap(({ portrait }) => portrait.map(({ key }) => key)))
  keys.delete("tags")
  const rows = [...keys].map((key): MergeRow => {
    const held = companies.map(({ portrait }) => portrait.find((value) => value.key === key))
    const [a, b] = held
    const both = a !== undefined && b !== undefined
    const alike = both && same(a.value, b.value)
    return { key, held, alike, differs: both && !alike }
  })
  const rank = (row: MergeRow) => (row.differs ? 0 : row.alike ? 2 : 1)
  return rows.toSorted((a, b) => rank(a) - rank(b))
}

/** Where the value of a field comes from: where it was chosen from, else the one that stays unless it has none. */
export function sourceOf(row: MergeRow, kept: number, chosen: Record<string, number>): number {
  if (row.differs) return chosen[row.key] ?? kept
  return row.held[kept] === undefined ? 1 - kept : kept
}

/** The tags of the one that stays, and what the other adds. */
export const tagsTogether = (keep: Company, other: Company): string[] => [
  ...new Set([...keep.row.tags, ...other.row.tags]),
]

/** How many work at either. Who works at both counts once; beyond those a page lists nobody knows who does. */
export function peopleTogether(a: Company, b: Company): { n: number; atMost: boolean } {
  const there = new Set(a.people.map(({ person }) => person.id))
  const twice = b.people.filter(({ person }) => there.has(person.id)).length
  const cut = [a, b].some(({ people, row }) => people.length < row.people_count)
  return { n: a.row.people_count + b.row.people_count - twice, atMost: cut }
}
