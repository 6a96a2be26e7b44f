// A dashboard as it is read: the span, how old its figures are, and its parts on the grid.

import type { Dashboard } from "@api/contract"
import { useIsFetching, useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { useCallback, useState } from "react"
import { ANSWERS } from "../../kit/reports/queries"
import { useSize } from "../../kit/useSize"
import { boardPhrases } from "./boardPhrases"
import { columnsAt, placed } from "./grid"
import { readOpened, writeOpened } from "./opened"
import { PeriodMenu, useRangeWords } from "./PeriodMenu"
import { readRange } from "./ranges"
import { Tabs } from "./Tabs"
import { Tile } from "./Tile"

const route = getRouteApi("/frame/dashboards/$id")

export function BoardView({ board }: { board: Dashboard }) {
  const t = usePhrases(boardPhrases)
  const format = useFormat()
  const words = useRangeWords()
  const cache = useQueryClient()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const range = readRange(search.range)
  const opened = readOpened(search.rows)?.tile
  const asking = useIsFetching({ queryKey: ANSWERS }) > 0
  const [ats, setAts] = useState<Record<string, string>>({})
  const onAt = useCallback((tile: string, at: string) => setAts((now) => ({ ...now, [tile]: at })), [])
  const [grid, size] = useSize<HTMLDivElement>()
  const columns = columnsAt(size?.width ?? 1200)
  const places = placed(board.tiles, columns)
  // The oldest of its figures: none is older than what is said.
  const oldest = board.tiles.flatMap(({ id }) => ats[id] ?? []).sort()[0]
  const edit = () => void navigate({ search: (now) => ({ ...now, edit: "yes" as const, rows: undefined }) })
  return (
    <>
      <div className="bar board-bar">
        <Tabs />
        <span className="end not-phone" />
        {board.tiles.length > 0 && (
          <>
            <PeriodMenu
              range={range}
              onRange={(next) =>
                void navigate({ search: (now) => ({ ...now, range: next, rows: undefined }), replace: true })
              }
            />
            {oldest && (
              <span className="small quiet nowrap board-at" title={format.moment(oldest)}>
                {t("asOf", { time: format.time(oldest) })}
              </span>
            )}
            <span className="row board-acts">
              <IconButton
                icon="repeat"
                label={t("refresh")}
                disabled={asking}
                onClick={() => void cache.invalidateQueries({ queryKey: ANSWERS })}
              />
              <IconButton icon="print" label={t("print")} className="not-phone" onClick={() => window.print()} />
            </span>
          </>
        )}
        {board.editable && (
          <Button icon="edit" onClick={edit}>
            {t("edit")}
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="board scroll" tabIndex={0}>
        <div className="board-print">
          <strong>{board.name}</strong>
          {range && <span>{words(range)}</span>}
          {oldest && <span>{t("asOf", { time: `${format.date(oldest)} ${format.time(oldest)}` })}</span>}
        </div>
        {board.note && <p className="quiet board-note">{board.note}</p>}
        {board.tiles.length === 0 ? (
          <Empty title={t("emptyTitle")} text={t("emptyText")}>
            {board.editable && (
              <Button look="primary" icon="plus" onClick={edit}>
                {t("add")}
              </Button>
            )}
          </Empty>
        ) : (
          <section ref={grid} className="board-grid" data-columns={columns} aria-label={t("grid")}>
            {board.tiles.map((tile, at) => {
              const place = places[at]
              return (
                place && (
                  <Tile
                    key={tile.id}
                    tile={tile}
                    place={place}
                    range={range}
                    onEdit={board.editable ? edit : undefined}
                    isOpen={tile.id === opened}
                    onOpen={(one) =>
                      void navigate({
                        search: (now) => ({ ...now, rows: writeOpened(tile.id, one) }),
                        replace: opened !== undefined,
                      })
                    }
                    onAt={onAt}
                  />
                )
              )
            })}
          </section>
        )}
      </div>
    </>
  )
}
