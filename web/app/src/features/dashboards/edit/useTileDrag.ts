// Parts of a dashboard dragged by their grip with mouse, pen or finger. Nothing moves while one drags; a line shows where
// the dragged one would come to stand.

import { type RefObject, useEffect, useRef, useState } from "react"
import { listenToDrags, swallowClick } from "../../../kit/dragging"
import { byOf, dropAt } from "../grid"

export interface TileDrag {
  from: number
  /** Before which of them it would stand. */
  over: number
}

const [EDGE, STEP] = [56, 12]

/** The grid's children that carry `data-tile` are the parts in their order. */
export function useTileDrag(
  grid: RefObject<HTMLElement | null>,
  onMove: (from: number, by: number) => void,
): TileDrag | null {
  const [drag, setDrag] = useState<TileDrag | null>(null)
  const move = useRef(onMove)
  useEffect(() => {
    move.current = onMove
  })
  useEffect(() => {
    const element = grid.current
    if (!element) return
    let held: { pointer: number; from: number } | null = null
    let now: TileDrag | null = null
    let at = { x: 0, y: 0 }
    let frame = 0
    const parts = () => [...element.querySelectorAll<HTMLElement>("[data-tile]")]
    const show = () => {
      if (!held) return
      const over = dropAt(
        parts().map((part) => part.getBoundingClientRect()),
        at.x,
        at.y,
      )
      if (now?.over === over) return
      now = { from: held.from, over }
      setDrag(now)
    }
    const scrollAlong = () => {
      const box = element.closest(".scroll")?.getBoundingClientRect()
      const by = !box ? 0 : at.y > box.bottom - EDGE ? STEP : at.y < box.top + EDGE ? -STEP : 0
      if (by !== 0) element.closest(".scroll")?.scrollBy(0, by)
      frame = requestAnimationFrame(scrollAlong)
    }
    const end = () => {
      cancelAnimationFrame(frame)
      held = null
      now = null
      setDrag(null)
    }
    const onDown = (event: PointerEvent) => {
      const grip = event.target instanceof Element ? event.target.closest("[data-grip]") : null
      const part = grip?.closest<HTMLElement>("[data-tile]")
      if (!part || event.button !== 0) return
      held = { pointer: event.pointerId, from: parts().indexOf(part) }
      at = { x: event.clientX, y: event.clientY }
    }
    const onPointer = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointer) return
      if (now === null && Math.hypot(event.clientX - at.x, event.clientY - at.y) < 4) return
      if (now === null) frame = requestAnimationFrame(scrollAlong)
      at = { x: event.clientX, y: event.clientY }
      show()
    }
    const onUp = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointer) return
      if (now) {
        swallowClick()
        const by = byOf(now.from, now.over)
        if (by !== 0) move.current(now.from, by)
      }
      end()
    }
    return listenToDrags(element, { onDown, onMove: onPointer, onUp, end, going: () => now !== null })
  }, [grid])
  return drag
}
