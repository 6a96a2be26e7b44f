// One customer in full: the year of 林晓梅, and a shorter one for everybody else.

import type { Consent, Identity, Person, PersonRow, PortraitValue, Relation, Source, TimelineItem } from "@api/contract"
import { at } from "./clock"
import { byId, companies, LIN, orders, people, STAFF } from "./people"
import { makeRandom } from "./random"

const shop: Source = { kind: "source", id: "src_1", name: "静安店会员登记" }
const web: Source = { kind: "source", id: "src_2", name: "线上商城" }
const wechat: Source = { kind: "source", id: "src_3", name: "微信服务号" }
const weibo: Source = { kind: "source", id: "src_4", name: "微博" }
const survey: Source = { kind: "import", id: "imp_1", name: "秋季问卷.xlsx" }
const shen: Source = { kind: "user", id: "usr_3", name: "沈知微" }
const zhou = STAFF[0]

type Draft = Partial<TimelineItem> & Pick<TimelineItem, "kind" | "channel" | "occurred_at">

let serial = 0
export function item(person: string, draft: Draft): TimelineItem {
  serial += 1
  return {
    id: `int_${serial.toString(36).padStart(6, "0")}`,
    direction: "in",
    received_at: draft.occurred_at,
    title: null,
    text: null,
    object_kind: null,
    object_id: null,
    amount: null,
    currency: null,
    props: {},
    person,
    source: web,
    late: false,
    ...draft,
  }
}

const change = (person: string, when: string, by: Source, fields: [string, unknown, unknown][], undone = false) =>
  item(person, {
    kind: "change",
    channel: "staff",
    direction: "about",
    occurred_at: when,
    source: by,
    change: {
      batch: `bat_${serial}`,
      undone,
      undoable: !undone,
      fields: fields.map(([key, before, after]) => ({ key, before, after })),
    },
  })

function linStory(): TimelineItem[] {
  const me = LIN.id
  const message = (days: number, time: string, text: string, out = false) =>
    item(me, {
      kind: "message",
      channel: "wechat",
      occurred_at: at(days, time),
      text,
      direction: out ? "out" : "in",
      by: out ? zhou : null,
      source: wechat,
    })
  const view = (days: number, time: string, title: string) =>
    item(me, {
      kind: "page",
      channel: "web",
      occurred_at: at(days, time),
      title,
      props: { url: `https://shan-cha.example/${encodeURIComponent(title)}` },
    })
  const lines = [
    { name: "修护精华油 30 ml", quantity: 2, amount: "596.00" },
    { name: "白毫银针 秋茶 50 g", quantity: 1, amount: "168.00" },
    { name: "满减", quantity: 1, amount: "-80.00" },
  ]
  const order = {
    id: "ord_lin1",
    number: "CM-1111-08842",
    person: { id: me, name: LIN.name },
    status: "delivered",
    channel: "web",
    amount: "684.00",
    currency: "CNY",
    quantity: 3,
    placed_at: at(9, "00:04"),
    updated_at: at(6, "19:20"),
    fields: {},
    lines,
  }
  return [
    view(9, "23:41", "双十一会场"),
    view(9, "23:44", "修护精华油 30 ml"),
    view(9, "23:47", "修护精华油 30 ml · 评价"),
    view(9, "23:52", "白毫银针 秋茶 50 g"),
    view(9, "23:55", "满减说明"),
    view(9, "23:58", "购物车"),
    item(me, {
      kind: "purchase",
      channel: "web",
      occurred_at: at(8, "00:04"),
      title: "CM-1111-08842",
      amount: "684.00",
      currency: "CNY",
      order: { ...order, status: "paid" },
    }),
    change(me, at(8, "20:14"), { kind: "system", id: null, name: "会员系统" }, [
      ["x_points", 3602, 4286],
      ["tier", "银山茶", "金山茶"],
    ]),
    item(me, {
      kind: "order_update",
      channel: "web",
      occurred_at: at(6, "19:20"),
      title: "顺丰送达木禾设计前台",
      props: { status: "delivered" },
      order,
    }),
    item(me, {
      kind: "visit",
      channel: "shop",
      occurred_at: at(5, "14:26"),
      title: "静安店，试用秋茶",
      by: STAFF[2],
      source: shop,
      props: { place: "静安店" },
    }),
    item(me, {
      kind: "comment",
      channel: "community",
      occurred_at: at(5, "21:03"),
      title: "干敏肌秋冬怎么叠精华油？",
      text: "先上水再两滴精华油，手心搓热按进去，别揉。换季那两周我停酸，只留清洁和这一步，早上再补一次防晒就够了。",
      props: { accepted: true, likes: 47, circle: "敏感肌日常" },
      source: { kind: "source", id: "src_5", name: "社区" },
    }),
    item(me, {
      kind: "mention",
      channel: "weibo",
      occurred_at: at(2, "21:46"),
      text: "用了三年的山茶精华油，新泵头第一次漏了小半瓶。不是差钱，是心疼。能不能换回老泵头？@山茶Camellia",
      props: { author: "@晓梅在山里", sentiment: -0.62, reach: 23000, shares: 86, comments: 142, likes: 531 },
      source: weibo,
    }),
    item(me, {
      kind: "call",
      channel: "phone",
      direction: "out",
      occurred_at: at(1, "11:08"),
      text: "年节礼盒定 120 份，要印公司名，12 月 18 日前到货。提到精华油漏液，答应今天跟进。",
      props: { seconds: 252 },
      by: STAFF[1],
      source: shen,
    }),
    change(me, at(1, "11:15"), shen, [
      ["x_gift_quantity", 80, 120],
      ["x_gift_due", null, "2026-12-18"],
      ["lifecycle", "active", "loyal"],
      ["x_remark", null, "礼盒要印公司名"],
    ]),
    message(0, "09:31", "双十一买的两瓶精华油，有一瓶泵头一直渗油，盒子都浸透了"),
    message(0, "09:34", "实在抱歉，是 B26-10 批次的泵头。给您换新，旧的不用寄回", true),
    message(0, "09:42", "谢谢。周日要带去送人，来得及吗？"),
  ]
}

