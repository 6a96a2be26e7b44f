// What runs on and what customers own at 山茶 Camellia: tea for hotel rooms by the year, silver pots that are cared for.

import type { Agreement, Asset, AssetPage, AssetRecord, AssetRecordKind, Changed, Named, Page } from "@api/contract"
import { at, NOW } from "./clock"
import { takesBack } from "./leadData"
import { byId, companies, LIN, people, STAFF } from "./people"
import { calledOf, variantNamed as variantBy, variantOf } from "./productData"
import { dayOf } from "./reviewCells"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const [ZHOU, SHEN = ZHOU, TANG = ZHOU] = STAFF
const now = () => new Date(NOW).toISOString()
const today = () => dayOf(now())
const day = (ago: number) => dayOf(at(ago))
const textOf = (value: unknown): string => (typeof value === "string" ? value : "")
const named = ({ id, name }: { id: string; name: string }): Named => ({ id, name, initial: name.slice(0, 1) })
const firm = (name: string): Named | null => {
  const found = companies.find((one) => one.name === name)
  return found ? named(found) : null
}

const variantNamed = (id: unknown): Named | null => {
  const found = variantOf(textOf(id))
  return found ? { id: found.variant.id, name: calledOf(found.product, found.variant) } : null
}
const ofCode = (code: string): Named | null => variantNamed(variantBy(code)?.id)

let agreements: Agreement[] = []
let assets: Asset[] = []
let records = new Map<string, AssetRecord[]>()
let numbers = 7
let batches = 0

/** A batch that is taken back by putting everything as it was. */
function batched<T>(act: () => T): Changed<T> {
  const before = structuredClone({ agreements, assets, records })
  const data = act()
  batches += 1
  const batch = `bat_run${batches}`
  takesBack.set(batch, () => {
    agreements = before.agreements
    assets = before.assets
    records = before.records
  })
  return { data, batch }
}

/** The state follows from the day and the notice. */
function settled(one: Agreement): Agreement {
  if (one.state === "ended") return one
  const days = (Date.parse(one.until) - Date.parse(today())) / 86_400_000
  return { ...one, state: days < 0 ? "over" : days <= one.notice_days ? "due" : "running" }
}

const agreement = (n: number, part: Partial<Agreement> & Pick<Agreement, "name" | "starts" | "until">): Agreement =>
  settled({
    id: `agr_${n}`,
    number: `AG-${String(n).padStart(4, "0")}`,
    kind: "subscription",
    person: named(people[n * 11] ?? LIN),
    company: null,
    owner: SHEN,
    variant: null,
    order: null,
    amount: null,
    currency: "CNY",
    months: 12,
    renews: false,
    notice_days: 30,
    state: "running",
    ended_on: null,
    reason: null,
    note: "",
    renewals: [],
    may_edit: true,
    updated_at: at(3),
    ...part,
  })

const asset = (n: number, part: Partial<Asset> & Pick<Asset, "name" | "serial">): Asset => ({
  id: `ast_${n}`,
  person: named(people[n * 13] ?? LIN),
  company: null,
  variant: null,
  order: null,
  bought_on: null,
  warranty_until: null,
  state: "in_use",
  note: "",
  served_at: null,
  due_on: null,
  records: 0,
  updated_at: at(4),
  ...part,
})

