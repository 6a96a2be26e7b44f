// What is to be done, as the server answers for it: one and its turns, the calendar of several, the day's way, undo.

import type {
  ActivitiesAbout,
  ActivitiesBulkDone,
  ActivitiesToday,
  Activity,
  ActivityRow,
  ActivityScope,
  BusyOf,
  CalendarTurn,
  CalendarView,
  Changed,
  ChangeRow,
  DayRoute,
  LiveEvent,
  Named,
  Page,
  RouteStop,
} from "@api/contract"
import { readRepeat, writeRepeat } from "../src/kit/activities/repeat"
import { instantAt, wallOf } from "../src/kit/activities/wall"
import { moved } from "../src/kit/calendar/days"
import { metresBetween } from "../src/kit/distance"
import {
  blank,
  comes,
  isSeen,
  type Kept,
  kept,
  ME,
  pageOf,
  restore,
  rowOf,
  snapshot,
  type Turn,
  turnOf,
  turnsOf,
  ZONE,
} from "./activityData"
import { NOW } from "./clock"
import { deals } from "./deals"
import { leads, takesBack } from "./leadData"
import { byId, companies, orders, people, STAFF } from "./people"
import { type Call, type FakeRoute, on, Refusal } from "./router"
import { item, storyOf } from "./story"

interface Tools {
  listOf: <T extends object>(rows: T[], call: Call, words: (row: T) => string) => Page<T>
  changed: <T>(data: T) => Changed<T>
  publish: (event: LiveEvent) => void
}

const now = () => new Date(NOW).toISOString()
const DAY = 86_400_000
const dayOf = (instant: string) => wallOf(instant, ZONE).day
const today = () => dayOf(now())
const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {}
const textOf = (value: unknown): string | null => (value === undefined || value === null ? null : String(value))
const changes = new Map<string, ChangeRow[]>()

/** The conditions of the tabs, which say more than the fake's filters read, as values of a row. */
const TABS: [string, string][] = [
  ["(at < today or (at < now and all_day = false))", 'clock = "overdue"'],
  ["at >= today and at <= today + 7 days", 'soon = "yes"'],
  ["at = today", 'due = "today"'],
]
export const plainFilter = (filter: string) => TABS.reduce((text, [tab, plain]) => text.replace(tab, plain), filter)

/** Every one that the caller sees, with what the tabs ask for. */
export const seenActivities = () =>
  kept.filter(isSeen).flatMap((of) => {
    const turn = turnOf(of, null)
    if (!turn) return []
    const row = rowOf(turn)
    const day = row.at === null ? "" : dayOf(row.at)
    return [
      { ...row, due: day === today() ? "today" : "", soon: day >= today() && day <= moved(today(), 7) ? "yes" : "" },
    ]
  })

const NAMES: Record<string, (id: string) => Named | null> = {
  owner: (id) => STAFF.find((one) => one.id === id) ?? null,
  person: (id) => {
    const row = byId.get(id) ?? people.find((one) => one.id === id)
    return row ? { id, name: row.name, initial: row.initial } : null
  },
  company: (id) => {
    const row = companies.find((one) => one.id === id)
    return row ? { id, name: row.name } : null
  },
  deal: (id) => {
    const row = deals.find((one) => one.row.id === id)?.row
    return row ? { id, name: row.name } : null
  },
  lead: (id) => {
    const row = leads.find((one) => one.row.id === id)?.row
    return row ? { id, name: row.name } : null
  },
  order: (id) => {
    const row = orders.find((one) => one.id === id)
    return row ? { id, name: row.number } : null
  },
}

/** What was wished, as it is kept; what is wrong with it is said by field. */
function read(set: Record<string, unknown>): Partial<Kept> {
  const faults: { field: string; code: string; message: string }[] = []
  const fault = (field: string, code: string) => faults.push({ field, code, message: code })
  const out: Partial<Kept> = {}
  for (const [key, value] of Object.entries(set)) {
    const naming = NAMES[key]
    if (naming) {
      const named = value === null ? null : naming(String(value))
      if (value !== null && !named) fault(key, "unknown")
      Reflect.set(out, key, named)
    } else if (key === "guests") {
      out.guests = (isList(value) ? value.map(String) : []).flatMap((id) => {
        const who = STAFF.find((one) => one.id === id)
        return who ? [{ who, answer: "asked" as const }] : []
      })
    } else if (key === "repeats" && value !== null) {
      if (!readRepeat(String(value), ZONE)) fault("repeats", "not_valid")
      out.repeats = String(value)
    } else Reflect.set(out, key, value)
  }
  if (set.title !== undefined && String(set.title).trim() === "") fault("title", "required")
  if (String(set.title ?? "").length > 200) fault("title", "too_long")
  if (faults.length > 0) throw new Refusal(422, "invalid", "Something is not right.", undefined, faults)
  return out
}

