// Moving a deal to another stage, from the board and from its page: what the stage needs is asked then and there, the
// card goes at once and comes back where the server will not have it, and whoever was quicker is named.

import { api, Failure } from "@api/client"
import type { DealBoard, DealRow, Stage } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { type ReactNode, useState } from "react"
import { dealQuery } from "../../kit/deals"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { type Asked, type Given, MoveDialog } from "./MoveDialog"
import { salesPhrases } from "./phrases"
import { BOARD } from "./queries"
import { missingFor } from "./standing"

interface Move {
  row: DealRow
  stage: Stage
  given: Given
}

export interface Moves {
  move: (row: DealRow, stage: Stage) => void
  busy: boolean
  /** What the stage asks, while it asks. */
  dialog: ReactNode
}

/** The board with a card in its new column; its sums follow when the server has answered. */
function withMoved(board: DealBoard, row: DealRow, stage: Stage): DealBoard {
  if (!board.columns.some((column) => column.stage.id === stage.id)) return board
  const moved: DealRow = {
    ...row,
    stage: { id: stage.id, name: stage.name },
    state: stage.kind,
    age_days: stage.age_days,
    stage_since: new Date().toISOString(),
  }
  const columns = board.columns.map((column) => {
    const rest = column.rows.filter(({ id }) => id !== row.id)
    if (column.stage.id === stage.id) return { ...column, count: column.count + 1, rows: [moved, ...rest] }
    return rest.length === column.rows.length ? column : { ...column, count: column.count - 1, rows: rest }
  })
  return { ...board, columns }
}

/** Keys that a refusal says are still empty. */
const requiredBy = (error: unknown): string[] =>
  error instanceof Failure
    ? (error.problem.fields ?? []).filter(({ code }) => code === "required").map(({ field }) => field)
    : []

const nameIn = (value: unknown): string | undefined => {
  if (typeof value !== "object" || value === null) return undefined
  const name: unknown = Reflect.get(value, "name")
  return typeof name === "string" ? name : undefined
}

export function useMoves(onFailed?: () => void): Moves {
  const t = usePhrases(salesPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const told = useUndo()
  const [asked, setAsked] = useState<Asked | null>(null)
  const again = (id: string) =>
    Promise.all(["deals", "deal-changes"].map((key) => cache.invalidateQueries({ queryKey: [key] }))).then(() =>
      cache.invalidateQueries({ queryKey: dealQuery(id).queryKey }),
    )
  const send = useMutation({
    mutationFn: ({ row, stage, given }: Move) =>
      api.deals.move(row.id, { stage: stage.id, was: row.stage.id, ...given }),
    onMutate: async ({ row, stage }) => {
      await cache.cancelQueries({ queryKey: BOARD })
      const before = cache.getQueriesData<DealBoard>({ queryKey: BOARD })
      cache.setQueriesData<DealBoard>({ queryKey: BOARD }, (board) => board && withMoved(board, row, stage))
      return before
    },
    onSuccess: async (changed, { row, stage }) => {
      setAsked(null)
      told(t("moved", { name: row.name, stage: stage.name }), changed.batch)
      if (changed.data) cache.setQueryData(dealQuery(row.id).queryKey, changed.data)
      await again(row.id)
    },
    onError: (error, { row, stage }, before) => {
      for (const [key, board] of before ?? []) cache.setQueryData(key, board)
      onFailed?.()
      const missing = requiredBy(error)
      if (missing.length > 0) {
        return setAsked((now) => ({
          row,
          stage,
          missing: [...new Set([...(now?.missing ?? []), ...missing.filter((key) => key !== "lost_reason")])],
        }))
      }
      if (!(error instanceof Failure) || error.problem.code !== "moved") {
        // What was asked in the dialog is answered in the dialog.
        return asked ? undefined : toastFailure(error)
      }
      setAsked(null)
      const { stage: now, by, at } = error.problem.detail ?? {}
      const time = typeof at === "string" ? format.time(at) : ""
      toast({
        text: t("movedBy", { who: nameIn(by) ?? t("somebody"), time, name: row.name, stage: nameIn(now) ?? "—" }),
        tone: "bad",
      })
      void again(row.id)
    },
  })
  return {
    busy: send.isPending,
    move: (row, stage) => {
      if (row.stage.id === stage.id) return
      const missing = missingFor(row, stage)
      send.reset()
      if (missing.length > 0 || stage.kind === "lost") setAsked({ row, stage, missing })
      else send.mutate({ row, stage, given: {} })
    },
    dialog: asked && (
      <MoveDialog
        key={`${asked.row.id}${asked.stage.id}`}
        asked={asked}
        error={send.error}
        busy={send.isPending}
        onSend={(given) => send.mutate({ row: asked.row, stage: asked.stage, given })}
        onClose={() => {
          setAsked(null)
          onFailed?.()
        }}
      />
    ),
  }
}
