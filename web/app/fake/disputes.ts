// Disputes about leads and registrations, as the server answers for them.

import type {
  Dispute,
  DisputeOutcome,
  DisputeSide,
  DisputeWord,
  LeadWork,
  Named,
  Page,
  Registration,
} from "@api/contract"
import { at, NOW } from "./clock"
import { leads, MINE, registrations } from "./leadData"
import { STAFF } from "./people"
import { type Call, type FakeRoute, on, Refusal } from "./router"

const [ZHOU, SHEN = ZHOU, TANG = ZHOU, MAYA = ZHOU] = STAFF
const now = () => new Date(NOW).toISOString()
const rowOf = (name: string) => leads.find(({ row }) => row.name === name)?.row
const workOf = (who: Named, more: Partial<LeadWork>): LeadWork => ({
  who,
  held_days: 0,
  calls: 0,
  visits: 0,
  messages: 0,
  notes: 0,
  first_at: null,
  last_at: null,
  ...more,
})

function dispute(id: string, name: string, more: Partial<Dispute> & Pick<Dispute, "claimant" | "holder">): Dispute {
  const row = rowOf(name)
  return {
    id,
    lead: { id: row?.id ?? "lea_001", name },
    person: row?.person ?? null,
    state: "open",
    outcome: null,
    share: null,
    opened_at: at(2, "10:12"),
    decided_at: null,
    decided_by: null,
    words: [],
    may_say: true,
    may_decide: true,
    may_appeal: false,
    may_withdraw: false,
    ...more,
  }
}
const word = (
  when: string,
  by: Named,
  kind: DisputeWord["kind"],
  text: string,
  outcome: DisputeOutcome | null = null,
) => ({
  at: when,
  by,
  kind,
  text,
  outcome,
})