const TALK = [
  "请问周末门店几点开门？",
  "上次买的护手霜很好用，再来两支",
  "发票可以开公司抬头吗？",
  "礼盒能不能换成红茶？",
  "收到了，包装很好看，谢谢",
] as const
const REPLY = [
  "上午十点开门，到店报会员号就行",
  "好的，已经给您留了两支",
  "可以的，发我抬头和税号",
  "可以换，今天就改",
  "您喜欢就好",
] as const
const PAGES = ["首页", "修护精华油 30 ml", "白毫银针 秋茶 50 g", "会员权益", "门店列表", "茶山纪录"] as const
const NOTES = [
  "孩子刚上小学，周末不方便接电话。",
  "偏好无香型，介意礼盒塑料内衬。",
  "下个月搬家，寄送前先确认地址。",
] as const

/** A believable history for a person, `count` items long, oldest first. */
function madeStory(person: PersonRow, count: number, before: number): TimelineItem[] {
  const random = makeRandom(Number.parseInt(person.id.slice(4), 36) || 99)
  const owned = orders.filter((order) => order.person?.id === person.id)
  const result: TimelineItem[] = []
  let days = before + Math.floor(count * 1.5)
  while (result.length < count && days > before) {
    days -= random.chance(0.35) ? 0 : 1 + random.below(3)
    const time = `${9 + random.below(11)}:${10 + random.below(49)}`
    const when = at(Math.max(days, before), time)
    const turn = random.below(10)
    if (turn < 3) {
      const size = 1 + random.below(5)
      for (let k = 0; k < size; k += 1) {
        result.push(
          item(person.id, {
            kind: random.chance(0.6) ? "page" : "product_view",
            channel: "web",
            occurred_at: at(Math.max(days, before), `${10 + random.below(2)}:${10 + k * 7}`),
            title: PAGES[random.below(PAGES.length)] ?? "首页",
          }),
        )
      }
    } else if (turn < 5) {
      const line = random.below(TALK.length)
      result.push(
        item(person.id, {
          kind: "message",
          channel: "wechat",
          occurred_at: when,
          text: TALK[line] ?? "",
          source: wechat,
        }),
      )
      result.push(
        item(person.id, {
          kind: "message",
          channel: "wechat",
          direction: "out",
          by: zhou,
          occurred_at: new Date(Date.parse(when) + 240_000).toISOString(),
          text: REPLY[line] ?? "",
          source: wechat,
        }),
      )
    } else if (turn < 7) {
      const order = owned[random.below(Math.max(owned.length, 1))] ?? orders[random.below(orders.length)]
      if (order)
        result.push(
          item(person.id, {
            kind: "purchase",
            channel: order.channel,
            occurred_at: when,
            title: order.number,
            amount: order.amount,
            currency: "CNY",
            order: { ...order, placed_at: when },
          }),
        )
    } else if (turn === 7)
      result.push(
        item(person.id, {
          kind: "visit",
          channel: "shop",
          occurred_at: when,
          title: "静安店",
          by: STAFF[2],
          source: shop,
        }),
      )
    else if (turn === 8)
      result.push(
        item(person.id, {
          kind: "note",
          channel: "staff",
          direction: "about",
          occurred_at: when,
          text: NOTES[random.below(NOTES.length)] ?? "",
          by: STAFF[1],
          source: shen,
        }),
      )
    else result.push(change(person.id, when, shen, [["city", "杭州", person.city]]))
  }
  return result.sort((a, b) => a.occurred_at.localeCompare(b.occurred_at))
}

