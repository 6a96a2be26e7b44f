// Sends what waits, in order, each once. In: the queue and a connection. Out: changes on the server; what it will not
// have stays with the reason. It must never send as somebody else, and never from an app older than the server.

import { api, clockAhead, Failure, isUnreached } from "@api/client"
import type { Moved, Problem } from "@api/contract"
import { checkVersion } from "../version"
import { online } from "./connection"
import { randomKey, visit } from "./store"
import {
  type Act,
  heldBy,
  nowKnownAs,
  putWaiting,
  readWaiting,
  removeWaiting,
  type Waiting,
  wait,
  waitingNow,
} from "./waiting"

/** The server remembers a key for a day and a sign-in; what was sent before that may have arrived and be forgotten. */
const REMEMBERED = 20 * 3_600_000
/** A mobile network that says nothing for so long says nothing. */
const PATIENCE = 20_000

export interface Sent {
  sent: number
  /** People whose pages are not what they were. */
  people: string[]
  stuck: number
}

type Outcome =
  | "done"
  /** Nothing is known: it may have arrived. */
  | "later"
  /** The server has said that it did nothing, and may do it another time. */
  | "notNow"
  | { state: "conflict"; conflicts: Moved[]; problem: Problem }
  | { state: "refused"; problem: Problem }

/** Only an edit is the same when it is made twice. */
const doubles = (row: Waiting) => row.act.kind === "record" || row.act.kind === "create"

export function mayBeForgotten(row: Waiting, now: number, thisVisit: string): boolean {
  if (!row.tried || !doubles(row)) return false
  return now - row.tried.at > REMEMBERED || row.tried.visit !== thisVisit
}

/** What the server said to a change, as what becomes of it. */
export function outcomeOf(problem: Problem): Outcome {
  const { status, code, detail } = problem
  if (code === "changed" && Array.isArray(detail?.conflicts)) {
    return { state: "conflict", conflicts: detail.conflicts, problem }
  }
  // Nobody to send as, too fast, being answered already, or the server's own trouble: all of it passes.
  if (status === 401 || status === 429) return "notNow"
  if (status === 0 || status >= 500 || code === "in_progress") return "later"
  return { state: "refused", problem }
}

/** When it happened, by the server's clock: a device whose clock is ahead would date it in the future. */
export function dated(act: Act, at: string): Act {
  if (act.kind !== "record") return act
  const written = Date.parse(act.interaction.occurred_at ?? at)
  const occurred_at = new Date(written - Math.max(0, clockAhead())).toISOString()
  return { ...act, interaction: { ...act.interaction, occurred_at } }
}

async function attempt(row: Waiting): Promise<string | undefined> {
  const how = { once: row.key, signal: AbortSignal.timeout(PATIENCE) }
  const { act, person } = row
  if (act.kind === "set") await api.people.set(person, act.set, act.was, how)
  else if (act.kind === "create") return (await api.people.create(act.fields, how)).data.id
  else if (act.kind === "tags") {
    const what = { add_tags: act.add, remove_tags: act.remove }
    const { changed, same, refused } = await api.people.bulk({ ids: [person] }, what, how)
    if (refused > 0) throw new Failure({ status: 403, code: "forbidden", message: "Your role may not do this." })
    if (changed + same === 0)
      throw new Failure({ status: 404, code: "not_found", message: "The person was not found." })
  } else {
    await api.people.record(person, act.interaction, how)
  }
  return undefined
}

async function sendOne(row: Waiting): Promise<Outcome> {
  try {
    const id = await attempt(row)
    if (id === undefined) await removeWaiting(row.seq)
    else await nowKnownAs(row.person, id, row.seq)
    return "done"
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return outcomeOf(error.problem)
  }
}

async function run(): Promise<Sent> {
  const told: Sent = { sent: 0, people: [], stuck: 0 }
  const passed = new Set<number>()
  for (;;) {
    const all = await readWaiting()
    const row = all.find((one) => one.state === "waiting" && !passed.has(one.seq) && !heldBy(one, all))
    if (!row || !online()) return told
    passed.add(row.seq)
    if (mayBeForgotten(row, Date.now(), visit())) {
      await putWaiting({ ...row, state: "unsure" })
      told.stuck += 1
      continue
    }
    // Written before it is sent, so that a tab that closes meanwhile leaves a trace of it.
    const ready = row.tried ? row : { ...row, act: dated(row.act, row.at), tried: { at: Date.now(), visit: visit() } }
    await putWaiting(ready)
    const outcome = await sendOne(ready)
    if (outcome === "notNow") await putWaiting({ ...ready, tried: row.tried })
    if (outcome === "later" || outcome === "notNow") return told
    if (outcome === "done") {
      told.sent += 1
      told.people.push(row.person)
    } else {
      await putWaiting({ ...ready, tried: undefined, ...outcome })
      told.stuck += 1
    }
  }
}

/** Sends a change at once, or keeps it where the server cannot be reached or an earlier one still waits. */
export async function sendOrWait<T>(
  change: Pick<Waiting, "person" | "name" | "act">,
  send: (act: Act, once: string) => Promise<T>,
): Promise<T | "waits"> {
  const now = new Date().toISOString()
  const act = dated(change.act, now)
  const key = randomKey()
  if (online() && !waitingNow().some(({ person }) => person === change.person)) {
    try {
      return await send(act, key)
    } catch (error) {
      if (!isUnreached(error)) throw error
      // It may have arrived and only the answer was lost: the same key with the same words makes it count once.
      const again = act.kind === "record" || act.kind === "create"
      const tried = again ? { key, tried: { at: Date.now(), visit: visit() } } : {}
      if (await wait({ ...change, act, ...tried })) return "waits"
      throw error
    }
  }
  return (await wait({ ...change, act })) ? "waits" : send(act, key)
}

let sending = false

const nothing: Sent = { sent: 0, people: [], stuck: 0 }

/** Sends what can be sent now, one tab at a time. What comes while it sends is sent by the same round. */
export async function sendWaiting(): Promise<Sent> {
  if (sending) return nothing
  sending = true
  try {
    return await start()
  } finally {
    sending = false
  }
}

async function start(): Promise<Sent> {
  if ((await readWaiting()).length === 0 || !online()) return nothing
  if ((await checkVersion()) === "old") return nothing
  if (!navigator.locks) return run()
  return navigator.locks.request("guanxi.send", { ifAvailable: true }, (lock) => (lock ? run() : nothing))
}
