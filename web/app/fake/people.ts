// Two thousand customers of 山茶 Camellia, with the words of their trade.

import type { CompanyRow, Named, OrderLine, OrderRow, PersonRow } from "@api/contract"
import { at } from "./clock"
import { makeRandom } from "./random"
import { dayOf, reviewCells } from "./reviewCells"
import { worthCells } from "./worthCells"

export const STAFF: [Named, ...Named[]] = [
  { id: "usr_2", name: "周以宁", initial: "周" },
  { id: "usr_3", name: "沈知微", initial: "沈" },
  { id: "usr_4", name: "唐棠", initial: "唐" },
  { id: "usr_5", name: "Maya Chen", initial: "M" },
]

const FAMILY = [
  ..."林陈王李张刘杨黄赵吴周徐孙马朱胡郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟崔谭廖范汪陆金石戴贾",
]
const GIVEN =
  "晓梅 静怡 子涵 雨桐 浩然 思远 嘉禾 若溪 明远 佳宁 书瑶 一诺 欣妍 梓轩 安然 知夏 清越 沐阳 语嫣 景行 婉清 星河 可欣 逸飞 慕白 南乔 听雨 望舒 允之 小满".split(
    " ",
  )
const LATIN =
  "Olivia Hart,James Whitfield,Sophie Laurent,Daniel Okafor,Emma Lindqvist,Lucas Moreau,Grace Tan,Ethan Wong,Hannah Fischer,Noah Bennett".split(
    ",",
  )
const CITIES: [[string, string], ...[string, string][]] = [
  ["上海", "上海"],
  ["杭州", "浙江"],
  ["北京", "北京"],
  ["成都", "四川"],
  ["深圳", "广东"],
  ["广州", "广东"],
  ["南京", "江苏"],
  ["苏州", "江苏"],
  ["武汉", "湖北"],
  ["厦门", "福建"],
]
const TIERS = ["金山茶", "银山茶", "银山茶", "山茶", "山茶", "山茶", null, null] as const
const LIFE = ["loyal", "active", "active", "new", "quiet", "lead"] as const
const TAGS = ["茶道", "送礼", "乐于分享", "敏感肌", "企业采购人", "门店常客", "新品尝鲜", "对包装敏感"] as const
const PRODUCTS: [[string, number], ...[string, number][]] = [
  ["修护精华油 30 ml", 298],
  ["白毫银针 秋茶 50 g", 168],
  ["山茶洁面乳 120 g", 128],
  ["红茶身体乳 200 ml", 158],
  ["茶籽护手霜 60 g", 58],
  ["正山小种 100 g", 208],
  ["安瓿面膜 5 片", 149],
  ["年节礼盒", 390],
]
const STATUS = ["paid", "shipped", "delivered", "delivered", "delivered", "returned"] as const
const CHANNELS = ["shop", "web", "wechat"] as const

function makePerson(n: number): PersonRow {
  const random = makeRandom(n * 7919 + 13)
  const latin = random.chance(0.12)
  const family = FAMILY[random.below(FAMILY.length)] ?? "林"
  const name = latin
    ? (LATIN[random.below(LATIN.length)] ?? "Grace Tan")
    : family + (GIVEN[random.below(GIVEN.length)] ?? "静")
  const [city, region] = random.pick(CITIES)
  const orders = random.chance(0.3) ? 0 : random.below(14)
  const total =
    orders === 0 ? 0 : Array.from({ length: orders }, () => 80 + random.below(900)).reduce((a, b) => a + b, 0)
  const lastSeen = 1 + random.below(300)
  const firstSeen = lastSeen + random.below(500)
  const mobile = `+861${random.pick(["38", "39", "56", "86", "77"])}${String(10_000_000 + random.below(89_999_999))}`
  return {
    id: `per_${(n + 1000).toString(36).padStart(6, "0")}`,
    name,
    initial: name.slice(0, 1),
    city,
    region,
    tier: random.pick(TIERS),
    lifecycle: random.pick(LIFE),
    territory: null,
    owner: random.chance(0.5) ? random.pick(STAFF) : null,
    email: random.chance(0.75)
      ? `${latin ? name.toLowerCase().replaceAll(" ", ".") : `c${n}.${family.charCodeAt(0).toString(36)}`}@mail.example`
      : null,
    phone: random.chance(0.85) ? mobile : null,
    member_no: random.chance(0.6) ? `CM-${200_000 + n}` : null,
    tags: TAGS.filter(() => random.chance(0.14)),
    interaction_count: orders * 3 + random.below(60),
    order_count: orders,
    order_total: `${total}.00`,
    ...worthCells(n, orders, total, lastSeen),
    ...reviewCells(n),
    currency: "CNY",
    last_seen_at: at(lastSeen, `${9 + random.below(12)}:${10 + random.below(49)}`),
    first_seen_at: at(firstSeen, "11:20"),
    created_at: at(firstSeen, "11:20"),
    merged_count: 0,
    fields: {},
  }
}

