// Territories in the order in which people read a tree.

import type { Territory } from "@api/contract"

export interface Placed {
  territory: Territory
  depth: number
  /** Its place among those at its level, and how many they are. */
  at: number
  of: number
}

export function inTree(all: Territory[], parent: string | null = null, depth = 0): Placed[] {
  const level = all.filter((one) => one.parent === parent)
  return level.flatMap((territory, at) => [
    { territory, depth, at, of: level.length },
    ...inTree(all, territory.id, depth + 1),
  ])
}

/** People who lie in it or in one below it. */
export function peopleOf(all: Territory[], territory: Territory): number {
  return inTree(all, territory.id).reduce((sum, one) => sum + one.territory.people, territory.people)
}

/** Itself and all that lie in it: what it cannot be moved into. */
export function within(all: Territory[], id: string): Set<string> {
  return new Set([id, ...inTree(all, id).map((one) => one.territory.id)])
}