const stories = new Map<string, TimelineItem[]>()

/** The whole timeline of a person, oldest first; additions stay. */
export function storyOf(id: string): TimelineItem[] {
  const known = stories.get(id)
  if (known) return known
  const row = byId.get(id)
  const story = !row
    ? []
    : id === LIN.id
      ? [...madeStory(row, 197, 12), ...linStory()]
      : madeStory(row, Math.max(row.interaction_count ?? 0, 3), 1)
  stories.set(id, story)
  return story
}

/** An item of any timeline that was read. */
export const findItem = (id: string): TimelineItem | undefined =>
  [...stories.values()].flat().find((one) => one.id === id)

const value = (
  key: string,
  type: PortraitValue["type"],
  raw: unknown,
  source: Source,
  when: string,
  more: Partial<PortraitValue> = {},
): PortraitValue => ({
  key,
  type,
  value: raw,
  display: String(raw),
  custom: key.startsWith("x_"),
  source,
  at: when,
  others: [],
  ...more,
})

const edits = new Map<string, Map<string, PortraitValue>>()

/** Remembers what staff wrote, so that the portrait shows it with its new source. */
export function editPortrait(id: string, key: string, raw: unknown, display: string): void {
  const known = edits.get(id) ?? new Map<string, PortraitValue>()
  const zhouEdits: Source = { kind: "user", id: "usr_2", name: "周以宁" }
  known.set(key, value(key, "text", raw, zhouEdits, new Date().toISOString(), { display }))
  edits.set(id, known)
}

function edited(id: string, portrait: PortraitValue[]): PortraitValue[] {
  const known = edits.get(id)
  if (!known) return portrait
  const keys = new Set(portrait.map((one) => one.key))
  const changed = portrait.map((one) => ({ ...one, ...known.get(one.key), type: one.type, label: one.label }))
  const added = [...known.values()].filter((one) => !keys.has(one.key))
  return [...changed, ...added].filter((one) => one.value !== null)
}

function portraitOf(row: PersonRow): PortraitValue[] {
  const base: PortraitValue[] = [
    value("name", "text", row.name, shop, row.created_at),
    value("city", "text", row.city, shop, row.created_at, {
      others: row.id === LIN.id ? [{ value: "杭州", display: "杭州", source: weibo, at: at(500) }] : [],
    }),
  ]
  if (row.tier)
    base.push(value("tier", "text", row.tier, { kind: "system", id: null, name: "会员系统" }, at(8, "20:14")))
  if (row.lifecycle) base.push(value("lifecycle", "text", row.lifecycle, shen, at(1, "11:15")))
  for (const key of ["reviewed_on", "review_on"] as const)
    if (row[key]) base.push(value(key, "date", row[key], shen, at(190)))
  if (row.owner) base.push(value("owner", "user", row.owner.id, shen, at(120), { display: row.owner.name }))
  if (row.id === LIN.id) {
    base.push(
      value("x_skin", "choice", "dry", survey, at(43), { label: "肤质", display: "干敏肌" }),
      value("birth_date", "date", "1990-06-12", shop, row.created_at),
      value("x_store", "text", "上海静安店", shop, at(5), { label: "首选门店" }),
      value("x_usual", "text", "修护精华油、白毫银针", web, at(8), { label: "常购" }),
      value("job_title", "text", "行政经理", shen, at(90)),
      value("district", "text", "静安", shop, row.created_at),
      value("language", "text", "zh-CN", web, at(300)),
      value("x_points", "integer", 4286, { kind: "system", id: null, name: "会员系统" }, at(8, "20:14"), {
        label: "积分",
        display: "4,286",
      }),
      value("x_gift_quantity", "integer", 120, shen, at(1, "11:15"), { label: "礼盒预计数量" }),
      value("x_remark", "long_text", "礼盒要印公司名", shen, at(1, "11:15"), { label: "备注" }),
    )
  }
  if (row.tags.length > 0)
    base.push(value("tags", "multi_choice", row.tags, shen, at(30), { display: row.tags.join("、") }))
  return base
}

