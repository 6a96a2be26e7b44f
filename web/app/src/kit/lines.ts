// Lines of a form that are written in place, moved and taken away; each keeps its key while others come and go.

export interface Keyed {
  key: number
}

export const keyed = <T extends object>(all: T[]): (T & Keyed)[] => all.map((one, key) => ({ ...one, key }))

export const added = <T extends Keyed>(lines: T[], line: Omit<T, "key">): (Omit<T, "key"> & Keyed)[] => [
  ...lines,
  { ...line, key: Math.max(-1, ...lines.map((one) => one.key)) + 1 },
]

/** With the line at one place moved by so many; unmoved where there is no such place. */
export function moved<T>(lines: T[], from: number, by: number): T[] {
  const to = from + by
  const line = lines[from]
  if (line === undefined || to < 0 || to >= lines.length) return lines
  const rest = lines.filter((_, at) => at !== from)
  return [...rest.slice(0, to), line, ...rest.slice(to)]
}
