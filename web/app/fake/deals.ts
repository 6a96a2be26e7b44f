// What the fake company sells to businesses: its pipelines, and the deals that the mockups draw.

import type { DealClock, DealLine, DealPerson, DealRow, DealStay, Named, Pipeline, Stage } from "@api/contract"
import { at, NOW } from "./clock"
import { companies, LIN, people, STAFF } from "./people"
import { dayOf } from "./reviewCells"

export interface FakeDeal {
  row: DealRow
  stays: DealStay[]
  people: DealPerson[]
  lines: DealLine[]
  competitors: string[]
}

const stage = (id: string, name: string, probability: number, more: Partial<Stage> = {}): Stage => ({
  id,
  name,
  kind: probability === 100 ? "won" : probability === 0 ? "lost" : "open",
  probability,
  age_days: null,
  needs: [],
  roles: [],
  ...more,
})

export const pipelines: Omit<Pipeline, "open">[] = [
  {
    id: "pip_firms",
    name: "企业客户流程",
    stages: [
      stage("stg_touch", "初步接触", 10, { age_days: 14 }),
      stage("stg_need", "需求确认", 30, { age_days: 12 }),
      stage("stg_offer", "方案报价", 50, { age_days: 10, needs: ["amount", "expected_on"] }),
      stage("stg_talks", "商务谈判", 75, { age_days: 15, needs: ["x_party", "x_invoice"] }),
      stage("stg_won", "成交", 100, { needs: ["amount"] }),
      stage("stg_lost", "输单", 0),
    ],
  },
  {
    id: "pip_shops",
    name: "渠道加盟",
    stages: [
      stage("stg_visit", "考察", 20, { age_days: 21 }),
      stage("stg_sign", "签约", 60, { age_days: 30, needs: ["amount"] }),
      stage("stg_open", "开业", 100),
      stage("stg_gone", "放弃", 0),
    ],
  },
]
export const reasons = { lost: ["价格", "选了对手", "没有预算", "时机不对", "联系不上"] }

const named = ({ id, name }: { id: string; name: string }): Named => ({ id, name, initial: name.slice(0, 1) })
const [ZHOU, SHEN = ZHOU, TANG = ZHOU, XU = ZHOU] = STAFF
const OWNERS: Record<string, Named> = { shen: SHEN, tang: TANG, xu: XU, zhou: ZHOU }
const CALENDAR: [until: number, clock: DealClock][] = [
  [NOW, "overdue"],
  [Date.parse(at(-1, "00:00")), "today"],
]

export function clockOf(next: string | null): DealClock {
  if (next === null) return "none"
  return CALENDAR.find(([until]) => Date.parse(next) < until)?.[1] ?? "planned"
}

const companyOf = (name: string): Named => named(companies.find((one) => one.name === name) ?? { id: "com_1", name })