export const disputes: Dispute[] = [
  dispute("dsp_001", "程砚秋", {
    claimant: {
      who: TANG,
      first: { at: at(31, "15:20"), what: "interaction", text: "通话 12 分钟：秋茶批发，要先喝一泡再定" },
      work: workOf(TANG, {
        held_days: 0,
        calls: 4,
        visits: 1,
        messages: 9,
        notes: 2,
        first_at: at(31, "15:20"),
        last_at: at(1, "17:05"),
      }),
      registered_at: at(30, "09:05"),
      open_deals: 0,
    },
    holder: {
      who: SHEN,
      first: { at: at(14, "09:12"), what: "lead", text: "规则“老客户介绍给沈知微”派给" },
      work: workOf(SHEN, {
        held_days: 13,
        calls: 2,
        messages: 3,
        notes: 1,
        first_at: at(13, "10:40"),
        last_at: at(2, "11:30"),
      }),
      registered_at: null,
      open_deals: 1,
    },
    words: [
      word(
        at(2, "10:12"),
        TANG,
        "opened",
        "程先生上个月就是我在茶会上认识的，电话也是我打的第一通，当天就报备了。规则派单时没看到报备。",
      ),
      word(at(2, "11:48"), SHEN, "said", "派到我手上以后我寄了两次样，他认的是我报的价。之前的报备我看不到。"),
      word(at(1, "09:03"), TANG, "said", "样品单上的联系人和电话都是我登记的，请对一下通话记录。"),
    ],
  }),
  dispute("dsp_002", "沈星回", {
    claimant: {
      who: ZHOU,
      first: { at: at(29, "19:40"), what: "interaction", text: "微信：年会伴手礼，三百份，要能烫公司名" },
      work: workOf(ZHOU, { calls: 1, messages: 6, first_at: at(29, "19:40"), last_at: at(3, "14:22") }),
      registered_at: null,
      open_deals: 0,
    },
    holder: {
      who: SHEN,
      first: { at: at(30, "09:12"), what: "lead", text: "官网表单：企业咨询" },
      work: workOf(SHEN, { held_days: 30, calls: 1, notes: 1, first_at: at(30, "09:40"), last_at: at(26, "09:30") }),
      registered_at: null,
      open_deals: 0,
    },
    opened_at: at(1, "16:20"),
    words: [
      word(at(1, "16:20"), ZHOU, "opened", "客户一直在微信里找我，四周没有人再联系过他，请看最近一次工作的日期。"),
    ],
    may_decide: false,
    may_withdraw: true,
  }),
  dispute("dsp_003", "邵明珠", {
    state: "decided",
    claimant: {
      who: TANG,
      first: { at: at(20, "09:12"), what: "lead", text: "规则“月子会所给唐棠组”派给" },
      work: workOf(TANG, { held_days: 15, calls: 1, messages: 3, first_at: at(19, "10:05"), last_at: at(15, "11:20") }),
      registered_at: null,
      open_deals: 0,
    },
    holder: {
      who: ZHOU,
      first: { at: at(48, "10:00"), what: "registration", text: "报备：海棠月子会所" },
      work: workOf(ZHOU, {
        held_days: 1,
        calls: 1,
        messages: 2,
        notes: 1,
        first_at: at(1, "09:40"),
        last_at: at(0, "09:30"),
      }),
      registered_at: at(48, "10:00"),
      open_deals: 0,
    },
    outcome: "shared",
    share: 30,
    opened_at: at(1, "09:55"),
    decided_at: at(0, "09:10"),
    decided_by: MAYA,
    words: [
      word(at(1, "09:55"), TANG, "opened", "这条线索我跟了两周，只是出差几天就被回收了。"),
      word(at(1, "10:20"), ZHOU, "said", "是正常领取的，领的时候公海里已经四天没人动。"),
      word(
        at(0, "09:10"),
        MAYA,
        "decided",
        "自动回收按规则成立，线索仍归周以宁。唐棠先前的三次沟通让客户愿意继续谈，成交后分三成。",
        "shared",
      ),
    ],
    may_decide: false,
    may_appeal: true,
    may_say: false,
  }),
  dispute("dsp_004", "裴行之", {
    state: "final",
    claimant: {
      who: SHEN,
      first: { at: at(10, "14:00"), what: "interaction", text: "来电：中秋礼四十份" },
      work: workOf(SHEN, { calls: 1, first_at: at(10, "14:00"), last_at: at(10, "14:00") }),
      registered_at: null,
      open_deals: 0,
    },
    holder: {
      who: ZHOU,
      first: { at: at(11, "09:12"), what: "lead", text: "官网表单" },
      work: workOf(ZHOU, { held_days: 9, calls: 2, messages: 1, first_at: at(9, "10:00"), last_at: at(8, "09:30") }),
      registered_at: null,
      open_deals: 0,
    },
    outcome: "kept",
    opened_at: at(8, "09:00"),
    decided_at: at(6, "17:30"),
    decided_by: MAYA,
    words: [
      word(at(8, "09:00"), SHEN, "opened", "客户先打给了我。"),
      word(at(6, "17:30"), MAYA, "decided", "表单比来电早一天，且已有两次通话。维持原归属。", "kept"),
    ],
    may_decide: false,
    may_say: false,
  }),
]
for (const one of disputes) {
  const row = leads.find((lead) => lead.row.id === one.lead.id)?.row
  if (row && one.state === "open") row.disputed = true
}

/** The open dispute about a lead, or the last that was decided. */
export const openDisputeOf = (lead: string): Dispute | null => {
  const of = disputes.filter((one) => one.lead.id === lead && one.state !== "withdrawn")
  return of.find(({ state }) => state === "open" || state === "appealed") ?? of[0] ?? null
}

function disputeOf(call: Call): Dispute {
  const found = disputes.find(({ id }) => id === call.params.id)
  if (!found) throw new Refusal(404, "not_found", "The dispute was not found.")
  return found
}
/** What whoever is refused a lead may dispute it with. */
export const ticketFor = (lead: string) => `ticket-${lead}`
const OPEN = ["open", "appealed"]
const setDisputed = ({ lead, state }: Dispute) => {
  const row = leads.find((one) => one.row.id === lead.id)?.row
  if (row) row.disputed = OPEN.includes(state)
}
const sideOf = (who: Named): DisputeSide => ({
  who,
  first: null,
  work: workOf(who, {}),
  registered_at: null,
  open_deals: 0,
})
const page = <T>(rows: T[]): Page<T> => ({ rows, next: null, total: rows.length, total_at_least: false })

