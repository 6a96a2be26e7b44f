// The figures among selected cells, ready to be added up: amounts of two currencies are never one figure.

export interface Figures {
  label: string
  /** Of amounts; none of other figures. */
  currency?: string
  values: number[]
}

/** The figures of one column, for each currency by itself. */
export function figuresOf<Row>(
  label: string,
  rows: Row[],
  value: (row: Row) => unknown,
  currency?: (row: Row) => string | null,
): Figures[] {
  const found = new Map<string, number[]>()
  for (const row of rows) {
    const held = value(row)
    if (held === null || held === undefined || held === "") continue
    const figure = Number(held)
    if (Number.isNaN(figure)) continue
    const key = currency?.(row) ?? ""
    const values = found.get(key)
    if (values) values.push(figure)
    else found.set(key, [figure])
  }
  return [...found].map(([key, values]) => ({ label, ...(key !== "" && { currency: key }), values }))
}
