// A connector while it is being described. A draft is never changed in place.

import type {
  Connector,
  ConnectorLook,
  ConnectorMapped,
  ConnectorPlace,
  ConnectorWish,
  ImportColumn,
  ImportPlan,
  ObjectKind,
} from "@api/contract"

export interface Draft {
  name: string
  direction: "pull" | "push"
  place: ConnectorPlace
  /** What was typed; nothing keeps what is there. */
  secret: string
  key: string
  /** The names of the other system, and what each fills. */
  columns: ImportColumn[]
  plan: ImportPlan
  rule: Connector["rule"]
  every: number | null
}

export const PLACES: Record<ConnectorPlace["kind"], ConnectorPlace> = {
  http: { kind: "http", url: "", auth: { way: "bearer" }, records: "", paging: { style: "none" }, since: null },
  sftp: {
    kind: "sftp",
    host: "",
    port: 22,
    user: "",
    by_key: false,
    folder: ".",
    pattern: "*.csv",
    take: "newest",
    fingerprint: null,
  },
  sql: {
    kind: "sql",
    engine: "postgres",
    host: "",
    port: 0,
    database: "",
    user: "",
    tls: true,
    query: "",
    watermark: null,
    table: "",
  },
}

export const OBJECTS = ["person", "company", "order"] as const

const EMPTY: ImportPlan = {
  object: "person",
  mapping: [],
  options: {
    source: "",
    country: "CN",
    currency: "CNY",
    day_first: null,
    match: "ids",
    update: "fill",
    external_ns: "erp",
  },
}

const space = (mapped: ConnectorMapped[]) =>
  mapped.map((one) => /^(?:person\.)?external:(.+)$/.exec(one.target ?? "")?.[1]).find((ns) => ns !== undefined)

/** A draft of a connector as it is, or of a new one. */
export function draftOf(one: Connector | undefined): Draft {
  if (!one) {
    return {
      name: "",
      direction: "pull",
      place: PLACES.http,
      secret: "",
      key: "",
      columns: [],
      plan: EMPTY,
      rule: "ours",
      every: 60,
    }
  }
  const plan: ImportPlan = {
    object: one.object,
    mapping: one.mapping.map(({ target }, column) => ({ column, target })),
    options: {
      ...EMPTY.options,
      country: one.options.country,
      currency: one.options.currency,
      day_first: one.options.day_first,
      match: one.options.match ?? "ids",
      external_ns: space(one.mapping) ?? "erp",
    },
  }
  const columns = one.mapping.map(({ name }, index) => ({
    index,
    header: name,
    samples: [],
    because: "",
    confidence: 0,
  }))
  return {
    name: one.name,
    direction: one.direction,
    place: one.place,
    secret: "",
    key: one.key,
    columns,
    plan,
    rule: one.rule,
    every: one.every,
  }
}

/** The number of the record, as a target of its object. */
export function keyTarget(object: ObjectKind, ns: string): string {
  return object === "order" ? "number" : `external:${ns === "" ? "erp" : ns}`
}

const IS_KEY = /^(user_id|member_no|external:.+)$/
const LOOKS_LIKE_KEY = /(^|[_.\s-])(no|id|code|number|num|key)$|编号|編號|编码|代码|单号|單號/i

/** What was seen, laid over a draft: what was mapped before stays, the rest is as it was guessed. */
export function withLook(draft: Draft, look: ConnectorLook): Draft {
  const before = new Map(draft.columns.map((one, i) => [one.header, draft.plan.mapping[i]?.target ?? null]))
  const known = draft.plan.object === look.object && draft.columns.length > 0
  // What was looked at has no name of its own, so the numbers guessed in it are of the space that was chosen.
  const [guessed, ns] = [space(look.mapping), draft.plan.options.external_ns]
  const own = (target: string | null) =>
    guessed && target?.endsWith(`external:${guessed}`) ? `${target.slice(0, -guessed.length)}${ns}` : target
  const mapping = look.mapping.map(({ name, target }, column) => ({
    column,
    target: known && before.has(name) ? (before.get(name) ?? null) : own(target),
  }))
  const place =
    draft.place.kind === "sftp" && draft.place.fingerprint === null
      ? { ...draft.place, fingerprint: look.fingerprint }
      : draft.place
  const next: Draft = {
    ...draft,
    place,
    columns: look.columns,
    plan: { object: look.object, mapping, options: draft.plan.options },
  }
  const named = look.columns.some((one) => one.header === draft.key)
  return named ? next : withKey(next, guessKey(next))
}

function guessKey(draft: Draft): string {
  const order = draft.plan.object === "order"
  const mapped = draft.columns.find((_, i) => {
    const target = draft.plan.mapping[i]?.target ?? ""
    return order ? target === "number" : IS_KEY.test(target)
  })
  return (mapped ?? draft.columns.find((one) => LOOKS_LIKE_KEY.test(one.header)))?.header ?? ""
}

/** Another column names the records: it fills their number, and nothing else does. */
export function withKey(draft: Draft, key: string): Draft {
  const { object, options } = draft.plan
  const held = draft.plan.mapping[draft.columns.findIndex((one) => one.header === key)]?.target ?? ""
  const fits = object === "order" ? held === "number" : IS_KEY.test(held)
  const wanted = fits ? held : keyTarget(object, options.external_ns)
  const mapping = draft.columns.map(({ header }, column) => {
    const target = draft.plan.mapping[column]?.target ?? null
    if (header === key) return { column, target: wanted }
    return { column, target: target === wanted ? null : target }
  })
  return { ...draft, key, plan: { ...draft.plan, mapping } }
}

export const mappedOf = (draft: Draft): ConnectorMapped[] =>
  draft.columns
    .map(({ header }, i) => ({ name: header, target: draft.plan.mapping[i]?.target ?? null }))
    .filter(({ name }) => name !== "")

export function wishOf(draft: Draft): ConnectorWish {
  const { options } = draft.plan
  const wish: ConnectorWish = {
    name: draft.name.trim(),
    direction: draft.direction,
    object: draft.plan.object,
    place: draft.place,
    key: draft.key,
    mapping: mappedOf(draft),
    options: {
      country: options.country,
      currency: options.currency,
      day_first: options.day_first,
      match: options.match,
    },
    rule: draft.rule,
    every: draft.every,
  }
  return draft.secret === "" ? wish : { ...wish, secret: draft.secret }
}
