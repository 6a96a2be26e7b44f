// The leads of the fake company and the pools they wait in: who came by what, who has them, who was quicker.
// Data only: `leads.ts` answers for the working screens, `assignment.ts` for their set-up.

import type { LeadMove, LeadRow, LeadTouch, LeadWork, Named, Pool, Registration } from "@api/contract"
import { at, NOW } from "./clock"
import { clockOf } from "./deals"
import { people, STAFF } from "./people"
import { makeRandom } from "./random"

export interface FakeLead {
  row: LeadRow
  /** Oldest first. */
  touches: LeadTouch[]
  /** Newest first. */
  moves: LeadMove[]
  work: LeadWork[]
  /** Until when a colleague does not claim it again, by their id. */
  cooling: Record<string, string>
}
/** What is not reckoned from the leads. */
export type FakePool = Omit<Pool, "waiting" | "mine" | "claimed_today">

const [ZHOU, SHEN = ZHOU, TANG = ZHOU, MAYA = ZHOU] = STAFF
const DAY = 86_400_000
export const MINE: Named = ZHOU

/** What taking a batch back does, `force` as it was asked for; the fake undo looks here. */
export const takesBack = new Map<string, (force?: unknown) => void>()

export const pools: FakePool[] = [
  {
    id: "poo_firms",
    name: "企业采购",
    users: [],
    teams: [],
    daily_cap: 3,
    holding_cap: 12,
    cool_days: 14,
    protect_days: 5,
    silent_days: 10,
    deal_days: 90,
    remind_days: [3, 1],
    customers: null,
    member: true,
  },
  {
    id: "poo_shops",
    name: "门店与会员",
    users: [],
    teams: [],
    daily_cap: 10,
    holding_cap: 30,
    cool_days: 7,
    protect_days: 3,
    silent_days: 7,
    deal_days: null,
    remind_days: [2],
    customers: 'lifecycle = "quiet"',
    member: true,
  },
  {
    id: "poo_abroad",
    name: "港澳台与海外",
    users: [MAYA],
    teams: [],
    daily_cap: null,
    holding_cap: 8,
    cool_days: 7,
    protect_days: 3,
    silent_days: 14,
    deal_days: 120,
    remind_days: [3],
    customers: "x_abroad is not empty",
    fault: "There is no field `x_abroad` of a person.",
    member: false,
  },
]
const poolNamed = (key: string): Named => {
  const pool = pools.find(({ id }) => id === `poo_${key}`)
  return pool ? { id: pool.id, name: pool.name } : { id: key, name: key }
}

const OWNERS: Record<string, Named> = { zhou: ZHOU, shen: SHEN, tang: TANG, maya: MAYA }
type Owner = "zhou" | "shen" | "tang" | "maya"
interface Seed {
  name: string
  company?: string
  interest: string
  source: string
  channel: string
  kind: string
  pool: "firms" | "shops" | "abroad"
  owner?: Owner
  amount?: number
  /** How many days ago they came, and how many ago the owner got it and did something. */
  came: number
  held?: number
  worked?: number
  step?: [string, number, string]
  page?: string
  campaign?: string
}
const seed = (one: Seed): Seed => one

