// Things that lie in one another, in the order in which people read a tree.

interface Node {
  id: string
  parent: string | null
}

export interface Placed<T> {
  node: T
  depth: number
  /** Its place among those at its level, and how many they are. */
  at: number
  of: number
}

export function inTree<T extends Node>(all: T[], parent: string | null = null, depth = 0): Placed<T>[] {
  const level = all.filter((one) => one.parent === parent)
  return level.flatMap((node, at) => [{ node, depth, at, of: level.length }, ...inTree(all, node.id, depth + 1)])
}

/** Itself and all that lie in it: what it cannot be moved into. */
export function within<T extends Node>(all: T[], id: string): Set<string> {
  return new Set([id, ...inTree(all, id).map((one) => one.node.id)])
}

/** From the outermost to itself. */
export function pathTo<T extends Node>(all: T[], id: string | null): T[] {
  const node = all.find((one) => one.id === id)
  return node ? [...pathTo(all, node.parent), node] : []
}
