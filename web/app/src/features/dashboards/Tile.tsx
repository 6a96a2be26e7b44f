// A part of a dashboard: its title, its answer, and what can be done with it.

import type { DashboardTile } from "@api/contract"
import { useMutation, useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { MenuItem, Popover } from "@ui/Menu"
import { useLocale, usePhrases } from "@ui/phrases"
import { type CSSProperties, useEffect } from "react"
import type { Opened } from "../../kit/charts/opened"
import { answerQuery } from "../../kit/reports/queries"
import { useCan } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { boardPhrases } from "./boardPhrases"
import { type Place, pixelsOf } from "./grid"
import { within } from "./ranges"
import { saveAnswer } from "./saving"
import { TileBody } from "./TileBody"

/** The head and the paddings around an answer. */
const AROUND = 56

export const heightOf = (tile: Pick<DashboardTile, "height">) => pixelsOf(tile.height) - AROUND

export const placeStyle = ({ column, row, width, height }: Place): CSSProperties => ({
  gridColumn: `${column} / span ${width}`,
  gridRow: `${row} / span ${height}`,
})

// A part without a question asks nothing; the query needs one all the same.
const NOTHING = { object: "person" as const, measures: [] }

interface TileProps {
  tile: DashboardTile
  place: Place
  range: string | undefined
  /** Begins to change the dashboard; none where the reader may not. */
  onEdit: (() => void) | undefined
  isOpen: boolean
  onOpen: (opened: Opened) => void
  /** When its answer was reckoned. */
  onAt: (tile: string, at: string) => void
}

export function Tile({ tile, place, range, onEdit, isOpen, onOpen, onAt }: TileProps) {
  const t = usePhrases(boardPhrases)
  const locale = useLocale()
  const navigate = useNavigate()
  const exports = useCan("export")
  const question = tile.question && within(tile.question, range)
  const result = useQuery({ ...answerQuery(question ?? NOTHING), enabled: question !== undefined })
  const at = result.data?.at
  useEffect(() => {
    if (at !== undefined) onAt(tile.id, at)
  }, [at, onAt, tile.id])
  const title = tile.title || t("untitled")
  const save = useMutation({
    mutationFn: () => saveAnswer({ name: title, question: question ?? NOTHING, format: "csv", language: locale }),
    onError: toastFailure,
  })
  const report = tile.report === undefined ? undefined : `/reports/${tile.report}`
  const mend = () => void (question && report ? navigate({ href: report }) : onEdit?.())
  const follows = !range || !question || question.period !== undefined
  return (
    <article className={isOpen ? "board-tile is-open" : "board-tile"} style={placeStyle(place)} aria-label={title}>
      <header className="board-tile-head">
        <h2 className="cut" title={title}>
          {title}
        </h2>
        {!follows && (
          <span className="tag board-tile-all" title={t("allDaysWhy")}>
            {t("allDays")}
          </span>
        )}
        {question && (
          <Popover
            kind="menu"
            label={t("menu", { name: title })}
            trigger={(props) => (
              <IconButton icon="more" small label={t("menu", { name: title })} className="board-tile-more" {...props} />
            )}
          >
            {(close) => (
              <>
                {report && (
                  <MenuItem icon="report" onSelect={() => void navigate({ href: report })}>
                    {t("openReport")}
                  </MenuItem>
                )}
                <MenuItem
                  icon="repeat"
                  onSelect={() => {
                    close()
                    void result.refetch()
                  }}
                >
                  {t("refreshOne")}
                </MenuItem>
                {exports && (
                  <MenuItem
                    icon="download"
                    onSelect={() => {
                      close()
                      save.mutate()
                    }}
                  >
                    {t("exportCsv")}
                  </MenuItem>
                )}
              </>
            )}
          </Popover>
        )}
      </header>
      <TileBody
        tile={tile}
        question={question}
        result={result}
        height={heightOf(tile)}
        onMend={(question && report) || onEdit ? mend : undefined}
        onOpen={onOpen}
      />
    </article>
  )
}
