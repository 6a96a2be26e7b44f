// An edit in a cell as what may have to wait: the value, and what stood there. Pure.

import type { Field, PersonRow } from "@api/contract"
import type { Act } from "../../kit/device/waiting"

/** What the row holds in a field, as the person's page would say it. */
function heldBy(row: PersonRow, field: Field): unknown {
  if (field.custom) return row.fields[field.key] ?? null
  if (field.key === "owner") return row.owner?.id ?? null
  return Reflect.get(row, field.key) ?? null
}

export function cellAct(row: PersonRow, field: Field, value: unknown, text: (value: unknown) => string): Act {
  if (field.key === "tags" && Array.isArray(value)) {
    const after = value.map(String)
    return {
      kind: "tags",
      add: after.filter((tag) => !row.tags.includes(tag)),
      remove: row.tags.filter((tag) => !after.includes(tag)),
    }
  }
  const was = heldBy(row, field)
  return {
    kind: "set",
    set: { [field.key]: value },
    was: { [field.key]: was },
    shown: { [field.key]: { was: text(was), mine: text(value) } },
  }
}
