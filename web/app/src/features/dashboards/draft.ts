// A dashboard while it is being changed.

import type { Dashboard } from "@api/contract"

/** What of it can be changed. */
export type Draft = Pick<Dashboard, "name" | "note" | "shared" | "roles" | "tiles">

export const draftOf = ({ name, note, shared, roles, tiles }: Dashboard): Draft => ({
  name,
  note,
  shared,
  roles,
  tiles,
})

/** Whether anything of it is other than it is kept; moved away and back is not. */
export const isChanged = (draft: Draft | undefined, board: Dashboard): boolean =>
  draft !== undefined && JSON.stringify(draft) !== JSON.stringify(draftOf(board))
