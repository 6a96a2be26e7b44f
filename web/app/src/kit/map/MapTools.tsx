import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { mapPhrases } from "./phrases"

interface MapToolsProps {
  /** Whether there is more of the world to see. */
  out: boolean
  onZoom: (by: number) => void
  children?: ReactNode
}

/** The buttons over a map. They stand beside it in the page, so that touching them pushes nothing. */
export function MapTools({ out, onZoom, children }: MapToolsProps) {
  const t = usePhrases(mapPhrases)
  return (
    <div className="map-tools">
      {children}
      <IconButton icon="plus" label={t("closer")} onClick={() => onZoom(1)} />
      <IconButton icon="minus" label={t("farther")} disabled={!out} onClick={() => onZoom(-1)} />
    </div>
  )
}
