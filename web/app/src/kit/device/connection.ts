// Whether the server can be reached. In: what became of each request, and the browser's own word. Out: a state, and
// word when the connection is back. The browser only knows of networks; a server behind a dead one is asked for.

import { api, watchReach } from "@api/client"
import { useSyncExternalStore } from "react"

const [SOON, LATER] = [3_000, 30_000]

let reached = typeof navigator === "undefined" || navigator.onLine !== false
let pause = SOON
let timer: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()
const returns = new Set<() => void>()

function set(next: boolean) {
  if (next === reached) return
  reached = next
  for (const watcher of watchers) watcher()
  clearTimeout(timer)
  if (next) {
    pause = SOON
    for (const run of returns) run()
  } else ask(pause)
}

function ask(after: number) {
  clearTimeout(timer)
  timer = setTimeout(() => {
    pause = Math.min(pause * 2, LATER)
    // The answer itself tells `set`; only silence asks again.
    api.welcome().catch(() => {
      if (!reached) ask(pause)
    })
  }, after)
}

watchReach(set)
if (typeof window !== "undefined") {
  window.addEventListener("offline", () => set(false))
  window.addEventListener("online", () => ask(0))
}

export const online = (): boolean => reached

/** Called each time the server can be reached again. */
export function onReturn(run: () => void): () => void {
  returns.add(run)
  return () => returns.delete(run)
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useOnline = () => useSyncExternalStore(subscribe, online)
