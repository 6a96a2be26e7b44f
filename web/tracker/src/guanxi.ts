// The web tracker: what a visitor does on a site, sent to the Guanxi that serves this script.
//
//   <script>window.guanxi=window.guanxi||function(){(guanxi.q=guanxi.q||[]).push(arguments)}</script>
//   <script async src="https://HOST/guanxi.js" data-key="WRITE_KEY" data-consent="required"></script>
//
// In: page views, marked clicks, forms, and calls such as guanxi("order", {…}).
// Out: batches of Segment-shaped events to POST /v1/batch of the same host.
// It must never store or send anything without consent, read what people type, or throw into the page.

import { watch } from "./capture"
import { describe } from "./context"
import { Permit } from "./permit"
import { Queue } from "./queue"
import { Visitor } from "./visitor"

export type Props = Record<string, unknown>
type Caller = { (...args: unknown[]): void; q?: ArrayLike<unknown>[] }

// Explicit calls made while the answer to the consent question is still open wait in memory, no more than this many.
const HELD = 20

function start(tag: HTMLScriptElement, key: string) {
  const origin = tag.dataset.host || new URL(tag.src, location.href).origin
  const permit = new Permit(tag.dataset.consent === "implied")
  const visitor = new Visitor()
  const queue = new Queue(`${origin}/v1/batch`, key)
  let held: (() => void)[] = []

  const put = (type: string, fields: Props) => {
    const who = visitor.touch()
    queue.add({
      type,
      messageId: visitor.newId(),
      timestamp: new Date().toISOString(),
      anonymousId: who.a,
      ...(who.u ? { userId: who.u } : {}),
      ...fields,
      context: describe(who),
    })
  }
  const passive = (type: string, fields: Props) => {
    if (permit.passive()) put(type, fields)
  }
  const page = (name?: unknown, props?: unknown): Props => ({
    name: typeof name === "string" ? name : document.title,
    properties: {
      path: location.pathname,
      url: location.href,
      title: document.title,
      referrer: document.referrer,
      ...object(props),
    },
  })

  const act: Record<string, (a?: unknown, b?: unknown) => void> = {
    page: (name, props) => put("page", page(name, props)),
    track: (name, props) => put("track", { event: String(name), properties: object(props) }),
    product: (props) => put("track", { event: "Product Viewed", properties: object(props) }),
    order: (props) => put("track", { event: "Order Completed", properties: object(props) }),
    identify: (id, traits) => {
      if (typeof id === "string" || typeof id === "number") visitor.become(String(id))
      put("identify", { traits: object(typeof id === "object" ? id : traits) })
      queue.flush()
    },
    group: (id, traits) => put("group", { groupId: String(id), traits: object(traits) }),
  }

  const call = (name: unknown, a?: unknown, b?: unknown) => {
    if (name === "consent") {
      const answer = a === true
      const before = permit.passive()
      permit.answer(answer)
      if (!answer) {
        held = []
        queue.clear()
        visitor.forget()
        return
      }
      queue.open()
      if (!before) passive("page", page())
      for (const wait of held.splice(0)) wait()
    } else if (name === "reset") {
      visitor.reset()
    } else {
      const run = act[String(name)]
      if (!run) return
      const when = () => run(a, b)
      if (permit.explicit()) when()
      else if (permit.open() && held.length < HELD) held.push(when)
    }
  }
  const guanxi: Caller = (...args) => {
    try {
      call(args[0], args[1], args[2])
    } catch {
      // The tracker's trouble is never the page's.
    }
  }

  const w = window as unknown as { guanxi?: Caller }
  const waiting = w.guanxi?.q ?? []
  w.guanxi = guanxi
  if (permit.explicit()) queue.open()
  for (const args of Array.from(waiting)) guanxi(...Array.from(args))
  watch({
    page: () => passive("page", page()),
    track: (event, properties) => passive("track", { event, properties }),
  })
  addEventListener("pagehide", () => queue.beacon())
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && queue.beacon())
  addEventListener("online", () => queue.flush())
}

function object(value: unknown): Props {
  return value && typeof value === "object" ? (value as Props) : {}
}

const tag = (document.currentScript ??
  document.querySelector("script[data-key][src*=guanxi]")) as HTMLScriptElement | null
const key = tag?.dataset.key
const loaded = window as unknown as { guanxi?: { live?: boolean } }
if (tag && key && !loaded.guanxi?.live) {
  start(tag, key)
  if (loaded.guanxi) loaded.guanxi.live = true
}
