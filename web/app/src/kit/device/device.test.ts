// What this device keeps and sends, against a store and a server in this process.

import "fake-indexeddb/auto"
import { Failure } from "@api/client"
import type { Moved, Person, Problem, Session, TimelineItem } from "@api/contract"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { decided } from "../conflict/resolve"
import { clearKept, keepItem, keepPerson, keptPeople, keptPerson, surplus } from "./kept"
import { keeping, keepWithin, mostOf, readLimits, writeLimits } from "./limits"
import { itemOf, localPerson, withWaiting } from "./overlay"
import { findKept, isKept, meet, readPeople, readPerson } from "./reading"
import { mayBeForgotten, outcomeOf, sendOrWait, sendWaiting } from "./sender"
import { forgetAll, forgetRead, type KeptPerson, visit } from "./store"
import { type Act, fold, heldBy, readWaiting, type Waiting, wait, waitingNow } from "./waiting"

const ME = { id: "usr_1", name: "沈知微" }
const person = (id: string, name: string, phone = "") =>
  localPerson(id, { name, city: "上海", identities: phone ? [{ kind: "phone", value: phone }] : [] }, ME)
const session = (id = "usr_1", can: Record<string, boolean> = {}): Session => ({
  user: { id, login: id, name: ME.name, role: "sales", role_name: null, locale: null, theme: "system" },
  workspace: { name: "山茶", zone: "Asia/Shanghai", currency: "CNY", country: "CN" },
  looking_as: false,
  owes_factor: false,
  can: { "person.see": true, ...can },
  demo: false,
})

type Answer = (method: string, path: string, body: Record<string, unknown>, key: string | null) => unknown
const asked: { line: string; key: string | null; body: string }[] = []

function serve(answer: Answer) {
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    if (path === "/build.json") return new Response("", { status: 404 })
    const method = init.method ?? "GET"
    const key = new Headers(init.headers).get("idempotency-key")
    const body = typeof init.body === "string" ? init.body : "{}"
    asked.push({ line: `${method} ${path}`, key, body })
    const said = answer(method, path, JSON.parse(body), key)
    if (said === undefined) throw new TypeError("network")
    if (said instanceof Response) return said
    return Response.json(said)
  })
}
const refuse = (status: number, code: string, detail?: Record<string, unknown>) =>
  Response.json({ status, code, message: code, detail } satisfies Problem, { status })
const dead: Answer = () => undefined
const cut = () => window.dispatchEvent(new Event("offline"))
/** The browser says that there is a network, and the server answers the question whether it is there. */
async function back(answer: Answer) {
  serve((method, path, ...rest) => (path === "/api/welcome" ? {} : answer(method, path, ...rest)))
  window.dispatchEvent(new Event("online"))
  await vi.waitFor(() => expect(asked.some(({ line }) => line === "GET /api/welcome")).toBe(true))
  await new Promise((done) => setTimeout(done, 20))
}

beforeEach(async () => {
  localStorage.clear()
  await back(() => ({}))
  asked.length = 0
  await meet(session())
})
afterEach(async () => {
  await forgetAll()
  vi.unstubAllGlobals()
})

