// The groups of a table: heads with counts and sums, rows that are read when their group comes into sight, folds.
// Groups stand in the order of the field's choices; those of them that nobody has are shown, empty.

import type { Field, Group, Groups } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useMemo, useState } from "react"
import type { GridLine } from "../DataGrid"
import { useSums } from "../useSums"
import { inOrder } from "./order"
import { layoutPhrases } from "./phrases"
import { useGroupText } from "./useGroupText"
import { type PagedOptions, useInfiniteMany } from "./useInfiniteMany"

interface GroupsOf<Row> {
  /** The field; without one, nothing is grouped and nothing is asked. */
  field: Field | undefined
  filter: string
  q: string | undefined
  /** Under which the counts are kept, so that what refreshes the list refreshes them. */
  queryKey: string
  /** Keys of the fields whose sums stand in the heads. */
  sums: string[]
  /** What a value is called, where the field itself does not say; and the order of its values. */
  labelOf?: (value: string) => string
  choices?: readonly string[]
  groups: (params: { filter?: string; q?: string; by: string; sums?: string }, signal: AbortSignal) => Promise<Groups>
  list: (filter: string) => PagedOptions<Row>
}

/** Lines kept free for rows that have not come; more follow when these are reached. */
const AHEAD = 100

const nameOf = (group: Group) => JSON.stringify(group.value)

export function useGroups<Row extends object>({
  field,
  filter,
  q,
  queryKey,
  sums,
  labelOf,
  choices,
  groups,
  list,
}: GroupsOf<Row>) {
  const t = usePhrases(layoutPhrases)
  const format = useFormat()
  const textOf = useGroupText(labelOf)
  const textOfSums = useSums()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const counted = useQuery({
    queryKey: [queryKey, "groups", filter, q ?? "", field?.key ?? "", sums.join()],
    queryFn: ({ signal }) => groups({ filter, q, by: field?.key ?? "", sums: sums.join() }, signal),
    enabled: field !== undefined,
    // The groups of another field would be called by this one's words.
    placeholderData: (last) => (last?.by === field?.key ? last : undefined),
  })
  const ordered = useMemo(
    () => (field && counted.data ? inOrder(field, counted.data.groups, filter, choices) : []),
    [field, counted.data, filter, choices],
  )
  const wanted = useMemo(() => {
    const open = ordered.filter((group) => group.count > 0 && seen.has(nameOf(group)) && !folded.has(nameOf(group)))
    return new Map(open.map((group) => [nameOf(group), list(group.filter)]))
  }, [ordered, seen, folded, list])
  const pages = useInfiniteMany(wanted)

  const toggle = (name: string) => {
    const next = new Set(folded)
    if (!next.delete(name)) next.add(name)
    setFolded(next)
  }
  const rows: Row[] = []
  const lines: GridLine[] = []
  for (const group of ordered) {
    const name = nameOf(group)
    const label = field ? textOf(field, group) : ""
    const open = !folded.has(name) && group.count > 0
    lines.push({
      key: `head ${name}`,
      sums: Object.fromEntries([
        ...Object.entries(group.sums ?? {}).map(([key, sum]) => [key, Number(sum) === 0 ? "" : format.decimal(sum)]),
        ...Object.entries(group.money ?? {}).map(([key, sums]) => [key, textOfSums(sums, true)]),
      ]),
      head: (
        <>
          <button
            type="button"
            className="group-head"
            aria-expanded={open}
            aria-label={`${t(open ? "fold" : "unfold", { group: label })} · ${t("count", { n: group.count })}`}
            disabled={group.count === 0}
            onClick={() => toggle(name)}
          >
            <Icon name="down" size={14} />
            <span className="cut">{label}</span>
            <span className="quiet">{format.number(group.count)}</span>
          </button>
          {/* Where there is no room for columns, the one sum that every group has. */}
          {group.totals.length > 0 && <span className="group-total">{textOfSums(group.totals, true)}</span>}
        </>
      ),
    })
    if (!open) continue
    const page = pages.get(name)
    for (const row of page?.rows ?? []) {
      lines.push({ row: rows.length })
      rows.push(row)
    }
    const missing = page?.ready ? (page.more ? group.count - page.rows.length : 0) : group.count
    const wait = () =>
      page?.ready ? page.onMore() : setSeen((held) => (held.has(name) ? held : new Set(held).add(name)))
    for (let n = 0; n < Math.min(Math.max(missing, page?.more ? 1 : 0), AHEAD); n++)
      lines.push({ key: `wait ${name} ${n}`, wait })
  }
  return {
    query: counted,
    rows,
    lines,
    more: counted.data?.more ?? false,
    shown: ordered.length,
    allFolded: ordered.length > 0 && ordered.every((group) => folded.has(nameOf(group)) || group.count === 0),
    foldAll: (on: boolean) => setFolded(new Set(on ? ordered.map(nameOf) : [])),
  }
}
