// What can be asked of each object of the fake company, and the rows that are asked.

import type { FieldType, MeasureKind, ObjectKind, ReportAbout, ReportField } from "@api/contract"
import { seenActivities } from "./activities"
import { interactionRows, TEAMS, teamOf } from "./assignData"
import { deals, pipelines } from "./deals"
import { seenLeads } from "./leads"
import { byId, companies, orders, people } from "./people"

const OWN: Record<ObjectKind, string> = {
  deal: "name:text stage:choice state:text owner:user amount:money probability:percent expected_on:date lost_reason:text source:text created_at:date_time closed_at:date_time next_at:date_time",
  lead: "name:text state:text owner:user source:text channel:text amount:money created_at:date_time worked_at:date_time",
  activity:
    "title:text kind:text state:text owner:user priority:text at:date_time done_at:date_time created_at:date_time",
  order: "number:text status:text channel:text amount:money placed_at:date_time",
  person:
    "name:text city:text region:text tier:text lifecycle:text owner:user order_count:integer order_total:money first_seen_at:date_time last_seen_at:date_time",
  company: "name:text industry:text city:text region:text owner:user size:integer",
  interaction: "kind:text direction:text channel:text occurred_at:date_time received_at:date_time",
}
const OF_PERSON = "city:text region:text tier:text lifecycle:text owner:user order_count:integer"
const TITLES = ["name", "title", "number"]

const fieldsOf = (written: string) =>
  written.split(" ").map((one) => one.split(":")) as unknown as [string, FieldType][]

function measuresOf(key: string, type: FieldType): MeasureKind[] {
  if (type === "money" || type === "integer") return ["sum", "average", "least", "most"]
  if (type === "percent") return ["average", "least", "most"]
  if (type === "date" || type === "date_time") return ["least", "most", "days"]
  return key === "tags" ? [] : ["distinct"]
}

export function aboutOf(object: ObjectKind): ReportAbout {
  const options = pipelines
    .flatMap(({ stages }) => stages)
    .map(({ id, name, kind }) => ({ id, label: name, color: kind === "won" ? "jade" : "plain" }))
  const own = fieldsOf(OWN[object]).map(
    ([key, type]): ReportField => ({
      key,
      type,
      object,
      field: key,
      ...(key === "stage" && { options }),
      groups: !TITLES.includes(key),
      measures: measuresOf(key, type),
      period: type === "date" || type === "date_time",
    }),
  )
  if (object === "person" || object === "company") return { object, fields: own }
  const far = (key: string, type: FieldType, measures: MeasureKind[] = []): ReportField => ({
    key: `person.${key}`,
    type,
    object: "person",
    field: key,
    groups: key !== "id",
    measures,
    period: false,
  })
  const fields = [...own, far("id", "text", ["distinct"]), ...fieldsOf(OF_PERSON).map(([key, type]) => far(key, type))]
  if (object === "order" || object === "interaction") return { object, fields }
  const more: Omit<ReportField, "key" | "type" | "field"> = { object, groups: true, measures: [], period: false }
  fields.push({
    ...more,
    key: "owner.team",
    type: "link",
    object: "staff",
    field: "team",
    options: TEAMS.map((team) => ({ id: team.id, label: team.name, color: "plain" })),
  })
  if (object === "deal") fields.push({ ...more, key: "reached", type: "choice", field: "reached", options })
  return { object, fields }
}

export function rowsOf(object: ObjectKind): object[] {
  if (object === "deal")
    return deals.map(({ row, stays }) => ({ ...row, ...row.fields, reached: stays.map(({ stage }) => stage.id) }))
  if (object === "lead") return seenLeads()
  if (object === "activity") return seenActivities()
  if (object === "order") return orders
  if (object === "person") return people
  return object === "company" ? companies : interactionRows
}

export interface Told {
  value: string | number | boolean | null
  label?: string
  color?: string
}

/** The values of a row by the key of a field, one step away too. */
export function toldOf(row: object, field: ReportField): Told[] {
  const [near, far] = field.key.split(".")
  if (far === "team") {
    const team = teamOf(String(Reflect.get(Reflect.get(row, "owner") ?? {}, "id")))
    return [named(team, field)]
  }
  const of = far === undefined ? row : byId.get(String(Reflect.get(Reflect.get(row, near ?? "") ?? {}, "id")))
  const value: unknown = of ? Reflect.get(of, far ?? near ?? "") : null
  return (Array.isArray(value) ? value : [value]).map((one) => named(one, field))
}

function named(value: unknown, { options }: ReportField): Told {
  if (value === null || value === undefined || value === "") return { value: null }
  if (typeof value === "object") {
    return { value: String(Reflect.get(value, "id")), label: String(Reflect.get(value, "name")) }
  }
  const text = typeof value === "boolean" || typeof value === "number" ? value : String(value)
  const option = options?.find(({ id }) => id === value)
  return { value: text, ...(option && { label: option.label, color: option.color }) }
}
