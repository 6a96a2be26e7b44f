import { type RefObject, useEffect, useState } from "react"

/** Whether something still lies below what is seen of the page. */
export function useBelow(element: RefObject<HTMLElement | null>): boolean {
  const [below, setBelow] = useState(false)
  useEffect(() => {
    const watched = element.current
    if (!watched) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setBelow(!entry.isIntersecting && entry.boundingClientRect.top > 0)
    })
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element])
  return below
}
