// What the fake company has to do: a week of calls, visits and meetings, tasks that are late, series that go on.
// Times are of Shanghai; every turn of a series is reckoned from its rule, what became of a turn is kept beside it.

import type { Activity, ActivityGuest, ActivityKind, ActivityRow, ActivityState, CheckIn, Named } from "@api/contract"
import { daysOf, readRepeat } from "../src/kit/activities/repeat"
import { instantAt, wallOf } from "../src/kit/activities/wall"
import { moved } from "../src/kit/calendar/days"
import { at, NOW } from "./clock"
import { deals } from "./deals"
import { leads } from "./leadData"
import { companies, LIN, people, STAFF } from "./people"

export const ZONE = "Asia/Shanghai"
const FAR = 400

/** What became of one turn, where it is not as the rule says. */
export interface KeptTurn {
  gone?: boolean
  state?: ActivityState
  done_at?: string | null
  outcome?: string | null
  over?: Partial<Kept>
  check_ins?: CheckIn[]
}

export interface Kept extends Omit<ActivityRow, "clock" | "fields" | "linked"> {
  note: string
  lat: number | null
  lon: number | null
  remind: number | null
  guests: ActivityGuest[]
  check_ins: CheckIn[]
  by: Named | null
  /** By the instant at which the rule says it begins. */
  turns: Record<string, KeptTurn>
}

/** One of them as it stands in the calendar. */
export interface Turn {
  of: Kept
  turn: string | null
  /** With what is different this time. */
  now: Kept
}

const [ZHOU, SHEN = ZHOU, TANG = ZHOU, MAYA = ZHOU] = STAFF
export const ME = ZHOU
const person = (n: number): Named => {
  const row = people[n] ?? LIN
  return { id: row.id, name: row.name, initial: row.initial }
}
const deal = (word: string): Named | null => {
  const row = deals.find((one) => one.row.name.includes(word))?.row
  return row ? { id: row.id, name: row.name } : null
}
const company = (n: number): Named | null => {
  const row = companies[n]
  return row ? { id: row.id, name: row.name, initial: row.name.slice(0, 1) } : null
}
const lead = (n: number): Named | null => {
  const row = leads[n]?.row
  return row ? { id: row.id, name: row.name } : null
}

let made = 0
export function blank(more: Partial<Kept> & Pick<Kept, "kind" | "title">): Kept {
  made += 1
  return {
    id: `act_${String(made).padStart(3, "0")}`,
    state: "open",
    at: null,
    ends_at: null,
    all_day: false,
    owner: ME,
    person: null,
    company: null,
    deal: null,
    lead: null,
    order: null,
    priority: "normal",
    place: null,
    repeats: null,
    private: false,
    outcome: null,
    done_at: null,
    rule: null,
    created_at: at(6, "10:20"),
    updated_at: at(2, "16:05"),
    note: "",
    lat: null,
    lon: null,
    remind: null,
    guests: [],
    check_ins: [],
    by: more.owner ?? ME,
    turns: {},
    ...more,
  }
}

/** An entry with a time of so many minutes, so many days from today. */
const timed = (
  kind: ActivityKind,
  title: string,
  ahead: number,
  time: string,
  long: number,
  more: Partial<Kept> = {},
) => {
  const begins = at(-ahead, time)
  return blank({
    kind,
    title,
    at: begins,
    ends_at: new Date(Date.parse(begins) + long * 60_000).toISOString(),
    ...more,
  })
}
const task = (title: string, ahead: number | null, time: string | null, more: Partial<Kept> = {}) =>
  blank({
    kind: "task",
    title,
    at: ahead === null ? null : at(-ahead, time ?? "00:00"),
    all_day: ahead !== null && time === null,
    ...more,
  })

const done = (daysAgo: number, outcome: string | null, time = "17:10"): Partial<Kept> => ({
  state: "done",
  done_at: at(daysAgo, time),
  outcome,
})

const LIN_NAMED: Named = { id: LIN.id, name: LIN.name, initial: LIN.initial }
const guests = (...all: [Named, ActivityGuest["answer"]][]): ActivityGuest[] =>
  all.map(([who, answer]) => ({ who, answer }))
/** The weekday of the week so many days from today, as its distance: series begin in the past. */
const weekday = (index: number, weeks: number) => {
  const today = new Date(NOW + 8 * 3_600_000).getUTCDay()
  return index - ((today + 6) % 7) + weeks * 7
}
const SEEN = "老客户回访"

