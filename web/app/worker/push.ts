// Pushed notices: shown, opened, and subscribed anew when the browser changes its address.
// In: messages that only this browser can read. Out: notifications; a page of the app brought to the front.

declare const self: ServiceWorkerGlobalScope

/** What crates/gx-push/src/send.rs writes. */
interface Told {
  title: string
  body: string
  tag: string
  url: string
  lang: string
}

// The type of TypeScript's library lacks what browsers have had for years.
interface Options extends NotificationOptions {
  renotify?: boolean
}

function read(data: PushMessageData | null): Told | null {
  try {
    return data?.json() ?? null
  } catch {
    return null
  }
}

async function show(data: PushMessageData | null): Promise<void> {
  const told = read(data)
  // A browser that is pushed to must show something; one that did not understand says no more than the app's name.
  const options: Options = told
    ? { body: told.body, tag: told.tag, renotify: true, lang: told.lang, data: { url: told.url } }
    : { tag: "unread", data: { url: "/today" } }
  const icon = "/icons/icon-192.png"
  await self.registration.showNotification(told?.title || "关系 Guanxi", { ...options, icon, badge: icon })
}

/** Brings a page of the app to the front and lets it go there itself, so that nothing written in it is lost. */
async function open(url: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  const page = pages.find((one) => one.visibilityState === "visible") ?? pages[0]
  if (!page) return void (await self.clients.openWindow(url))
  page.postMessage({ type: "OPEN", url })
  await page.focus()
}

interface Changed extends ExtendableEvent {
  readonly oldSubscription?: PushSubscription | null
  readonly newSubscription?: PushSubscription | null
}

async function renew({ oldSubscription, newSubscription }: Changed): Promise<void> {
  const options = oldSubscription?.options
  const fresh = newSubscription ?? (options ? await self.registration.pushManager.subscribe(options) : null)
  if (!fresh) return
  // Under the session of this browser: without one the app does it when somebody signs in.
  await fetch("/api/push/devices", {
    method: "POST",
    headers: { "content-type": "application/json", "x-guanxi": "1" },
    body: JSON.stringify({ ...fresh.toJSON(), replaces: oldSubscription?.endpoint }),
  })
}

export function answerPushes(): void {
  self.addEventListener("push", (event) => event.waitUntil(show(event.data)))
  self.addEventListener("notificationclick", (event) => {
    event.notification.close()
    event.waitUntil(open(event.notification.data?.url ?? "/today"))
  })
  self.addEventListener("pushsubscriptionchange", (event) => {
    const changed = event as Changed
    changed.waitUntil(renew(changed).catch(() => undefined))
  })
}
