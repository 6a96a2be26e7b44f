// What places are called on screen: in the words that the records have, countries and provinces in the reader's.

import type { AddressWords, MapCell } from "@api/contract"
import { useLocale, usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { regionNames } from "../regions"
import { mapPhrases } from "./phrases"
import { provinceNames } from "./provinces"

export interface PlaceNames {
  /** "CN" or "CN.04". */
  area: (area: string) => string
  words: (words: AddressWords) => string
  cell: (cell: MapCell<unknown>) => string
}

export function usePlaceNames(): PlaceNames {
  const t = usePhrases(mapPhrases)
  const locale = useLocale()
  return useMemo(() => {
    const { country } = regionNames(locale)
    const provinces = provinceNames(locale)
    const words = (place: AddressWords) =>
      place.city || place.region || (place.country ? country(place.country) : t("unnamed"))
    return {
      area: (area) => provinces[area] ?? country(area),
      words,
      cell: ({ place, places, lat, lng }) => {
        if (!place) return t("point", { lat: lat.toFixed(3), lng: lng.toFixed(3) })
        return places > 1 ? t("others", { place: words(place), n: places - 1 }) : words(place)
      },
    }
  }, [locale, t])
}
