import type { AddressWords, Mapped } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { mapPhrases } from "./phrases"

/** Addresses that are named beside the map. */
const NAMED = 3

interface MissingProps {
  missing: Mapped<unknown>["missing"]
  placeName: (place: AddressWords) => string
  onOpenFilter: (filter: string) => void
}

/** Who is not on the map, and the lists in which to mend it. */
export function Missing({ missing, placeName, onOpenFilter }: MissingProps) {
  const t = usePhrases(mapPhrases)
  if (missing.empty + missing.unknown === 0) return null
  return (
    <section className="map-missing" aria-label={t("noPlace")}>
      <h3>{t("noPlace")}</h3>
      <ul>
        {missing.empty > 0 && (
          <li>
            <span>{t("empty", { n: missing.empty })}</span>
            <button type="button" className="link" onClick={() => onOpenFilter(missing.filter)}>
              {t("mend")}
              <span className="hidden-visually"> · {t("empty", { n: missing.empty })}</span>
            </button>
          </li>
        )}
        {missing.unknown > 0 && (
          <li>
            <span>{t("unknown", { n: missing.unknown })}</span>
          </li>
        )}
        {missing.places.slice(0, NAMED).map(({ place, count, filter }) => (
          <li key={filter}>
            <span className="cut">{t("openPlace", { place: placeName(place), n: count })}</span>
            <button type="button" className="link" onClick={() => onOpenFilter(filter)}>
              {t("mend")}
              <span className="hidden-visually"> · {placeName(place)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