export function disputeRoutes(): FakeRoute[] {
  const saying = async (call: Call, kind: DisputeWord["kind"]) => {
    const one = disputeOf(call)
    const body = await call.json()
    const text = String(body.text ?? "").trim()
    if (text === "")
      throw new Refusal(422, "required", "Words are needed.", {}, [
        { field: "text", code: "required", message: "Words are needed." },
      ])
    one.words = [...one.words, word(now(), MINE, kind, text)]
    return one
  }
  return [
    on("GET /api/disputes", (call) => {
      const state = call.query.get("state") ?? "all"
      return page(disputes.filter((one) => state === "all" || OPEN.includes(one.state) === (state === "open")))
    }),
    on("POST /api/leads/:id/disputes", async (call) => {
      const lead = leads.find(({ row }) => row.id === call.params.id)
      if (!lead?.row.owner) throw new Refusal(404, "not_found", "The lead was not found.")
      const { text, ticket } = await call.json()
      if (ticket !== undefined && ticket !== ticketFor(lead.row.id))
        throw new Refusal(404, "not_found", "The lead was not found.")
      const made = dispute(`dsp_new${disputes.length}`, lead.row.name, {
        claimant: { ...sideOf(MINE), first: { at: lead.row.created_at, what: "interaction", text: lead.row.interest } },
        holder: { ...sideOf(lead.row.owner), work: lead.work[0] ?? workOf(lead.row.owner, {}) },
        lead: { id: lead.row.id, name: lead.row.name },
        opened_at: now(),
        words: [word(now(), MINE, "opened", String(text))],
        may_decide: false,
        may_withdraw: true,
      })
      disputes.unshift(made)
      setDisputed(made)
      return made
    }),
    on("GET /api/disputes/:id", disputeOf),
    on("POST /api/disputes/:id/words", (call) => saying(call, "said")),
    on("POST /api/disputes/:id/appeal", async (call) => {
      const one = await saying(call, "appealed")
      Object.assign(one, { state: "appealed", may_appeal: false, may_say: true, may_decide: true })
      setDisputed(one)
      return one
    }),
    on("POST /api/disputes/:id/withdraw", (call) => {
      const one = disputeOf(call)
      one.words = [...one.words, word(now(), MINE, "withdrawn", "")]
      Object.assign(one, { state: "withdrawn", may_say: false, may_decide: false, may_withdraw: false })
      setDisputed(one)
      return one
    }),
    on("POST /api/disputes/:id/decide", async (call) => {
      const one = disputeOf(call)
      const body = await call.json()
      const outcome: DisputeOutcome = body.outcome === "moved" ? "moved" : body.outcome === "shared" ? "shared" : "kept"
      one.words = [...one.words, word(now(), MINE, "decided", String(body.text), outcome)]
      Object.assign(one, {
        outcome,
        share: outcome === "shared" ? Number(body.share) : null,
        state: one.state === "appealed" ? "final" : "decided",
        decided_at: now(),
        decided_by: MINE,
        may_decide: false,
        may_say: false,
      })
      setDisputed(one)
      const lead = leads.find(({ row }) => row.id === one.lead.id)
      if (lead && outcome === "moved") lead.row.owner = one.claimant.who
      return one
    }),
    on("GET /api/registrations", (call) => {
      const q = (call.query.get("q") ?? "").toLowerCase()
      const found = registrations.filter(({ name, company, who }) =>
        `${name} ${company ?? ""} ${who.name}`.toLowerCase().includes(q),
      )
      return page(found)
    }),
    on("POST /api/registrations", async (call) => {
      const body = await call.json()
      const [name, company] = [String(body.name), typeof body.company === "string" ? body.company : null]
      const held = registrations.find(
        (one) =>
          one.state === "holds" && !one.mine && (one.name === name || (company !== null && one.company === company)),
      )
      if (held)
        throw new Refusal(409, "registered", "A colleague's registration holds.", { by: held.who, until: held.until })
      const lead = leads.find(({ row }) => row.name === name && row.owner !== null && row.owner.id !== MINE.id)
      if (lead)
        throw new Refusal(409, "known", "This is somebody else's.", {
          holder: lead.row.owner,
          registered: null,
          lead: lead.row.id,
          ticket: ticketFor(lead.row.id),
        })
      const made: Registration = {
        id: `reg_new${registrations.length}`,
        who: MINE,
        name,
        company,
        identities: Array.isArray(body.identities) ? body.identities : [],
        person: null,
        text: typeof body.text === "string" ? body.text : null,
        at: now(),
        until: at(-30, "09:54"),
        state: "holds",
        mine: true,
      }
      registrations.unshift(made)
      return made
    }),
    on("DELETE /api/registrations/:id", (call) => {
      const one = registrations.find(({ id }) => id === call.params.id)
      if (!one) throw new Refusal(404, "not_found", "There is no such registration.")
      one.state = "withdrawn"
      return one
    }),
  ]
}
