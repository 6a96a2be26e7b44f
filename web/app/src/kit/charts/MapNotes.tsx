// What stands below a map: how dark is how much, and what is not on it.

import { usePhrases } from "@ui/phrases"
import type { At } from "./cube"
import { Figure } from "./Figure"
import { chartPhrases } from "./phrases"
import type { Told, ViewProps } from "./useAnswer"

interface ElsewhereProps extends Pick<ViewProps, "onOpen"> {
  told: Told
  all: At[]
}

/** From light to dark, and what the darkest is. */
export function Key({ most }: { most: string }) {
  return (
    <p className="map-key tiny quiet" aria-hidden="true">
      0
      <span className="row">
        {[1, 2, 3, 4, 5].map((tint) => (
          <i key={tint} className={`tint-${tint}`} />
        ))}
      </span>
      {most}
    </p>
  )
}

/** Keys that name no place of the map: other countries, no value. */
export function Elsewhere({ told, all, onOpen }: ElsewhereProps) {
  const t = usePhrases(chartPhrases)
  if (all.length === 0) return null
  return (
    <div className="map-rest small">
      <span className="quiet">{t("elsewhere")}</span>
      {all.slice(0, 12).map((at) => (
        <span key={at.join(",")} className="nowrap">
          {told.key(0, at[0])} <Figure told={told} at={at} measure={0} onOpen={onOpen} />
        </span>
      ))}
      {all.length > 12 && <span className="quiet">{t("others", { n: all.length - 12 })}</span>}
    </div>
  )
}
