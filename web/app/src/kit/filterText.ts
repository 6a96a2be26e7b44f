// The filter as chips: simple conditions joined by "and" read from and written to the filter language.
// Anything richer stays text; the server is the only judge of what a filter means.

export type Operator = "=" | "!=" | ">=" | "<=" | "contains" | "has" | "is empty" | "is not empty"

export interface Condition {
  key: string
  operator: Operator
  value: string
}

const ONE =
  /^([a-z][a-z0-9_]*)\s*(?:(is not empty|is empty)|(=|!=|>=|<=|contains|has)\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d[\d.:TZ-]*)))\s*(?:and\s+|$)/

/** The conditions of a text, or null when it says more than chips can show. */
export function readConditions(text: string): Condition[] | null {
  const conditions: Condition[] = []
  let rest = text.trim()
  while (rest !== "") {
    const match = ONE.exec(rest)
    if (!match) return null
    const [whole, key = "", emptiness, sign, quoted, bare] = match
    const operator = readOperator(emptiness ?? sign ?? "")
    if (!operator) return null
    conditions.push({ key, operator, value: quoted === undefined ? (bare ?? "") : quoted.replace(/\\(.)/g, "$1") })
    rest = rest.slice(whole.length)
  }
  return conditions
}

const OPERATORS: Operator[] = ["=", "!=", ">=", "<=", "contains", "has", "is empty", "is not empty"]
const readOperator = (text: string) => OPERATORS.find((operator) => operator === text)

const PLAIN = /^-?\d+(\.\d+)?$|^\d{4}-\d{2}-\d{2}$/

export function writeConditions(conditions: Condition[], quoted: (key: string) => boolean): string {
  return conditions
    .map(({ key, operator, value }) => {
      if (operator === "is empty" || operator === "is not empty") return `${key} ${operator}`
      const bare = PLAIN.test(value) && !quoted(key)
      return `${key} ${operator} ${bare ? value : `"${value.replace(/["\\]/g, "\\$&")}"`}`
    })
    .join(" and ")
}

/** The server counts bytes, a browser UTF-16 units: where an error stands in the text as typed. */
export function placeInText(text: string, at: number, length: number): [number, number] {
  const bytes = new TextEncoder().encode(text)
  const units = (end: number) => new TextDecoder().decode(bytes.slice(0, end)).length
  return [units(at), units(at + length)]
}