function fitting(of: Kept): void {
  const fault = (field: string, code: string): never => {
    throw new Refusal(422, "invalid", code, undefined, [{ field, code, message: code }])
  }
  if (of.kind !== "task" && of.at === null) fault("at", "required")
  if (of.repeats !== null && of.at === null) fault("at", "required")
  if (of.kind === "task") of.ends_at = null
  else if (of.at !== null && of.ends_at === null)
    of.ends_at = new Date(Date.parse(of.at) + (of.all_day ? DAY : 30 * 60_000)).toISOString()
  if (of.at !== null && of.ends_at !== null && Date.parse(of.ends_at) <= Date.parse(of.at))
    fault("ends_at", "out_of_range")
}

function found(call: Call): Kept {
  const of = kept.find(({ id }) => id === call.params.id)
  if (!of || !isSeen(of)) throw new Refusal(404, "not_found", "The activity was not found.")
  return of
}
function foundTurn(call: Call, turn: unknown): Turn {
  const one = turnOf(found(call), textOf(turn))
  if (!one) throw new Refusal(404, "not_found", "The series has no such turn.")
  return one
}

/** Writes of one turn, where there is one, or of the whole. */
function put({ of, turn }: Turn, set: Partial<Kept>): void {
  if (turn === null) Object.assign(of, set)
  else {
    const { state, done_at, outcome, check_ins, ...over } = set
    const was = of.turns[turn] ?? {}
    of.turns[turn] = {
      ...was,
      ...(state !== undefined && { state }),
      ...(done_at !== undefined && { done_at }),
      ...(outcome !== undefined && { outcome }),
      ...(check_ins !== undefined && { check_ins }),
      over: { ...was.over, ...over },
    }
  }
  of.updated_at = now()
}

/** Ends a series before a turn, so that another can begin with it. */
function endBefore(of: Kept, turn: string): void {
  const rule = of.repeats ? readRepeat(of.repeats, ZONE) : null
  if (rule) of.repeats = writeRepeat({ ...rule, count: null, until: moved(dayOf(turn), -1) }, ZONE)
}

/** What a series becomes when its turn was moved: all of it goes the same way. */
function along({ of, now: shown }: Turn, set: Partial<Kept>): Partial<Kept> {
  if (!set.at || !of.at || !shown.at) return set
  const [from, to] = [wallOf(shown.at, ZONE), wallOf(set.at, ZONE)]
  const start = wallOf(of.at, ZONE)
  const days = Math.round((Date.parse(to.day) - Date.parse(from.day)) / DAY)
  const begins = instantAt(moved(start.day, days), to.minutes, ZONE)
  const long = set.ends_at ? Date.parse(set.ends_at) - Date.parse(set.at) : null
  return { ...set, at: begins, ...(long !== null && { ends_at: new Date(Date.parse(begins) + long).toISOString() }) }
}

const shownOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, "id") : value

