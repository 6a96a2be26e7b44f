// A list on a map: circles by count or areas by shade, and beside it the same as a list, which is also what a keyboard
// and a screen reader use. In: the list's filter, by way of `read`. Out: a row opened, a list opened, another view.
// The server counts; here nothing is kept but where one looks, which is in the address.

import "./map.css"
import type { MapParams } from "@api/client"
import type { MapCell, Mapped } from "@api/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed } from "@ui/States"
import { type ReactNode, useEffect, useMemo, useState } from "react"
import type { Place } from "../distance"
import type { MapLook } from "../layout/layout"
import { usePosition } from "../nearby/usePosition"
import { useSize } from "../useSize"
import { edgesOf, PROVINCES } from "./Ground"
import { MapAside } from "./MapAside"
import { MapCanvas } from "./MapCanvas"
import { PLANE } from "./outlines"
import { mapPhrases } from "./phrases"
import {
  asked,
  type Box,
  fitted,
  held,
  mostly,
  radiusOf,
  readView,
  shadeOf,
  shades,
  unproject,
  type View,
  viewText,
} from "./projection"
import { usePlaceNames } from "./usePlaceNames"

interface ListMapProps<Row> {
  /** What the list is called. */
  title: string
  queryKey: readonly string[]
  read: (params: MapParams, signal: AbortSignal) => Promise<Mapped<Row>>
  rowKey: (row: Row) => string
  nameOf: (row: Row) => string
  /** A line of the list beside the map: a link to the row. */
  entry: (row: Row, className: string) => ReactNode
  onOpenRow: (row: Row) => void
  onOpenFilter: (filter: string) => void
  look: MapLook
  at: string | undefined
  onLook: (look: { map?: MapLook; at?: string }) => void
  /** What stands beside the map once it is known where the reader is. */
  near?: (here: Place) => ReactNode
}

/** Rows that are listed of a place. */
const LISTED = 50
/** Milliseconds of rest after which the address and the server are told of a view. */
const REST = 250

const cellKey = ({ lat, lng }: MapCell<unknown>) => `${lat.toFixed(6)} ${lng.toFixed(6)}`
const boxParams = ([west, south, east, north]: Box) => ({ west, south, east, north })
/** A point has no width; a box around it must hold it whatever a number loses on its way. */
const around = ([w, s, e, n]: Box): Box => [
  Math.max(-180, w - 1e-6),
  Math.max(-90, s - 1e-6),
  Math.min(180, e + 1e-6),
  Math.min(90, n + 1e-6),
]

