// Events wait in local storage until the server has them. The message id makes a second sending harmless,
// so an event leaves the queue only when the server says that it arrived.

import { drop, read, write } from "./storage"

type Event = Record<string, unknown> & { messageId: string }

const MOST_EVENTS = 500
const MOST_TEXT = 256_000
const BATCH_EVENTS = 50
// Browsers refuse beacons and keepalive requests above 64 KB.
const BATCH_TEXT = 60_000
const SOON = 400
const LONGEST = 5 * 60_000

export class Queue {
  private timer: ReturnType<typeof setTimeout> | undefined
  private busy = false
  private failures = 0
  private resumeAt = 0
  private most = BATCH_EVENTS
  private stopped = false
  private beaconed = ""

  constructor(
    private url: string,
    private key: string,
  ) {}

  // What an earlier page left behind.
  open() {
    if (this.all().length) this.later(SOON)
  }

  add(event: Event) {
    this.save([...this.all(), event])
    this.later(SOON)
  }

  flush() {
    this.later(0)
  }

  clear() {
    clearTimeout(this.timer)
    this.timer = undefined
    drop("queue")
    drop("dropped")
  }

  // The page goes away: one last try that nobody can answer, so the events also stay for the next page.
  beacon() {
    const batch = this.next()
    const newest = batch[batch.length - 1]?.messageId
    // Hiding and leaving both call; the second has nothing new to say.
    if (!newest || newest === this.beaconed || this.stopped) return
    this.beaconed = newest
    navigator.sendBeacon?.(this.url, new Blob([this.body(batch)], { type: "text/plain" }))
  }

  private all(): Event[] {
    const events = read<Event[]>("queue")
    return Array.isArray(events) ? events : []
  }

  private save(events: Event[]) {
    let lost = 0
    let size = JSON.stringify(events).length
    while (events.length > MOST_EVENTS || (size > MOST_TEXT && events.length > 1)) {
      size -= JSON.stringify(events.shift()).length + 1
      lost++
    }
    if (!events.length) drop("queue")
    // The site may have filled the storage itself: then half of ours goes before the newest does.
    else if (!write("queue", events) && events.length > 1) {
      const half = events.length >> 1
      lost += half
      write("queue", events.slice(half))
    }
    if (lost) write("dropped", (read<number>("dropped") ?? 0) + lost)
  }

  private next(): Event[] {
    const batch: Event[] = []
    let size = 300
    for (const event of this.all()) {
      // In bytes, for Chinese text is three times its length.
      size += new Blob([JSON.stringify(event)]).size + 1
      if (batch.length && (batch.length >= this.most || size > BATCH_TEXT)) break
      batch.push(event)
    }
    return batch
  }

  private body(batch: Event[]): string {
    const dropped = read<number>("dropped")
    return JSON.stringify({
      writeKey: this.key,
      sentAt: new Date().toISOString(),
      batch,
      ...(dropped ? { context: { dropped } } : {}),
    })
  }

  private later(ms: number) {
    if (this.stopped || this.busy) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.send(), Math.max(ms, this.resumeAt - Date.now()))
  }

  private async send() {
    const batch = this.next()
    // Offline, the "online" event wakes us.
    if (!batch.length || this.busy || navigator.onLine === false) return
    this.busy = true
    const told = read<number>("dropped") ?? 0
    let status = 0
    let wait: string | null = null
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        // Not JSON by name, so that the browser asks no permission first.
        headers: { "content-type": "text/plain" },
        body: this.body(batch),
        keepalive: true,
        credentials: "omit",
      })
      status = answer.status
      wait = answer.headers.get("retry-after")
    } catch {
      // The network failed: as with 503, try again.
    }
    this.busy = false
    this.settle(batch, status, wait, told)
  }

  private settle(batch: Event[], status: number, wait: string | null, told: number) {
    const done = new Set(batch.map((e) => e.messageId))
    const rest = () => this.all().filter((e) => !done.has(e.messageId))
    if (status >= 200 && status < 300) {
      this.failures = 0
      this.resumeAt = 0
      this.most = BATCH_EVENTS
      this.save(rest())
      const dropped = (read<number>("dropped") ?? 0) - told
      if (dropped > 0) write("dropped", dropped)
      else drop("dropped")
    } else if (status === 413 && batch.length > 1) {
      this.most = Math.max(1, batch.length >> 1)
    } else if (status === 401 || status === 403 || status === 404) {
      // A wrong key or host does not become right by asking again; the next page may have the right one.
      this.stopped = true
      return
    } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      this.save(rest())
      write("dropped", (read<number>("dropped") ?? 0) + batch.length)
    } else {
      this.failures++
      const backoff = Math.min(LONGEST, 1000 * 2 ** Math.min(this.failures, 9)) * (0.75 + Math.random() / 2)
      this.resumeAt = Date.now() + Math.max(after(wait), backoff)
    }
    if (this.all().length) this.later(0)
  }
}

// Retry-After in milliseconds: seconds or a date, at most an hour.
function after(text: string | null): number {
  if (!text) return 0
  const seconds = Number(text)
  const ms = Number.isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1000
  return Math.min(Math.max(ms || 0, 0), 3_600_000)
}