describe("people kept on this device", () => {
  it("lets go of the old, then of those fetched ahead, then of the longest unread, and of what takes too much room", () => {
    const now = 100 * 86_400_000
    const kept = (id: string, at: number, opened: number): KeptPerson => ({
      id,
      at,
      opened,
      size: 10,
      person: person(id, id),
    })
    const rows = [
      kept("old", now - 8 * 86_400_000, now),
      kept("ahead", now, 0),
      kept("opened_first", now - 5, now - 5),
      kept("opened_last", now - 1, now - 1),
      kept("new_made_here", 0, 0),
    ]
    expect(surplus(rows, { people: 2, days: 7 }, now).sort()).toEqual(["ahead", "old"])
    expect(surplus(rows, { people: 1, days: 7 }, now).sort()).toEqual(["ahead", "old", "opened_first"])
    expect(surplus(rows, { people: 9, days: 7 }, now, 20).sort()).toEqual(["ahead", "old"])
  })

  it("is bounded by the role, whatever was chosen", () => {
    writeLimits("usr_1", { people: 500, days: 30 })
    expect(readLimits("usr_1", true)).toEqual({ people: 500, days: 30 })
    expect(readLimits("usr_1", false)).toEqual(mostOf(false))
    expect(readLimits("usr_2", true)).toEqual({ people: 200, days: 7 })
    localStorage.setItem("guanxi.keep.usr_1", "{torn")
    expect(readLimits("usr_1", true).people).toBe(200)
  })

  it("answers without the server, with what waits, and finds by name and number", async () => {
    serve(() => person("per_1", "林晓梅", "13816602716"))
    await readPerson("per_1")
    await vi.waitFor(async () => expect(await keptPerson("per_1")).toBeDefined())
    serve(dead)
    cut()
    await wait({
      person: "per_1",
      name: "林晓梅",
      act: {
        kind: "set",
        set: { city: "杭州" },
        was: { city: "上海" },
        shown: { city: { was: "上海", mine: "杭州" } },
      },
    })
    const read = await readPerson("per_1")
    expect(read.portrait.find(({ key }) => key === "city")?.display).toBe("杭州")
    expect(read.row.city).toBe("杭州")
    const listed = await readPeople({ q: "晓梅", filter: 'city = "北京"' })
    expect(listed.rows.map(({ id }) => id)).toEqual(["per_1"])
    expect(isKept(listed), "no filter narrowed it, and the page has to say so").toBe(true)
    expect((await findKept("1660 2716")).length).toBe(1)
    expect((await findKept("王")).length).toBe(0)
    await expect(readPerson("per_2")).rejects.toBeInstanceOf(Failure)
  })

  it("keeps up with what is written", async () => {
    const item: TimelineItem | undefined = itemOf(
      {
        seq: 1,
        key: "k",
        at: "2026-11-20T00:00:00Z",
        person: "per_1",
        name: "甲",
        state: "waiting",
        act: { kind: "record", interaction: { kind: "note", text: "来过" } },
      },
      ME,
    )
    if (!item) throw new Error("a note is an item")
    await keepItem("per_1", item)
    expect(await keptPerson("per_1"), "a story without its person is not kept").toBeUndefined()
    const timeline = { items: [], next: null, counts: { all: 3 } }
    await keepPerson("per_1", { person: person("per_1", "甲"), timeline, opened: true })
    await keepItem("per_1", item)
    await keepItem("per_1", item)
    expect((await keptPerson("per_1"))?.timeline).toEqual({ items: [item], next: null, counts: { all: 4 } })
  })

  it("forgets whom one may not see any more, and everybody when the session has ended", async () => {
    await keepPerson("per_1", { person: person("per_1", "甲"), opened: true })
    await keepPerson("per_2", { person: person("per_2", "乙"), opened: true })
    serve(() => refuse(404, "not_found"))
    await expect(readPerson("per_1")).rejects.toBeInstanceOf(Failure)
    expect((await keptPeople()).map(({ id }) => id)).toEqual(["per_2"])
    serve(() => refuse(403, "forbidden"))
    await expect(readPerson("per_2")).rejects.toBeInstanceOf(Failure)
    expect(await keptPeople()).toEqual([])
    await keepPerson("per_3", { person: person("per_3", "丙"), opened: true })
    serve(() => refuse(401, "not_signed_in"))
    await expect(readPerson("per_9")).rejects.toBeInstanceOf(Failure)
    expect(await keptPeople()).toEqual([])
    expect(keeping().people).toBe(0)
  })

  it("does not mix users, keeps what the first has not sent, and nothing after signing out", async () => {
    await keepPerson("per_1", { person: person("per_1", "甲"), opened: true })
    await wait({ person: "per_1", name: "甲", act: { kind: "tags", add: ["VIP"], remove: [] } })
    localStorage.setItem("guanxi.draft.per_1", "{}")
    await meet(session("usr_2"))
    expect(await keptPeople()).toEqual([])
    expect(waitingNow()).toEqual([])
    await meet(session("usr_1"))
    expect(await keptPeople()).toEqual([])
    expect(waitingNow().length).toBe(1)
    localStorage.setItem("guanxi.locale", "en")
    await forgetAll()
    await readWaiting()
    expect(waitingNow()).toEqual([])
    expect(Object.keys(localStorage)).toEqual(["guanxi.locale"])
    await meet(session("usr_1"))
    expect(waitingNow()).toEqual([])
  })

  it("keeps nothing through somebody else's eyes, and nothing where the reader wants nothing kept", async () => {
    await meet({ ...session(), looking_as: true })
    await keepPerson("per_1", { person: person("per_1", "甲"), opened: true })
    expect(await keptPeople()).toEqual([])
    keepWithin({ people: 0, days: 7 })
    await keepPerson("per_1", { person: person("per_1", "甲"), opened: true })
    expect(await keptPeople()).toEqual([])
    await clearKept()
  })
})

const set = (field: string, was: string, mine: string): Act => ({
  kind: "set",
  set: { [field]: mine },
  was: { [field]: was },
  shown: { [field]: { was, mine } },
})

