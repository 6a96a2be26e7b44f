// Entries dragged with mouse, pen or finger: a mouse drags at once, a finger after it has rested, so that the day still
// scrolls. An empty stretch dragged over is planned. In: the calendar's element, whose places carry `data-spot` ("grid",
// "all", "month"), `data-day` and `data-who`, and whose entries carry `data-turn`. Out: where one is let go.

import { type RefObject, useEffect, useRef, useState } from "react"
import { DAY_MINUTES } from "../../kit/activities/wall"
import { listenToDrags, swallowClick } from "../../kit/dragging"
import { DRAWN, type Place, SNAP, snapped } from "./places"

export interface Held {
  /** The entry; null where a new one is drawn. */
  key: string | null
  place: Place
}

interface TurnDrag {
  /** Where an entry stands; null where it may not be moved. */
  placeOf: (key: string) => Place | null
  onPut: (key: string, place: Place) => void
  /** `drawn` is false where an empty place was only pressed. */
  onMake: (place: Place, drawn: boolean) => void
}

interface Spot {
  kind: "grid" | "all" | "month"
  day: string
  who: string
  minutes: number
}

const [SLIP, REST, EDGE, STEP] = [5, 320, 56, 12]
const PRESSED = 60

function spotAt(x: number, y: number): Spot | null {
  // A bar lies over the places of whole days, an entry inside the column of its day.
  const element = document
    .elementsFromPoint(x, y)
    .map((one) => one.closest<HTMLElement>("[data-spot]"))
    .find((one) => one !== null)
  const { spot, day, who = "" } = element?.dataset ?? {}
  if (!element || day === undefined || (spot !== "grid" && spot !== "all" && spot !== "month")) return null
  const box = element.getBoundingClientRect()
  return { kind: spot, day, who, minutes: box.height > 0 ? ((y - box.top) / box.height) * DAY_MINUTES : 0 }
}

/** Where an entry is, dragged to a spot; `grip` is how far below its beginning it was taken. */
export function dragged(from: Place, spot: Spot, grip: number): Place {
  const who = spot.who || from.who
  if (spot.kind === "month") return { ...from, day: spot.day, who }
  if (spot.kind === "all")
    return { day: spot.day, minutes: null, long: from.minutes === null ? from.long : DAY_MINUTES, who }
  const long = from.minutes === null ? PRESSED : from.long
  const at = Math.min(DAY_MINUTES - SNAP, Math.max(0, snapped(spot.minutes - (from.minutes === null ? DRAWN : grip))))
  return { day: spot.day, minutes: at, long, who }
}

/** Its end, dragged to a spot of the same day. */
export function lengthened(from: Place, spot: Spot): Place {
  if (from.minutes === null || spot.kind !== "grid") return from
  const over = (Date.parse(spot.day) - Date.parse(from.day)) / 86_400_000
  const end = snapped(spot.minutes) + Math.max(0, over) * DAY_MINUTES
  return { ...from, long: Math.max(SNAP, end - from.minutes) }
}

/** A stretch drawn from one spot to another. */
export function drawn(from: Spot, to: Spot): Place {
  if (from.kind !== "grid") return { day: from.day, minutes: null, long: DAY_MINUTES, who: from.who }
  const [a, b] = [from.minutes, to.day === from.day ? to.minutes : from.minutes + PRESSED].sort((x, y) => x - y)
  const begins = Math.floor((a ?? 0) / SNAP) * SNAP
  return {
    day: from.day,
    minutes: begins,
    long: Math.max(DRAWN, Math.ceil((b ?? 0) / SNAP) * SNAP - begins),
    who: from.who,
  }
}

export function useTurnDrag(root: RefObject<HTMLElement | null>, how: TurnDrag): Held | null {
  const [held, setHeld] = useState<Held | null>(null)
  const latest = useRef(how)
  useEffect(() => {
    latest.current = how
  })
  useEffect(() => {
    const element = root.current
    if (!element) return
    type Taken = {
      key: string | null
      mode: "move" | "end" | "make"
      pointer: number
      x: number
      y: number
      from: Place
      spot: Spot
      grip: number
    }
    let taken: Taken | null = null
    let going = false
    let place: Place | null = null
    let at = { x: 0, y: 0 }
    let rest: ReturnType<typeof setTimeout> | undefined
    let frame = 0

    const show = () => {
      const spot = spotAt(at.x, at.y)
      if (!taken || !spot) return
      const next =
        taken.mode === "make"
          ? drawn(taken.spot, spot)
          : taken.mode === "end"
            ? lengthened(taken.from, spot)
            : dragged(taken.from, spot, taken.grip)
      if (place && JSON.stringify(place) === JSON.stringify(next)) return
      place = next
      setHeld({ key: taken.key, place: next })
    }
    const scrollAlong = () => {
      const box = element.querySelector<HTMLElement>("[data-scrolls]")
      if (box) {
        const { top, bottom } = box.getBoundingClientRect()
        const by = at.y > bottom - EDGE && at.y < bottom + EDGE ? STEP : at.y < top + EDGE && at.y > top ? -STEP : 0
        if (by !== 0) {
          box.scrollTop += by
          show()
        }
      }
      frame = requestAnimationFrame(scrollAlong)
    }
    const begin = () => {
      if (!taken) return
      going = true
      window.getSelection()?.removeAllRanges()
      frame = requestAnimationFrame(scrollAlong)
      // A finger feels that it has taken hold.
      if (taken.mode !== "make") navigator.vibrate?.(10)
      show()
    }
    const end = () => {
      clearTimeout(rest)
      cancelAnimationFrame(frame)
      taken = null
      going = false
      place = null
      setHeld(null)
    }
    const onDown = (event: PointerEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (event.button !== 0 || !target || target.closest("button, .menu, input, select")) return
      const spot = spotAt(event.clientX, event.clientY)
      if (!spot) return
      const [x, y] = [event.clientX, event.clientY]
      const entry = target.closest<HTMLElement>("[data-turn]")
      const key = entry?.dataset.turn ?? null
      if (entry && key === null) return
      const from = key === null ? drawn(spot, spot) : latest.current.placeOf(key)
      // What may not be moved is a link and nothing more.
      if (!from) return
      const mode = key === null ? "make" : target.closest("[data-resize]") ? "end" : "move"
      // Of what began the day before, the part is taken that is seen.
      const grip = from.minutes === null || spot.day !== from.day ? 0 : spot.minutes - from.minutes
      taken = { key, mode, pointer: event.pointerId, x, y, from, spot, grip }
      at = { x, y }
      if (event.pointerType === "touch") rest = setTimeout(begin, REST)
    }
    const onMove = (event: PointerEvent) => {
      if (!taken || event.pointerId !== taken.pointer) return
      at = { x: event.clientX, y: event.clientY }
      const slipped = Math.hypot(at.x - taken.x, at.y - taken.y) > SLIP
      if (going) show()
      else if (slipped && event.pointerType === "touch") end()
      else if (slipped) begin()
    }
    const onUp = (event: PointerEvent) => {
      if (!taken || event.pointerId !== taken.pointer) return
      const { key, mode, spot } = taken
      const put = place
      const went = going
      end()
      if (went) {
        swallowClick()
        if (put && key !== null) latest.current.onPut(key, put)
        else if (put) latest.current.onMake(put, true)
      } else if (mode === "make" && event.pointerType !== "touch") {
        const pressed = drawn(spot, spot)
        latest.current.onMake(pressed.minutes === null ? pressed : { ...pressed, long: PRESSED }, false)
      }
    }
    return listenToDrags(element, { onDown, onMove, onUp, end, going: () => going })
  }, [root])
  return held
}
