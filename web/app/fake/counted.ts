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

const MONEY = new Set(["amount", "order_total"])

const joined = (filter: string, part: string) => (filter === "" ? part : `${filter} and ${part}`)

export function groupsOf(call: Call, rows: Rows): Groups {
  const [filter, by] = [call.query.get("filter") ?? "", call.query.get("by") ?? ""]
  const sums = (call.query.get("sums") ?? "").split(",").filter(Boolean)
  const parts = new Map<string | null, object[]>()
  for (const row of rows(filter)) {
    const value = cell(row, by)
    const key = value === null || value === "" ? null : String(value)
    parts.set(key, [...(parts.get(key) ?? []), row])
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
    value,
    count: list.length,
    totals: added(list, cell(list[0] ?? {}, "order_total") === null ? "amount" : "order_total"),
    sums: Object.fromEntries(sums.filter((key) => !MONEY.has(key)).map((key) => [key, add(list, key)])),
    money: Object.fromEntries(sums.filter((key) => MONEY.has(key)).map((key) => [key, added(list, key)])),
    filter: joined(filter, value === null ? `${by} is empty` : `${by} = "${value}"`),
  }))
  return { by, groups: groups.sort((a, b) => b.count - a.count), more: false }
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
