// Reading with and without the server: every answer is kept, and what was kept answers where the server does not.
// In: the calls that pages make. Out: what they ask for, and "as of when" where it comes from this device.

import { api, Failure, isUnreached, unreached } from "@api/client"
import type { Nearby, Page, Person, PersonRow, SearchHit, SearchResult, Session, Timeline } from "@api/contract"
import { useSyncExternalStore } from "react"
import { metresBetween, type Place, readPlace } from "../distance"
import { online, useOnline } from "./connection"
import { forgetPerson, isLocal, keepPerson, keptPeople, keptPerson } from "./kept"
import { keeping, keepWithin, readLimits } from "./limits"
import { storyWith, withWaiting } from "./overlay"
import { device, enter, forgetRead, leaving, owner } from "./store"
import { knownAs, readWaiting, waitingNow } from "./waiting"

/** After this a slow network is no network, if there is something kept to show instead. */
const PATIENCE = 12_000

const ages = new Map<string, number>()
const answers = new Map<string, number>()
const watchers = new Set<() => void>()

/** Says since when what is shown under a key is not the server's any more; null where the server has just said it. */
function age(key: string, at: number | null) {
  if (at === null) answers.set(key, Date.now())
  if ((ages.get(key) ?? null) === at) return
  if (at === null) ages.delete(key)
  else ages.set(key, at)
  for (const watcher of watchers) watcher()
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Since when what is shown under this key may have changed; null where the server stands behind it. */
export function useAsOf(key: string): number | null {
  const kept = useSyncExternalStore(subscribe, () => ages.get(key) ?? null)
  const live = useOnline()
  return kept ?? (live ? null : (answers.get(key) ?? null))
}

const inTime = (signal?: AbortSignal) => {
  const late = AbortSignal.timeout(PATIENCE)
  return signal ? AbortSignal.any([signal, late]) : late
}

/** Rights that ended take what was kept with them. */
async function lost(error: unknown, person?: string): Promise<void> {
  if (!(error instanceof Failure)) return
  const { status } = error.problem
  if (status === 401) await forgetRead()
  else if (person !== undefined && (status === 403 || status === 404)) await forgetPerson(person)
}

/** What the app needs to start, kept under a name. */
export async function readFact<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    const data = await ask()
    if (keeping().people > 0) await (await device())?.put("facts", { at: Date.now(), data }, name)
    return data
  } catch (error) {
    await lost(error)
    const kept = isUnreached(error) ? await (await device())?.get("facts", name) : undefined
    if (!kept) throw error
    // It was an answer to the same question once.
    return kept.data as T
  }
}

async function askSession(): Promise<Session> {
  // Whoever signed out without a connection is signed out before anything else is asked.
  if (leaving.is()) {
    await api.session.close()
    leaving.set(false)
  }
  const session = await api.session.get()
  await meet(session)
  return session
}

/** Opens this device to whoever is signed in. Somebody else's eyes leave nothing on it. */
export async function meet(session: Session): Promise<void> {
  if (session.looking_as) return keepWithin()
  await enter(session.user.id)
  keepWithin(readLimits(session.user.id, session.can.export === true))
  if (keeping().people > 0) await (await device())?.put("facts", { at: Date.now(), data: session }, "session")
  await readWaiting()
}

/** Who is signed in; without a connection, who was. */
export async function readSession(): Promise<Session> {
  if (leaving.is() && !online()) throw new Failure({ status: 401, code: "not_signed_in", message: "Sign in first." })
  const session = await readFact("session", askSession)
  if (!online()) await meet(session)
  return session
}

const me = async (): Promise<{ id: string; name: string }> => {
  const kept = await (await device())?.get("facts", "session")
  const user = (kept?.data as Session | undefined)?.user
  return { id: user?.id ?? owner() ?? "", name: user?.name ?? "" }
}

export async function readPerson(asked: string, signal?: AbortSignal, opened = true): Promise<Person> {
  const id = isLocal(asked) ? ((await knownAs(asked)) ?? asked) : asked
  const fromDevice = async (error: unknown) => {
    const kept = await keptPerson(id)
    if (!kept) throw error
    age(`person:${asked}`, kept.at)
    return withWaiting(kept.person, waitingNow())
  }
  if (isLocal(id)) return fromDevice(unreached())
  try {
    const person = await api.people.get(id, inTime(signal))
    age(`person:${asked}`, null)
    // Who was deleted can still be looked at, but is nobody to carry about.
    const keep = person.deleted_at === null ? keepPerson(person.id, { person, opened }) : forgetPerson(person.id)
    void keep.catch(() => undefined)
    return person
  } catch (error) {
    await lost(error, id)
    if (!isUnreached(error)) throw error
    return fromDevice(error)
  }
}

