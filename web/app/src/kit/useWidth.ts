import { type RefObject, useLayoutEffect, useRef, useState } from "react"

/** The width of an element in whole pixels, so that a drawing stands at its own size; `first` until it is known. */
export function useWidth<E extends Element>(first: number): [RefObject<E | null>, number] {
  const element = useRef<E>(null)
  const [width, setWidth] = useState(first)
  useLayoutEffect(() => {
    const watched = element.current
    if (!watched) return
    const measure = () => setWidth(Math.round(watched.getBoundingClientRect().width) || first)
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(watched)
    return () => watcher.disconnect()
  }, [first])
  return [element, width]
}
