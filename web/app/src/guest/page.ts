// The page behind a link, and how what it shows is read. The first reading is asked for at once, while the page's code is
// still on its way; every later one asks anew.

import type { GuestOrder, GuestQuote } from "@api/contract"
import { guest } from "@api/guest"
import type { Address } from "./address"

export type GuestPage =
  | { kind: "quote"; token: string; read: () => Promise<GuestQuote> }
  | { kind: "order"; read: () => Promise<GuestOrder> }

function early<T>(read: () => Promise<T>): () => Promise<T> {
  let first: Promise<T> | null = read()
  // Whoever takes it hears of its failure; until then nobody has to.
  first.catch(() => undefined)
  return () => {
    const answer = first ?? read()
    first = null
    return answer
  }
}

export function pageOf(address: Address | null): GuestPage | null {
  if (address === null) return null
  const { kind, token } = address
  return kind === "quote"
    ? { kind, token, read: early(() => guest.quote(token)) }
    : { kind, read: early(() => guest.order(token)) }
}