export const LIN: PersonRow = {
  id: "per_linxm",
  name: "林晓梅",
  initial: "林",
  city: "上海",
  region: "上海",
  tier: "金山茶",
  lifecycle: "loyal",
  territory: null,
  owner: STAFF[1] ?? null,
  email: "xm.lin@muhe.example",
  phone: "+8613816602716",
  member_no: "CM-203118",
  tags: ["茶道", "乐于分享", "送礼"],
  interaction_count: 214,
  order_count: 31,
  order_total: "16842.00",
  worth_next: "4860.00",
  worth_active: 94,
  worth_class: "A",
  next_order_at: at(-9),
  need_count: 3,
  reviewed_on: dayOf(at(190)),
  review_on: dayOf(at(7)),
  currency: "CNY",
  last_seen_at: at(0, "09:42"),
  first_seen_at: at(1347, "15:10"),
  created_at: at(1347, "15:10"),
  merged_count: 4,
  fields: {},
}

export const people: PersonRow[] = [LIN, ...Array.from({ length: 1999 }, (_, n) => makePerson(n + 1))]
export const byId = new Map(people.map((person) => [person.id, person]))

function makeOrder(n: number, person: PersonRow): OrderRow {
  const random = makeRandom(n * 104_729 + 7)
  const lines: OrderLine[] = Array.from({ length: 1 + random.below(3) }, () => {
    const [name, price] = random.pick(PRODUCTS)
    const quantity = 1 + random.below(2)
    return { name, quantity, amount: `${price * quantity}.00` }
  })
  const amount = lines.reduce((sum, line) => sum + Number(line.amount), 0)
  return {
    id: `ord_${(n + 9000).toString(36)}`,
    number: `CM-${String(1000 + (n % 1200)).padStart(4, "0")}-${String(8000 + n).padStart(5, "0")}`,
    person: { id: person.id, name: person.name, initial: person.initial },
    status: random.pick(STATUS),
    channel: random.pick(CHANNELS),
    amount: `${amount}.00`,
    currency: "CNY",
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    placed_at: at(1 + random.below(340), `${10 + random.below(11)}:${10 + random.below(49)}`),
    updated_at: at(1),
    lines,
    fields: {},
  }
}

export const orders: OrderRow[] = people
  .slice(0, 600)
  .flatMap((person, n) =>
    Array.from({ length: Math.min(person.order_count ?? 0, 3) }, (_, k) => makeOrder(n * 3 + k, person)),
  )
  .sort((a, b) => b.placed_at.localeCompare(a.placed_at))

const FIRMS =
  "木禾设计,澜舟酒店,观山书店,知味餐饮,Northlight Studio,云栖民宿,拾光花店,青禾教育,Harbour & Pine,白泽律所,山止咖啡,未来建筑,云上酒店集团,南京书局,半山咖啡,知行律所,青屿民宿,江城酒店,锦里茶馆,越秀月子中心,星河科技,和光瑜伽,前海银行,拾光月子会所,溪山美术馆,海棠航空,东篱地产,一苇书店".split(
    ",",
  )
export const companies: CompanyRow[] = FIRMS.map((name, n) => ({
  id: `com_${n + 1}`,
  name,
  domain: n === 0 ? "muhe.example" : `firm${n}.example`,
  industry: ["设计", "酒店", "零售", "餐饮"][n % 4] ?? null,
  city: CITIES[n % CITIES.length]?.[0] ?? null,
  region: CITIES[n % CITIES.length]?.[1] ?? null,
  phone: `+8621${60_000_000 + n * 137}`,
  size: [24, 180, 36, 90][n % 4] ?? null,
  owner: STAFF[n % STAFF.length] ?? null,
  tags: [["战略客户"], [], ["续约"], ["战略客户", "华东"]][n % 4] ?? [],
  people_count: 1 + ((n * 5) % 9),
  created_at: at(400 - n * 10),
  fields: {},
}))
