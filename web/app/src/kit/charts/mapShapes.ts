// The outlines of a map of figures, fitted into its box. Read when the first such map is shown, and kept.

import { type GeoProjection, geoConicEqualArea, geoNaturalEarth1, geoPath } from "d3-geo"
import type { FeatureCollection } from "geojson"
import { feature } from "topojson-client"
import type { GeometryCollection, Topology } from "topojson-specification"
import fine from "world-atlas/countries-50m.json?url"
import coarse from "world-atlas/countries-110m.json?url"
import china from "../map/data/china.json?url"
import codes from "../map/data/codes.json"

type Shapes = Topology<Record<string, GeometryCollection>>
type Shape = FeatureCollection["features"][number]

const byNumber: Record<string, string> = codes
const country = (id: string) => byNumber[id.padStart(3, "0")] ?? ""
/** Beside the outlines of provinces. */
const BESIDE = ["TW", "HK", "MO"]

export interface Area {
  area: string
  path: string
  middle: [number, number]
}

async function read(
  url: string,
  name: string,
  areaOf: (id: string) => string,
): Promise<{ area: string; shape: Shape }[]> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  const shapes: Shapes = await answer.json()
  const collection = shapes.objects[name]
  if (!collection) return []
  return feature(shapes, collection).features.map((shape) => ({ area: areaOf(String(shape.id ?? "")), shape }))
}

export type Ground = Awaited<ReturnType<typeof read>>

export async function readGround(map: "china" | "world"): Promise<Ground> {
  // Nobody lives in Antarctica who could be counted, and it would take a fifth of the map.
  if (map === "world") return (await read(coarse, "countries", country)).filter(({ area }) => area !== "AQ")
  const [provinces, countries] = await Promise.all([
    read(china, "provinces", (id) => id),
    read(fine, "countries", country),
  ])
  return [...provinces, ...countries.filter(({ area }) => BESIDE.includes(area))]
}

export function fitted(map: "china" | "world", ground: Ground, width: number, height: number): Area[] {
  const all = { type: "FeatureCollection" as const, features: ground.map(({ shape }) => shape) }
  const projection: GeoProjection =
    map === "china" ? geoConicEqualArea().parallels([25, 47]).rotate([-105, 0]) : geoNaturalEarth1()
  projection.fitExtent(
    [
      [4, 4],
      [width - 4, height - 4],
    ],
    all,
  )
  const path = geoPath(projection).digits(1)
  return ground.flatMap(({ area, shape }) => {
    const text = path(shape)
    const [x, y] = path.centroid(shape)
    return text ? [{ area, path: text, middle: [x, y] as [number, number] }] : []
  })
}
