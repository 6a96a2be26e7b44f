// How high each block of the page was when it was last shown here: so much room is kept for it until it has come, and
// what stands below it does not move.

import { type CSSProperties, type RefObject, useLayoutEffect, useRef } from "react"
import { usePhone } from "../../kit/usePhone"

const PLACE = "guanxi.home.heights"

function read(): Record<string, number> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "{}")
    return typeof kept === "object" && kept !== null ? Object.fromEntries(Object.entries(kept)) : {}
  } catch {
    return {}
  }
}

function keep(key: string, height: number): void {
  const kept = read()
  if (kept[key] === height) return
  try {
    localStorage.setItem(PLACE, JSON.stringify({ ...kept, [key]: height }))
  } catch {
    // Without storage a block takes the room of its skeleton.
  }
}

/** The height to begin with, and where to hang what is measured once it is `ready`. */
export function useKeptHeight<E extends HTMLElement>(
  block: string,
  ready: boolean,
): { ref: RefObject<E | null>; style: CSSProperties | undefined } {
  const key = `${block}${usePhone() ? ".phone" : ""}`
  const ref = useRef<E>(null)
  const first = useRef<number | undefined>(undefined)
  first.current ??= Number(read()[key] ?? 0)
  useLayoutEffect(() => {
    if (ready) keep(key, ref.current?.offsetHeight ?? 0)
  })
  return { ref, style: ready || !first.current ? undefined : { height: first.current, overflow: "hidden" } }
}
