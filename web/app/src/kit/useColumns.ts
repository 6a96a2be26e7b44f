// Which columns of a list somebody shows, in which order and how wide: kept on this device, per user and list.
// The URL wins over what is kept, so that a copied link shows a colleague the same columns.

import { useState } from "react"
import { useSession } from "./session"

export interface ColumnLayout {
  keys: string[]
  /** Pixels of the columns somebody has resized. */
  widths: Record<string, number>
}

export interface ColumnsOf {
  list: string
  /** Every column there is, in the order of the house. */
  known: string[]
  /** What everybody sees first. */
  first: string[]
  /** The columns the URL asks for. */
  asked: string | undefined
  /** Tells the URL; undefined when it is what everybody sees first. */
  onAsked: (columns: string | undefined) => void
}

export const LEAST_WIDTH = 48

function readKept(text: string | null): Partial<ColumnLayout> {
  try {
    const kept: Partial<ColumnLayout> = JSON.parse(text ?? "{}")
    return { keys: Array.isArray(kept.keys) ? kept.keys : undefined, widths: kept.widths }
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

export function useColumns({ list, known, first, asked, onAsked }: ColumnsOf) {
  const place = `guanxi.columns.${list}.${useSession().user.id}`
  const [kept, setKept] = useState(() => readKept(localStorage.getItem(place)))
  const wanted = asked?.split(",") ?? kept.keys ?? first
  const keys = wanted.filter((key, at) => known.includes(key) && wanted.indexOf(key) === at)
  const widths = kept.widths ?? {}

  const keep = (next: ColumnLayout) => {
    setKept(next)
    try {
      localStorage.setItem(place, JSON.stringify(next))
    } catch {
      // Without storage the choice lives as long as the page.
    }
  }
  const setKeys = (next: string[]) => {
    keep({ keys: next, widths })
    const text = next.join(",")
    onAsked(text === first.join(",") ? undefined : text)
  }
  return {
    keys,
    widths,
    toggle: (key: string) => setKeys(keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]),
    move: (key: string, before: string | null) => setKeys(moved(keys, key, before)),
    /** Undefined gives the column its own width back. */
    resize: (key: string, width: number | undefined) => {
      const { [key]: _, ...others } = widths
      const px = width === undefined ? undefined : Math.max(LEAST_WIDTH, Math.round(width))
      keep({ keys, widths: px === undefined ? others : { ...others, [key]: px } })
    },
    reset: () => {
      keep({ keys: first, widths: {} })
      onAsked(undefined)
    },
    changed: keys.join(",") !== first.join(",") || Object.keys(widths).length > 0,
  }
}

export type Columns = ReturnType<typeof useColumns>