export function resetRunsOn(): void {
  numbers = 7
  agreements = [
    agreement(1, {
      name: "客房茶饮补给",
      company: firm("澜舟酒店"),
      amount: "2600.00",
      months: 1,
      renews: true,
      starts: day(320),
      until: day(-9),
      variant: ofCode("SB-OFFICE"),
      note: "每月 5 号送到前台，找客房部王主管。",
      renewals: [
        { at: at(51), until: day(21), by: null },
        { at: at(21), until: day(-9), by: null },
      ],
    }),
    agreement(2, {
      name: "大堂香氛与茶席维护",
      kind: "service",
      company: firm("江城酒店"),
      amount: "36000.00",
      starts: day(340),
      until: day(-24),
      owner: TANG,
    }),
    agreement(3, {
      name: "银壶保养，一年两次",
      kind: "service",
      person: named(LIN),
      company: firm("木禾设计"),
      amount: "360.00",
      starts: day(200),
      until: day(-164),
      variant: null,
    }),
    agreement(4, {
      name: "每月一罐白毫银针",
      person: named(LIN),
      amount: "228.00",
      months: 1,
      renews: true,
      starts: day(96),
      until: day(-24),
      notice_days: 7,
      variant: ofCode("TE-SLV-S050"),
      renewals: [{ at: at(6), until: day(-24), by: null }],
    }),
    agreement(5, {
      name: "门店护理套装供应",
      company: firm("和光瑜伽"),
      amount: "9200.00",
      months: 3,
      starts: day(100),
      until: day(11),
    }),
    agreement(6, {
      name: "员工茶水间",
      company: firm("星河科技"),
      amount: "4800.00",
      months: 6,
      starts: day(150),
      until: day(-55),
      owner: null,
    }),
    {
      ...agreement(7, {
        name: "季节礼盒订阅",
        company: firm("观山书店"),
        amount: "1560.00",
        months: 3,
        starts: day(400),
        until: day(35),
      }),
      state: "ended",
      ended_on: day(40),
      reason: "换了别的方案",
    },
  ]
  assets = [
    asset(1, {
      name: "手作银壶 800 ml",
      serial: "YH-2024-00871",
      person: named(LIN),
      company: firm("木禾设计"),
      bought_on: day(610),
      warranty_until: day(-120),
      served_at: at(175, "15:20"),
      due_on: day(-8),
      records: 3,
    }),
    asset(2, {
      name: "客房茶柜 A 型",
      serial: "CG-A-10293",
      company: firm("澜舟酒店"),
      bought_on: day(300),
      warranty_until: day(-65),
      served_at: at(40),
      due_on: day(3),
      records: 1,
    }),
    asset(3, {
      name: "大堂香氛机",
      serial: "XF-88-20417",
      company: firm("江城酒店"),
      bought_on: day(500),
      warranty_until: day(135),
      state: "in_repair",
      served_at: at(2),
      records: 1,
    }),
    asset(4, { name: "炭炉与铁壶", serial: "TL-2023-0412", bought_on: day(720) }),
    asset(5, { name: "茶席桌 1.8 m", serial: "", company: firm("青屿民宿"), due_on: day(-70), bought_on: day(90) }),
    asset(6, { name: "旧银壶 500 ml", serial: "YH-2019-00033", state: "gone", served_at: at(420), records: 0 }),
  ]
  const record = (id: string, kind: AssetRecordKind, ago: number, text: string, cost: string | null): AssetRecord => ({
    id,
    kind,
    at: at(ago, "15:20"),
    text,
    cost,
    currency: "CNY",
    by: SHEN,
  })
  records = new Map([
    [
      "ast_1",
      [
        record("rec_3", "maintenance", 175, "抛光，换了壶盖的软木垫。壶嘴内侧有一处划痕，客户知道。", "180.00"),
        record("rec_2", "repair", 330, "提梁松动，重新铆接。", "260.00"),
        record("rec_1", "inspection", 500, "一周年免费检查，没有问题。", null),
      ],
    ],
    ["ast_2", [record("rec_4", "installation", 40, "换到十二层，重新调平。", null)]],
    ["ast_3", [record("rec_5", "repair", 2, "风机不转，已取回，等配件，约五天。", null)]],
  ])
}
resetRunsOn()

function paged<T>(call: Call, rows: T[]): Page<T> {
  const limit = Number(call.query.get("limit") ?? 50)
  const from = Number(call.query.get("cursor") || 0)
  const next = from + limit < rows.length ? String(from + limit) : null
  return { rows: rows.slice(from, from + limit), next, total: rows.length, total_at_least: false }
}

const isOf = (call: Call, { person, company }: { person: Named | null; company: Named | null }) =>
  (call.query.get("person") ?? person?.id) === person?.id && (call.query.get("company") ?? company?.id) === company?.id

function agreementOf(call: Call): Agreement {
  const found = agreements.find(({ id }) => id === call.params.id)
  if (!found) throw new Refusal(404, "not_found", "The agreement was not found.")
  return found
}

const personOf = (id: unknown): Named | null => {
  const row = byId.get(textOf(id))
  return row ? named(row) : null
}
const companyOf = (id: unknown): Named | null => {
  const row = companies.find((one) => one.id === id)
  return row ? named(row) : null
}

function monthsOn(from: string, months: number): string {
  const [year = 0, month = 1, date = 1] = from.split("-").map(Number)
  return new Date(Date.UTC(year, month - 1 + months, date - 1)).toISOString().slice(0, 10)
}

function written(body: Record<string, unknown>, one: Agreement): Agreement {
  const set: Partial<Agreement> = {}
  for (const key of [
    "kind",
    "name",
    "amount",
    "currency",
    "months",
    "starts",
    "until",
    "renews",
    "notice_days",
    "note",
  ])
    if (body[key] !== undefined) Reflect.set(set, key, body[key])
  if (body.person !== undefined) set.person = personOf(body.person)
  if (body.company !== undefined) set.company = companyOf(body.company)
  if (body.owner !== undefined) set.owner = STAFF.find(({ id }) => id === body.owner) ?? null
  if (body.variant !== undefined) set.variant = variantNamed(body.variant)
  return settled({ ...one, ...set, updated_at: now() })
}

const put = (one: Agreement) => {
  agreements = agreements.map((other) => (other.id === one.id ? one : other))
  return one
}

function assetOf(call: Call): Asset {
  const found = assets.find(({ id }) => id === call.params.id)
  if (!found) throw new Refusal(404, "not_found", "It was not found.")
  return found
}
const wholeOf = (one: Asset): AssetPage => ({ asset: one, records: records.get(one.id) ?? [], may_edit: true })
const putAsset = (one: Asset) => {
  assets = assets.map((other) => (other.id === one.id ? one : other))
  return wholeOf(one)
}

