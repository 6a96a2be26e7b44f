// People on a board: a column for each value of a field, cards that are moved between them.
// In: the list's filter and the field. Out: changes of that field, by drag, by Alt and an arrow, or from a card's menu.
// The heads count everybody, also those not read yet.

import "./board.css"
import { api } from "@api/client"
import type { Field, Group, PersonRow } from "@api/contract"
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { type DragEvent, type KeyboardEvent, useRef, useState } from "react"
import { displayPhone } from "../../kit/contact"
import { useFieldText } from "../../kit/fieldText"
import { inOrder } from "../../kit/layout/order"
import { peopleQuery } from "../../kit/peopleQuery"
import { TierTag } from "../../kit/TierTag"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { fieldLabel, useWords } from "../../kit/words"
import { boardPhrases } from "./boardPhrases"

interface BoardProps {
  filter: string
  q: string | undefined
  sort: string | undefined
  field: Field
  mayEdit: boolean
}

const nameOf = (group: Group) => JSON.stringify(group.value)
const DRAGGED = "application/x-guanxi-person"

export function Board({ filter, q, sort, field, mayEdit }: BoardProps) {
  const t = usePhrases(boardPhrases)
  const words = useWords()
  const textOf = useFieldText()
  const cache = useQueryClient()
  const told = useUndo()
  const board = useRef<HTMLElement>(null)
  // Who was moved by keys: the card appears anew in the other column, and the focus goes along.
  const followed = useRef<string | null>(null)
  const groups = useQuery({
    queryKey: ["people", "groups", filter, q ?? "", field.key],
    queryFn: ({ signal }) => api.people.groups({ filter, q, by: field.key }, signal),
    placeholderData: (last) => last,
  })
  const labelOf = (value: unknown) => (value === null ? t("none") : textOf(field, value))
  const move = useMutation({
    mutationFn: ({ id, value }: { id: string; name: string; value: unknown }) =>
      api.people.set(id, { [field.key]: value }),
    onSuccess: async (changed, { name, value }) => {
      told(t("moved", { name, field: fieldLabel(words, field), value: labelOf(value) }), changed.batch)
      await cache.invalidateQueries({ queryKey: ["people"] })
      // Until the card appears, and where it is too far down its new column to appear, the focus stays in the board.
      if (followed.current !== null && document.activeElement === document.body) board.current?.focus()
    },
    onError: (error) => {
      followed.current = null
      toastFailure(error)
    },
  })
  if (groups.isPending) return <SkeletonRows rows={8} height={64} />
  if (groups.isError) return <Failed error={groups.error} retry={() => void groups.refetch()} />
  const columns = inOrder(field, groups.data.groups, filter)
  const editable = mayEdit && field.editable
  return (
    <>
      {groups.data.more && <p className="small quiet board-note">{t("tooMany", { n: groups.data.groups.length })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section ref={board} className="board" aria-label={`${t("board")} · ${fieldLabel(words, field)}`} tabIndex={0}>
        {columns.map((group) => (
          <Column
            key={nameOf(group)}
            group={group}
            label={labelOf(group.value)}
            q={q}
            sort={sort}
            targets={
              editable
                ? columns.map((one) => ({ value: one.value, label: labelOf(one.value), here: one === group }))
                : []
            }
            followed={followed}
            onMove={(id, name, value) => move.mutate({ id, name, value })}
          />
        ))}
      </section>
    </>
  )
}

/** Whose card takes the focus when it appears. */
type Followed = { current: string | null }

interface Target {
  value: unknown
  label: string
  here: boolean
}

interface ColumnProps {
  group: Group
  label: string
  q: string | undefined
  sort: string | undefined
  /** Where cards may go; none when they may not be moved. */
  targets: Target[]
  followed: Followed
  onMove: (id: string, name: string, value: unknown) => void
}

function Column({ group, label, q, sort, targets, followed, onMove }: ColumnProps) {
  const t = usePhrases(boardPhrases)
  const format = useFormat()
  const [over, setOver] = useState(false)
  const list = useInfiniteQuery({ ...peopleQuery({ filter: group.filter, q, sort }), enabled: group.count > 0 })
  const rows = group.count > 0 ? (list.data?.pages.flatMap((page) => page.rows) ?? []) : []
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (targets.length === 0 || !event.dataTransfer.types.includes(DRAGGED)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false)
      const dragged: { id?: string; name?: string; from?: string } = JSON.parse(
        event.dataTransfer.getData(DRAGGED) || "{}",
      )
      if (!dragged.id || dragged.from === nameOf(group)) return
      event.preventDefault()
      onMove(dragged.id, dragged.name ?? "", group.value)
    },
  }
  return (
    <section className={over ? "board-column is-over" : "board-column"} aria-label={label} {...drop}>
      <h2 className="board-head">
        <span className="cut">{label}</span>
        <span className="quiet">{format.number(group.count)}</span>
        {Number(group.total) > 0 && (
          <span className="quiet end" title={t("total")}>
            {format.compact(Number(group.total))}
          </span>
        )}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <ul className="board-cards scroll" tabIndex={0} aria-label={label}>
        {group.count > 0 && list.isPending && <SkeletonRows rows={4} height={64} />}
        {group.count === 0 && <li className="small quiet board-empty">{t("empty")}</li>}
        {rows.map((row) => (
          <Card key={row.id} row={row} from={nameOf(group)} targets={targets} followed={followed} onMove={onMove} />
        ))}
        {list.hasNextPage && (
          <li>
            <button
              type="button"
              className="link small board-more"
              disabled={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t("more")}
            </button>
          </li>
        )}
      </ul>
    </section>
  )
}

