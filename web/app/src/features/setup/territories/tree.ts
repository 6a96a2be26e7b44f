// Who lies in a territory, those in the ones below it among them.

import type { Territory } from "@api/contract"
import { inTree } from "../../../kit/tree"

/** People who lie in it or in one below it. */
export function peopleOf(all: Territory[], territory: Territory): number {
  return inTree(all, territory.id).reduce((sum, one) => sum + one.node.people, territory.people)
}
