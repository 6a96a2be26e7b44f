// Where a visit was checked in, with the way to the phone's map.

import type { TimelineItem } from "@api/contract"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { readPlace } from "../../kit/distance"
import { checkInPhrases } from "./checkInPhrases"

export function PlaceLine({ item }: { item: TimelineItem }) {
  const t = usePhrases(checkInPhrases)
  const place = readPlace(item.props.place)
  if (!place) return null
  const text = `${place.lat.toFixed(4)}, ${place.lng.toFixed(4)}`
  return (
    <p className="small quiet row place-line">
      <Icon name="pin" size={14} />
      <span>{t("placeAt", { place: text, n: Number(item.props.accuracy ?? 0) })}</span>
      <a className="link only-phone nowrap" href={`geo:${place.lat},${place.lng}`}>
        {t("openMap")}
      </a>
    </p>
  )
}
