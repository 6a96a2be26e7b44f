// The board: a column for each stage, cards that are moved between them, more cards by a column's own filter.
// In: one answer for all of it. Out: moves, new deals, a deal opened beside. On a phone one stage is shown at a time.

import type { DealBoard as Board, DealRow, Stage } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useEffect, useRef } from "react"
import { useCan, useSession } from "../../kit/session"
import { Unrated } from "../../kit/Unrated"
import { DealCard } from "./DealCard"
import { DealColumn } from "./DealColumn"
import { salesPhrases } from "./phrases"
import { mayEnter } from "./standing"
import { useCardDrag } from "./useCardDrag"
import { useMoves } from "./useMoves"

interface DealBoardProps {
  board: Board
  q: string | undefined
  sort: string | undefined
  openId: string | undefined
  phone: boolean
  /** The stage a phone shows. */
  stage: string | undefined
  onStage: (stage: string) => void
  /** Opens the form of a new deal in a stage; absent where none may be made. */
  onCreate: ((stage: Stage) => void) | undefined
}

export function DealBoard({ board, q, sort, openId, phone, stage, onStage, onCreate }: DealBoardProps) {
  const t = usePhrases(salesPhrases)
  const element = useRef<HTMLElement>(null)
  const mayEdit = useCan("person.edit")
  const role = useSession().user.role
  // What was moved by keys: the card appears anew in the other column, and the focus goes along.
  const followed = useRef<string | null>(null)
  const moves = useMoves(() => {
    followed.current = null
  })
  const stages = board.columns.map((column) => column.stage)
  const targets = mayEdit ? stages.filter((one) => mayEnter(one, role)) : []
  const rowOf = (id: string) => board.columns.flatMap((column) => column.rows).find((row) => row.id === id)
  const found = useRef(new Map<string, DealRow>())
  const { dragged, ghost } = useCardDrag(element, (id, to) => {
    const row = rowOf(id) ?? found.current.get(id)
    const target = targets.find((one) => one.id === to)
    if (row && target) moves.move(row, target)
  })
  // The panel narrows the board; the card that it shows stays in sight.
  useEffect(() => {
    const box = element.current
    if (!box || openId === undefined) return
    const watcher = new ResizeObserver(() =>
      box.querySelector(`[data-deal="${CSS.escape(openId)}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" }),
    )
    watcher.observe(box)
    return () => watcher.disconnect()
  }, [openId])
  const carried = dragged && (rowOf(dragged.id) ?? found.current.get(dragged.id))
  const shown = board.columns.find((column) => column.stage.id === stage) ?? board.columns[0]
  const columns = phone ? board.columns.filter((column) => column === shown) : board.columns
  return (
    <>
      {phone && shown && (
        <nav className="stage-tabs" aria-label={t("stages")}>
          {board.columns.map((column) => (
            <button
              key={column.stage.id}
              type="button"
              className="chip"
              aria-pressed={column === shown}
              onClick={() => onStage(column.stage.id)}
            >
              {column.stage.name} <small>{column.count}</small>
            </button>
          ))}
        </nav>
      )}
      {board.unrated.length > 0 && <Unrated currencies={board.unrated} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section ref={element} className="deal-board" aria-label={t("board")} tabIndex={0}>
        {mayEdit && !phone && <p className="hidden-visually">{t("dragHint")}</p>}
        {columns.map((column) => (
          <DealColumn
            key={column.stage.id}
            column={column}
            currency={board.currency}
            q={q}
            sort={sort}
            openId={openId}
            targets={targets}
            over={dragged?.over === column.stage.id && carried?.stage.id !== column.stage.id}
            closed={dragged !== null && !targets.includes(column.stage)}
            draggedId={dragged?.id}
            followed={followed}
            onFound={(row) => found.current.set(row.id, row)}
            onMove={moves.move}
            onCreate={onCreate}
          />
        ))}
      </section>
      {dragged && carried && (
        <ul
          ref={ghost}
          className="deal-ghost"
          aria-hidden="true"
          style={{ width: dragged.width, transform: dragged.start }}
        >
          <DealCard row={carried} open={false} movable={false} />
        </ul>
      )}
      {moves.dialog}
    </>
  )
}
