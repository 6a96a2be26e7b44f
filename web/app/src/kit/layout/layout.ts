// How a list is laid out: rows, a board, a calendar, a map, groups in a table. It is part of the URL and of saved views.

import type { Field, ViewBody } from "@api/contract"

export type LayoutKind = "board" | "calendar" | "groups" | "map"

/** How a map shows counts: circles on places, or shades of areas. It stands where others name a field. */
export const MAP_LOOKS = ["circles", "areas"] as const
export type MapLook = (typeof MAP_LOOKS)[number]
export const mapLook = (text: string | undefined): MapLook => MAP_LOOKS.find((one) => one === text) ?? "circles"

export interface LayoutSearch {
  board?: string
  calendar?: string
  groups?: string
  map?: string
  /** A day of the month or week that a calendar shows, without it today; the middle and zoom that a map shows. */
  at?: string
  /** "week"; without it, a month. */
  span?: string
}

export interface Layout {
  kind: LayoutKind
  field: string
}

export function layoutOf(search: LayoutSearch): Layout | null {
  if (search.board) return { kind: "board", field: search.board }
  if (search.calendar) return { kind: "calendar", field: search.calendar }
  if (search.map) return { kind: "map", field: mapLook(search.map) }
  return search.groups ? { kind: "groups", field: search.groups } : null
}

/** What the URL says of a layout; every other layout's part of it is cleared. */
export const layoutSearch = (layout: Layout | null): LayoutSearch => ({
  board: undefined,
  calendar: undefined,
  groups: undefined,
  map: undefined,
  at: undefined,
  span: undefined,
  ...(layout && { [layout.kind]: layout.field }),
})

/** A layout as a view keeps it: by name and field, not by the day or place that was looked at. */
export function layoutBody(search: LayoutSearch): Pick<ViewBody, "layout" | "group"> {
  const layout = layoutOf(search)
  if (!layout) return {}
  const name = layout.kind === "calendar" && search.span === "week" ? "week" : layout.kind
  return { layout: name, group: layout.field }
}

export function bodyLayout({ layout, group }: Pick<ViewBody, "layout" | "group">): LayoutSearch {
  if (!group) return layoutSearch(null)
  if (layout === "week") return { ...layoutSearch({ kind: "calendar", field: group }), span: "week" }
  const kind = (["board", "calendar", "groups", "map"] as const).find((one) => one === layout)
  return layoutSearch(kind ? { kind, field: group } : null)
}

const BOARDS = ["lifecycle", "tier", "owner", "life_stage", "city", "region", "status"]

/** Fields whose values are few enough to stand side by side. */
export const onBoard = (field: Field): boolean =>
  field.custom ? ["choice", "user", "rating", "bool"].includes(field.type) : BOARDS.includes(field.key)

/** The server says by what lists can be counted. */
export const groupable = (field: Field): boolean => field.groupable === true

/** Fields whose sums say something. */
export const addsUp = (field: Field): boolean => ["number", "integer", "money"].includes(field.type)

/** A birthday lies in the year of birth, where no calendar looks. */
export const onCalendar = (field: Field): boolean =>
  (field.type === "date" || field.type === "date_time") && field.key !== "birth_date"
