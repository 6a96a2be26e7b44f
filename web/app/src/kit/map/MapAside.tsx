// Beside a map, the same as a list: places by count or areas, the rows of a chosen place, and who is not on the map.

import "../segments.css"
import type { AddressWords, MapCell, Mapped } from "@api/contract"
import type { UseQueryResult } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import type { ReactNode } from "react"
import { MAP_LOOKS, type MapLook } from "../layout/layout"
import { Missing } from "./Missing"
import { mapPhrases } from "./phrases"

interface MapAsideProps<Row> {
  map: Mapped<Row> | undefined
  look: MapLook
  onMapLook: (look: MapLook) => void
  places: { key: string; cell: MapCell<Row>; name: string }[]
  areas: { area: string; name: string; count: number; shade: number }[]
  /** The place whose rows are listed. */
  chosen: { cell: MapCell<Row>; name: string; map: UseQueryResult<Mapped<Row>> } | null
  rowKey: (row: Row) => string
  entry: (row: Row, className: string) => ReactNode
  near: ReactNode
  placeName: (place: AddressWords) => string
  onPlace: (cell: MapCell<Row>) => void
  onArea: (area: string) => void
  onBack: () => void
  onOpenFilter: (filter: string) => void
}

export function MapAside<Row>(props: MapAsideProps<Row>) {
  const { map, look, chosen, onOpenFilter } = props
  const t = usePhrases(mapPhrases)
  return (
    <aside className="map-aside" aria-label={t("places")}>
      {chosen ? (
        <div className="row map-head">
          <IconButton icon="left" label={t("back")} onClick={props.onBack} />
          <h2 className="cut grow">{chosen.name}</h2>
          {chosen.cell.filter && (
            <button type="button" className="link small nowrap" onClick={() => onOpenFilter(chosen.cell.filter ?? "")}>
              {t("openList")}
            </button>
          )}
        </div>
      ) : (
        <div className="row map-head">
          <h2 className="small quiet grow" aria-live="polite">
            {map && t(look === "areas" ? "ofTotal" : "inside", { n: look === "areas" ? map.total : map.inside })}
          </h2>
          <fieldset className="segments" aria-label={t("look")}>
            {MAP_LOOKS.map((one) => (
              <button
                key={one}
                type="button"
                className="segment"
                aria-pressed={one === look}
                onClick={() => props.onMapLook(one)}
              >
                {t(one)}
              </button>
            ))}
          </fieldset>
        </div>
      )}
      {props.near}
      <div
        className="map-list"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
        role="group"
        aria-label={chosen?.name ?? t(look)}
      >
        {chosen ? (
          <Rows chosen={chosen} rowKey={props.rowKey} entry={props.entry} />
        ) : !map ? (
          <SkeletonRows rows={8} />
        ) : look === "areas" ? (
          <Areas areas={props.areas} onArea={props.onArea} />
        ) : (
          <Places {...props} more={map.more} />
        )}
      </div>
      {map && <Missing missing={map.missing} placeName={props.placeName} onOpenFilter={onOpenFilter} />}
      <p className="map-source">{t("source")}</p>
    </aside>
  )
}

function Places<Row>({ map, places, entry, onPlace, more }: MapAsideProps<Row> & { more: boolean }) {
  const t = usePhrases(mapPhrases)
  const format = useFormat()
  if (places.length === 0) return <p className="map-line small quiet">{t(map?.bounds ? "nothing" : "nothingPlaced")}</p>
  return (
    <ul>
      {places.map(({ key, cell, name }) => (
        <li key={key}>
          {cell.row ? (
            entry(cell.row, "map-line")
          ) : (
            <button type="button" className="map-line" onClick={() => onPlace(cell)}>
              <span className="hidden-visually">{t("openPlace", { place: name, n: cell.count })}</span>
              <span className="cut grow" aria-hidden="true">
                {name}
              </span>
              <span className="map-count" aria-hidden="true">
                {format.number(cell.count)}
              </span>
            </button>
          )}
        </li>
      ))}
      {more && <li className="map-line small quiet">{t("tooMany")}</li>}
    </ul>
  )
}

function Areas({ areas, onArea }: Pick<MapAsideProps<never>, "areas" | "onArea">) {
  const t = usePhrases(mapPhrases)
  const format = useFormat()
  if (areas.length === 0) return <p className="map-line small quiet">{t("nothingPlaced")}</p>
  return (
    <ul>
      {areas.map(({ area, name, count, shade }) => (
        <li key={area}>
          <button type="button" className="map-line" onClick={() => onArea(area)}>
            <span className="hidden-visually">{t("area", { place: name, n: count })}</span>
            <i className={`shade shade-${shade}`} aria-hidden="true" />
            <span className="cut grow" aria-hidden="true">
              {name}
            </span>
            <span className="map-count" aria-hidden="true">
              {format.number(count)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Rows<Row>({
  chosen,
  rowKey,
  entry,
}: Pick<MapAsideProps<Row>, "rowKey" | "entry"> & { chosen: NonNullable<MapAsideProps<Row>["chosen"]> }) {
  const t = usePhrases(mapPhrases)
  const { map, cell } = chosen
  if (map.isError) return <Failed error={map.error} retry={() => void map.refetch()} />
  if (!map.data) return <SkeletonRows rows={Math.min(cell.count, 8)} height={44} />
  const rest = map.data.inside - map.data.rows.length
  return (
    <ul>
      {map.data.rows.map((row) => (
        <li key={rowKey(row)}>{entry(row, "map-line")}</li>
      ))}
      {rest > 0 && <li className="map-line small quiet">{t("more", { n: rest })}</li>}
    </ul>
  )
}
