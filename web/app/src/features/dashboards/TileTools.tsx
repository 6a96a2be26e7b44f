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
      <Steps
        less={named(t("earlier"))}
        more={named(t("later"))}
        signs={["←", "→"]}
        onStep={(by) => onChange(moved(tiles, n, n + by))}
      />
      <Steps
        less={named(t("narrower"))}
        more={named(t("wider"))}
        signs={["−", "+"]}
        of="↔"
        onStep={(by) => set({ width: stepped(WIDTHS, tile.width, by) })}
      />
      <Steps
        less={named(t("lower"))}
        more={named(t("higher"))}
        signs={["−", "+"]}
        of="↕"
        onStep={(by) => set({ height: stepped(HEIGHTS, tile.height, by) })}
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

interface StepsProps {
  less: string
  more: string
  /** What stands on the two buttons. */
  signs: [string, string]
  /** What they change, as a sign between them. */
  of?: string
  onStep: (by: 1 | -1) => void
}

/** A place or a size, one step down or up. */
function Steps({ less, more, signs, of, onStep }: StepsProps) {
  const step = (by: 1 | -1, label: string, sign: string) => (
    <button type="button" className="icon-button is-small" aria-label={label} title={label} onClick={() => onStep(by)}>
      {sign}
    </button>
  )
  return (
    <span className="row tile-steps">
      {step(-1, less, signs[0])}
      {of && (
        <span className="xs quiet" aria-hidden="true">
          {of}
        </span>
      )}
      {step(1, more, signs[1])}
    </span>
  )
}