export function activityRoutes({ listOf, changed, publish }: Tools): FakeRoute[] {
  const told = (batch: string, id: string, op: string, fields: ChangeRow["fields"]) => {
    const change: ChangeRow = {
      batch,
      at: now(),
      by: { kind: "user", id: ME.id, name: ME.name },
      op,
      object: "activity",
      row_id: id,
      fields,
      undone: false,
      undoable: true,
    }
    changes.set(id, [change, ...(changes.get(id) ?? [])])
  }
  /** One change with its way back. */
  const act = <T>(run: (batch: string) => T): Changed<T> => {
    const { batch } = changed(null)
    const before = snapshot()
    const data = run(batch)
    takesBack.set(batch, () => {
      restore(before)
      publish({ type: "sold", object: "activity" })
    })
    publish({ type: "sold", object: "activity" })
    return { data, batch }
  }
  const make = (wish: Record<string, unknown>, more: Partial<Kept> = {}): Kept => {
    if (!textOf(wish.title)?.trim())
      throw new Refusal(422, "invalid", "required", undefined, [
        { field: "title", code: "required", message: "required" },
      ])
    const of = blank({ kind: "task", title: "", ...more, ...read(wish), created_at: now(), updated_at: now() })
    fitting(of)
    kept.push(of)
    return of
  }
  const pageAt = (of: Kept, turn: string | null): Activity => {
    const one = turnOf(of, turn) ?? turnOf(of, null)
    if (!one) throw new Refusal(404, "not_found", "The series has no turn left.")
    return pageOf(one)
  }
  const conflicts = (turn: Turn, set: Record<string, unknown>, was: Record<string, unknown>) => {
    const moment = (key: string, value: unknown) =>
      (key === "at" || key === "ends_at") && typeof value === "string" ? new Date(value).toISOString() : (value ?? null)
    return Object.keys(was).flatMap((field) => {
      const held = field === "guests" ? turn.now.guests.map(({ who }) => who.id) : shownOf(Reflect.get(turn.now, field))
      const [stands, seen, wished] = [held, was[field], set[field]].map((value) => JSON.stringify(moment(field, value)))
      if (stands === seen || stands === wished) return []
      return [
        {
          field,
          was: was[field],
          now: held ?? null,
          display: String(held ?? ""),
          by: { kind: "user", id: STAFF[1]?.id ?? "", name: STAFF[1]?.name ?? "" },
          at: turn.of.updated_at,
        },
      ]
    })
  }

  const about = (record: string): ActivitiesAbout => {
    const of = kept.filter(
      (one) =>
        isSeen(one) && [one.person, one.company, one.deal, one.lead, one.order].some((named) => named?.id === record),
    )
    const rows = of.flatMap((one) => {
      const turn = turnOf(one, null)
      return turn ? [rowOf(turn)] : []
    })
    const last = (row: ActivityRow) => row.at ?? "9999"
    return {
      open: rows.filter(({ state }) => state === "open").sort((a, b) => last(a).localeCompare(last(b))),
      done: rows
        .filter(({ state }) => state === "done")
        .sort((a, b) => (b.done_at ?? "").localeCompare(a.done_at ?? ""))
        .slice(0, 20),
      may_add: true,
    }
  }

  /** All turns of a stretch of days, with whose they are. */
  const between = (from: string, to: string): Turn[] => {
    const [first, last] = [moved(dayOf(from), -1), moved(dayOf(to), 1)]
    return kept
      .flatMap((of) => turnsOf(of, first, last))
      .filter(({ now: one }) => {
        if (one.at === null) return false
        const ends = one.ends_at ?? new Date(Date.parse(one.at) + (one.all_day ? DAY : 60_000)).toISOString()
        return Date.parse(one.at) < Date.parse(to) && Date.parse(ends) > Date.parse(from)
      })
  }
  const turnTold = ({ of, turn, now: one }: Turn, owner: Named): CalendarTurn => {
    const seen = isSeen(of)
    return {
      id: seen ? of.id : null,
      turn: seen ? turn : null,
      kind: seen ? one.kind : null,
      title: seen ? one.title : null,
      state: one.state,
      at: one.at ?? now(),
      ends_at: one.ends_at,
      all_day: one.all_day,
      clock: rowOf({ of, turn, now: one }).clock,
      owner,
      guests: seen ? one.guests.filter(({ answer }) => answer !== "no").map(({ who }) => who.id) : [],
      about: seen ? (one.person ?? one.company ?? one.deal ?? one.lead) : null,
      place: seen ? one.place : null,
      repeats: of.repeats !== null,
      priority: one.priority,
      may_edit: seen,
    }
  }

  const calendar = (call: Call): CalendarView => {
    const [from = now(), to = now()] = ["from", "to"].map((key) => call.query.get(key) ?? undefined)
    const asked = call.query.get("who") ?? ME.id
    const who = asked === "team" ? STAFF.map(({ id }) => id) : asked.split(",")
    const kinds = call.query.get("kinds")?.split(",")
    const turns = between(from, to)
      .filter(({ now: one }) => one.state !== "cancelled" && (!kinds || kinds.includes(one.kind)))
      .flatMap((turn) => {
        const owner = turn.now.owner
        return owner && (who.includes(owner.id) || who.some((id) => comes(turn.now, id))) ? [turnTold(turn, owner)] : []
      })
      .sort((a, b) => a.at.localeCompare(b.at))
    return { turns, more: false, colleagues: STAFF, zone: ZONE }
  }

  const busyOf = (who: Named, from: string, to: string): BusyOf => ({
    who,
    busy: between(from, to)
      .filter(
        ({ now: one }) =>
          one.kind !== "task" &&
          one.state === "open" &&
          (one.owner?.id === who.id || comes(one, who.id)) &&
          one.ends_at !== null,
      )
      .map(({ now: one }) => ({ from: one.at ?? from, to: one.ends_at ?? to }))
      .sort((a, b) => a.from.localeCompare(b.from)),
  })

  const length = (stops: { lat: number | null; lon: number | null }[]) =>
    stops.slice(1).reduce((sum, stop, n) => {
      const before = stops[n]
      if (!before || before.lat === null || before.lon === null || stop.lat === null || stop.lon === null) return sum
      return sum + metresBetween({ lat: before.lat, lng: before.lon }, { lat: stop.lat, lng: stop.lon })
    }, 0)
  const waysThrough = <T>(all: T[]): T[][] =>
    all.length < 2
      ? [all]
      : all.flatMap((one, n) => waysThrough(all.filter((_, at) => at !== n)).map((rest) => [one, ...rest]))
  const routeOf = (day: string, who: string): DayRoute => {
    const [from, to] = [instantAt(day, 0, ZONE), instantAt(day, 1440, ZONE)]
    const turns = between(from, to)
      .filter(({ now: one }) => one.kind === "visit" && one.owner?.id === who && dayOf(one.at ?? from) === day)
      .sort((a, b) => (a.now.at ?? "").localeCompare(b.now.at ?? ""))
    const stops: RouteStop[] = turns.map((turn, n) => {
      const { lat, lon } = turn.now
      const before = turns[n - 1]?.now
      const metres = before ? length([before, turn.now]) : 0
      const known = before && before.lat !== null && lat !== null
      return {
        activity: rowOf(turn),
        turn: turn.turn,
        lat,
        lon,
        metres: known ? metres : null,
        checked_in: turn.now.check_ins.at(-1)?.at ?? null,
      }
    })
    const metres = length(stops)
    const placed = stops.filter(({ lat }) => lat !== null)
    const open =
      placed.length === stops.length &&
      stops.length > 2 &&
      stops.length < 8 &&
      stops.every(({ activity }) => activity.state === "open")
    const best = open ? waysThrough(placed).sort((a, b) => length(a) - length(b))[0] : undefined
    return {
      day,
      stops,
      metres,
      shorter:
        best && length(best) < metres * 0.9
          ? { ids: best.map(({ activity }) => activity.id), metres: length(best) }
          : null,
    }
  }

  /** Onto the timeline of the person, as the server does when something was done. */
  const tell = (one: Kept) => {
    if (!one.person || one.kind === "task") return
    const entry = item(one.person.id, {
      kind: one.kind === "meeting" ? "visit" : one.kind,
      channel: one.kind === "call" ? "phone" : "shop",
      direction: "out",
      occurred_at: one.done_at ?? now(),
      text: [one.title, one.outcome].filter(Boolean).join(" · "),
      by: ME,
      source: { kind: "user", id: ME.id, name: ME.name },
    })
    storyOf(one.person.id).push(entry)
  }

  return [
    on("GET /api/activities", (call) => {
      const url = new URL(call.url)
      url.searchParams.set("filter", plainFilter(call.query.get("filter") ?? ""))
      return listOf(seenActivities(), { ...call, url, query: url.searchParams }, (row) =>
        [row.title, row.person?.name, row.company?.name, row.deal?.name, row.place, row.owner?.name]
          .filter(Boolean)
          .join(" "),
      )
    }),
    on("POST /api/activities", async (call) => {
      const wish = await call.json()
      return act((batch) => {
        const of = make(wish)
        told(batch, of.id, "create", [])
        return pageAt(of, null)
      })
    }),
    on("GET /api/activities/about", (call) => about(call.query.get("record") ?? "")),
    on("GET /api/activities/today", (call): ActivitiesToday => {
      const who = call.query.get("who") ?? ME.id
      const rows = kept
        .filter((of) => isSeen(of) && (of.owner?.id === who || comes(of, who)))
        .flatMap((of) =>
          of.repeats === null ? [turnOf(of, null)] : turnsOf(of, moved(today(), -1), moved(today(), 7)),
        )
        .flatMap((turn) => (turn ? [rowOf(turn)] : []))
        .filter(({ at }) => at !== null)
        .sort((a, b) => (a.at ?? "").localeCompare(b.at ?? ""))
      const open = rows.filter(({ state }) => state === "open")
      const overdue = open.filter(
        ({ clock, at, repeats }) => clock === "overdue" && (repeats === null || dayOf(at ?? "") === today()),
      )
      return {
        overdue: overdue.slice(0, 100),
        overdue_total: overdue.length,
        today: open.filter(({ clock }) => clock === "today"),
        coming: open
          .filter(({ clock, at }) => clock === "planned" && dayOf(at ?? "") <= moved(today(), 7))
          .slice(0, 50),
        done: rows.filter(({ done_at }) => done_at !== null && dayOf(done_at) === today()).length,
      }
    }),
    on("GET /api/activities/calendar", calendar),
    on("GET /api/activities/busy", (call) => {
      const [from = now(), to = now()] = ["from", "to"].map((key) => call.query.get(key) ?? undefined)
      const who = (call.query.get("who") ?? "").split(",")
      return STAFF.filter(({ id }) => who.includes(id)).map((one) => busyOf(one, from, to))
    }),
    on("GET /api/activities/route", (call) =>
      routeOf(call.query.get("day") ?? today(), call.query.get("who") ?? ME.id),
    ),
    on("POST /api/activities/bulk", async (call) => {
      const wish = await call.json()
      const ids = isList(wish.ids) ? wish.ids.map(String) : []
      const { data, batch } = act((): ActivitiesBulkDone => {
        let count = 0
        const refused: ActivitiesBulkDone["refused"] = []
        for (const id of ids) {
          const of = kept.find((one) => one.id === id)
          const turn = of && turnOf(of, null)
          if (!of || !turn) {
            refused.push({ id, code: "not_found", message: "Not found" })
            continue
          }
          if (wish.done && turn.now.state === "done") {
            refused.push({ id, code: "done_already", message: "Done already" })
            continue
          }
          count += 1
          if (wish.delete) kept.splice(kept.indexOf(of), 1)
          else if (wish.done) put(turn, { state: "done", done_at: now() })
          else if (wish.owner) of.owner = NAMES.owner?.(String(wish.owner)) ?? of.owner
          else if (typeof wish.days === "number") {
            const by = (instant: string | null) =>
              instant && instantAt(moved(dayOf(instant), Number(wish.days)), wallOf(instant, ZONE).minutes, ZONE)
            put(turn, { at: by(turn.now.at), ends_at: by(turn.now.ends_at) })
          }
        }
        return { done: count, refused, batch: null }
      })
      return { ...data, batch: data.done > 0 ? batch : null }
    }),
    on("GET /api/activities/:id", (call) => pageOf(foundTurn(call, call.query.get("turn")))),
    on("PATCH /api/activities/:id", async (call) => {
      const body = await call.json()
      const set = objectOf(body.set)
      const turn = foundTurn(call, body.turn)
      const clash = conflicts(turn, set, objectOf(body.was))
      if (clash.length > 0)
        throw new Refusal(409, "changed", "Somebody changed this since you read it.", { conflicts: clash })
      const wish = read(set)
      const scope: ActivityScope =
        turn.turn === null ? "all" : body.scope === "following" || body.scope === "all" ? body.scope : "this"
      return act((batch) => {
        const fields = Object.keys(set).map((key) => ({
          key,
          before: shownOf(Reflect.get(turn.now, key)),
          after: set[key],
        }))
        told(batch, turn.of.id, "update", fields)
        if (turn.turn === null) {
          fitting(Object.assign({ ...turn.of }, wish))
          put(turn, wish)
          fitting(turn.of)
          return pageAt(turn.of, null)
        }
        if (scope === "this") {
          put(turn, wish)
          return pageAt(turn.of, turn.turn)
        }
        if (scope === "all") {
          const moves = along(turn, wish)
          const before = turn.of.at
          put({ of: turn.of, turn: null, now: turn.of }, moves)
          // Its turns are named by when they begin by the rule: what is known of them goes along.
          if (before && moves.at && before !== moves.at) {
            const by = Date.parse(moves.at) - Date.parse(before)
            turn.of.turns = Object.fromEntries(
              Object.entries(turn.of.turns).map(([key, value]) => [
                new Date(Date.parse(key) + by).toISOString(),
                value,
              ]),
            )
          }
          return pageAt(turn.of, null)
        }
        const rule = turn.of.repeats
        endBefore(turn.of, turn.turn)
        const { id: _id, turns: _turns, ...same } = turn.of
        const rest = blank({ ...same, at: turn.now.at, ends_at: turn.now.ends_at, repeats: rule, ...wish })
        fitting(rest)
        kept.push(rest)
        return pageAt(rest, null)
      })
    }),
    on("DELETE /api/activities/:id", (call) => {
      const turn = foundTurn(call, call.query.get("turn"))
      const scope = call.query.get("scope") ?? (turn.turn === null ? "all" : "this")
      return act(() => {
        if (turn.turn === null || scope === "all") kept.splice(kept.indexOf(turn.of), 1)
        else if (scope === "following") endBefore(turn.of, turn.turn)
        else turn.of.turns[turn.turn] = { gone: true }
        return null
      })
    }),
    on("POST /api/activities/:id/done", async (call) => {
      const body = await call.json()
      const turn = foundTurn(call, body.turn)
      if (turn.now.state === "done") throw new Refusal(409, "done_already", "It was done already.")
      return act((batch) => {
        put(turn, { state: "done", done_at: textOf(body.at) ?? now(), outcome: textOf(body.outcome) })
        told(batch, turn.of.id, "update", [{ key: "state", before: "open", after: "done" }])
        tell({ ...turn.now, done_at: now(), outcome: textOf(body.outcome) })
        if (body.next) {
          const { owner, person, company, deal, lead, order } = turn.now
          make(objectOf(body.next), { owner, person, company, deal, lead, order })
        }
        return pageAt(turn.of, turn.turn)
      })
    }),
    on("POST /api/activities/:id/reopen", async (call) => {
      const body = await call.json()
      const turn = foundTurn(call, body.turn)
      return act(() => {
        put(turn, { state: "open", done_at: null, outcome: null })
        return pageAt(turn.of, turn.turn)
      })
    }),
    on("POST /api/activities/:id/check-in", async (call) => {
      const body = await call.json()
      const turn = foundTurn(call, body.turn)
      const [lat, lon] = [Number(body.lat), Number(body.lon)]
      const to = turn.now
      const distance =
        to.lat === null || to.lon === null ? null : metresBetween({ lat, lng: lon }, { lat: to.lat, lng: to.lon })
      return act(() => {
        const here = {
          at: now(),
          by: ME,
          lat,
          lon,
          accuracy: typeof body.accuracy === "number" ? body.accuracy : null,
          distance,
        }
        put(turn, { check_ins: [...to.check_ins, here] })
        return pageAt(turn.of, turn.turn)
      })
    }),
    on("POST /api/activities/:id/answer", async (call) => {
      const { answer } = await call.json()
      const of = found(call)
      return act(() => {
        for (const guest of of.guests)
          if (guest.who.id === ME.id && (answer === "yes" || answer === "no" || answer === "maybe"))
            guest.answer = answer
        return pageAt(of, null)
      })
    }),
    on("GET /api/activities/:id/changes", (call): Page<ChangeRow> => {
      const rows = changes.get(found(call).id) ?? []
      return { rows, next: null, total: rows.length, total_at_least: false }
    }),
    ...feedRoutes(),
  ]
}