describe("changes that wait", () => {
  it("folds what nobody has seen yet into one, over what was read first", () => {
    const one = fold(set("city", "上海", "杭州"), set("city", "杭州", "苏州"))
    expect(one).toMatchObject({
      set: { city: "苏州" },
      was: { city: "上海" },
      shown: { city: { was: "上海", mine: "苏州" } },
    })
    expect(fold(set("city", "a", "b"), set("tier", "x", "y"))).toMatchObject({ was: { city: "a", tier: "x" } })
    const [a, b]: Act[] = [
      { kind: "tags", add: ["VIP"], remove: ["旧"] },
      { kind: "tags", add: ["旧"], remove: ["VIP"] },
    ]
    expect(a && b && fold(a, b)).toEqual({ kind: "tags", add: ["旧"], remove: ["VIP"] })
    expect(fold({ kind: "record", interaction: { kind: "note", text: "x" } }, set("a", "b", "c"))).toBeUndefined()
  })

  it("are sent in order, each under its own key, and gone when they arrived", async () => {
    serve(dead)
    cut()
    await wait({ person: "per_1", name: "甲", act: set("city", "上海", "杭州") })
    await wait({ person: "per_1", name: "甲", act: { kind: "record", interaction: { kind: "note", text: "来过" } } })
    await wait({ person: "per_2", name: "乙", act: { kind: "tags", add: ["VIP"], remove: [] } })
    expect(await sendWaiting()).toMatchObject({ sent: 0 })
    await back((_, path) =>
      path.endsWith("/bulk") ? { changed: 1, same: 0, refused: 0, batch: "bat_1" } : { data: person("per_1", "甲") },
    )
    asked.length = 0
    expect(await sendWaiting()).toMatchObject({ sent: 3, stuck: 0 })
    expect(asked.map(({ line }) => line)).toEqual([
      "PATCH /api/people/per_1",
      "POST /api/people/per_1/interactions",
      "POST /api/people/bulk",
    ])
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({ set: { city: "杭州" }, was: { city: "上海" } })
    expect(JSON.parse(asked[1]?.body ?? "").occurred_at).toMatch(/^\d{4}-/)
    expect(new Set(asked.map(({ key }) => key)).size).toBe(3)
    expect(waitingNow()).toEqual([])
  })

  it("come again with the same key and the same words when the answer was lost", async () => {
    serve((method) => (method === "POST" ? undefined : {}))
    const interaction = { kind: "note" as const, text: "门口聊了聊" }
    const change = { person: "per_1", name: "甲", act: { kind: "record" as const, interaction } }
    const answer = await sendOrWait(change, async (act, once) => {
      const { api } = await import("@api/client")
      return api.people.record("per_1", act.kind === "record" ? act.interaction : interaction, { once })
    })
    expect(answer).toBe("waits")
    const first = asked.find(({ line }) => line.startsWith("POST"))
    await back(() => ({ id: "int_1" }))
    asked.length = 0
    expect(await sendWaiting()).toMatchObject({ sent: 1 })
    expect(asked.at(-1)?.key).toBe(first?.key)
    expect(asked.at(-1)?.body).toBe(first?.body)
  })

  it("stop at a conflict, hold later edits of the same person, and let everything else through", async () => {
    serve(dead)
    cut()
    const moved: Moved = { field: "city", was: "上海", now: "北京", display: "北京", by: null, at: null }
    await wait({ person: "per_1", name: "甲", act: set("city", "上海", "杭州") })
    await wait({ person: "per_1", name: "甲", act: { kind: "record", interaction: { kind: "note", text: "x" } } })
    await wait({ person: "per_1", name: "甲", act: set("tier", "银", "金") })
    await wait({ person: "per_2", name: "乙", act: set("city", "a", "b") })
    await back((method, path) =>
      method === "PATCH" && path.endsWith("per_1") ? refuse(409, "changed", { conflicts: [moved] }) : { data: {} },
    )
    expect(await sendWaiting()).toMatchObject({ sent: 2, stuck: 1 })
    const [first, held] = waitingNow()
    expect(first).toMatchObject({ state: "conflict", conflicts: [moved] })
    expect(held && heldBy(held, waitingNow())?.seq).toBe(first?.seq)
  })

  it("keep what was refused, with the reason, and what hangs on a new person who was not taken", async () => {
    serve(dead)
    cut()
    await wait({ person: "new_1", name: "新", act: { kind: "create", fields: { name: "新" } } })
    await wait({ person: "new_1", name: "新", act: { kind: "record", interaction: { kind: "note", text: "x" } } })
    await back(() => refuse(422, "invalid"))
    expect(await sendWaiting()).toMatchObject({ sent: 0, stuck: 1 })
    expect(waitingNow().map(({ state }) => state)).toEqual(["refused", "waiting"])
    expect(waitingNow()[0]?.problem?.code).toBe("invalid")
  })

  it("follow a new person to the id they get", async () => {
    serve(dead)
    cut()
    await keepPerson("new_1", { person: person("new_1", "新"), opened: true })
    await wait({ person: "new_1", name: "新", act: { kind: "create", fields: { name: "新" } } })
    await wait({ person: "new_1", name: "新", act: { kind: "record", interaction: { kind: "note", text: "x" } } })
    await back((method, path) => {
      if (path === "/api/people") return { data: person("per_7", "新"), batch: "bat_1" }
      return method === "GET" ? person("per_7", "新") : {}
    })
    expect(await sendWaiting()).toMatchObject({ sent: 2 })
    expect(asked.map(({ line }) => line)).toContain("POST /api/people/per_7/interactions")
    expect(await keptPerson("new_1")).toBeUndefined()
    expect((await readPerson("new_1")).id).toBe("per_7")
  })

  it("ask before they double what the server may have forgotten", async () => {
    const row = (tried: Waiting["tried"], act: Act): Waiting => {
      return { seq: 1, key: "k", at: "2026-11-20T00:00:00Z", person: "per_1", name: "甲", state: "waiting", act, tried }
    }
    const note: Act = { kind: "record", interaction: { kind: "note", text: "x" } }
    const now = Date.parse("2026-11-21T00:00:00Z")
    expect(mayBeForgotten(row(undefined, note), now, "v")).toBe(false)
    expect(mayBeForgotten(row({ at: now - 3_600_000, visit: "v" }, note), now, "v")).toBe(false)
    expect(mayBeForgotten(row({ at: now - 23 * 3_600_000, visit: "v" }, note), now, "v")).toBe(true)
    expect(mayBeForgotten(row({ at: now - 1, visit: "before" }, note), now, "v")).toBe(true)
    expect(mayBeForgotten(row({ at: 0, visit: "" }, set("a", "b", "c")), now, "v")).toBe(false)
    await wait({ person: "per_1", name: "甲", act: note, key: "k", tried: { at: 0, visit: visit() } })
    expect(await sendWaiting()).toMatchObject({ sent: 0, stuck: 1 })
    expect(waitingNow()[0]?.state).toBe("unsure")
    expect(asked.some(({ line }) => line.startsWith("POST"))).toBe(false)
  })

  it("wait on where the trouble passes, and stay through an ended session", async () => {
    expect(outcomeOf({ status: 401, code: "not_signed_in", message: "" })).toBe("notNow")
    expect(outcomeOf({ status: 503, code: "stopping", message: "" })).toBe("later")
    expect(outcomeOf({ status: 409, code: "in_progress", message: "" })).toBe("later")
    expect(outcomeOf({ status: 404, code: "not_found", message: "" })).toMatchObject({ state: "refused" })
    await wait({ person: "per_1", name: "甲", act: set("city", "a", "b") })
    serve(() => refuse(401, "not_signed_in"))
    expect(await sendWaiting()).toMatchObject({ sent: 0, stuck: 0 })
    await forgetRead()
    await readWaiting()
    expect(waitingNow().map(({ state }) => state)).toEqual(["waiting"])
    expect(waitingNow()[0]?.tried, "it was answered, so it cannot have arrived").toBeUndefined()
  })
})

