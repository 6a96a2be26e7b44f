// Who could take leads, by which rules, and the many that came in a season: what assignment and fairness are reckoned
// from. The leads that people work with are in `leadData.ts`; here they are only counted.

import type { AssignRule, LeadCapture, Named, Seat, Team } from "@api/contract"
import { at } from "./clock"
import { people, STAFF } from "./people"
import { makeRandom } from "./random"

const [ZHOU, SHEN, TANG, MAYA] = [STAFF[0], STAFF[1], STAFF[2], STAFF[3]].map((one) => one ?? STAFF[0])
const seller = (n: number, name: string): Named => ({ id: `usr_${n}`, name, initial: name.slice(0, 1) })
const [XU, GU, CHENG, BAI] = [seller(6, "许衍"), seller(7, "顾念"), seller(8, "程越"), seller(9, "白露")]

const some = (...all: (Named | undefined)[]): Named[] => all.filter((one) => one !== undefined)
export const MEMBERS: Record<string, Named[]> = {
  tea_east: some(SHEN, XU, GU),
  tea_south: some(CHENG, BAI),
  tea_corp: some(TANG, MAYA),
}
export const SELLERS = some(SHEN, XU, GU, CHENG, BAI, TANG, MAYA, ZHOU)
export const TEAMS: Team[] = [
  { id: "tea_east", name: "华东组", parent: null, users: 3 },
  { id: "tea_south", name: "华南组", parent: null, users: 2 },
  { id: "tea_corp", name: "企业客户组", parent: null, users: 2 },
]
export const teamOf = (user: string): string | null =>
  TEAMS.find(({ id }) => MEMBERS[id]?.some((one) => one.id === user))?.name ?? null

const team = (id: string): Named => ({ id, name: TEAMS.find((one) => one.id === id)?.name ?? id })

const WEEK = [1, 2, 3, 4, 5]
export const firstRules = (): AssignRule[] => [
  {
    id: "rul_1",
    name: "认识的人先给",
    on: true,
    filter: "",
    to: { kind: "keeper" },
    named: [],
    language: false,
    hours: false,
    when: null,
    given: 61,
  },
  {
    id: "rul_2",
    name: "企业大单",
    on: true,
    filter: 'source = "展会" and amount >= 20000',
    to: { kind: "users", users: [], teams: ["tea_corp"], by: "load" },
    named: [team("tea_corp")],
    language: false,
    hours: false,
    when: null,
    given: 34,
  },
  {
    id: "rul_3",
    name: "官网 · 华东",
    on: true,
    filter: 'source = "官网表单"',
    to: { kind: "users", users: [], teams: ["tea_east"], by: "turn" },
    named: [team("tea_east")],
    language: true,
    hours: true,
    when: { days: [1, 2, 3, 4, 5, 6], from: "09:00", to: "20:00" },
    given: 142,
  },
  {
    id: "rul_4",
    name: "杭州的公众号客户",
    on: true,
    filter: 'source = "微信公众号" and related person where (city = "杭州")',
    to: { kind: "users", users: [MAYA?.id ?? "", ZHOU?.id ?? ""], teams: [], by: "turn" },
    named: some(MAYA, ZHOU),
    language: true,
    hours: false,
    when: null,
    given: 18,
  },
  {
    id: "rul_5",
    name: "节日礼盒",
    on: true,
    filter: "x_gift_boxes >= 100",
    to: { kind: "users", users: [], teams: ["tea_corp"], by: "turn" },
    named: [team("tea_corp")],
    language: false,
    hours: false,
    when: null,
    given: 0,
    fault: "There is no field `x_gift_boxes` of a lead.",
  },
  {
    id: "rul_6",
    name: "抖音进公海",
    on: true,
    filter: 'source = "抖音"',
    to: { kind: "pool", pool: "poo_shops" },
    named: [{ id: "poo_shops", name: "门店与会员" }],
    language: false,
    hours: false,
    when: null,
    given: 203,
  },
  {
    id: "rul_7",
    name: "周末值班",
    on: false,
    filter: "",
    to: { kind: "users", users: [], teams: ["tea_south"], by: "turn" },
    named: [team("tea_south")],
    language: false,
    hours: false,
    when: { days: [6, 7], from: "10:00", to: "20:00" },
    given: 0,
  },
  {
    id: "rul_8",
    name: "其余按辖区",
    on: true,
    filter: 'source != "百度推广"',
    to: { kind: "territory", by: "load" },
    named: [],
    language: false,
    hours: false,
    when: null,
    given: 88,
  },
]

const DAYTIME = { days: WEEK, from: "09:00", to: "18:00" }
const TURNS = { days: [2, 3, 4, 5, 6], from: "10:00", to: "19:00" }
export const firstSeats = (): Seat[] => {
  const of: [Named | undefined, Partial<Seat>][] = [
    [SHEN, { capacity: 40, monthly: 120, open: 31, month: 74, hours: DAYTIME }],
    [XU, { capacity: 30, monthly: 100, open: 30, month: 52, hours: DAYTIME }],
    [GU, { capacity: 30, monthly: null, open: 12, month: 18, hours: TURNS, away_until: at(-9, "00:00") }],
    [CHENG, { capacity: 40, monthly: 120, open: 26, month: 61, hours: DAYTIME, languages: ["zh"] }],
    [BAI, { capacity: 40, monthly: 60, open: 22, month: 58, hours: TURNS }],
    [TANG, { capacity: 15, monthly: 30, open: 9, month: 14, hours: DAYTIME }],
    [MAYA, { capacity: 25, monthly: 60, open: 17, month: 33, languages: ["en", "zh"] }],
    [ZHOU, { capacity: null, monthly: null, open: 3, month: 5, languages: ["zh", "en", "ja"] }],
  ]
  return of.flatMap(([who, set]) =>
    who
      ? [
          {
            who,
            team: teamOf(who.id),
            capacity: null,
            monthly: null,
            languages: ["zh"],
            hours: null,
            away_until: null,
            open: 0,
            month: 0,
            ...set,
          },
        ]
      : [],
  )
}

