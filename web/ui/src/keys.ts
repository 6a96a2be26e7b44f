// Keyboard commands of a screen. Keys are ignored while someone types, except those with a modifier and F1.

import { useEffect, useRef } from "react"

export type KeyMap = Record<string, (event: KeyboardEvent) => void>

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.metaKey || event.ctrlKey) return `mod+${key}`
  if (event.shiftKey && event.key.length > 1) return `shift+${key}`
  return event.key.length === 1 && event.shiftKey ? event.key : key
}

/**
 * `mod+k`, `j`, `Enter`, `shift+Enter`, `?` … → what to do. What a page means by a key comes `first`: before what the
 * frame means by it, which then is not asked.
 */
export function useKeys(map: KeyMap, active = true, first = false): void {
  const latest = useRef(map)
  useEffect(() => {
    latest.current = map
  })
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return
      const name = nameOf(event)
      const run = latest.current[name]
      if (!run) return
      // F1 writes nothing, so it asks for help also while one types.
      const writes = typing(event.target) && name !== "F1"
      if (!name.startsWith("mod+") && (writes || document.querySelector("dialog[open]"))) return
      run(event)
    }
    window.addEventListener("keydown", onKey, first)
    return () => window.removeEventListener("keydown", onKey, first)
  }, [active, first])
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
export const modifier = isMac ? "⌘" : "Ctrl "
