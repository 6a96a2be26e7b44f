// Fetches the people one looks after while there is a connection, so that they are there when there is none.
// Slowly, newest first, as many as this device keeps; not where the reader saves data.

import { api } from "@api/client"
import { online } from "./connection"
import { forgetPerson, isLocal, keepPerson, keptPeople } from "./kept"
import { keeping } from "./limits"
import { readPerson } from "./reading"
import type { KeptPerson } from "./store"

const STEP = 250
/** A kept person is fresh enough for so long, if their row says nothing new. */
const FRESH = 12 * 3_600_000
const OFTEN = 30 * 60_000

const pause = () => new Promise((done) => setTimeout(done, STEP))

const saves = () => {
  const link: unknown = Reflect.get(navigator, "connection")
  return typeof link === "object" && link !== null && Reflect.get(link, "saveData") === true
}

async function fetchAhead(stopped: () => boolean): Promise<void> {
  const { people } = keeping()
  if (people === 0 || !online() || saves()) return
  const kept = new Map((await keptPeople()).map((one) => [one.id, one]))
  // What the reader opened stands before what they only look after.
  const room = people - [...kept.values()].filter(({ opened }) => opened > 0).length
  const own = new Set<string>()
  let cursor: string | null = ""
  for (let left = room; left > 0 && cursor !== null && !stopped(); ) {
    const page = await api.people.list({
      filter: "owner = me",
      sort: "-last_seen_at",
      limit: Math.min(left, 100),
      cursor,
    })
    for (const row of page.rows) {
      own.add(row.id)
      const held = kept.get(row.id)
      const same = held?.person.row.interaction_count === row.interaction_count && held.person.row.name === row.name
      if (held && same && Date.now() - held.at < FRESH) continue
      await pause()
      if (stopped() || !online()) return
      const [person, timeline] = await Promise.all([
        api.people.get(row.id),
        api.people.timeline(row.id, { group: "all", q: "", before: "", limit: 50 }),
      ])
      await keepPerson(person.id, { person, timeline, opened: false })
    }
    left -= page.rows.length
    cursor = page.next
  }
  await lookAgain([...kept.values()], own, stopped)
}

/** Whom one looks after no longer is let go; whom one opened is asked for again, and goes with the right to see them. */
async function lookAgain(kept: KeptPerson[], own: ReadonlySet<string>, stopped: () => boolean): Promise<void> {
  for (const { id, opened, at } of kept) {
    if (stopped() || !online()) return
    if (isLocal(id) || own.has(id)) continue
    if (opened === 0) await forgetPerson(id)
    else if (Date.now() - at > FRESH) {
      await pause()
      // It is kept again, or forgotten where it may not be seen any more.
      await readPerson(id, undefined, false).catch(() => undefined)
    }
  }
}

/** Begins soon after the page has settled and comes back now and then; returns how to stop. */
export function keepAhead(): () => void {
  let stop = false
  // A failure here is nobody's concern: the next round tries again.
  const round = () => void fetchAhead(() => stop).catch(() => undefined)
  const soon = setTimeout(round, 5000)
  const again = setInterval(round, OFTEN)
  return () => {
    stop = true
    clearTimeout(soon)
    clearInterval(again)
  }
}