const SEEDS: Seed[] = [
  seed({
    name: "顾怀瑾",
    company: "松间民宿",
    interest: "十二间客房想换茶和洗护，能不能先寄一套样品？",
    source: "官网表单",
    channel: "web",
    kind: "form",
    pool: "firms",
    owner: "zhou",
    amount: 48000,
    came: 3,
    held: 2,
    worked: 1,
    step: ["寄样后电话", 0, "16:30"],
    page: "https://camellia.example/business",
    campaign: "民宿春季",
  }),
  seed({
    name: "Claire Dubois",
    company: "Maison Duvet",
    interest: "Looking for 300 gift boxes with our own ribbon before Lunar New Year.",
    source: "展会",
    channel: "email",
    kind: "message",
    pool: "abroad",
    owner: "zhou",
    amount: 117000,
    came: 6,
    held: 6,
    worked: 4,
    step: ["报价", -1, "11:00"],
    campaign: "Canton Fair",
  }),
  seed({
    name: "裴行之",
    company: "云栖设计院",
    interest: "给四十位同事做中秋礼，预算每份三百左右",
    source: "官网表单",
    channel: "web",
    kind: "form",
    pool: "firms",
    owner: "zhou",
    amount: 12000,
    came: 11,
    held: 9,
    worked: 8,
    page: "https://camellia.example/gifts/company",
  }),
  seed({
    name: "白鹿",
    interest: "敏感肌能用哪一款？想到店试试",
    source: "小红书",
    channel: "xiaohongshu",
    kind: "message",
    pool: "shops",
    owner: "zhou",
    came: 5,
    held: 5,
    worked: 5,
    step: ["约到店", 1, "10:00"],
  }),
  seed({
    name: "邵明珠",
    company: "海棠月子会所",
    interest: "产后护理合作，想看检测报告",
    source: "老客户介绍",
    channel: "phone",
    kind: "call",
    pool: "firms",
    owner: "zhou",
    amount: 86000,
    came: 20,
    held: 1,
    worked: 0,
    step: ["送检测报告", -2, "09:30"],
  }),
  seed({
    name: "段令仪",
    interest: "新茶什么时候到，先给我留两盒",
    source: "微信公众号",
    channel: "wechat",
    kind: "message",
    pool: "shops",
    owner: "zhou",
    came: 2,
    held: 2,
    worked: 2,
  }),
  seed({
    name: "孟想",
    company: "半山咖啡",
    interest: "冷泡茶原料一个月要四十公斤，能供吗",
    source: "抖音",
    channel: "douyin",
    kind: "comment",
    pool: "firms",
    amount: 36000,
    came: 0,
    campaign: "新茶直播",
  }),
  seed({
    name: "许知远",
    company: "知行律所",
    interest: "端午客户礼六十份，要发票",
    source: "官网表单",
    channel: "web",
    kind: "form",
    pool: "firms",
    amount: 19800,
    came: 1,
    page: "https://camellia.example/gifts/company",
  }),
  seed({
    name: "温如言",
    company: "青屿民宿",
    interest: "大堂想设一个茶席，求方案",
    source: "微博",
    channel: "weibo",
    kind: "mention",
    pool: "firms",
    came: 1,
  }),
  seed({
    name: "江采薇",
    company: "拾光花店",
    interest: "花茶联名，我们有十一家店",
    source: "展会",
    channel: "shop",
    kind: "visit",
    pool: "firms",
    amount: 64000,
    came: 2,
    campaign: "上海礼品展",
  }),
  seed({
    name: "Lin Wei-Ting",
    company: "好日子選物",
    interest: "想在台中寄售，請問合作條件",
    source: "Instagram",
    channel: "instagram",
    kind: "message",
    pool: "abroad",
    came: 1,
  }),
  seed({
    name: "Noah Bennett",
    company: "Harbour & Pine",
    interest: "Could you supply hotel amenities in Hong Kong?",
    source: "官网表单",
    channel: "email",
    kind: "message",
    pool: "abroad",
    amount: 150000,
    came: 3,
  }),
  seed({
    name: "程砚秋",
    company: "锦里茶馆",
    interest: "批发秋茶三十斤，想先喝一泡",
    source: "老客户介绍",
    channel: "phone",
    kind: "call",
    pool: "firms",
    owner: "shen",
    amount: 22500,
    came: 14,
    held: 13,
    worked: 2,
    step: ["寄样", 1, "14:00"],
  }),
  seed({
    name: "陆听澜",
    company: "东篱地产",
    interest: "业主答谢礼两百份，十二月交付",
    source: "展会",
    channel: "shop",
    kind: "visit",
    pool: "firms",
    owner: "shen",
    amount: 88000,
    came: 25,
    held: 24,
    worked: 3,
    step: ["上门谈", -1, "15:00"],
    campaign: "上海礼品展",
  }),
  seed({
    name: "沈星回",
    company: "星河科技",
    interest: "年会伴手礼，三百份，要能烫公司名",
    source: "百度推广",
    channel: "web",
    kind: "form",
    pool: "firms",
    owner: "shen",
    amount: 96000,
    came: 30,
    held: 30,
    worked: 26,
    page: "https://camellia.example/gifts/year-end",
    campaign: "年会礼 B2B",
  }),
]

