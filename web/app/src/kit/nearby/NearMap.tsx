// Who is near, around where I am. The position stays on this device but for the question of who is near.

import type { Nearby } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useMemo, useState } from "react"
import { type Place, readPlace } from "../distance"
import { MapCanvas } from "../map/MapCanvas"
import { around, fitted, type View } from "../map/projection"
import { useSize } from "../useSize"
import { nearbyPhrases } from "./phrases"

interface NearMapProps {
  here: Place
  near: Nearby["people"]
  onOpen: (person: string) => void
}

/** A street is close enough. */
const CLOSEST = 16

export function NearMap({ here, near, onOpen }: NearMapProps) {
  const t = usePhrases(nearbyPhrases)
  const [frame, size] = useSize<HTMLDivElement>()
  const [pushed, setPushed] = useState<View | null>(null)
  const places = useMemo(
    () =>
      near.flatMap(({ person, place }) => {
        const at = readPlace(place)
        return at ? [{ person, at }] : []
      }),
    [near],
  )
  const box = around([here, ...places.map(({ at }) => at)])
  return (
    <div ref={frame} className="near-map">
      {size && (
        <MapCanvas
          label={t("map")}
          view={pushed ?? fitted(box, size, CLOSEST)}
          size={size}
          onView={setPushed}
          here={here}
          marks={places.map(({ person, at }) => ({
            key: person.id,
            lat: at.lat,
            lng: at.lng,
            radius: 14,
            text: person.initial,
            name: person.name,
            title: person.name,
            chosen: false,
          }))}
          onMark={onOpen}
        />
      )}
    </div>
  )
}
