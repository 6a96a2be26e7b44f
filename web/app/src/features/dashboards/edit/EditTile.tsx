// A part of a dashboard while the dashboard is changed: dragged, moved, sized, named, taken out.

import type { DashboardTile } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { answerQuery } from "../../../kit/reports/queries"
import { HEIGHTS, type Place, pixelsOf, stepFrom, WIDTHS } from "../grid"
import { placeStyle } from "../Tile"
import { TileBody } from "../TileBody"
import { editPhrases } from "./phrases"

/** The two lines at the top and the paddings. */
const AROUND = 100

const NOTHING = { object: "person" as const, measures: [] }

interface EditTileProps {
  tile: DashboardTile
  at: number
  count: number
  place: Place
  /** How it looks while one of them is dragged. */
  look: string
  onChange: (part: Partial<DashboardTile>) => void
  onMove: (by: number) => void
  onRemove: () => void
}

export function EditTile({ tile, at, count, place, look, onChange, onMove, onRemove }: EditTileProps) {
  const t = usePhrases(editPhrases)
  const result = useQuery({ ...answerQuery(tile.question ?? NOTHING), enabled: tile.question !== undefined })
  const name = tile.title || t("untitled")
  const size = (of: "width" | "height", words: [less: string, more: string], now: string) => {
    const [less, more] =
      of === "width"
        ? [{ width: stepFrom(WIDTHS, tile.width, -1) }, { width: stepFrom(WIDTHS, tile.width, 1) }]
        : [{ height: stepFrom(HEIGHTS, tile.height, -1) }, { height: stepFrom(HEIGHTS, tile.height, 1) }]
    return (
      <fieldset className="row board-tile-size" aria-label={now}>
        <IconButton
          icon="minus"
          small
          label={words[0]}
          disabled={Object.values(less)[0] === tile[of]}
          onClick={() => onChange(less)}
        />
        <span className="tiny nowrap" aria-hidden="true">
          {t(of)} {tile[of]}
        </span>
        <IconButton
          icon="plus"
          small
          label={words[1]}
          disabled={Object.values(more)[0] === tile[of]}
          onClick={() => onChange(more)}
        />
      </fieldset>
    )
  }
  return (
    <article className={`board-tile is-edited${look}`} style={placeStyle(place)} aria-label={name} data-tile={tile.id}>
      <header className="board-tile-head">
        <button
          type="button"
          className="icon-button is-small board-tile-grip"
          aria-label={t("grip", { name })}
          title={t("grip", { name })}
          data-grip
          onKeyDown={(event) => {
            const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
            if (by === undefined) return
            event.preventDefault()
            onMove(by)
          }}
        >
          <svg className="icon" width={14} height={14} viewBox="0 0 20 20" aria-hidden="true">
            <path d="M7.5 5h.01M7.5 10h.01M7.5 15h.01M12.5 5h.01M12.5 10h.01M12.5 15h.01" strokeWidth={2.5} />
          </svg>
        </button>
        <input
          className="input board-tile-title"
          aria-label={t("title", { n: at + 1 })}
          maxLength={80}
          autoComplete="off"
          placeholder={t("untitled")}
          value={tile.title ?? ""}
          onChange={(event) => onChange({ title: event.target.value })}
        />
        <IconButton icon="trash" small label={t("remove", { name })} onClick={onRemove} />
      </header>
      <div className="row board-tile-tools">
        <span className="row board-tile-order">
          <IconButton icon="left" small label={t("earlier", { name })} disabled={at === 0} onClick={() => onMove(-1)} />
          <IconButton
            icon="right"
            small
            label={t("later", { name })}
            disabled={at === count - 1}
            onClick={() => onMove(1)}
          />
        </span>
        {size("width", [t("narrower", { name }), t("wider", { name })], t("widthNow", { n: tile.width }))}
        {size("height", [t("lower", { name }), t("taller", { name })], t("heightNow", { n: tile.height }))}
      </div>
      <div className="board-tile-still" inert>
        <TileBody
          tile={tile}
          question={tile.question}
          result={result}
          height={pixelsOf(tile.height) - AROUND}
          onMend={undefined}
        />
      </div>
    </article>
  )
}