interface CardProps {
  row: PersonRow
  from: string
  targets: Target[]
  followed: Followed
  onMove: (id: string, name: string, value: unknown) => void
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }

function Card({ row, from, targets, followed, onMove }: CardProps) {
  const t = usePhrases(boardPhrases)
  const format = useFormat()
  const movable = targets.length > 0
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (!movable || !step || !event.altKey) return
    event.preventDefault()
    const next = targets[targets.findIndex((target) => target.here) + step]
    if (!next || followed.current === row.id) return
    followed.current = row.id
    onMove(row.id, row.name, next.value)
  }
  return (
    <li
      className="board-card"
      onKeyDown={onKeyDown}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, JSON.stringify({ id: row.id, name: row.name, from }))
        event.dataTransfer.effectAllowed = "move"
      }}
    >
      <span className="row">
        <Avatar id={row.id} initial={row.initial} />
        <Link
          ref={(link: HTMLAnchorElement | null) => {
            const focused = document.activeElement
            if (!link || followed.current !== row.id || link.closest("li")?.contains(focused)) return
            // Whoever has gone elsewhere meanwhile is not called back.
            if (focused === document.body || link.closest(".board")?.contains(focused)) link.focus()
            followed.current = null
          }}
          to="/people"
          search={(now) => ({ ...now, panel: row.id })}
          className="medium cut grow"
        >
          {row.name}
        </Link>
        {movable && (
          <Popover
            kind="menu"
            label={t("move", { name: row.name })}
            trigger={(props) => <IconButton icon="more" small label={t("move", { name: row.name })} {...props} />}
          >
            {(close) => (
              <>
                <div className="menu-label">{t("moveTo")}</div>
                {targets.map((target) => (
                  <MenuItem
                    key={JSON.stringify(target.value)}
                    checked={target.here}
                    onSelect={() => {
                      close()
                      if (!target.here) onMove(row.id, row.name, target.value)
                    }}
                  >
                    {target.label}
                  </MenuItem>
                ))}
              </>
            )}
          </Popover>
        )}
      </span>
      <span className="row small quiet">
        <span className="cut grow">
          {[row.city, row.phone ? displayPhone(row.phone) : row.email].filter(Boolean).join(" · ")}
        </span>
        {row.tier && <TierTag tier={row.tier} />}
      </span>
      <span className="row small quiet">
        <span className="grow">{row.last_seen_at && format.ago(row.last_seen_at)}</span>
        {row.order_count > 0 && format.money(row.order_total, row.currency, true)}
      </span>
    </li>
  )
}
