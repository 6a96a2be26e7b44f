// What a customer is writing, kept on their device until it is sent: a chat app closes its pages without asking.
// It is kept by what the page is called, never by the token of its link.

import { useCallback, useState } from "react"

const name = (key: string) => `guanxi.guest.${key}`

function kept(key: string): string {
  try {
    return localStorage.getItem(name(key)) ?? ""
  } catch {
    return ""
  }
}

export function useDraft(key: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => kept(key))
  const write = useCallback(
    (next: string) => {
      setText(next)
      try {
        if (next === "") localStorage.removeItem(name(key))
        else localStorage.setItem(name(key), next)
      } catch {
        // Storage may be closed to us; the page still holds it.
      }
    },
    [key],
  )
  return [text, write]
}
