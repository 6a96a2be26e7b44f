import type { Field, Group } from "@api/contract"
import { CHOICES } from "../words"

const quote = (value: string) => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`

/**
 * Groups in the order of the field's choices; what else there is behind them, largest first; those without a value
 * last. A choice that nobody has is an empty group, with the filter that would find it.
 */
export function inOrder(field: Field, groups: Group[], filter: string, choices?: readonly string[]): Group[] {
  const wished =
    choices ?? field.options?.filter((option) => !option.retired).map((option) => option.id) ?? CHOICES[field.key] ?? []
  const empty = (value: string): Group => ({
    value,
    count: 0,
    totals: [],
    filter: [filter && `(${filter})`, `${field.key} ${field.type === "multi_choice" ? "has" : "="} ${quote(value)}`]
      .filter(Boolean)
      .join(" and "),
  })
  const first = wished.map((value) => groups.find((group) => group.value === value) ?? empty(value))
  const rest = groups.filter((group) => group.value !== null && !wished.includes(String(group.value)))
  return [...first, ...rest, ...groups.filter((group) => group.value === null)]
}
