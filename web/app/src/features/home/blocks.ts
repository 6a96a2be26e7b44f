// Which blocks stand on the first page, and in which order, by what somebody does and may see. Pure.

export type Block = "week" | "agenda" | "waiting" | "goals" | "closing" | "news" | "stale"

export interface Blocks {
  /** The wide column, which a phone shows first, and the one beside it. */
  first: Block[]
  second: Block[]
}

interface Who {
  leading: boolean
  /** Whether they may see people; without that there are neither figures nor goals of selling. */
  sees: boolean
}

export function blocksOf({ leading, sees }: Who): Blocks {
  const work: Block[] = ["week", "agenda", "waiting"]
  if (!sees) return { first: ["week", "agenda"], second: ["waiting"] }
  const figures: Block[] = leading ? ["news", "stale", "goals", "closing"] : ["goals", "closing", "stale", "news"]
  return leading ? { first: figures, second: work } : { first: work, second: figures }
}
