// A dashboard while it is changed; one request keeps all of it.

import "./edit.css"
import type { Dashboard, DashboardTile } from "@api/contract"
import { dashboards } from "@api/reports"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useEffect, useRef, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { useFaults } from "../../../kit/problems"
import { useSize } from "../../../kit/useSize"
import { columnsAt, placed, shifted } from "../grid"
import { DASHBOARDS, dashboardQuery } from "../queries"
import { AddTile } from "./AddTile"
import { BoardFacts } from "./BoardFacts"
import { type BoardDraft, changesOf, draftOf } from "./draft"
import { EditTile } from "./EditTile"
import { LeaveGuard } from "./LeaveGuard"
import { editPhrases } from "./phrases"
import { type TileDrag, useTileDrag } from "./useTileDrag"

/** How a part looks while another is dragged: the one that moves, or on which side of it that would stand. */
function dragLook(drag: TileDrag | null, at: number, count: number): string {
  if (!drag) return ""
  if (drag.from === at) return " is-dragged"
  if (drag.over === at && drag.over !== drag.from + 1) return " is-before"
  return drag.over === count && at === count - 1 ? " is-after" : ""
}

export function BoardEdit({ board, onDone }: { board: Dashboard; onDone: () => void }) {
  const t = usePhrases(editPhrases)
  const cache = useQueryClient()
  // What is changed is what was there when it began, whatever comes in meanwhile.
  const [held] = useState(() => draftOf(board))
  const [draft, setDraft] = useState(held)
  const [adds, setAdds] = useState(false)
  const [told, setTold] = useState("")
  const free = useRef(false)
  const added = useRef<string | null>(null)
  const [grid, size] = useSize<HTMLDivElement>()
  const columns = columnsAt(size?.width ?? 1200)
  const { tiles } = draft
  const places = placed(tiles, columns)
  const changes = changesOf(draft, held)
  const changed = Object.keys(changes).length > 0
  const save = useMutation({
    mutationFn: () => dashboards.change(board.id, changes),
    onSuccess: (now) => {
      cache.setQueryData(dashboardQuery(board.id).queryKey, now)
      void cache.invalidateQueries({ queryKey: DASHBOARDS })
      toast({ text: t("saved", { name: now.name }) })
      free.current = true
      onDone()
    },
  })
  const faults = useFaults(save.error)
  const set = (part: Partial<BoardDraft>) => {
    save.reset()
    setDraft((now) => ({ ...now, ...part }))
  }
  const move = (from: number, by: number) => {
    const next = shifted(tiles, from, by)
    const tile = tiles[from]
    set({ tiles: next })
    if (tile) setTold(t("moved", { name: tile.title || t("untitled"), n: next.indexOf(tile) + 1, total: next.length }))
  }
  const drag = useTileDrag(grid, move)
  const change = (id: string, part: Partial<DashboardTile>) =>
    set({ tiles: tiles.map((tile) => (tile.id === id ? { ...tile, ...part } : tile)) })
  const remove = (tile: DashboardTile, at: number) => {
    set({ tiles: tiles.filter(({ id }) => id !== tile.id) })
    const back = () => setDraft((now) => ({ ...now, tiles: now.tiles.toSpliced(at, 0, tile) }))
    toast({ text: t("removed", { name: tile.title || t("untitled") }), action: { label: t("undo"), run: back } })
  }
  useEffect(() => {
    if (added.current === null || tiles.length === 0) return
    grid.current?.querySelector(`[data-tile="${added.current}"]`)?.scrollIntoView({ block: "center" })
    added.current = null
  }, [tiles, grid])
  const done = () => {
    if (changed) return save.mutate()
    free.current = true
    onDone()
  }
  // What the server says of one part names it by its place.
  const wrong = [...tiles.keys()].flatMap((at) =>
    ["title", "width", "height", "question", "report"].flatMap((key) => faults(`tiles.${at}.${key}`, t("width")) ?? []),
  )
  const elsewhere = ["name", "note", "roles"].some((key) => faults(key, key))
  return (
    <>
      <div className="bar board-bar edit-bar">
        <span className="strong nowrap">{t("editing")}</span>
        <Button icon="plus" onClick={() => setAdds(true)}>
          {t("add")}
        </Button>
        <span className="end not-phone" />
        <Button
          disabled={save.isPending}
          onClick={() => {
            free.current = true
            onDone()
          }}
        >
          {t("cancel")}
        </Button>
        <Button look="primary" disabled={draft.name.trim() === "" || save.isPending} onClick={done}>
          {t("done")}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="board scroll" tabIndex={0}>
        {wrong.map((text) => (
          <p key={text} className="field-problem" role="alert">
            {text}
          </p>
        ))}
        {wrong.length === 0 && !elsewhere && <FormProblem error={save.error} />}
        <BoardFacts draft={draft} fault={faults} onChange={set} />
        <div ref={grid} className="board-grid" data-columns={columns}>
          {tiles.map((tile, at) => {
            const place = places[at]
            return (
              place && (
                <EditTile
                  key={tile.id}
                  tile={tile}
                  at={at}
                  count={tiles.length}
                  place={place}
                  look={dragLook(drag, at, tiles.length)}
                  onChange={(part) => change(tile.id, part)}
                  onMove={(by) => move(at, by)}
                  onRemove={() => remove(tile, at)}
                />
              )
            )
          })}
        </div>
        {tiles.length === 0 && (
          <Empty title={t("emptyTitle")} text={t("emptyText")}>
            <Button look="primary" icon="plus" onClick={() => setAdds(true)}>
              {t("add")}
            </Button>
          </Empty>
        )}
        <p className="hidden-visually" role="status">
          {told}
        </p>
      </div>
      {adds && (
        <AddTile
          tiles={tiles}
          onAdd={(tile) => {
            added.current = tile.id
            set({ tiles: [...tiles, tile] })
            setAdds(false)
            toast({ text: t("added", { name: tile.title || t("untitled") }) })
          }}
          onClose={() => setAdds(false)}
        />
      )}
      <LeaveGuard changed={changed} free={free} />
    </>
  )
}
