// A dashboard while it is changed. Pure.

import type { Dashboard, DashboardTile, DashboardWish, Report } from "@api/contract"

export interface BoardDraft {
  name: string
  note: string
  shared: boolean
  roles: string[]
  tiles: DashboardTile[]
}

export const draftOf = ({ name, note, shared, roles, tiles }: Dashboard): BoardDraft => ({
  name,
  note,
  shared,
  roles,
  tiles,
})

/** A part as the server keeps it: one that shows a report names it and no question. */
function tileOf({ question, look, title, report, ...rest }: DashboardTile): DashboardTile {
  return {
    ...rest,
    ...(title?.trim() ? { title: title.trim() } : {}),
    ...(report !== undefined ? { report } : { question }),
    ...(look ? { look } : {}),
  }
}

/** What has changed, for one request; empty where nothing has. */
export function changesOf(draft: BoardDraft, held: BoardDraft): Partial<DashboardWish> {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const tiles = draft.tiles.map(tileOf)
  return {
    ...(draft.name.trim() !== held.name ? { name: draft.name.trim() } : {}),
    ...(draft.note.trim() !== held.note ? { note: draft.note.trim() } : {}),
    ...(draft.shared !== held.shared ? { shared: draft.shared } : {}),
    ...(same([...draft.roles].sort(), [...held.roles].sort()) ? {} : { roles: draft.roles }),
    ...(same(tiles, held.tiles.map(tileOf)) ? {} : { tiles }),
  }
}

const LOW = ["number", "gauge"]
const BROAD = ["table", "pivot", "heat", "cohort", "column", "line", "area"]

/** How large a new part is, by what it draws. */
export const sizeOf = (as: string | undefined): Pick<DashboardTile, "width" | "height"> =>
  LOW.includes(as ?? "") ? { width: 3, height: 1 } : { width: BROAD.includes(as ?? "") ? 6 : 4, height: 2 }

/** An id that no other part has. */
export function freshId(tiles: readonly { id: string }[]): string {
  let n = tiles.length + 1
  while (tiles.some(({ id }) => id === `part${n}`)) n += 1
  return `part${n}`
}

export const tileOfReport = (tiles: readonly DashboardTile[], { id, name, question, look }: Report): DashboardTile => ({
  id: freshId(tiles),
  report: id,
  title: name,
  question,
  look,
  ...sizeOf(look.as),
})

export const copyOf = (tiles: readonly DashboardTile[], tile: DashboardTile): DashboardTile => ({
  ...tile,
  id: freshId(tiles),
})
