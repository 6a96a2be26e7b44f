// The outlines of countries and of the provinces of China, as paths on a plane that is PLANE wide. Read when the first
// map is opened, coarse ones first, and kept; nothing is asked of any other server. Without them a map still shows
// its circles.

import { geoMercator, geoPath } from "d3-geo"
import { feature } from "topojson-client"
import type { GeometryCollection, Topology } from "topojson-specification"
import fine from "world-atlas/countries-50m.json?url"
import coarse from "world-atlas/countries-110m.json?url"
import china from "./data/china.json?url"
import codes from "./data/codes.json"

export const PLANE = 2048

export interface Outline {
  /** "CN", or "CN.04" for a province. */
  area: string
  path: string
  /** West, south, east and north on the plane: left, top, right, bottom. */
  edges: readonly [number, number, number, number]
}
export interface Outlines {
  countries: Outline[]
  provinces: Outline[]
}

type Shapes = Topology<Record<string, GeometryCollection>>

const byNumber: Record<string, string> = codes
const projection = geoMercator()
  .scale(PLANE / (2 * Math.PI))
  .translate([PLANE / 2, PLANE / 2])
  .clipExtent([
    [0, 0],
    [PLANE, PLANE],
  ])

async function read(url: string): Promise<Shapes> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return answer.json()
}

function drawn(shapes: Shapes, name: string, areaOf: (id: string) => string, digits: number): Outline[] {
  const path = geoPath(projection).digits(digits)
  const collection = shapes.objects[name]
  if (!collection) return []
  return feature(shapes, collection).features.flatMap((one) => {
    const text = path(one)
    const [[left, top], [right, bottom]] = path.bounds(one)
    return text ? [{ area: areaOf(String(one.id ?? "")), path: text, edges: [left, top, right, bottom] as const }] : []
  })
}

const country = (id: string) => byNumber[id.padStart(3, "0")] ?? ""

export const coarseOutlines = async (): Promise<Outlines> => ({
  countries: drawn(await read(coarse), "countries", country, 1),
  provinces: [],
})

export async function fineOutlines(): Promise<Outlines> {
  const [world, provinces] = await Promise.all([read(fine), read(china)])
  return {
    countries: drawn(world, "countries", country, 2),
    provinces: drawn(provinces, "provinces", (id) => id, 2),
  }
}
