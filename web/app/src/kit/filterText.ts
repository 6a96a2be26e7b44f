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

/** One part of a filter as it can be said: a condition of the row itself, one of the person behind it, or its text. */
export type Said = { of: "row" | "person"; condition: Condition } | { text: string }

const OF_PERSON = /^related person where \((.*)\)$/

/** The parts of a filter that hold together, in their order; what words cannot say stays text. */
export function readSaid(filter: string): Said[] {
  const parts = partsOf(filter)
  if (parts === null) return [{ text: filter.trim() }]
  return parts.flatMap((part): Said[] => {
    const inside = OF_PERSON.exec(part)?.[1]
    const conditions = readConditions(inside ?? part)
    if (conditions === null || conditions.length === 0) return [{ text: part }]
    return conditions.map((condition) => ({ of: inside === undefined ? "row" : "person", condition }))
  })
}

/** A filter taken apart at its outermost "and"; null where an "or" keeps it together. */
function partsOf(filter: string): string[] | null {
  const parts: string[] = []
  let [start, depth, quoted] = [0, 0, false]
  for (let at = 0; at < filter.length; at += 1) {
    const character = filter[at]
    if (quoted) {
      if (character === "\\") at += 1
      else if (character === '"') quoted = false
      continue
    }
    if (character === '"') quoted = true
    else if (character === "(") depth += 1
    else if (character === ")") depth -= 1
    else if (depth === 0 && filter.startsWith(" or ", at)) return null
    else if (depth === 0 && filter.startsWith(" and ", at)) {
      parts.push(filter.slice(start, at).trim())
      start = at + 5
    }
  }
  return [...parts, filter.slice(start).trim()].filter(Boolean)
}

/** The server counts bytes, a browser UTF-16 units: where an error stands in the text as typed. */
export function placeInText(text: string, at: number, length: number): [number, number] {
  const bytes = new TextEncoder().encode(text)
  const units = (end: number) => new TextDecoder().decode(bytes.slice(0, end)).length
  return [units(at), units(at + length)]
}