/** Company, what, amount, days in the stage, owner, what is next, and when: days from now and hour. */
type Seed = [string, string, number, number, keyof typeof OWNERS, string | null, [number, string] | null]
const OPEN: Record<string, Seed[]> = {
  stg_touch: [
    ["云上酒店集团", "客房茶礼", 128000, 4, "shen", "电话", [4, "10:30"]],
    ["南京书局", "联名茶礼", 52000, 9, "xu", "发样", [3, "09:30"]],
    ["半山咖啡", "冷泡茶供应", 31000, 3, "shen", "寄样后电话", [0, "16:00"]],
    ["知行律所", "员工福利", 23400, 12, "xu", null, null],
    ["青屿民宿", "大堂茶席", 18600, 17, "shen", "回访", [-3, "15:00"]],
  ],
  stg_need: [
    ["江城酒店", "客房洗护", 96000, 8, "xu", "拜访", [5, "10:00"]],
    ["锦里茶馆", "秋茶批发", 64500, 5, "shen", "确认数量", [0, "11:30"]],
    ["越秀月子中心", "敏感肌护理", 57200, 11, "tang", "电话", [3, "14:00"]],
    ["星河科技", "年会伴手礼", 42000, 2, "shen", "方案", [4, "10:00"]],
    ["和光瑜伽", "门店护理套装", 36800, 15, "tang", "回访", [-1, "10:00"]],
  ],
  stg_offer: [
    ["前海银行", "新春客户礼", 186000, 9, "xu", "评审", [4, "14:00"]],
    ["拾光月子会所", "年度框架", 74000, 4, "tang", "打样", [3, "09:00"]],
    ["木禾设计", "年节礼盒 120 份", 46800, 6, "shen", "换新送达后回访", [0, "15:00"]],
    ["溪山美术馆", "商店寄售", 28000, 13, "xu", null, null],
  ],
  stg_talks: [
    ["海棠航空", "头等舱洗护包", 420000, 11, "shen", "合同细节", [0, "14:00"]],
    ["东篱地产", "业主答谢礼", 88000, 6, "xu", "合同", [4, "11:00"]],
    ["一苇书店", "联名礼盒", 34500, 19, "shen", "追问", [-6, "10:00"]],
  ],
  stg_visit: [
    ["Harbour & Pine", "滨江店", 260000, 8, "tang", "看店", [6, "10:00"]],
    ["山止咖啡", "店中店", 90000, 25, "tang", null, null],
  ],
}
const WON: [string, string, number, keyof typeof OWNERS][] = [
  ["澜舟酒店", "大堂香氛", 98000, "shen"],
  ["观山书店", "联名书签礼", 36400, "xu"],
  ["知味餐饮", "餐后茶", 52800, "shen"],
  ["Northlight Studio", "员工礼", 28600, "tang"],
  ["云栖民宿", "客房洗护", 64200, "xu"],
  ["拾光花店", "花茶联名", 31500, "tang"],
  ["青禾教育", "教师节礼", 74000, "shen"],
  ["白泽律所", "客户礼", 42100, "xu"],
  ["山止咖啡", "冷泡茶供应", 39000, "shen"],
  ["未来建筑", "年会礼", 48000, "tang"],
  ["木禾设计", "中秋礼盒", 24000, "shen"],
]
const LOST: [string, string, number, keyof typeof OWNERS, string][] = [
  ["澜舟酒店", "客房茶具", 57000, "xu", "价格"],
  ["青禾教育", "开学礼", 22000, "shen", "没有预算"],
  ["前海银行", "中秋客户礼", 160000, "xu", "选了对手"],
]

let made = 930
export const nextNumber = (): string => {
  made += 1
  return `DL-${String(made).padStart(4, "0")}`
}

const quarterDays = () => {
  const [year = 0, month = 1] = dayOf(new Date(NOW).toISOString()).split("-").map(Number)
  const first = Date.UTC(year, month - 1 - ((month - 1) % 3), 1)
  return Math.max(0, Math.floor((NOW + 8 * 3_600_000 - first) / 86_400_000))
}

interface Told {
  pipeline: number
  stage: string
  company: string
  what: string
  amount: number
  owner: keyof typeof OWNERS
  days: number
  n: number
}

