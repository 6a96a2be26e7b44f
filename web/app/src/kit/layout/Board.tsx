// Rows on a board: a column for each value of a field, cards that are moved between them.
// In: the list's filter and the field, and what a card shows. Out: changes of that field, by drag, by Alt and an arrow,
// or from a card's menu. The heads count every row, also those not read yet.

import "./board.css"
import type { Field, Group, Groups } from "@api/contract"
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { type DragEvent, type KeyboardEvent, type ReactNode, useRef, useState } from "react"
import { useSums } from "../useSums"
import { toastFailure, useUndo } from "../useUndo"
import { fieldLabel, useWords } from "../words"
import { boardPhrases } from "./boardPhrases"
import { inOrder } from "./order"
import { useGroupText } from "./useGroupText"
import type { PagedOptions } from "./useInfiniteMany"

/** Takes the link of a card, which holds the focus when the card was moved by keys. */
export type CardLink = (link: HTMLAnchorElement | null) => void

/** What a board is of, and what its cards show. */
export interface Cards<Row> {
  /** Under which the list is kept. */
  queryKey: string
  groups: (params: { filter?: string; q?: string; by: string }, signal: AbortSignal) => Promise<Groups>
  list: (filter: string) => PagedOptions<Row>
  set: (row: string, set: Record<string, unknown>) => Promise<{ batch: string }>
  nameOf: (row: Row) => string
  /** The first line: who or what it is, as a link to it. */
  head: (row: Row, link: CardLink) => ReactNode
  /** The lines below. */
  rest: (row: Row) => ReactNode
  /** What a value is called, where the field itself does not say; and the order of its values. */
  labelOf?: (value: string) => string
  choices?: readonly string[]
}

interface BoardProps<Row> {
  filter: string
  q: string | undefined
  field: Field
  mayEdit: boolean
  cards: Cards<Row>
}

const nameOf = (group: Group) => JSON.stringify(group.value)
const DRAGGED = "application/x-guanxi-row"

export function Board<Row extends { id: string }>({ filter, q, field, mayEdit, cards }: BoardProps<Row>) {
  const t = usePhrases(boardPhrases)
  const words = useWords()
  const textOf = useGroupText(cards.labelOf)
  const cache = useQueryClient()
  const told = useUndo()
  const board = useRef<HTMLElement>(null)
  // What was moved by keys: the card appears anew in the other column, and the focus goes along.
  const followed = useRef<string | null>(null)
  const groups = useQuery({
    queryKey: [cards.queryKey, "groups", filter, q ?? "", field.key],
    queryFn: ({ signal }) => cards.groups({ filter, q, by: field.key }, signal),
    // The groups of another field would be called by this one's words.
    placeholderData: (last) => (last?.by === field.key ? last : undefined),
  })
  const move = useMutation({
    mutationFn: ({ id, to }: Move) => cards.set(id, { [field.key]: to.value }),
    onSuccess: async (changed, { name, to }) => {
      told(t("moved", { name, field: fieldLabel(words, field), value: to.label }), changed.batch)
      await cache.invalidateQueries({ queryKey: [cards.queryKey] })
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
  const columns = inOrder(field, groups.data.groups, filter, cards.choices)
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
            label={textOf(field, group)}
            cards={cards}
            targets={
              editable
                ? columns.map((one) => ({ value: one.value, label: textOf(field, one), here: one === group }))
                : []
            }
            followed={followed}
            onMove={move.mutate}
          />
        ))}
      </section>
    </>
  )
}

/** Whose card takes the focus when it appears. */
type Followed = { current: string | null }

interface Place {
  value: unknown
  label: string
}

interface Target extends Place {
  here: boolean
}

/** A card, what it is called, and where it goes. */
interface Move {
  id: string
  name: string
  to: Place
}

interface ColumnProps<Row> {
  group: Group
  label: string
  cards: Cards<Row>
  /** Where cards may go; none when they may not be moved. */
  targets: Target[]
  followed: Followed
  onMove: (move: Move) => void
}

function Column<Row extends { id: string }>({ group, label, cards, targets, followed, onMove }: ColumnProps<Row>) {
  const t = usePhrases(boardPhrases)
  const format = useFormat()
  const textOfSums = useSums()
  const [over, setOver] = useState(false)
  const list = useInfiniteQuery({ ...cards.list(group.filter), enabled: group.count > 0 })
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
      onMove({ id: dragged.id, name: dragged.name ?? "", to: { value: group.value, label } })
    },
  }
  return (
    <section className={over ? "board-column is-over" : "board-column"} aria-label={label} {...drop}>
      <h2 className="board-head">
        <span className="cut">{label}</span>
        <span className="quiet">{format.number(group.count)}</span>
        {group.totals.length > 0 && (
          <span className="quiet end cut" title={`${t("total")} · ${textOfSums(group.totals)}`}>
            {textOfSums(group.totals, true)}
          </span>
        )}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <ul className="board-cards scroll" tabIndex={0} aria-label={label}>
        {group.count > 0 && list.isPending && <SkeletonRows rows={4} height={64} />}
        {group.count === 0 && <li className="small quiet board-empty">{t("empty")}</li>}
        {rows.map((row) => (
          <Card
            key={row.id}
            row={row}
            cards={cards}
            from={nameOf(group)}
            targets={targets}
            followed={followed}
            onMove={onMove}
          />
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

interface CardProps<Row> {
  row: Row
  cards: Cards<Row>
  from: string
  targets: Target[]
  followed: Followed
  onMove: (move: Move) => void
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }

function Card<Row extends { id: string }>({ row, cards, from, targets, followed, onMove }: CardProps<Row>) {
  const t = usePhrases(boardPhrases)
  const movable = targets.length > 0
  const name = cards.nameOf(row)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (!movable || !step || !event.altKey) return
    event.preventDefault()
    const next = targets[targets.findIndex((target) => target.here) + step]
    if (!next || followed.current === row.id) return
    followed.current = row.id
    onMove({ id: row.id, name, to: next })
  }
  return (
    <li
      className="board-card"
      onKeyDown={onKeyDown}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, JSON.stringify({ id: row.id, name, from }))
        event.dataTransfer.effectAllowed = "move"
      }}
    >
      <span className="row">
        {cards.head(row, (link) => {
          const focused = document.activeElement
          if (!link || followed.current !== row.id || link.closest("li")?.contains(focused)) return
          // Whoever has gone elsewhere meanwhile is not called back.
          if (focused === document.body || link.closest(".board")?.contains(focused)) link.focus()
          followed.current = null
        })}
        {movable && (
          <Popover
            kind="menu"
            label={t("move", { name })}
            trigger={(props) => <IconButton icon="more" small label={t("move", { name })} {...props} />}
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
                      if (!target.here) onMove({ id: row.id, name, to: target })
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
      {cards.rest(row)}
    </li>
  )
}