function identitiesOf(row: PersonRow): Identity[] {
  const of = (
    kind: string,
    text: string | null,
    source: Source,
    days: number,
    more: Partial<Identity> = {},
  ): Identity[] =>
    text === null
      ? []
      : [
          {
            id: `idn_${kind}_${row.id}`,
            kind,
            value: text,
            shared: false,
            verified: kind !== "device",
            first_seen_at: at(days),
            last_seen_at: at(Math.min(days, 2)),
            source,
            person: row.id,
            removable: kind !== "member_no",
            ...more,
          },
        ]
  const base = [
    ...of("phone", row.phone, shop, 1347),
    ...of("email", row.email, web, 900),
    ...of("member_no", row.member_no, shop, 1347),
  ]
  if (row.id !== LIN.id) return base
  return [
    ...of("wechat_openid", "晓梅", wechat, 1100),
    ...base,
    ...of("weibo", "@晓梅在山里", weibo, 700, { person: "per_lin_weibo" }),
    ...of("did", "@xiaomei.example", { kind: "source", id: "src_6", name: "Bluesky" }, 200),
    ...of("device", "ga-5c1f0e", web, 410, { verified: false }),
    ...of("device", "家里的平板", web, 300, { id: "idn_tablet", verified: false, shared: true }),
  ]
}

const consentState = new Map<string, Consent[]>()
export function consentsOf(id: string): Consent[] {
  const known = consentState.get(id)
  if (known) return known
  const denied = new Set(["sms.marketing", "phone.marketing"])
  const made = ["wechat", "sms", "email", "phone"].flatMap((channel) =>
    (["service", "marketing"] as const).map((purpose): Consent => {
      const unknown = id !== LIN.id && channel === "wechat"
      const state = unknown ? "unknown" : denied.has(`${channel}.${purpose}`) ? "denied" : "granted"
      return { channel, purpose, state, source: unknown ? null : shop, at: unknown ? null : at(1347) }
    }),
  )
  consentState.set(id, made)
  return made
}

function relationsOf(id: string): Relation[] {
  if (id !== LIN.id) return []
  const named = (n: number, name: string) => ({ id: people[n]?.id ?? "per_x", name, initial: name.slice(0, 1) })
  const of = (n: number, name: string, kind: string, direction: "from" | "to", count: number): Relation => ({
    id: `edg_${n}`,
    kind,
    direction,
    person: named(n, name),
    since: at(600 - n).slice(0, 10),
    evidence: { interaction: null, count, last_at: at(n * 3) },
  })
  return [
    of(2, "苏蔓", "referred", "to", 1),
    of(3, "陈屿", "household", "from", 12),
    of(5, "何静", "referred", "from", 3),
    of(6, "成分党小鹿", "replied_to", "from", 8),
    of(8, "赵知夏", "referred", "from", 1),
  ]
}

export function personOf(row: PersonRow): Person {
  const owned = orders.filter((order) => order.person?.id === row.id)
  const muhe = companies[0]
  return {
    id: row.id,
    name: row.name,
    initial: row.initial,
    merged_ids: row.id === LIN.id ? ["per_lin_weibo", "per_lin_till"] : [],
    deleted_at: null,
    row,
    portrait: edited(row.id, portraitOf(row)),
    identities: identitiesOf(row),
    consents: consentsOf(row.id),
    companies:
      row.id === LIN.id && muhe
        ? [
            {
              edge: "edg_muhe",
              company: { id: muhe.id, name: muhe.name, initial: "木" },
              title: "行政经理",
              since: "2023-06-01",
            },
          ]
        : [],
    relations: relationsOf(row.id),
    marks: [],
    merges:
      row.id === LIN.id
        ? [
            {
              id: "mrg_1",
              loser: { id: "per_lin_weibo", name: "晓梅在山里" },
              winner: { id: row.id, name: row.name },
              at: at(2, "22:10"),
              by: { kind: "system", id: null, name: "会员绑定" },
              automatic: true,
              reason: [{ field: "phone", code: "equal", weight: 9.4, a: "138 **** 2716", b: "138 **** 2716" }],
            },
            {
              id: "mrg_2",
              loser: { id: "per_lin_till", name: "林小梅" },
              winner: { id: row.id, name: row.name },
              at: at(210, "16:02"),
              by: shen,
              automatic: false,
              reason: [
                { field: "name", code: "similar", weight: 4.1, a: "林晓梅", b: "林小梅" },
                { field: "email", code: "equal", weight: 8.8, a: "xm.lin@muhe.example", b: "xm.lin@muhe.example" },
              ],
            },
          ]
        : [],
    proposals: row.id === LIN.id ? 1 : 0,
    orders: {
      count: row.order_count,
      total: row.order_total,
      currency: "CNY",
      first_at: row.order_count ? (owned.at(-1)?.placed_at ?? row.first_seen_at) : null,
      last_at: row.order_count ? (owned[0]?.placed_at ?? row.last_seen_at) : null,
    },
  }
}