function first(): Kept[] {
  return [
    // Late.
    task("把秋茶样品寄给木禾", -3, "17:00", { priority: "high", deal: deal("中秋礼盒"), company: company(0) }),
    timed("call", "回访：护手霜用得惯吗", -1, "16:00", 15, { person: LIN_NAMED, remind: 10 }),
    task("补开发票抬头", -2, null, { person: person(3), owner: ME }),
    // Today.
    timed("meeting", "看春节礼盒的打样", 0, "10:30", 60, {
      place: "三楼会议室",
      guests: guests([SHEN, "yes"], [TANG, "asked"]),
      deal: deal("中秋礼盒"),
      remind: 10,
      note: "带上两版烫金的样。",
    }),
    timed("call", "确认送货时间", 0, "11:00", 30, { person: person(5), remind: 5 }),
    timed("visit", "茶室布置", 0, "14:00", 60, {
      person: LIN_NAMED,
      place: "上海市徐汇区安福路 201 号",
      lat: 31.2142,
      lon: 121.4432,
      remind: 30,
    }),
    timed("visit", "送样试用", 0, "16:00", 45, {
      person: person(7),
      place: "上海市静安区愚园路 88 号",
      lat: 31.2262,
      lon: 121.4368,
    }),
    timed("visit", "续约面谈", 0, "17:15", 45, {
      company: company(1),
      place: "上海市徐汇区衡山路 10 号",
      lat: 31.2068,
      lon: 121.4479,
    }),
    task("写今天的走访小结", 0, null),
    task("报价发给沈知微过目", 0, "18:00", { deal: deal("中秋礼盒"), priority: "high" }),
    timed("call", "问候新会员", 0, "09:10", 15, {
      person: person(9),
      ...done(0, "很喜欢白毫银针，想再要一罐", "09:24"),
    }),
    // The coming days.
    timed("call", SEEN, 1, "10:00", 15, { person: person(11), rule: { id: "rev_001", name: "金山茶每季回访" } }),
    timed("call", SEEN, 1, "10:15", 15, { person: person(12), rule: { id: "rev_001", name: "金山茶每季回访" } }),
    timed("visit", "年货陈列", 1, "13:30", 90, {
      company: company(2),
      place: "南京西路门店",
      lat: 31.2296,
      lon: 121.4571,
    }),
    timed("meeting", "和木禾谈付款方式", 1, "14:00", 60, {
      company: company(0),
      deal: deal("中秋礼盒"),
      guests: guests([MAYA, "maybe"]),
    }),
    timed("meeting", "线上看场地", 2, "15:00", 30, { lead: lead(0), guests: guests([TANG, "no"]) }),
    timed("call", "催回签", 2, "11:30", 15, { deal: deal("中秋礼盒"), person: person(2) }),
    task("整理客户地址", 3, null),
    task("备份名片", null, null),
    blank({
      kind: "meeting",
      title: "杭州茶博会",
      at: at(-3, "00:00"),
      ends_at: at(-5, "00:00"),
      all_day: true,
      place: "杭州国际博览中心",
      guests: guests([SHEN, "yes"]),
    }),
    timed("visit", "看加盟店选址", 4, "09:30", 120, {
      company: company(3),
      place: "苏州平江路",
      lat: 31.3141,
      lon: 120.6359,
    }),
    // Series.
    timed("meeting", "早会", weekday(0, -8), "09:00", 15, {
      repeats: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
      owner: SHEN,
      by: SHEN,
      guests: guests([ME, "yes"], [TANG, "yes"], [MAYA, "maybe"]),
    }),
    timed("call", "每周和林晓梅对货", weekday(3, -3), "16:30", 30, {
      repeats: "FREQ=WEEKLY;BYDAY=TH",
      person: LIN_NAMED,
    }),
    task("月底对账", weekday(0, -4), "15:00", { repeats: "FREQ=MONTHLY;BYMONTHDAY=-1" }),
    // Of others.
    timed("visit", "拜访采购部", 0, "10:00", 90, { owner: SHEN, by: SHEN, company: company(4), place: "虹桥" }),
    timed("call", "确认订单", 0, "13:00", 30, { owner: SHEN, by: SHEN, person: person(14) }),
    timed("meeting", "体检", 0, "15:00", 60, { owner: SHEN, by: SHEN, private: true }),
    timed("meeting", "新品培训", 0, "13:30", 120, { owner: TANG, by: TANG, guests: guests([MAYA, "yes"]) }),
    timed("call", "问物流", 0, "11:15", 20, { owner: TANG, by: TANG, person: person(16) }),
    timed("meeting", "Launch review", 0, "10:00", 45, { owner: MAYA, by: MAYA }),
    timed("meeting", "Agency call", 1, "16:00", 60, { owner: MAYA, by: MAYA }),
    timed("visit", "巡店", 1, "09:30", 150, { owner: TANG, by: TANG, place: "南京东路门店" }),
    timed("meeting", "牙医", 1, "11:00", 60, { private: true }),
    timed("call", "跟进报备", 2, "14:00", 30, { owner: SHEN, by: SHEN, lead: lead(1) }),
    // Done.
    timed("visit", "送中秋样盒", -6, "15:00", 60, {
      person: LIN_NAMED,
      place: "上海市徐汇区安福路 201 号",
      ...done(6, "定了 20 盒，要素色包装"),
      check_ins: [{ at: at(6, "15:02"), by: ME, lat: 31.2143, lon: 121.4434, accuracy: 12, distance: 24 }],
    }),
    timed("call", "问候", -12, "10:00", 15, { person: LIN_NAMED, ...done(12, "手冷，想试护手霜") }),
    task("寄会员礼", -4, null, { person: person(3), ...done(4, null) }),
  ]
}

