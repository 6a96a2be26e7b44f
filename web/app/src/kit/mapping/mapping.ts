// What a column may fill, and how a plan changes. A plan is never changed in place.

import type { ImportColumn, ImportPlan, ObjectInfo, ObjectKind } from "@api/contract"

export interface TargetGroup {
  group: "fields" | "ids" | "person" | "custom"
  targets: string[]
}

const IDS = [
  "email",
  "phone",
  "member_no",
  "user_id",
  "wechat_unionid",
  "wechat_openid",
  "wecom_external",
  "weibo",
  "did",
  "handle",
]
const NOT_FROM_A_FILE = new Set(["id", "owner", "created_at", "updated_at", "people_count", "person", "lines"])
type Thing = "order" | "interaction"
const THINGS: Record<Thing, string[]> = {
  order: ["number", "status", "channel", "amount", "currency", "quantity", "placed_at"],
  interaction: [
    "kind",
    "channel",
    "direction",
    "occurred_at",
    "title",
    "text",
    "object_kind",
    "object_id",
    "amount",
    "currency",
  ],
}

const external = (ns: string) => `external:${ns === "" ? "file" : ns}`

/**
 * Everything a column may fill, grouped as the picker shows it. A cell holds no file; it can say the names of files only
 * where somebody sends those along, as with an import.
 */
export function targetGroups(objects: ObjectInfo[], object: ObjectKind, ns: string, files = false): TargetGroup[] {
  const fieldsOf = (kind: ObjectKind) =>
    (objects.find((one) => one.object === kind)?.fields ?? []).filter((field) => files || field.type !== "file")
  const own = fieldsOf(object)
  const built = own.filter((field) => !field.custom && !NOT_FROM_A_FILE.has(field.key)).map((field) => field.key)
  const custom = own.filter((field) => field.custom).map((field) => field.key)
  const groups: TargetGroup[] = []
  if (object === "person") {
    const editable = own.filter((field) => field.editable && !field.custom && !NOT_FROM_A_FILE.has(field.key))
    groups.push({ group: "fields", targets: [...editable.map((field) => field.key), "company"] })
    groups.push({ group: "ids", targets: [...IDS, external(ns)] })
  } else if (object === "company") {
    groups.push({ group: "fields", targets: built })
    groups.push({ group: "ids", targets: [external(ns)] })
  } else if (isThing(object)) {
    groups.push({ group: "fields", targets: THINGS[object] })
    groups.push({ group: "person", targets: [...IDS, external(ns), "name"].map((key) => `person.${key}`) })
  }
  groups.push({ group: "custom", targets: custom })
  return groups.filter((one) => one.targets.length > 0)
}

/** `Shoe size` → `new:shoe_size`; the server gives what has no letters a key of its own. */
export function newField(label: string): string {
  const key = label
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "")
  return `new:${key === "" ? "field" : key.slice(0, 40)}`
}

export function targetOf(plan: ImportPlan, column: number): string | null {
  return plan.mapping.find((one) => one.column === column)?.target ?? null
}

/** The columns that fill a target together, in the order in which they are joined. */
export function sharing(plan: ImportPlan, target: string): number[] {
  return plan.mapping.filter((one) => one.target === target).map((one) => one.column)
}

export function withTarget(plan: ImportPlan, column: number, target: string | null): ImportPlan {
  const known = plan.mapping.some((one) => one.column === column)
  const mapping = known
    ? plan.mapping.map((one) => (one.column === column ? { column, target } : one))
    : [...plan.mapping, { column, target }]
  return { ...plan, mapping }
}

export function withOptions(plan: ImportPlan, set: Partial<ImportPlan["options"]>): ImportPlan {
  const next = { ...plan, options: { ...plan.options, ...set } }
  if (set.external_ns === undefined) return next
  // The file's own ids move with the name of their space.
  const [before, after] = [external(plan.options.external_ns), external(set.external_ns)]
  const mapping = next.mapping.map((one) =>
    one.target === before || one.target === `person.${before}`
      ? { ...one, target: one.target.replace(before, after) }
      : one,
  )
  return { ...next, mapping }
}

const aboutPeople = (object: ObjectKind) => object === "person"
const isThing = (object: ObjectKind): object is Thing => object === "order" || object === "interaction"

/** The rows are something else: what names a person keeps naming them, what the object does not have is left out. */
export function withObject(plan: ImportPlan, object: ObjectKind, objects: ObjectInfo[]): ImportPlan {
  const may = new Set(targetGroups(objects, object, plan.options.external_ns).flatMap((one) => one.targets))
  const taken = new Set<string>()
  const mapping = plan.mapping.map(({ column, target }) => {
    if (target === null) return { column, target }
    let next = target
    if (aboutPeople(plan.object) && isThing(object) && !may.has(target)) next = `person.${target}`
    if (isThing(plan.object) && aboutPeople(object)) next = target.replace(/^person\./, "")
    const fits = (may.has(next) || next.startsWith("new:")) && !taken.has(next)
    if (fits) taken.add(next)
    return { column, target: fits ? next : null }
  })
  return { ...plan, object, mapping }
}

const DATES = new Set(["birth_date", "placed_at", "occurred_at", "first_seen_at", "last_seen_at"])
const TWO_WAYS = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})\b/

/** Whether a mapped date column can be read day first and month first alike. */
export function ambiguousDates(plan: ImportPlan, columns: ImportColumn[]): boolean {
  return columns.some((column) => {
    if (!DATES.has((targetOf(plan, column.index) ?? "").replace(/^person\./, ""))) return false
    const read = column.samples.map((sample) => TWO_WAYS.exec(sample)).filter((match) => match !== null)
    return read.length > 0 && read.every((match) => Number(match[1]) <= 12 && Number(match[2]) <= 12)
  })
}
