// Which columns of a list somebody shows, in which order, how wide and up to where they stay: kept on this device, per
// user and list. The URL wins over what is kept, so that a copied link shows a colleague the same columns; and where it
// names a view, what the view does not say is as everybody sees it first.

import type { ViewBody } from "@api/contract"
import { useEffect, useRef, useState } from "react"
import { useSession } from "./session"

/** What the URL says of columns. */
export interface ColumnsSearch {
  columns?: string
  /** The last column that stays while the rest scrolls sideways; see NONE_FROZEN. */
  frozen?: string
  /** As "city:180,owner:120". */
  widths?: string
}

export interface ColumnLayout {
  keys: string[]
  /** Pixels of the columns somebody has resized. */
  widths: Record<string, number>
  frozen?: string
  /** On a phone: rows and columns rather than cards. */
  table?: boolean
}

export interface ColumnsOf {
  list: string
  /** Every column there is, in the order of the house. */
  known: string[]
  /** What everybody sees first. */
  first: string[]
  /** What the URL asks for. */
  asked: ColumnsSearch & { view?: string }
  /** Tells the URL; undefined when it is what everybody sees first. */
  onAsked: (set: ColumnsSearch) => void
}

export const LEAST_WIDTH = 48
/** In place of a column's key: that no column stays. */
export const NONE_FROZEN = "-"
/** A dragged edge moves with every pixel; the URL is told when it rests. */
const RESTS = 250

function readKept(text: string | null): Partial<ColumnLayout> {
  try {
    const kept: Partial<ColumnLayout> = JSON.parse(text ?? "{}")
    return { ...kept, keys: Array.isArray(kept.keys) ? kept.keys : undefined }
  } catch {
    return {}
  }
}

/** The key moved to stand before another, or to the end. */
export function moved(keys: string[], key: string, before: string | null): string[] {
  if (key === before) return keys
  const rest = keys.filter((other) => other !== key)
  const at = before === null ? -1 : rest.indexOf(before)
  return at < 0 ? [...rest, key] : [...rest.slice(0, at), key, ...rest.slice(at)]
}

export const widthsText = (widths: Record<string, number> = {}): string | undefined =>
  Object.entries(widths)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, px]) => `${key}:${px}`)
    .join(",") || undefined

export function readWidths(text: string | undefined): Record<string, number> | undefined {
  if (text === undefined) return undefined
  const parts = text.split(",").map((part) => part.split(":"))
  return Object.fromEntries(
    parts.flatMap(([key = "", px]) => (Number(px) >= LEAST_WIDTH ? [[key, Math.round(Number(px))]] : [])),
  )
}

/** What the URL says of a view's columns. */
export const columnsOfView = (view: ViewBody | null): ColumnsSearch => ({
  columns: view?.columns?.join(",") || undefined,
  frozen: view?.frozen || undefined,
  widths: widthsText(view?.widths),
})

export function useColumns({ list, known, first, asked, onAsked }: ColumnsOf) {
  const place = `guanxi.columns.${list}.${useSession().user.id}`
  const [kept, setKept] = useState(() => readKept(localStorage.getItem(place)))
  const mine = asked.view === undefined ? kept : {}
  const wanted = asked.columns?.split(",") ?? mine.keys ?? first
  const keys = wanted.filter((key, at) => known.includes(key) && wanted.indexOf(key) === at)
  const frozen = asked.frozen ?? mine.frozen
  // Between the drag of an edge and its rest, the URL still says the width from before.
  const [dragged, setDragged] = useState<{ over: string | undefined; widths: Record<string, number> } | null>(null)
  const drags = dragged?.over === asked.widths ? dragged : null
  const widths = drags?.widths ?? readWidths(asked.widths) ?? mine.widths ?? {}
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(rest.current), [])

  const keep = (set: Partial<ColumnLayout>) => {
    const next: ColumnLayout = { keys, widths, frozen, table: kept.table, ...set }
    setKept(next)
    try {
      localStorage.setItem(place, JSON.stringify(next))
    } catch {
      // Without storage the choice lives as long as the page.
    }
  }
  const asIs = (next: string[]) => next.join(",") === first.join(",")
  const setKeys = (next: string[]) => {
    keep({ keys: next })
    onAsked({ columns: asIs(next) ? undefined : next.join(",") })
  }
  return {
    keys,
    widths,
    frozen,
    /** Whether a phone shows rows and columns rather than cards. */
    table: kept.table === true,
    showTable: (table: boolean) => keep({ table }),
    toggle: (key: string) => setKeys(keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]),
    move: (key: string, before: string | null) => setKeys(moved(keys, key, before)),
    /** The columns up to this one stay while the rest scrolls sideways; NONE_FROZEN for none of them. */
    freeze: (key: string) => {
      keep({ frozen: key })
      onAsked({ frozen: key })
    },
    /** Undefined gives the column its own width back. */
    resize: (key: string, width: number | undefined) => {
      const { [key]: _, ...others } = widths
      const px = width === undefined ? undefined : Math.max(LEAST_WIDTH, Math.round(width))
      const next = px === undefined ? others : { ...others, [key]: px }
      keep({ widths: next })
      setDragged({ over: asked.widths, widths: next })
      clearTimeout(rest.current)
      rest.current = setTimeout(() => onAsked({ widths: widthsText(next) }), RESTS)
    },
    reset: () => {
      keep({ keys: first, widths: {}, frozen: undefined })
      setDragged(null)
      onAsked({ columns: undefined, frozen: undefined, widths: undefined })
    },
    changed: !asIs(keys) || Object.keys(widths).length > 0 || frozen !== undefined,
    /** What a view keeps of it. */
    body: {
      columns: asIs(keys) ? undefined : keys,
      frozen,
      widths: Object.keys(widths).length > 0 ? widths : undefined,
    },
  }
}

export type Columns = ReturnType<typeof useColumns>
