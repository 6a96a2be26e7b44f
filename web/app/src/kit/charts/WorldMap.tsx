// Countries in their tints, from the outlines that the maps of lists read. A pointer opens one on the map, everybody in the
// list beside it.

import { useLocale } from "@ui/phrases"
import { useEffect, useMemo, useState } from "react"
import { coarseOutlines, type Outlines, PLANE } from "../map/outlines"
import { regionNames } from "../regions"
import { tintOf } from "./cube"
import { Figure } from "./Figure"
import { Elsewhere, Key } from "./MapNotes"
import { byCountry, sumOf } from "./places"
import type { Told, ViewProps } from "./useAnswer"

let kept: Promise<Outlines> | undefined
const read = () => {
  kept ??= coarseOutlines().catch((error) => {
    kept = undefined
    throw error
  })
  return kept
}

/** Neither ice nor the poles: from about 80° north to 58° south. */
const BOX = `0 ${PLANE * 0.11} ${PLANE} ${PLANE * 0.58}`

export function WorldMap({ told, height, onOpen }: { told: Told } & Pick<ViewProps, "height" | "onOpen">) {
  const locale = useLocale()
  const [outlines, setOutlines] = useState<Outlines | null>(null)
  useEffect(() => {
    let gone = false
    // Without a connection the list says everything that the map would.
    read().then(
      (all) => !gone && setOutlines(all),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [])
  const { codes, named } = useMemo(() => {
    const all = regionNames(locale).countries()
    const english = regionNames("en").countries()
    return {
      codes: new Set(all.map(({ id }) => id)),
      named: new Map([...english, ...all].map(({ id, label }) => [label.toLowerCase(), id])),
    }
  }, [locale])
  const { cube } = told
  const { at, elsewhere } = byCountry(cube, codes, named)
  const most = Math.max(0, ...[...at.values()].map((all) => sumOf(cube, all) ?? 0))
  const largest = [...at].sort(([, a], [, b]) => (sumOf(cube, b) ?? 0) - (sumOf(cube, a) ?? 0)).slice(0, 8)
  return (
    <div className="world">
      <svg viewBox={BOX} className="world-map" aria-hidden="true" style={{ maxHeight: height }}>
        {outlines?.countries.map(({ area, path, edges }) => {
          const [first] = at.get(area) ?? []
          const open = first && onOpen ? () => onOpen({ at: first, measure: 0 }) : undefined
          return (
            // The list beside the map has a button for each; this is the same for a pointer.
            // biome-ignore lint/a11y/noStaticElementInteractions: see above.
            <path
              key={`${area} ${edges}`}
              d={path}
              className={`tint-${tintOf(sumOf(cube, at.get(area)), most)} ${open ? "is-open" : ""}`}
              onClick={open}
            >
              {first && <title>{`${told.key(0, first[0])} ${told.value(0, first)}`}</title>}
            </path>
          )
        })}
      </svg>
      <div className="world-list">
        <ul>
          {largest.map(([area, [first]]) => (
            <li key={area}>
              <i className={`tint-${tintOf(sumOf(cube, at.get(area)), most)}`} />
              <span className="grow cut">{first && told.key(0, first[0])}</span>
              {first && <Figure told={told} at={first} measure={0} onOpen={onOpen} />}
            </li>
          ))}
        </ul>
        <Key most={told.asValue(0, String(most))} />
        <Elsewhere told={told} all={elsewhere} onOpen={onOpen} />
      </div>
    </div>
  )
}
