// Lines of a list put in another order: dragged by their grip with mouse or finger, or moved by the arrow keys on it.
// Nothing moves while one drags; a line shows where the dragged one would come to stand.

import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react"

export interface Reorder<E extends HTMLElement> {
  list: RefObject<E | null>
  /** The line that is dragged, and before which of the others it would stand. */
  drag: { from: number; over: number } | null
  grip: (at: number) => {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  }
}

/** Before which of these boxes a point lies, from top to bottom. */
export const placeAt = (boxes: { top: number; height: number }[], y: number): number => {
  const at = boxes.findIndex(({ top, height }) => y < top + height / 2)
  return at < 0 ? boxes.length : at
}

/** The list's children are its lines, in their order; `onMove(from, by)` as `moved` takes it. */
export function useReorder<E extends HTMLElement>(onMove: (from: number, by: number) => void): Reorder<E> {
  const list = useRef<E>(null)
  const [drag, setDrag] = useState<Reorder<E>["drag"]>(null)
  const begin = (from: number, event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.focus()
    const { pointerId } = event
    let over = from
    const onPointer = (move: globalThis.PointerEvent) => {
      if (move.pointerId !== pointerId || !list.current) return
      const boxes = [...list.current.children].map((line) => line.getBoundingClientRect())
      over = placeAt(boxes, move.clientY)
      setDrag({ from, over })
    }
    const end = (drop: boolean) => {
      window.removeEventListener("pointermove", onPointer)
      window.removeEventListener("pointerup", onUp)
      window.removeEventListener("pointercancel", onCancel)
      window.removeEventListener("keydown", onKey, true)
      setDrag(null)
      // Taken out of its place, what stood below it has moved up by one.
      const by = over > from ? over - 1 - from : over - from
      if (drop && by !== 0) onMove(from, by)
    }
    const onUp = () => end(true)
    const onCancel = () => end(false)
    const onKey = (key: globalThis.KeyboardEvent) => {
      if (key.key !== "Escape") return
      key.stopPropagation()
      end(false)
    }
    window.addEventListener("pointermove", onPointer)
    window.addEventListener("pointerup", onUp)
    window.addEventListener("pointercancel", onCancel)
    window.addEventListener("keydown", onKey, true)
    setDrag({ from, over })
  }
  return {
    list,
    drag,
    grip: (at) => ({
      onPointerDown: (event) => begin(at, event),
      onKeyDown: (event) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return
        event.preventDefault()
        onMove(at, event.key === "ArrowUp" ? -1 : 1)
      },
    }),
  }
}

/** How a line looks while another is dragged: the one that moves, or where it would stand. */
export function dragClass(drag: Reorder<HTMLElement>["drag"], at: number, count: number): string {
  if (!drag) return ""
  if (drag.from === at) return " is-dragged"
  if (drag.over === at && drag.over !== drag.from + 1) return " is-before"
  return drag.over === count && at === count - 1 && drag.from !== at ? " is-after" : ""
}
