// One company.

import type { CompanyRow, PersonRow } from "./lists"
import type { PortraitValue, Source, Sum } from "./people"

// ── a company ────────────────────────────────────────────────────────────
// GET /api/companies/{id} → Company
// POST /api/companies {name, …fields, anyway?: true} → Changed<Company>
//   409 code "duplicate" detail {company: Named} when a company of this name or domain exists; `anyway` makes it all the same
// PATCH /api/companies/{id} {set: {key: value|null}, was?: {key: value|null}} → Changed<Company>
//   `was` is what the author had read: 409 code "changed" detail {conflicts: Moved[]} when a value is another by now
// DELETE /api/companies/{id} → Changed<null>; undo brings it back with its people
// POST /api/companies/merge CompanyMerge → Changed<Company>: the one that stays; undo brings both back as they were
// GET /api/companies/{id}/changes?cursor= → Page<ChangeRow>
export interface Company {
  row: CompanyRow
  portrait: PortraitValue[] // every known value with its source; `others` is always empty
  people: { edge: string; person: PersonRow; title: string | null; since: string | null }[] // at most 200, whom the caller may see
  can_edit: boolean
  group?: CompanyGroup
  /** Companies that were merged into it, the newest merge first; undo of the batch takes one apart again. */
  merges: { id: string; name: string; by: Source; at: string; batch: string }[]
}
export interface CompanyMerge {
  /** The company that stays: people, parts, deals, quotes, agreements, things, files and talk of the other come to it. */
  keep: string
  other: string
  /** Keys of fields of which the other's value is taken; of the rest it fills what is empty, and tags are joined. */
  take?: string[]
}
/** Where a company stands among companies that are parts of one another. */
export interface CompanyGroup {
  above: { edge: string; id: string; name: string }[] // the nearest first
  below: { edge: string; id: string; name: string; depth: number; people_count: number }[] // in the order of the tree
  more: boolean
  people_count: number
  bought: Sum[]
}