const INTERESTS: [string, ...string[]] = [
  "想给婆婆买一套护理，干敏肌能用吗",
  "礼盒可以只换茶不换护手霜吗",
  "离我最近的门店在哪儿，周末有没有茶会",
  "想当会员，积分怎么算",
  "身体乳味道重吗，怀孕能不能用",
  "上次的白毫银针很好，想买半斤",
  "公司下午茶每月一次，二十人",
  "伴手礼五十份，婚礼用，十月",
]
const WAYS: [[string, string, string], ...[string, string, string][]] = [
  ["官网表单", "web", "form"],
  ["小红书", "xiaohongshu", "message"],
  ["微信公众号", "wechat", "message"],
  ["抖音", "douyin", "comment"],
  ["门店", "shop", "visit"],
  ["老客户介绍", "phone", "call"],
]
/** Those who make the lists long. */
const MORE: Seed[] = Array.from({ length: 48 }, (_, n) => {
  const random = makeRandom(n * 31 + 5)
  const [source, channel, kind] = random.pick(WAYS)
  const owners: [Owner | undefined, ...(Owner | undefined)[]] = [undefined, undefined, "shen", "tang", "maya"]
  const owner = n < 16 ? undefined : random.pick(owners)
  const came = 1 + random.below(40)
  const held = owner ? random.below(came + 1) : undefined
  return {
    name: people[n * 13 + 40]?.name ?? `客户 ${n}`,
    interest: random.pick(INTERESTS),
    source,
    channel,
    kind,
    pool: random.chance(0.75) ? "shops" : "firms",
    owner,
    amount: random.chance(0.3) ? 800 + random.below(90) * 100 : undefined,
    came,
    held,
    worked: held === undefined ? undefined : random.below(held + 1),
    step: owner && random.chance(0.5) ? ["回访", 3 - random.below(7), "10:30"] : undefined,
  }
})

let made = 118
export const nextLeadNumber = (): string => {
  made += 1
  return `LE-${String(made).padStart(4, "0")}`
}

/** When a lead goes back by itself: its pool's days of silence after what was done last, not before its protection ends. */
export function returnsAt(row: LeadRow): string | null {
  const days = pools.find(({ id }) => id === row.pool?.id)?.silent_days ?? null
  const since = row.worked_at ?? row.held_since
  if (row.owner === null || row.locked || days === null || since === null) return null
  if (row.state !== "new" && row.state !== "working") return null
  const due = new Date(Date.parse(since) + days * DAY).toISOString()
  return row.protected_until !== null && row.protected_until > due ? row.protected_until : due
}

const noWork = (who: Named): LeadWork => ({
  who,
  held_days: 0,
  calls: 0,
  visits: 0,
  messages: 0,
  notes: 0,
  first_at: null,
  last_at: null,
})

