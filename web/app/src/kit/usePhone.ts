import { useSyncExternalStore } from "react"

const narrow = window.matchMedia("(max-width: 720px)")
const watch = (changed: () => void) => {
  narrow.addEventListener("change", changed)
  return () => narrow.removeEventListener("change", changed)
}

/** Whether the screen is a phone's; the same width as in the stylesheets. */
export const usePhone = () => useSyncExternalStore(watch, () => narrow.matches)