interface StorySearch {
  group: string
  q: string
  before: string
}

export async function readTimeline(asked: string, search: StorySearch, signal?: AbortSignal): Promise<Timeline> {
  const id = isLocal(asked) ? ((await knownAs(asked)) ?? asked) : asked
  const whole = search.group === "all" && search.q === "" && search.before === ""
  const fromDevice = async (error: unknown) => {
    const kept = await keptPerson(id)
    // Only the newest page of the whole story is kept; a search in it cannot be answered.
    if (!kept || !whole) throw error
    const story = kept.timeline ?? { items: [], next: null, counts: { all: 0 } }
    return storyWith({ ...story, next: null }, waitingNow(), id, await me())
  }
  if (isLocal(id)) return fromDevice(unreached())
  try {
    const timeline = await api.people.timeline(id, { ...search, limit: 50 }, inTime(signal))
    if (whole) void keepPerson(id, { timeline, opened: true }).catch(() => undefined)
    return timeline
  } catch (error) {
    await lost(error, id)
    if (!isUnreached(error)) throw error
    return fromDevice(error)
  }
}

const fold = (text: string) => text.toLocaleLowerCase().normalize("NFKC").replace(/\s+/g, "")

/** Kept people whose name, number or address holds all that is looked for, those opened last first. */
export async function findKept(q: string): Promise<PersonRow[]> {
  const kept = await keptPeople()
  const wanted = fold(q)
  const rows = kept
    .sort((a, b) => b.opened - a.opened || b.at - a.at)
    .map(({ person }) => withWaiting(person, waitingNow()))
    .filter((person) => {
      const words = [person.name, person.row.city, person.row.member_no, ...person.identities.map((one) => one.value)]
      return words.some((word) => word && fold(word).includes(wanted))
    })
  return rows.map(({ row }) => row)
}

interface ListSearch {
  filter?: string
  q?: string
  sort?: string
  cursor?: string
}

/** Rows that this device has kept, where the server could not be asked. */
interface KeptPage extends Page<PersonRow> {
  kept: true
}
export const isKept = (page: Page<PersonRow> | undefined): page is KeptPage => page !== undefined && "kept" in page

/** A list of people; without the server, those kept here. A filter is the server's to answer, and left out then. */
export async function readPeople(search: ListSearch, signal?: AbortSignal): Promise<Page<PersonRow>> {
  try {
    const page = await api.people.list({ ...search, limit: 100 }, inTime(signal))
    age("people", null)
    return page
  } catch (error) {
    await lost(error)
    if (!isUnreached(error) || search.cursor) throw error
    const kept = await keptPeople()
    const rows = await findKept(search.q ?? "")
    if (kept.length === 0) throw error
    age("people", Math.min(...kept.map(({ at }) => at)))
    const page: KeptPage = { kept: true, rows, next: null, total: rows.length, total_at_least: false }
    return page
  }
}

/** Who is near; without the server, of those kept here. */
export async function readNearby(here: Place, signal?: AbortSignal): Promise<Nearby & { onDevice: boolean }> {
  try {
    return { ...(await api.people.nearby(here.lat, here.lng, inTime(signal))), onDevice: false }
  } catch (error) {
    if (!isUnreached(error)) throw error
    const known = await readFact("objects", api.objects)
    const fields = (known.find(({ object }) => object === "person")?.fields ?? [])
      .filter(({ type }) => type === "geo")
      .map(({ key }) => key)
    const people = (await keptPeople()).flatMap(({ person: { row, portrait } }) => {
      const near = fields.flatMap((field) => {
        const value = portrait.find(({ key }) => key === field)?.value
        const place = readPlace(value)
        return place ? [{ person: row, metres: metresBetween(here, place), place: String(value), field }] : []
      })
      return near.sort((a, b) => a.metres - b.metres).slice(0, 1)
    })
    return { people: people.sort((a, b) => a.metres - b.metres).slice(0, 20), fields, more: false, onDevice: true }
  }
}

export async function readSearch(q: string, signal?: AbortSignal): Promise<SearchResult> {
  try {
    return await api.search(q, signal)
  } catch (error) {
    if (!isUnreached(error)) throw error
    const rows = await findKept(q)
    const hits = rows.slice(0, 20).map((row): SearchHit => {
      const where = row.name.toLocaleLowerCase().indexOf(q.toLocaleLowerCase())
      const subtitle = [row.city, row.phone].filter(Boolean).join(" · ")
      const marks: SearchHit["marks"] = where < 0 ? [] : [[where, where + q.length]]
      return { kind: "person", id: row.id, title: row.name, subtitle, marks, why: where < 0 ? "identity" : "name" }
    })
    return { hits, took_ms: 0 }
  }
}
