// A finger that goes across turns the page; one that goes down scrolls, and one that holds something drags it.

import { type RefObject, useEffect, useRef } from "react"

const FAR = 56

export function useSwipe(root: RefObject<HTMLElement | null>, active: boolean, onSwipe: (way: 1 | -1) => void): void {
  const latest = useRef(onSwipe)
  useEffect(() => {
    latest.current = onSwipe
  })
  useEffect(() => {
    const element = root.current
    if (!element || !active) return
    let from: { x: number; y: number; at: number } | null = null
    const onStart = (event: TouchEvent) => {
      const [finger] = event.touches
      from = finger && event.touches.length === 1 ? { x: finger.clientX, y: finger.clientY, at: event.timeStamp } : null
    }
    const onEnd = (event: TouchEvent) => {
      const [finger] = event.changedTouches
      if (!from || !finger) return
      const [dx, dy] = [finger.clientX - from.x, finger.clientY - from.y]
      // Whoever rested first was dragging.
      const quick = event.timeStamp - from.at < 600
      from = null
      if (quick && Math.abs(dx) > FAR && Math.abs(dx) > 2 * Math.abs(dy)) latest.current(dx < 0 ? 1 : -1)
    }
    element.addEventListener("touchstart", onStart, { passive: true })
    element.addEventListener("touchend", onEnd, { passive: true })
    return () => {
      element.removeEventListener("touchstart", onStart)
      element.removeEventListener("touchend", onEnd)
    }
  }, [root, active])
}
