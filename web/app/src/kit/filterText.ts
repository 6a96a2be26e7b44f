// The filter as chips: simple conditions joined by "and" read from and written to the filter language.
// Anything richer stays text; the server is the only judge of what a filter means.

/** Those of days count from today and have how many as their value; those that end in a word have none. */
export type Operator =
  | "="
  | "!="
  | ">="
  | "<="
  | ">"
  | "<"
  | "contains"
  | "has"
  | "is empty"
  | "is not empty"
  | "<= today"
  | "in the last"
  | "in the next"
  | "before today -"

export interface Condition {
  key: string
  operator: Operator
  value: string
  /** Whoever reads it, instead of a value. */
  me?: true
}

const DAYS = "(in the last|in the next|before today -) (\\d+) days"
const VALUE = '(=|!=|>=|<=|>|<|contains|has)\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(-?\\d[\\d.:TZ-]*)|(me))'
const ONE = new RegExp(
  `^([a-z][a-z0-9_]*)\\s*(?:(is not empty|is empty|<= today)|${DAYS}|${VALUE})(?:\\s+and\\s+|\\s*$)`,
)

/** The conditions of a text, or null when it says more than chips can show. */
export function readConditions(text: string): Condition[] | null {
  const conditions: Condition[] = []
  let rest = text.trim()
  while (rest !== "") {
    const match = ONE.exec(rest)
    if (!match) return null
    const [whole, key = "", alone, span, days, sign, quoted, bare, me] = match
    const operator = readOperator(alone ?? span ?? sign ?? "")
    if (!operator) return null
    const value = quoted === undefined ? (days ?? bare ?? "") : quoted.replace(/\\(.)/g, "$1")
    conditions.push({ key, operator, value, ...(me && { me: true }) })
    rest = rest.slice(whole.length)
  }
  return conditions
}

const OF_DAYS: readonly Operator[] = ["in the last", "in the next", "before today -"]
/** Those that say all by themselves. */
const ALONE: readonly Operator[] = ["is empty", "is not empty", "<= today"]
const OPERATORS: readonly Operator[] = [
  ...(["=", "!=", ">=", "<=", ">", "<", "contains", "has"] as const),
  ...ALONE,
  ...OF_DAYS,
]
export const standsAlone = (operator: Operator): boolean => ALONE.includes(operator)
const readOperator = (text: string) => OPERATORS.find((operator) => operator === text)

const PLAIN = /^-?\d+(\.\d+)?$|^\d{4}-\d{2}-\d{2}$/

export function writeConditions(conditions: Condition[], quoted: (key: string) => boolean): string {
  return conditions
    .map(({ key, operator, value, me }) => {
      if (standsAlone(operator)) return `${key} ${operator}`
      if (me) return `${key} ${operator} me`
      if (OF_DAYS.includes(operator)) return `${key} ${operator} ${value} days`
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