function assetWritten(body: Record<string, unknown>, one: Asset): Asset {
  const set: Partial<Asset> = {}
  for (const key of ["name", "serial", "bought_on", "warranty_until", "state", "due_on", "note"])
    if (body[key] !== undefined) Reflect.set(set, key, body[key])
  if (body.person !== undefined) set.person = personOf(body.person)
  if (body.company !== undefined) set.company = companyOf(body.company)
  if (body.variant !== undefined) set.variant = variantNamed(body.variant)
  return { ...one, ...set, updated_at: now() }
}

export const runsOnRoutes: FakeRoute[] = [
  on("GET /api/agreements", (call) => {
    const [q, state, due] = [call.query.get("q") ?? "", call.query.get("state"), call.query.get("due")]
    const words = (one: Agreement) => `${one.name} ${one.number} ${one.person?.name ?? ""} ${one.company?.name ?? ""}`
    const within = (one: Agreement) =>
      due === null || (one.state !== "ended" && one.until >= today() && one.until <= dayOf(at(-Number(due))))
    return paged(
      call,
      agreements
        .filter((one) => isOf(call, one) && words(one).includes(q) && (state ?? one.state) === one.state && within(one))
        .sort((a, b) => Number(a.state === "ended") - Number(b.state === "ended") || a.until.localeCompare(b.until)),
    )
  }),
  on("POST /api/agreements", async (call) => {
    const body = await call.json()
    if (!personOf(body.person))
      throw new Refusal(422, "invalid", "Of whom?", undefined, [
        { field: "person", code: "required", message: "An agreement is with somebody." },
      ])
    const starts = textOf(body.starts) || today()
    return batched(() => {
      numbers += 1
      const until = textOf(body.until) || monthsOn(starts, Number(body.months ?? 12))
      const made = written({ ...body, starts, until }, agreement(numbers, { name: "", starts, until }))
      agreements = [made, ...agreements]
      return made
    })
  }),
  on("PATCH /api/agreements/:id", async (call) => {
    const one = agreementOf(call)
    const body = await call.json()
    return batched(() => put(written(body, one)))
  }),
  on("DELETE /api/agreements/:id", (call) => {
    const one = agreementOf(call)
    return batched(() => {
      agreements = agreements.filter(({ id }) => id !== one.id)
      return null
    })
  }),
  on("POST /api/agreements/:id/renew", async (call) => {
    const one = agreementOf(call)
    const { until } = await call.json()
    const next = textOf(until) || monthsOn(monthsOn(one.until, 0), one.months)
    return batched(() =>
      put(
        settled({
          ...one,
          state: "running",
          ended_on: null,
          reason: null,
          until: next,
          renewals: [...one.renewals, { at: now(), until: next, by: ZHOU }],
        }),
      ),
    )
  }),
  on("POST /api/agreements/:id/end", async (call) => {
    const one = agreementOf(call)
    const { on: from, reason } = await call.json()
    return batched(() => put({ ...one, state: "ended", ended_on: textOf(from) || today(), reason: textOf(reason) }))
  }),
  on("GET /api/assets", (call) => {
    const q = (call.query.get("q") ?? "").toLowerCase()
    const words = (one: Asset) =>
      `${one.name} ${one.serial} ${one.person?.name ?? ""} ${one.company?.name ?? ""}`.toLowerCase()
    return paged(
      call,
      assets.filter((one) => isOf(call, one) && words(one).includes(q)),
    )
  }),
  on("POST /api/assets", async (call) => {
    const body = await call.json()
    return batched(() => {
      const made = assetWritten(body, asset(assets.length + 1, { name: "", serial: "" }))
      assets = [made, ...assets]
      return made
    })
  }),
  on("GET /api/assets/:id", (call) => wholeOf(assetOf(call))),
  on("PATCH /api/assets/:id", async (call) => {
    const one = assetOf(call)
    const body = await call.json()
    return batched(() => putAsset(assetWritten(body, one)))
  }),
  on("DELETE /api/assets/:id", (call) => {
    const one = assetOf(call)
    return batched(() => {
      assets = assets.filter(({ id }) => id !== one.id)
      return null
    })
  }),
  on("POST /api/assets/:id/records", async (call) => {
    const one = assetOf(call)
    const body = await call.json()
    const kinds: AssetRecordKind[] = ["repair", "maintenance", "inspection", "installation"]
    return batched(() => {
      const when = textOf(body.at) || now()
      const made: AssetRecord = {
        id: `rec_${batches + 100}`,
        kind: kinds.find((kind) => kind === body.kind) ?? "repair",
        at: when,
        text: textOf(body.text),
        cost: textOf(body.cost) || null,
        currency: "CNY",
        by: ZHOU,
      }
      records.set(one.id, [made, ...(records.get(one.id) ?? [])])
      return putAsset({
        ...one,
        served_at: when,
        records: one.records + 1,
        ...(body.due_on !== undefined && { due_on: textOf(body.due_on) || null }),
      })
    })
  }),
]
