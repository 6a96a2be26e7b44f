// Cards dragged with mouse, pen or finger: a mouse drags at once, a finger after it has rested, so that lists still scroll.
// In: the board's element, whose cards carry `data-deal` and whose columns carry `data-stage`. Out: where one is let go.
// The board is drawn anew when the card comes over another column, not with every step of the pointer.

import { type RefObject, useEffect, useRef, useState } from "react"
import { listenToDrags, swallowClick } from "../../kit/dragging"

export interface Dragged {
  id: string
  width: number
  /** Where the card is drawn at first; `ghost` follows the pointer from there. */
  start: string
  /** The column it is over. */
  over: string | null
}

const [SLIP, REST, EDGE, STEP] = [5, 300, 48, 14]

const columnAt = (x: number, y: number): string | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-stage]")?.dataset.stage ?? null

interface CardDrag {
  dragged: Dragged | null
  /** What is drawn under the pointer. */
  ghost: RefObject<HTMLUListElement | null>
}

export function useCardDrag(
  board: RefObject<HTMLElement | null>,
  onDrop: (id: string, stage: string) => void,
): CardDrag {
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const ghost = useRef<HTMLUListElement>(null)
  const drop = useRef(onDrop)
  useEffect(() => {
    drop.current = onDrop
  })

  useEffect(() => {
    const element = board.current
    if (!element) return
    let held: { card: HTMLElement; pointer: number; x: number; y: number; dx: number; dy: number } | null = null
    let now: Dragged | null = null
    let at = { x: 0, y: 0 }
    let rest: ReturnType<typeof setTimeout> | undefined
    let frame = 0

    const place = ({ dx, dy }: { dx: number; dy: number }) => `translate(${at.x - dx}px, ${at.y - dy}px) rotate(1deg)`
    const show = () => {
      if (!held || !now) return
      if (ghost.current) ghost.current.style.transform = place(held)
      const over = columnAt(at.x, at.y)
      if (over === now.over) return
      now = { ...now, over }
      setDragged(now)
    }
    const scrollAlong = () => {
      const box = element.getBoundingClientRect()
      const by = at.x > box.right - EDGE ? STEP : at.x < box.left + EDGE ? -STEP : 0
      if (by !== 0) element.scrollLeft += by
      frame = requestAnimationFrame(scrollAlong)
    }
    const begin = () => {
      const id = held?.card.dataset.deal
      if (!held || id === undefined) return
      now = { id, width: held.card.offsetWidth, start: place(held), over: columnAt(at.x, at.y) }
      window.getSelection()?.removeAllRanges()
      frame = requestAnimationFrame(scrollAlong)
      setDragged(now)
    }
    const end = () => {
      clearTimeout(rest)
      cancelAnimationFrame(frame)
      held = null
      now = null
      setDragged(null)
    }
    const onDown = (event: PointerEvent) => {
      const target = event.target instanceof Element ? event.target : null
      const card = target?.closest<HTMLElement>("[data-movable]")
      if (!card || event.button !== 0 || target?.closest("button, .menu")) return
      const box = card.getBoundingClientRect()
      const [x, y] = [event.clientX, event.clientY]
      held = { card, pointer: event.pointerId, x, y, dx: x - box.left, dy: y - box.top }
      at = { x, y }
      if (event.pointerType === "touch") rest = setTimeout(begin, REST)
    }
    const onMove = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointer) return
      at = { x: event.clientX, y: event.clientY }
      const slipped = Math.hypot(at.x - held.x, at.y - held.y) > SLIP
      if (now) show()
      else if (slipped && event.pointerType === "touch") end()
      else if (slipped) begin()
    }
    const onUp = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointer) return
      if (now) {
        swallowClick()
        const over = columnAt(at.x, at.y)
        if (over) drop.current(now.id, over)
      }
      end()
    }
    return listenToDrags(element, { onDown, onMove, onUp, end, going: () => now !== null })
  }, [board])
  return { dragged, ghost }
}
