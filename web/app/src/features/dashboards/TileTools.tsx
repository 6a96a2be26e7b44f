// What changes a part of a dashboard: its place, its size, its title; by buttons, so that keys reach all of it.

import type { DashboardTile } from "@api/contract"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { dashboardPhrases } from "./phrases"
import { HEIGHTS, moved, stepped, WIDTHS } from "./tiles"

interface Props {
  tiles: DashboardTile[]
  n: number
  onChange: (tiles: DashboardTile[]) => void
}

export function TileTools({ tiles, n, onChange }: Props) {
  const t = usePhrases(dashboardPhrases)
  const tile = tiles[n]
  if (!tile) return null
  const set = (change: Partial<DashboardTile>) =>
    onChange(tiles.map((held, at) => (at === n ? { ...held, ...change } : held)))
  const named = (label: string) => `${label} ${tile.title ?? ""}`.trim()
  return (
    <span className="row tile-tools">
      <input
        className="input tile-title"
        aria-label={named(t("tileTitle"))}
        value={tile.title ?? ""}
        maxLength={80}
        onChange={(event) => set({ title: event.target.value })}
      />
      <IconButton icon="left" small label={named(t("earlier"))} onClick={() => onChange(moved(tiles, n, n - 1))} />
      <IconButton icon="down" small label={named(t("later"))} onClick={() => onChange(moved(tiles, n, n + 1))} />
      <IconButton
        icon="columns"
        small
        label={named(t("wider"))}
        onClick={() => set({ width: tile.width === 12 ? 3 : stepped(WIDTHS, tile.width, 1) })}
      />
      <IconButton
        icon="list"
        small
        label={named(t("higher"))}
        onClick={() => set({ height: tile.height === 3 ? 1 : stepped(HEIGHTS, tile.height, 1) })}
      />
      <IconButton
        icon="close"
        small
        label={named(t("takeAway"))}
        onClick={() => {
          onChange(tiles.filter((_, at) => at !== n))
          toast({
            text: t("tookAway", { name: tile.title ?? "" }),
            action: { label: t("undo"), run: () => onChange(tiles) },
          })
        }}
      />
    </span>
  )
}