/** One of the leads, by what its seed says; how it came to its owner is told as its moves. */
function lead(one: Seed, n: number): FakeLead {
  const owner = one.owner ? (OWNERS[one.owner] ?? null) : null
  const pool = poolNamed(one.pool)
  const person = people[n * 13 + 40]
  const came = at(one.came, "09:12")
  const held = one.held === undefined ? null : at(one.held, "09:20")
  const next = one.step ? at(-one.step[1], one.step[2]) : null
  const row: LeadRow = {
    id: `lea_${String(n + 1).padStart(3, "0")}`,
    number: nextLeadNumber(),
    name: one.name,
    state: one.worked === undefined || one.worked === one.held ? "new" : "working",
    person: { id: person?.id ?? "per_linxm", name: one.name, initial: one.name.slice(0, 1) },
    phone: n % 4 === 3 ? null : (person?.phone ?? null),
    email: n % 4 === 3 ? (person?.email ?? null) : null,
    city: person?.city ?? null,
    company: one.company ?? null,
    owner,
    pool,
    free: owner === null,
    interest: one.interest,
    source: one.source,
    channel: one.channel,
    amount: one.amount === undefined ? null : `${one.amount}.00`,
    currency: one.pool === "abroad" ? "USD" : "CNY",
    next_step: one.step?.[0] ?? null,
    next_at: next,
    clock: clockOf(next),
    held_since: held,
    worked_at: one.worked === undefined ? null : at(one.worked, "09:30"),
    returns_at: null,
    protected_until: null,
    locked: false,
    disputed: false,
    reason: null,
    deal: null,
    created_at: came,
    updated_at: at(one.worked ?? one.came, "09:30"),
    fields: { x_urgency: ["now", "soon", null][n % 3] ?? null },
  }
  row.returns_at = returnsAt(row)
  const touch: LeadTouch = {
    at: came,
    kind: one.kind,
    channel: one.channel,
    title: one.kind === "form" ? "企业咨询" : null,
    text: one.interest,
    url: one.page ?? null,
    campaign: one.campaign ?? null,
    interaction: `int_lead${n + 1}`,
    by: null,
  }
  const moves: LeadMove[] = [
    {
      at: came,
      how: "rule",
      from: null,
      to: null,
      pool,
      by: null,
      rule: "其余进公海",
      reason: null,
      why: [
        { rule: "大单给企业组", code: "filter" },
        { rule: "老客户的负责人", code: "nobody" },
        { rule: "其余进公海", code: "fallback" },
      ],
    },
  ]
  if (owner && held) {
    moves.unshift({ at: held, how: "claim", from: null, to: owner, pool, by: owner, rule: null, reason: null, why: [] })
  }
  const work = owner
    ? [
        {
          ...noWork(owner),
          held_days: one.held ?? 0,
          calls: n % 3,
          messages: n % 4,
          notes: 1,
          first_at: held,
          last_at: row.worked_at,
        },
      ]
    : []
  return { row, touches: [touch], moves, work, cooling: {} }
}

export const leads: FakeLead[] = [...SEEDS, ...MORE].map(lead)
const called = (name: string) => leads.find(({ row }) => row.name === name)

// One with a long way behind it: given by a rule, gone back by itself, claimed, protected, a second touch.
const shao = called("邵明珠")
if (shao) {
  shao.row.protected_until = at(-4, "18:00")
  shao.row.returns_at = returnsAt(shao.row)
  shao.touches.push({
    at: at(4, "20:41"),
    kind: "message",
    channel: "wechat",
    title: null,
    text: "上次说的检测报告有了吗？我们月底要定下来。",
    url: null,
    campaign: null,
    interaction: "int_lead5b",
    by: null,
  })
  const pool = poolNamed("firms")
  shao.moves = [
    { at: at(1, "09:20"), how: "claim", from: null, to: ZHOU, pool, by: ZHOU, rule: null, reason: null, why: [] },
    { at: at(5, "03:00"), how: "recycle", from: TANG, to: null, pool, by: null, rule: null, reason: null, why: [] },
    {
      at: at(20, "09:12"),
      how: "rule",
      from: null,
      to: TANG,
      pool,
      by: null,
      rule: "月子会所给唐棠组",
      reason: null,
      why: [
        { rule: "大单给企业组", code: "full", who: [SHEN] },
        { rule: "夜里不派", code: "schedule" },
        { rule: "月子会所给唐棠组", code: "chosen", by: "load", open: 6 },
      ],
    },
  ]
  shao.work = [
    {
      ...noWork(ZHOU),
      held_days: 1,
      calls: 1,
      messages: 2,
      notes: 1,
      first_at: at(1, "09:40"),
      last_at: at(0, "09:30"),
    },
    { ...noWork(TANG), held_days: 15, calls: 1, messages: 3, first_at: at(19, "10:05"), last_at: at(15, "11:20") },
  ]
}
// One that somebody gave back, and cannot claim again yet; one that is locked; one given by hand.
const zhi = called("许知远")
if (zhi) {
  zhi.cooling[ZHOU.id] = at(-9, "09:00")
  zhi.moves.unshift({
    at: at(0, "09:00"),
    how: "release",
    from: ZHOU,
    to: null,
    pool: poolNamed("firms"),
    by: ZHOU,
    rule: null,
    reason: "不在我的城市",
    why: [],
  })
}
const lu = called("陆听澜")
if (lu) Object.assign(lu.row, { locked: true, returns_at: null })
const claire = called("Claire Dubois")
if (claire) {
  claire.moves.unshift({
    at: at(6, "10:30"),
    how: "hand",
    from: MAYA,
    to: ZHOU,
    pool: poolNamed("abroad"),
    by: MAYA,
    rule: null,
    reason: "你认识他们的采购",
    why: [],
  })
}
// What has ended, for the list of all.
for (const [n, one] of leads.slice(-6).entries()) {
  one.row.owner = OWNERS[(["shen", "tang", "maya"] as const)[n % 3] ?? "shen"] ?? SHEN
  one.row.free = false
  one.row.held_since = at(10, "09:20")
  one.row.returns_at = null
  one.row.state = n % 2 === 0 ? "dropped" : "converted"
  one.row.reason = n % 2 === 0 ? "没有预算" : null
  one.row.deal = n % 2 === 0 ? null : { id: "del_001", name: "客房茶礼" }
}

