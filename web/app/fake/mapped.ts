// Lists on a map, as the real server answers them, over the fake's own rows and the few cities that they are in.

import type { MapCell, Mapped } from "@api/contract"
import type { Call } from "./router"

interface Placed {
  city: string | null
  region: string | null
}

const CITIES: Record<string, [number, number, string]> = {
  上海: [31.222, 121.458, "CN.23"],
  北京: [39.907, 116.397, "CN.22"],
  杭州: [30.294, 120.161, "CN.02"],
  苏州: [31.304, 120.595, "CN.04"],
  南京: [32.062, 118.778, "CN.04"],
  成都: [30.667, 104.067, "CN.32"],
  广州: [23.117, 113.25, "CN.30"],
  深圳: [22.546, 114.068, "CN.30"],
  武汉: [30.583, 114.267, "CN.12"],
}

/** Each city a square of its own; no field places anybody here. */
export function mapOf<T extends Placed>(call: Call, rows: (filter: string) => T[]): Mapped<T> {
  const filter = call.query.get("filter") ?? ""
  const number = (name: string, without: number) => Number(call.query.get(name) ?? without)
  const [west, south, east, north] = [
    number("west", -180),
    number("south", -90),
    number("east", 180),
    number("north", 90),
  ]
  const all = rows(filter)
  const cities = new Map<string, T[]>()
  for (const row of all) cities.set(row.city ?? "", [...(cities.get(row.city ?? "") ?? []), row])
  const part = (test: string) => (filter === "" ? test : `${filter} and ${test}`)
  const cells: MapCell<T>[] = []
  const areas = new Map<string, number>()
  for (const [city, held] of cities) {
    const [lat, lng, province] = CITIES[city] ?? [Number.NaN, 0, ""]
    if (Number.isNaN(lat)) continue
    for (const area of ["CN", province]) areas.set(area, (areas.get(area) ?? 0) + held.length)
    if (lng < west || lng > east || lat < south || lat > north) continue
    const place = { country: "CN", region: held[0]?.region ?? null, city }
    const row = held.length === 1 ? (held[0] ?? null) : null
    const box: MapCell<T>["box"] = [lng, lat, lng, lat]
    cells.push({ lat, lng, count: held.length, box, place, places: 1, filter: part(`city = "${city}"`), row })
  }
  const named = [...cities].filter(([city]) => city !== "" && !CITIES[city])
  const inside = new Set(cells.map(({ place }) => place?.city))
  return {
    cells: cells.sort((a, b) => b.count - a.count),
    more: false,
    inside: cells.reduce((sum, { count }) => sum + count, 0),
    total: all.length,
    bounds: [104, 22, 122, 40],
    areas: [...areas].map(([area, count]) => ({ area, count })),
    missing: {
      empty: cities.get("")?.length ?? 0,
      filter: part("city is empty"),
      unknown: named.reduce((sum, [, held]) => sum + held.length, 0),
      places: named.map(([city, held]) => ({
        place: { country: null, region: null, city },
        count: held.length,
        filter: part(`city = "${city}"`),
      })),
    },
    rows: all.filter(({ city }) => inside.has(city ?? "")).slice(0, number("rows", 0)),
    fields: [],
  }
}
