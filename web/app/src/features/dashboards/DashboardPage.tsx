// A dashboard: reports side by side, each with its own answer, over its own period or one of the reader's.
// In: the URL (range). Out: the rows behind figures; the dashboard, changed.

import "../reports/reports.css"
import "./dashboards.css"
import type { Dashboard, DashboardTile } from "@api/contract"
import { dashboards } from "@api/reports"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Skeleton } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import type { Opened } from "../../kit/charts/opened"
import { LeaveGuard } from "../../kit/leave/LeaveGuard"
import { PageHead } from "../../kit/PageHead"
import { answerQuery, reckonAnew } from "../../kit/reports/queries"
import { RowsPanel } from "../../kit/reports/RowsPanel"
import { toastFailure } from "../../kit/useUndo"
import { reportPhrases } from "../reports/phrases"
import { isRange, RANGES } from "../reports/spans"
import { type Draft, draftOf, isChanged } from "./draft"
import { EditBar } from "./EditBar"
import { dashboardPhrases } from "./phrases"
import { DASHBOARDS, dashboardQuery } from "./queries"
import { Tile } from "./Tile"
import { TileTools } from "./TileTools"
import { kept, moved, over } from "./tiles"

const route = getRouteApi("/frame/dashboards/$id")

export function DashboardPage() {
  const { id } = route.useParams()
  const held = useQuery(dashboardQuery(id))
  // Once it is read, asking for it anew in vain takes away nothing that is being changed.
  if (!held.data) {
    return held.isError ? <Failed error={held.error} retry={() => void held.refetch()} /> : <Skeleton height={400} />
  }
  return <Board key={held.data.id} board={held.data} />
}

function Board({ board }: { board: Dashboard }) {
  const t = usePhrases(dashboardPhrases)
  const r = usePhrases(reportPhrases)
  const client = useQueryClient()
  const { range } = route.useSearch()
  const navigate = route.useNavigate()
  const [draft, setDraft] = useState<Draft>()
  const [opened, setOpened] = useState<{ tile: DashboardTile; cell: Opened }>()
  const [dragged, setDragged] = useState<number>()
  const save = useMutation({
    mutationFn: (wish: Draft) => dashboards.change(board.id, { ...wish, tiles: wish.tiles.map(kept) }),
    onSuccess: (saved) => {
      client.setQueryData(dashboardQuery(board.id).queryKey, saved)
      void client.invalidateQueries({ queryKey: DASHBOARDS })
      setDraft(undefined)
      toast({ text: t("saved") })
    },
    onError: toastFailure,
  })
  const tiles = draft?.tiles ?? board.tiles
  const setTiles = (next: DashboardTile[]) => draft && setDraft({ ...draft, tiles: next })
  const question = opened?.tile.question && over(opened.tile.question, range)
  const answer = useQuery({
    ...answerQuery(question ?? { object: "deal", measures: [{ of: "count" }] }),
    enabled: Boolean(question),
  })
  return (
    <div className="pane">
      <LeaveGuard changed={isChanged(draft, board) && !save.isPending} />
      <PageHead title={board.name}>
        <Link to="/dashboards" className="crumb">
          {t("title")}
        </Link>
        <h1 className="strong cut">{board.name}</h1>
      </PageHead>
      <div className="bar row report-bar">
        {draft ? (
          <EditBar
            draft={draft}
            pending={save.isPending}
            onChange={setDraft}
            onDone={() => save.mutate(draft)}
            onCancel={() => setDraft(undefined)}
          />
        ) : (
          <>
            <select
              className="input board-range"
              aria-label={t("range")}
              value={range ?? ""}
              onChange={(event) =>
                void navigate({ search: event.target.value ? { range: event.target.value } : {}, replace: true })
              }
            >
              <option value="">{t("rangeOwn")}</option>
              {RANGES.map((one) => (
                <option key={one} value={one}>
                  {r(`range.${one}`)}
                </option>
              ))}
              {range && !isRange(range) && <option value={range}>{range}</option>}
            </select>
            <span className="small quiet cut">{board.note}</span>
            <span className="end" />
            <IconButton icon="repeat" label={t("refresh")} onClick={() => void reckonAnew(client)} />
            <Button small onClick={() => window.print()}>
              {t("print")}
            </Button>
            {board.editable && (
              <Button small icon="edit" onClick={() => setDraft(draftOf(board))}>
                {t("edit")}
              </Button>
            )}
          </>
        )}
      </div>
      <div className="report-body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
        <div className="scroll board-scroll" tabIndex={0}>
          {tiles.length === 0 ? (
            <Empty title={t("emptyBoard")} text={t("emptyBoardText")} />
          ) : (
            <div className={`board-grid ${draft ? "is-edited" : ""}`}>
              {tiles.map((tile, n) => (
                // biome-ignore lint/a11y/noStaticElementInteractions: dragging is beside the buttons that move it.
                <div
                  key={tile.id}
                  className={`board-cell is-w${tile.width} is-h${tile.height} ${dragged === n ? "is-dragged" : ""}`}
                  draggable={Boolean(draft)}
                  onDragStart={() => setDragged(n)}
                  onDragEnd={() => setDragged(undefined)}
                  onDragOver={(event) => {
                    event.preventDefault()
                    if (dragged === undefined || dragged === n) return
                    setTiles(moved(tiles, dragged, n))
                    setDragged(n)
                  }}
                >
                  <Tile
                    tile={tile}
                    range={range}
                    onOpen={(cell) => !draft && setOpened({ tile, cell })}
                    tools={draft && <TileTools tiles={tiles} n={n} onChange={setTiles} />}
                  />
                </div>
              ))}
            </div>
          )}
        </div>
        {opened && question && answer.data && (
          <RowsPanel
            question={question}
            answer={answer.data}
            opened={opened.cell}
            onClose={() => setOpened(undefined)}
          />
        )}
      </div>
    </div>
  )
}