let feed: string | null = null
let feeds = 0
function feedRoutes(): FakeRoute[] {
  const told = () => ({ url: feed, caldav: "https://crm.example/dav/" })
  return [
    on("GET /api/calendar-feed", told),
    on("POST /api/calendar-feed", () => {
      feeds += 1
      feed = `https://crm.example/ics/k7Qm2v${feeds}Xr9.ics`
      return told()
    }),
    on("DELETE /api/calendar-feed", () => {
      feed = null
      return told()
    }),
  ]
}

export const activityFields = () => {
  const field = (key: string, editable = true) => ({
    key,
    type: "text" as const,
    custom: false,
    editable,
    sortable: true,
  })
  const moment = (key: string, editable = true) => ({ ...field(key, editable), type: "date_time" as const })
  return [
    { ...field("id", false), sortable: false },
    { ...field("kind"), type: "choice" as const },
    field("title"),
    { ...field("state", false), type: "choice" as const },
    moment("at"),
    moment("ends_at"),
    { ...field("all_day"), type: "bool" as const },
    { ...field("owner"), type: "user" as const },
    { ...field("priority"), type: "choice" as const },
    field("place"),
    { ...field("outcome", false), type: "long_text" as const },
    moment("done_at", false),
    { ...field("private"), type: "bool" as const },
    moment("created_at", false),
    moment("updated_at", false),
  ]
}

/** A colleague moves one while somebody looks at it: for the test of two who do the same. */
export function movedMeanwhile(id: string): void {
  const of = kept.find((one) => one.id === id)
  if (!of?.at || !of.ends_at) return
  const long = Date.parse(of.ends_at) - Date.parse(of.at)
  of.at = new Date(Date.parse(of.at) + 2 * 3_600_000).toISOString()
  of.ends_at = new Date(Date.parse(of.at) + long).toISOString()
}
