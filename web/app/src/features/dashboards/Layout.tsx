// A dashboard in small: where its parts stand, and what kind of drawing each is.

import type { DashboardTile } from "@api/contract"
import { placed } from "./grid"
import { placeStyle } from "./Tile"

const BARS = ["bar", "column", "area", "line", "funnel", "heat", "cohort", "map"]

export function Layout({ tiles, label }: { tiles: readonly DashboardTile[]; label: string }) {
  const places = placed(tiles, 12)
  return (
    <div className="layout" role="img" aria-label={label}>
      {tiles.map((tile, at) => {
        const place = places[at]
        const kind = BARS.includes(tile.look?.as ?? "") ? "is-drawn" : tile.look?.as === "pie" ? "is-round" : "is-said"
        return place && <span key={tile.id} className={`layout-tile ${kind}`} style={placeStyle(place)} />
      })}
    </div>
  )
}