export let kept: Kept[] = first()
export function resetActivities(): void {
  made = 0
  kept = first()
}
/** Puts everything back as it was, for taking back. */
export function restore(all: Kept[]): void {
  kept = all
}
export const snapshot = (): Kept[] => structuredClone(kept)

const overlay = (of: Kept, turn: string, begins: string): Kept => {
  const was = of.turns[turn]
  const long = of.at && of.ends_at ? Date.parse(of.ends_at) - Date.parse(of.at) : null
  return {
    ...of,
    at: begins,
    ends_at: long === null ? null : new Date(Date.parse(begins) + long).toISOString(),
    state: was?.state ?? "open",
    done_at: was?.done_at ?? null,
    outcome: was?.outcome ?? null,
    check_ins: was?.check_ins ?? [],
    ...was?.over,
  }
}

const wallAt = (of: Kept) => wallOf(of.at ?? at(0), ZONE)

/** The turns that stand, by the rule, on the days from one to another. */
export function turnsOf(of: Kept, from: string, to: string): Turn[] {
  if (of.repeats === null || of.at === null) return [{ of, turn: null, now: of }]
  const { day, minutes } = wallAt(of)
  const rule = readRepeat(of.repeats, ZONE)
  if (!rule) return []
  return daysOf(rule, day, from, to).flatMap((one) => {
    const turn = instantAt(one, minutes, ZONE)
    return of.turns[turn]?.gone ? [] : [{ of, turn, now: overlay(of, turn, turn) }]
  })
}

/** One turn; without a name, the next that is to be done, else the last. */
export function turnOf(of: Kept, turn: string | null | undefined): Turn | null {
  if (of.repeats === null || of.at === null) return { of, turn: null, now: of }
  if (turn) {
    const day = wallOf(turn, ZONE).day
    return turnsOf(of, day, day).find((one) => Date.parse(one.turn ?? "") === Date.parse(turn)) ?? null
  }
  const { day } = wallAt(of)
  const all = turnsOf(of, day, moved(wallOf(new Date(NOW).toISOString(), ZONE).day, FAR))
  return all.find(({ now }) => now.state === "open") ?? all.at(-1) ?? null
}

const today = () => wallOf(new Date(NOW).toISOString(), ZONE).day

function clockOf({ at: when, ends_at, all_day }: Kept): ActivityRow["clock"] {
  if (when === null) return "none"
  const { day } = wallOf(when, ZONE)
  const last = all_day && ends_at ? moved(wallOf(ends_at, ZONE).day, -1) : day
  if (all_day) return last < today() ? "overdue" : day <= today() ? "today" : "planned"
  return Date.parse(ends_at ?? when) < NOW ? "overdue" : day === today() ? "today" : "planned"
}

export function rowOf({ now }: Turn): ActivityRow {
  const { note: _n, lat: _a, lon: _o, remind: _r, guests: _g, check_ins: _c, by: _b, turns: _t, ...row } = now
  return { ...row, clock: clockOf(now), fields: {} }
}

const mine = (of: Kept) => of.owner?.id === ME.id
export const comes = (of: Kept, who: string) => of.guests.some((one) => one.who.id === who && one.answer !== "no")
export const isSeen = (of: Kept) => !of.private || mine(of) || of.guests.some(({ who }) => who.id === ME.id)

export function pageOf(turn: Turn): Activity {
  const { now, of } = turn
  return {
    row: rowOf(turn),
    turn: turn.turn,
    note: now.note,
    lat: now.lat,
    lon: now.lon,
    remind: now.remind,
    guests: now.guests,
    check_ins: now.check_ins,
    zone: ZONE,
    by: now.by,
    may_edit: true,
    may_delete: true,
    answer: of.guests.find(({ who }) => who.id === ME.id)?.answer ?? null,
  }
}