function deal({ pipeline, stage: id, company, what, amount, owner, days, n }: Told): FakeDeal {
  const of = pipelines[pipeline] ?? { id: "", name: "", stages: [] }
  const reached = of.stages.findIndex((one) => one.id === id)
  const now = of.stages[reached] ?? stage(id, id, 10)
  const person = company === "木禾设计" ? LIN : (people[n * 7 + 3] ?? LIN)
  const path = now.kind === "open" ? of.stages.slice(0, reached + 1) : [...of.stages.slice(0, 3), now]
  const spans = [2, 5, 3, 4]
  let ago = days + path.slice(0, -1).reduce((sum, _, k) => sum + (spans[k] ?? 2), 0)
  const created = ago
  const stays = path.map((one, k): DealStay => {
    const since = at(ago, "09:20")
    ago -= spans[k] ?? 2
    return { stage: named(one), since, until: one === now ? null : at(ago, "09:20"), by: OWNERS[owner] ?? ZHOU }
  })
  return {
    row: {
      id: `del_${String(n).padStart(3, "0")}`,
      number: nextNumber(),
      name: what,
      pipeline: { id: of.id, name: of.name },
      stage: { id: now.id, name: now.name },
      state: now.kind,
      person: named(person),
      company: companyOf(company),
      owner: OWNERS[owner] ?? ZHOU,
      amount: `${amount}.00`,
      currency: "CNY",
      probability: now.probability,
      expected_on: dayOf(at(-8 - ((n * 5) % 30))),
      next_step: null,
      next_at: null,
      clock: "none",
      stage_since: at(days, "09:20"),
      age_days: now.age_days,
      closed_at: null,
      lost_reason: null,
      source: n % 3 === 0 ? "老客户介绍" : n % 3 === 1 ? "展会" : null,
      created_at: at(created, "09:20"),
      updated_at: at(Math.min(days, 1)),
      fields: { x_party: reached > 2 ? `${company}有限公司` : null, x_invoice: reached > 2 ? "special" : null },
    },
    stays,
    people: [{ person: named(person), title: n % 2 ? "采购" : null, role: null, main: true }],
    lines: [],
    competitors: [],
  }
}

const closedAgo = (k: number) => Math.min(quarterDays(), 2 + k * 4)
let n = 0
const count = () => {
  n += 1
  return n
}

export const deals: FakeDeal[] = [
  ...Object.entries(OPEN).flatMap(([id, seeds]) =>
    seeds.map(([company, what, amount, days, owner, step, when]) => {
      const pipeline = id === "stg_visit" ? 1 : 0
      const one = deal({ pipeline, stage: id, company, what, amount, owner, days, n: count() })
      one.row.next_step = step
      one.row.next_at = when && at(-when[0], when[1])
      one.row.clock = clockOf(one.row.next_at)
      return one
    }),
  ),
  ...WON.map(([company, what, amount, owner], k) => {
    const days = closedAgo(k)
    const one = deal({ pipeline: 0, stage: "stg_won", company, what, amount, owner, days, n: count() })
    one.row.closed_at = at(days, "16:10")
    return one
  }),
  ...LOST.map(([company, what, amount, owner, reason], k) => {
    const days = closedAgo(k * 3 + 1)
    const one = deal({ pipeline: 0, stage: "stg_lost", company, what, amount, owner, days, n: count() })
    one.row.closed_at = at(days, "16:10")
    one.row.lost_reason = reason
    return one
  }),
]

// The deal of the mockup, in full.
const muhe = deals.find(({ row }) => row.name.startsWith("年节礼盒"))
if (muhe) {
  muhe.row.name = "木禾设计 · 年节礼盒 120 份"
  muhe.row.fields = { x_party: "木禾设计（上海）有限公司", x_invoice: null }
  muhe.lines = [
    { name: "秋茶与护手霜礼盒", quantity: "120", price: "360.00", discount: "0", amount: "43200.00" },
    { name: "烫印公司名", quantity: "120", price: "30.00", discount: "0", amount: "3600.00" },
  ]
  muhe.people = [
    { person: named(LIN), title: "行政经理", role: "champions", main: true },
    { person: named(people[5] ?? LIN), title: "合伙人", role: "decides", main: false },
    { person: named(people[9] ?? LIN), title: "财务", role: "pays", main: false },
  ]
  muhe.competitors = ["春风礼品", "茶与山"]
}
// Two in other currencies: one that has a rate, one that has none.
const [dollars, baht] = [deals[2], deals[13]]
if (dollars) Object.assign(dollars.row, { currency: "USD", amount: "4300.00" })
if (baht) Object.assign(baht.row, { currency: "THB", amount: "140000.00" })