export const registrations: Registration[] = [
  {
    id: "reg_001",
    who: ZHOU,
    name: "傅清让",
    company: "溪山美术馆",
    identities: [{ kind: "phone", value: "+8613800010101" }],
    person: null,
    text: "馆长介绍的，下周三看馆，谈商店寄售",
    at: at(6, "11:20"),
    until: at(-24, "11:20"),
    state: "holds",
    mine: true,
  },
  {
    id: "reg_002",
    who: SHEN,
    name: "陆听澜",
    company: "东篱地产",
    identities: [{ kind: "phone", value: "+86138****4410" }],
    person: null,
    text: "展会上约好十二月前报方案",
    at: at(26, "16:05"),
    until: at(-4, "16:05"),
    state: "holds",
    mine: false,
  },
  {
    id: "reg_003",
    who: TANG,
    name: "简宁",
    company: "和光瑜伽",
    identities: [],
    person: null,
    text: "门店同街，店长是同学",
    at: at(3, "09:50"),
    until: at(-27, "09:50"),
    state: "holds",
    mine: false,
  },
  {
    id: "reg_004",
    who: ZHOU,
    name: "邵明珠",
    company: "海棠月子会所",
    identities: [{ kind: "phone", value: "+8613800020202" }],
    person: shao?.row.person ?? null,
    text: null,
    at: at(48, "10:00"),
    until: at(18, "10:00"),
    state: "came",
    mine: true,
  },
  {
    id: "reg_005",
    who: ZHOU,
    name: "Grace Tan",
    company: "Northlight Studio",
    identities: [{ kind: "email", value: "grace@northlight.example" }],
    person: null,
    text: null,
    at: at(70, "10:00"),
    until: at(40, "10:00"),
    state: "over",
    mine: true,
  },
]

/** A pool as the server tells of it, with what is reckoned from the leads. */
export function poolTold(pool: FakePool): Pool {
  const of = leads.filter(({ row }) => row.pool?.id === pool.id && ["new", "working"].includes(row.state))
  const today = new Date(NOW + 8 * 3_600_000).toISOString().slice(0, 10)
  const isToday = (moment: string) => new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10) === today
  const claimed = leads.filter(({ moves }) =>
    moves.some(
      ({ how, to, at: when, pool: from }) =>
        how === "claim" && to?.id === MINE.id && from?.id === pool.id && isToday(when),
    ),
  )
  return {
    ...pool,
    waiting: of.filter(({ row }) => row.free).length,
    mine: of.filter(({ row }) => row.owner?.id === MINE.id).length,
    claimed_today: claimed.length,
  }
}
