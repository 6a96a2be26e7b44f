// The query part of the URL as plain text values, so that `q=138` stays text and links stay readable.

export type RawSearch = Record<string, unknown>

export function parseSearch(text: string): RawSearch {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(search: RawSearch): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === "string" && value !== "") params.set(key, value)
  }
  const text = params.toString()
  return text === "" ? "" : `?${text}`
}

/** A text value of the URL, or undefined. */
export function textOf(search: RawSearch, key: string): string | undefined {
  const value = search[key]
  return typeof value === "string" && value !== "" ? value : undefined
}
