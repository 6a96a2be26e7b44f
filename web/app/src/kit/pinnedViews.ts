// Lists somebody has pinned to the navigation: a filter, words looked for and an order, kept on this device per user.

import { useSyncExternalStore } from "react"
import { useSession } from "./session"

export interface PinnedView {
  filter?: string
  q?: string
  sort?: string
}

const NONE: PinnedView[] = []
const MOST = 12
const watchers = new Set<() => void>()
// The store must answer with the same array until something changes.
const read = new Map<string, { text: string; views: PinnedView[] }>()

export const sameView = (a: PinnedView, b: PinnedView): boolean =>
  (a.filter ?? "") === (b.filter ?? "") && (a.q ?? "") === (b.q ?? "")

function parse(text: string): PinnedView[] {
  try {
    const kept: unknown = JSON.parse(text)
    return Array.isArray(kept) ? kept.flatMap(readView) : NONE
  } catch {
    return NONE
  }
}

function readView(kept: unknown): PinnedView[] {
  if (typeof kept !== "object" || kept === null) return []
  const text = (key: string) => {
    const value: unknown = Reflect.get(kept, key)
    return typeof value === "string" && value !== "" ? value : undefined
  }
  const view = { filter: text("filter"), q: text("q"), sort: text("sort") }
  return view.filter || view.q ? [view] : []
}

function viewsAt(place: string): PinnedView[] {
  const text = localStorage.getItem(place) ?? ""
  if (text === "") return NONE
  const known = read.get(place)
  if (known?.text === text) return known.views
  const views = parse(text)
  read.set(place, { text, views })
  return views
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  // Another tab may pin as well.
  window.addEventListener("storage", watcher)
  return () => {
    watchers.delete(watcher)
    window.removeEventListener("storage", watcher)
  }
}

export function usePinnedViews() {
  const place = `guanxi.pinned.${useSession().user.id}`
  const views = useSyncExternalStore(watch, () => viewsAt(place))
  const keep = (next: PinnedView[]) => {
    try {
      localStorage.setItem(place, JSON.stringify(next))
    } catch {
      return
    }
    for (const watcher of watchers) watcher()
  }
  return {
    views,
    isPinned: (view: PinnedView) => views.some((one) => sameView(one, view)),
    toggle: (view: PinnedView) => {
      const rest = views.filter((one) => !sameView(one, view))
      keep(rest.length < views.length ? rest : [...rest, view].slice(-MOST))
    },
  }
}
