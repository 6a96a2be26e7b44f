// Which figure of which part is open, as the address holds it: "won.0,-.1", with ".b" for the span compared with. Pure.

import type { Opened } from "../../kit/charts/opened"

export interface OpenedIn {
  tile: string
  opened: Opened
}

export const writeOpened = (tile: string, { at, measure, before }: Opened): string =>
  [at.map((place) => place ?? "-").join(",") || "_", measure, before ? "b" : "f", tile].join(".")

export function readOpened(text: string | undefined): OpenedIn | null {
  const match = /^([\d,_-]+)\.(\d+)\.([bf])\.(.+)$/.exec(text ?? "")
  if (!match) return null
  const [, places = "_", measure = "0", span, tile = ""] = match
  const at = places === "_" ? [] : places.split(",").map((place) => (place === "-" ? null : Number(place)))
  if (at.some((place) => place !== null && !Number.isInteger(place))) return null
  return { tile, opened: { at, measure: Number(measure), ...(span === "b" ? { before: true } : {}) } }
}