export function ListMap<Row>(props: ListMapProps<Row>) {
  const { queryKey, read, look, at, onLook } = props
  const t = usePhrases(mapPhrases)
  const format = useFormat()
  const names = usePlaceNames()
  const [frame, size] = useSize<HTMLDivElement>()
  const [chosen, setChosen] = useState<string | null>(null)
  const [located, setLocated] = useState(false)
  const position = usePosition(located)
  const here = position?.state === "known" ? position.place : null

  // The view is the address's, but for the moment in which it is being changed.
  const [moving, setMoving] = useState<{ view: View; ats: (string | undefined)[] } | null>(null)
  const world = useQuery({
    queryKey: [...queryKey, "map", "world"],
    queryFn: ({ signal }) => read({ zoom: 2 }, signal),
    placeholderData: keepPreviousData,
  })
  const first = useMemo(() => world.data && (mostly(world.data.cells) ?? world.data.bounds), [world.data])
  const wanted = moving?.ats.includes(at) ? moving.view : readView(at)
  const view =
    size && (wanted ? held(wanted, size) : (first && fitted(first, size, 9)) || middleOfAll(size, world.isPending))
  const onView = (next: View) => setMoving({ view: next, ats: [at] })
  useEffect(() => {
    if (!moving || moving.ats.length > 1) return
    const rest = setTimeout(() => {
      const text = viewText(moving.view)
      setMoving({ view: moving.view, ats: [...moving.ats, text] })
      onLook({ at: text })
    }, REST)
    return () => clearTimeout(rest)
  }, [moving, onLook])
  // Whoever is found is looked at, once.
  const [seen, setSeen] = useState<Place | null>(null)
  if (here && here !== seen && size) {
    setSeen(here)
    setMoving({ view: held({ ...here, zoom: Math.max(view?.zoom ?? 0, 13) }, size), ats: [at] })
  }

  const ask = useRested(size && view ? asked(view, size) : null)
  const inside = useQuery({
    queryKey: [...queryKey, "map", ask],
    queryFn: ({ signal }) => read(ask ? { ...boxParams(ask.box), zoom: ask.zoom } : {}, signal),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const map = inside.data ?? world.data
  const cells = useMemo(() => (inside.data ?? world.data)?.cells ?? [], [inside.data, world.data])
  const cell = cells.find((one) => cellKey(one) === chosen) ?? null
  const most = cells[0]?.count ?? 1
  const labelled = useMemo(
    () =>
      cells.map((one) => ({ key: cellKey(one), cell: one, name: one.row ? props.nameOf(one.row) : names.cell(one) })),
    [cells, names, props.nameOf],
  )

  const within = useQuery({
    queryKey: [...queryKey, "map", "rows", cell?.box],
    queryFn: ({ signal }) =>
      read(cell ? { ...boxParams(around(cell.box)), zoom: ask?.zoom ?? 2, rows: LISTED } : {}, signal),
    enabled: cell !== null,
  })

  const fit = (box: Box, closest?: number) => size && onView(fitted(box, size, closest))
  const openCell = (one: MapCell<Row>) => {
    if (one.row) return props.onOpenRow(one.row)
    const apart = Math.max(one.box[2] - one.box[0], one.box[3] - one.box[1]) > 1e-3
    if (apart && size && view && view.zoom < 17) {
      const next = fitted(one.box, size, 17)
      // Always closer, so that a click never seems to do nothing.
      return onView(
        next.zoom > view.zoom + 0.5 ? next : held({ lng: one.lng, lat: one.lat, zoom: view.zoom + 1.5 }, size),
      )
    }
    setChosen(cellKey(one))
  }
  const openArea = (area: string) => {
    const edges = edgesOf(area)
    if (!edges) return
    const [a, b] = [unproject(edges[0] / PLANE, edges[1] / PLANE), unproject(edges[2] / PLANE, edges[3] / PLANE)]
    fit([a.lng, b.lat, b.lng, a.lat], area === "CN" ? 4.2 : 8)
  }

  // China as a whole gives way to its provinces where those are drawn.
  const provinces = (view?.zoom ?? 0) >= PROVINCES
  const areas = useMemo(
    () =>
      (map?.areas ?? [])
        .filter(({ area }) => (provinces ? area !== "CN" : !area.includes(".")))
        .sort((a, b) => b.count - a.count),
    [map, provinces],
  )
  const counts = useMemo(() => new Map(areas.map(({ area, count }) => [area, count])), [areas])
  const darkest = areas[0]?.count ?? 0
  const shade = (area: string) => shadeOf(counts.get(area) ?? 0, darkest)

  const note =
    position && position.state !== "known" ? t(position.state === "unknown" ? "notFound" : position.state) : null
  return (
    <section className="map" aria-label={t("mapOf", { list: props.title })}>
      <div ref={frame} className="map-sheet">
        {size && view && (
          <MapCanvas
            label={`${t("mapOf", { list: props.title })}. ${t("hint")}`}
            view={view}
            size={size}
            onView={onView}
            busy={inside.isFetching}
            here={here}
            shade={look === "areas" ? shade : undefined}
            onArea={openArea}
            marks={
              look === "areas"
                ? []
                : labelled.map(({ key, cell: one, name }) => ({
                    key,
                    lat: one.lat,
                    lng: one.lng,
                    radius: radiusOf(one.count, most),
                    text: one.count > 1 ? format.compact(one.count) : "",
                    // Coordinates say nothing there that the circle does not.
                    name: one.place || one.row ? name : "",
                    title: t("openPlace", { place: name, n: one.count }),
                    chosen: key === chosen,
                  }))
            }
            onMark={(key) => {
              const touched = cells.find((one) => cellKey(one) === key)
              if (touched) openCell(touched)
            }}
            tools={
              <>
                <IconButton
                  icon="globe"
                  label={t("all")}
                  disabled={!map?.bounds}
                  onClick={() => map?.bounds && fit(map.bounds)}
                />
                {props.near && (
                  <IconButton
                    icon="pin"
                    label={t("locate")}
                    on={located}
                    aria-pressed={located}
                    onClick={() => setLocated(!located)}
                  />
                )}
              </>
            }
          />
        )}
        {look === "areas" && darkest > 0 && (
          <div className="map-key">
            <ol>
              {shades(darkest).map((one) => (
                <li key={one.shade}>
                  <i className={`shade-${one.shade}`} />
                  {format.compact(one.from)}+
                </li>
              ))}
            </ol>
            {(map?.fields.length ?? 0) > 0 && <p>{t("byAddress")}</p>}
          </div>
        )}
        {note && (
          <p className="map-note" role="status">
            {note}
          </p>
        )}
      </div>
      {inside.isError && !inside.data ? (
        <aside className="map-aside">
          <Failed error={inside.error} retry={() => void inside.refetch()} />
        </aside>
      ) : (
        <MapAside
          map={map}
          look={look}
          onMapLook={(map) => onLook({ map })}
          places={labelled}
          areas={areas.map(({ area, count }) => ({ area, count, name: names.area(area), shade: shade(area) }))}
          chosen={cell && { cell, name: names.cell(cell), map: within }}
          rowKey={props.rowKey}
          entry={props.entry}
          near={here && props.near?.(here)}
          placeName={names.words}
          onPlace={openCell}
          onArea={openArea}
          onBack={() => setChosen(null)}
          onOpenFilter={props.onOpenFilter}
        />
      )}
    </section>
  )
}

/** Where nothing has a place, the whole world is shown; while that is not known yet, nothing. */
const middleOfAll = (size: { width: number; height: number }, waits: boolean): View | null =>
  waits ? null : held({ lng: 105, lat: 30, zoom: 0 }, size)

/** A value once it has rested; what is asked of the server is not asked for every pixel of a push. */
function useRested<T>(value: T): T {
  const text = JSON.stringify(value)
  const [rested, setRested] = useState({ text, value })
  useEffect(() => {
    if (text === rested.text) return
    const rest = setTimeout(() => setRested({ text, value }), rested.text === "null" ? 0 : REST)
    return () => clearTimeout(rest)
  }, [text, value, rested.text])
  return rested.value
}
