// Lists counted by a value and by a day, as the real server answers them, over the fake's own rows.

import type { Day, Days, Group, Groups } from "@api/contract"
import type { Call } from "./router"

type Rows = (filter: string) => object[]

const cell = (row: object, key: string): unknown => {
  const fields: unknown = Reflect.get(row, "fields")
  const value: unknown =
    key.startsWith("x_") && typeof fields === "object" && fields ? Reflect.get(fields, key) : Reflect.get(row, key)
  // A colleague is grouped by who it is, not by how they are called.
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Reflect.get(value, "id")
    : (value ?? null)
}

/** What the record or the colleague that a value leads to is called, as the rows that lead there say. */
function namedBy(row: object | undefined, key: string, value: string): string | undefined {
  const held: unknown = row && Reflect.get(row, key)
  const linked: unknown = row && Reflect.get(row, "linked")
  const name: unknown =
    typeof held === "object" && held !== null
      ? Reflect.get(held, "name")
      : typeof linked === "object" && linked !== null && Reflect.get(linked, value)
  return typeof name === "string" ? name : undefined
}

const MONEY = new Set(["amount", "order_total"])

/** More different numbers than these are ranges. */
const FEW = 20
const MONTH = /^\d{4}-\d\d$/

/** The part that a value belongs to: its month, the month of a birth, the range that a number lies in. */
function partOf(by: string, value: string, step: number | null): string {
  if (/^\d{4}-\d\d-\d\d/.test(value)) return by === "birth_date" ? String(Number(value.slice(5, 7))) : value.slice(0, 7)
  if (step === null || !Number.isFinite(Number(value))) return value
  const from = Math.floor(Number(value) / step) * step
  return `${from}–${from + step}`
}

function foundBy(by: string, value: string, ranged: boolean): string {
  const [from, to] = value.split("–")
  if (ranged && to !== undefined) return `${by} >= ${from} and ${by} < ${to}`
  if (MONTH.test(value)) return `${by} >= "${value}-01" and ${by} < "${value}-32"`
  return by === "tags"
    ? `${by} has "${value}"`
    : by === "birth_date"
      ? `${by} contains "-${value.padStart(2, "0")}-"`
      : `${by} = "${value}"`
}

const joined = (filter: string, part: string) => (filter === "" ? part : `${filter} and ${part}`)

export function groupsOf(call: Call, rows: Rows): Groups {
  const [filter, by] = [call.query.get("filter") ?? "", call.query.get("by") ?? ""]
  const sums = (call.query.get("sums") ?? "").split(",").filter(Boolean)
  const parts = new Map<string | null, object[]>()
  const all = rows(filter)
  const numbers = all
    .map((row) => cell(row, by))
    .filter((value) => value !== null && value !== "" && !Array.isArray(value) && Number.isFinite(Number(value)))
  const ranged = new Set(numbers).size > FEW
  const step = ranged ? Math.max(1, Math.ceil((Math.max(...numbers.map(Number)) + 1) / 10)) : 1
  for (const row of all) {
    const value = cell(row, by)
    // Of a list of words a record counts in each.
    for (const one of Array.isArray(value) && value.length > 0 ? value : [Array.isArray(value) ? null : value]) {
      const key = one === null || one === "" ? null : partOf(by, String(one), ranged ? step : null)
      parts.set(key, [...(parts.get(key) ?? []), row])
    }
  }
  const add = (list: object[], key: string) => String(list.reduce((sum, row) => sum + Number(cell(row, key) ?? 0), 0))
  /** Each currency by itself. */
  const added = (list: object[], key: string) =>
    [...new Set(list.map((row) => String(cell(row, "currency") ?? "CNY")))]
      .map((currency) => ({
        currency,
        total: add(
          list.filter((row) => String(cell(row, "currency") ?? "CNY") === currency),
          key,
        ),
      }))
      .filter((sum) => Number(sum.total) !== 0)
  const groups: Group[] = [...parts].map(([value, list]) => ({
    value: by === "birth_date" && value !== null ? Number(value) : value,
    ...(value !== null && { label: namedBy(list[0], by, value) }),
    ...(ranged && value !== null && { range: { from: value.split("–")[0] ?? "", to: value.split("–")[1] ?? "" } }),
    count: list.length,
    totals: added(list, cell(list[0] ?? {}, "order_total") === null ? "amount" : "order_total"),
    sums: Object.fromEntries(sums.filter((key) => !MONEY.has(key)).map((key) => [key, add(list, key)])),
    money: Object.fromEntries(sums.filter((key) => MONEY.has(key)).map((key) => [key, added(list, key)])),
    filter: joined(filter, value === null ? `${by} is empty` : foundBy(by, value, ranged)),
  }))
  const dated = groups.some(({ value }) => typeof value === "number" || MONTH.test(String(value)))
  const latest = (a: Group, b: Group) =>
    typeof a.value === "number" ? a.value - Number(b.value) : String(b.value).localeCompare(String(a.value))
  return { by, groups: groups.sort(dated ? latest : (a, b) => b.count - a.count), more: false }
}

export function daysOf<T extends object>(call: Call, rows: (filter: string) => T[]): Days<T> {
  const [filter, by] = [call.query.get("filter") ?? "", call.query.get("by") ?? ""]
  const [from, to] = [call.query.get("from") ?? "", call.query.get("to") ?? ""]
  const each = Number(call.query.get("each") ?? 4)
  const days = new Map<string, Day<T>>()
  for (const row of rows(filter)) {
    const day = String(cell(row, by) ?? "").slice(0, 10)
    if (day < from || day > to) continue
    const held = days.get(day) ?? { day, count: 0, filter: joined(filter, `${by} = ${day}`), rows: [] }
    held.count += 1
    if (held.rows.length < each) held.rows.push(row)
    days.set(day, held)
  }
  return { by, days: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)) }
}