describe("a conflict", () => {
  it("sends mine over theirs where I chose mine, and nothing where all is theirs", () => {
    const act = fold(set("city", "上海", "杭州"), set("tier", "银", "金"))
    const conflicts: Moved[] = [
      { field: "city", was: "上海", now: "北京", display: "北京", by: null, at: null },
      { field: "tier", was: "银", now: "铜", display: "铜", by: null, at: null },
    ]
    if (act?.kind !== "set") throw new Error("two edits fold into one")
    expect(decided(act, conflicts, { city: "mine", tier: "theirs" })).toEqual({
      kind: "set",
      set: { city: "杭州" },
      was: { city: "北京" },
      shown: { city: { was: "北京", mine: "杭州" } },
    })
    expect(decided(act, conflicts, { city: "theirs", tier: "theirs" })).toBeNull()
  })
})

describe("a person with what waits", () => {
  it("shows values, tags and names as their author left them, and nobody else's", () => {
    const rows = [
      set("name", "甲", "甲乙"),
      set("x_skin", "", "dry"),
      { kind: "tags", add: ["VIP"], remove: [] } as Act,
    ]
    const waiting = rows.map(
      (act, seq): Waiting => ({
        seq,
        key: "k",
        at: "2026-11-20T00:00:00Z",
        person: "per_1",
        name: "",
        state: "waiting",
        act,
      }),
    )
    const now: Person = withWaiting(person("per_1", "甲"), waiting)
    expect(now).toMatchObject({ name: "甲乙", row: { name: "甲乙", tags: ["VIP"], fields: { x_skin: "dry" } } })
    expect(withWaiting(person("per_2", "丙"), waiting).name).toBe("丙")
  })
})
