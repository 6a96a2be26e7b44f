// The words somebody looks for, marked wherever a text shows them.

import { createContext, useContext } from "react"

const FoundContext = createContext("")

export const FoundProvider = FoundContext

/** A text with the words looked for marked. */
export function Found({ text }: { text: string }) {
  const wanted = useContext(FoundContext).trim()
  if (wanted === "") return text
  const lower = text.toLowerCase()
  const parts = []
  let at = 0
  for (let next = lower.indexOf(wanted.toLowerCase()); next >= 0; next = lower.indexOf(wanted.toLowerCase(), at)) {
    const end = next + wanted.length
    parts.push(text.slice(at, next), <mark key={next}>{text.slice(next, end)}</mark>)
    at = end
  }
  parts.push(text.slice(at))
  return parts
}
