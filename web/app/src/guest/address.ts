// What a link leads to.

export interface Address {
  kind: "quote" | "order"
  token: string
}

const ADDRESS = /^\/([qo])\/([^/]+)\/?$/

/** "/q/…" is a quote, "/o/…" an order; anything else is neither. */
export function addressOf(path: string): Address | null {
  const [, kind, token] = ADDRESS.exec(path) ?? []
  if (token === undefined) return null
  try {
    return { kind: kind === "q" ? "quote" : "order", token: decodeURIComponent(token) }
  } catch {
    // A link that was cut in the middle of a letter.
    return null
  }
}