export const firstCaptures = (): LeadCapture[] => [
  {
    id: "cap_1",
    name: "官网询价表",
    filter: 'kind = "form" and channel = "web"',
    source: "官网表单",
    on: true,
    made: 186,
  },
  {
    id: "cap_2",
    name: "公众号里问价",
    filter: 'kind = "message" and text contains "多少钱"',
    source: "微信公众号",
    on: true,
    made: 73,
  },
  {
    id: "cap_3",
    name: "小红书求推荐",
    filter: 'kind = "post" and channel = "xiaohongshu" and text contains "求推荐"',
    source: "小红书",
    on: true,
    made: 41,
  },
  {
    id: "cap_4",
    name: "活动报到",
    filter: 'kind = "attendance" and x_event_kind = "open day"',
    source: "线下活动",
    on: false,
    made: 0,
    fault: "`open day` is not an option of `x_event_kind`.",
  },
]

// ── leads that came ──────────────────────────────────────────────────────
export interface CountedLead {
  id: string
  number: string
  name: string
  state: "new" | "working" | "converted" | "dropped"
  person: Named | null
  company: string | null
  interest: string
  source: string
  channel: string
  language: string
  amount: string | null
  currency: string
  owner: Named | null
  pool: Named | null
  reason: string | null
  next_step: string | null
  next_at: string | null
  worked_at: string | null
  held_since: string | null
  created_at: string
  updated_at: string
  how: "rule" | "claimed" | "hand"
  minutes: number | null
}

const SOURCES: [[string, string, number], ...[string, string, number][]] = [
  ["官网表单", "web", 34],
  ["抖音", "douyin", 26],
  ["微信公众号", "wechat", 14],
  ["展会", "web", 10],
  ["小红书", "xiaohongshu", 8],
  ["老客户介绍", "wechat", 5],
  ["百度推广", "shop", 4],
  ["Instagram", "instagram", 5],
]
const WANTS = ["年节礼盒", "员工福利茶礼", "敏感肌护理", "门店试用", "年度采购", "婚礼伴手礼", "经销合作", "茶会预约"]
const SHOPS: Named = { id: "poo_shops", name: "门店与会员" }

/** Which of some weighted things a number drawn from their sum means. */
function drawn(draw: number, weights: number[]): number {
  let sum = 0
  return weights.findIndex((weight) => {
    sum += weight
    return draw < sum
  })
}

function makeLead(n: number): CountedLead {
  const random = makeRandom(n * 6151 + 7)
  const [source, channel] =
    SOURCES[
      drawn(
        random.below(106),
        SOURCES.map(([, , weight]) => weight),
      )
    ] ?? SOURCES[0]
  const person = people[(n * 3 + random.below(3)) % people.length]
  const big = source === "展会"
  // Some colleagues are given more than others, and one is given the large ones.
  const weights = big ? [1, 1, 0, 1, 0, 9, 2, 0] : [9, 6, 2, 7, 6, 1, 3, 1]
  const draw = random.below(weights.reduce((sum, one) => sum + one, 0))
  const owner = SELLERS[drawn(draw, weights)] ?? null
  const free = source === "抖音" && random.chance(0.5)
  const created = at(Math.floor(n / 8), `${String(8 + random.below(13)).padStart(2, "0")}:${10 + random.below(49)}`)
  const want = random.pick(WANTS as [string, ...string[]])
  const roll = random.next()
  const state = free
    ? "new"
    : roll < 0.14
      ? "converted"
      : roll < 0.4
        ? "dropped"
        : roll < 0.8
          ? "working"
          : ("new" as const)
  return {
    id: `lea_${n}`,
    number: `LE-${String(2400 - n).padStart(4, "0")}`,
    name: `${person?.name ?? "访客"} · ${want}`,
    state,
    person: person ? { id: person.id, name: person.name, initial: person.initial } : null,
    company: null,
    interest: want,
    source,
    channel,
    language: channel === "instagram" ? "en" : "zh-CN",
    amount: big
      ? String(8000 + random.below(90) * 1000)
      : random.chance(0.4)
        ? String(400 + random.below(60) * 100)
        : null,
    currency: "CNY",
    owner: free ? null : owner,
    pool: SHOPS,
    reason: null,
    next_step: null,
    next_at: null,
    worked_at: free ? null : created,
    held_since: free ? null : created,
    created_at: created,
    updated_at: created,
    how: source === "抖音" ? "claimed" : random.chance(0.12) ? "hand" : random.chance(0.1) ? "claimed" : "rule",
    minutes: free ? null : 4 + random.below(owner === XU ? 320 : 90),
  }
}
/** Newest first. */
export const assignLeads: CountedLead[] = Array.from({ length: 720 }, (_, n) => makeLead(n))

/** What came in, as far as a filter over interactions needs it. */
export const interactionRows = Array.from({ length: 900 }, (_, n) => {
  const random = makeRandom(n * 911 + 3)
  const kind = random.pick(["form", "message", "post", "visit", "page", "call"])
  return {
    id: `int_${n}`,
    kind,
    direction: "in",
    channel: random.pick(["web", "wechat", "xiaohongshu", "shop", "phone"]),
    title: kind === "form" ? "询价表" : null,
    text: random.pick(["礼盒多少钱", "求推荐一款面霜", "周末可以试用吗", "谢谢", "想了解企业采购"]),
    amount: null,
    occurred_at: at(n % 60),
    received_at: at(n % 60),
  }
})
