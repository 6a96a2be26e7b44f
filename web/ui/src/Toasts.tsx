// Short words at the foot of the screen after something happened, with a way back.

import { useSyncExternalStore } from "react"

export interface Toast {
  text: string
  tone?: "plain" | "bad"
  action?: { label: string; run: () => void }
}

interface Shown extends Toast {
  id: number
}

let shown: Shown[] = []
let last = 0
const watchers = new Set<() => void>()

function publish(next: Shown[]) {
  shown = next
  for (const watcher of watchers) watcher()
}

const dismiss = (id: number) => publish(shown.filter((toast) => toast.id !== id))

export function toast(content: Toast): void {
  last += 1
  const id = last
  publish([...shown.slice(-2), { ...content, id }])
  setTimeout(() => dismiss(id), content.action ? 10_000 : 5_000)
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function Toasts() {
  const list = useSyncExternalStore(watch, () => shown)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {list.map((item) => (
        <div key={item.id} className={item.tone === "bad" ? "toast is-bad" : "toast"}>
          <span>{item.text}</span>
          {item.action && (
            <button
              type="button"
              onClick={() => {
                dismiss(item.id)
                item.action?.run()
              }}
            >
              {item.action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
