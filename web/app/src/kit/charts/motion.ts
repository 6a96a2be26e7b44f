import { useSyncExternalStore } from "react"

const query = () => window.matchMedia("(prefers-reduced-motion: reduce)")
const watch = (changed: () => void) => {
  const asked = query()
  asked.addEventListener("change", changed)
  return () => asked.removeEventListener("change", changed)
}

/** Whether the reader asked for less motion. */
export const useReducedMotion = () => useSyncExternalStore(watch, () => query().matches)
