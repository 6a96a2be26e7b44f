// An entry moved by keys: Space picks it up, arrows move it, Shift with them changes its length, Enter puts it down and
// Escape leaves it where it was. Every step is said aloud.

import { type KeyboardEvent, useEffect, useRef, useState } from "react"
import { type Place, SNAP, shifted, stretched } from "./places"
import type { Held } from "./useTurnDrag"

interface TurnGrab {
  /** Where an entry stands; null where it may not be moved. */
  placeOf: (key: string) => Place | null
  /** In a month, up and down go by weeks, and nothing has a time. */
  byDays: boolean
  /** Colleagues whose columns stand side by side, in which left and right go from one to the next. */
  columns: readonly string[] | null
  say: {
    lifted: (key: string) => string
    at: (place: Place, key: string) => string
    left: () => string
    fixed: (key: string) => string
  }
  onPut: (key: string, place: Place) => void
}

/** Where one that is held goes with a key; null where the key means nothing. */
export function stepped(
  place: Place,
  key: string,
  shift: boolean,
  byDays: boolean,
  columns: readonly string[] | null,
): Place | null {
  const up = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0
  const along = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0
  if (up === 0 && along === 0) return null
  if (shift) return up === 0 && place.minutes !== null ? null : stretched(place, (up || along) * SNAP)
  if (up !== 0) {
    if (byDays) return shifted(place, { days: up * 7 })
    // What takes the whole day has no hour to go to.
    return place.minutes === null ? null : shifted(place, { minutes: up * SNAP })
  }
  if (columns) {
    const next = columns[columns.indexOf(place.who) + along]
    return next === undefined ? null : { ...place, who: next }
  }
  return shifted(place, { days: along })
}

export function useTurnGrab(how: TurnGrab) {
  const [held, setHeld] = useState<{ key: string; place: Place } | null>(null)
  const [said, setSaid] = useState("")
  /** The entry that is to have the focus once it is drawn where it was put. */
  const wanted = useRef<string | null>(null)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const key = wanted.current
    const entry = key === null ? null : root.current?.querySelector<HTMLElement>(`[data-turn="${CSS.escape(key)}"] a`)
    if (!entry || document.activeElement === entry) return
    wanted.current = null
    entry.focus({ preventScroll: false })
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return
    const target = event.target instanceof Element ? event.target : null
    const key = target?.closest<HTMLElement>("[data-turn]")?.dataset.turn
    if (!held) {
      if (event.key !== " " || key === undefined || target?.closest("button")) return
      event.preventDefault()
      const place = how.placeOf(key)
      setSaid(place ? how.say.lifted(key) : how.say.fixed(key))
      if (place) setHeld({ key, place })
      return
    }
    const done = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (event.key === "Escape") {
      done()
      setHeld(null)
      setSaid(how.say.left())
    } else if (event.key === "Enter" || event.key === " ") {
      done()
      const from = how.placeOf(held.key)
      setHeld(null)
      wanted.current = held.key
      if (from && JSON.stringify(from) === JSON.stringify(held.place)) setSaid(how.say.left())
      else {
        setSaid(how.say.at(held.place, held.key))
        how.onPut(held.key, held.place)
      }
    } else {
      const next = stepped(held.place, event.key, event.shiftKey, how.byDays, how.columns)
      if (!next) return
      done()
      setHeld({ key: held.key, place: next })
      setSaid(how.say.at(next, held.key))
    }
  }
  return {
    root,
    held: held satisfies Held | null,
    said,
    onKeyDown,
    /** Whoever goes elsewhere has left it where it was. */
    drop: () => setHeld(null),
  }
}
