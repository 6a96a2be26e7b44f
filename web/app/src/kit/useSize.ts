import { type RefObject, useLayoutEffect, useRef, useState } from "react"

/** The width and height of an element in whole pixels; null until it is known. */
export function useSize<E extends Element>(): [RefObject<E | null>, { width: number; height: number } | null] {
  const element = useRef<E>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return
    const measure = () => {
      const { width, height } = watched.getBoundingClientRect()
      const next = { width: Math.round(width) || 320, height: Math.round(height) || 240 }
      setSize((held) => (held?.width === next.width && held.height === next.height ? held : next))
    }
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(watched)
    return () => watcher.disconnect()
  }, [])
  return [element, size]
}
