// Whether this browser is pushed to, and the ways to begin and to end it.
// In: the browser's permission and subscription. Out: its state, and the same told to the server.
// It must never ask for the permission by itself: only on a click.

import { api, Failure } from "@api/client"
import type { Pushing } from "@api/contract"

/**
 * `install`: an iPhone or iPad, where only an installed app is pushed to. `insecure`: an address without TLS. `refused`:
 * the reader said no, and only the browser's own settings can take it back.
 */
export type PushState = "unsupported" | "install" | "insecure" | "refused" | "off" | "on"

/** Who said yes on this device: whoever signs in next is asked anew. */
const MARK = "guanxi.push"

function mark(user: string | null): void {
  try {
    if (user) localStorage.setItem(MARK, user)
    else localStorage.removeItem(MARK)
  } catch {
    // Without storage the reader clicks again after the next start, which is no harm.
  }
}

const marked = () => {
  try {
    return localStorage.getItem(MARK)
  } catch {
    return null
  }
}

const onApple = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  // An iPad calls itself a Mac, which has no touch screen.
  (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1)

const worker = async () => (await navigator.serviceWorker?.getRegistration()) ?? null

export async function pushState(user: string): Promise<PushState> {
  if (!window.isSecureContext) return "insecure"
  if (!("PushManager" in window) || !("Notification" in window)) return onApple() ? "install" : "unsupported"
  if (Notification.permission === "denied") return "refused"
  const held = await (await worker())?.pushManager.getSubscription()
  return held && marked() === user && Notification.permission === "granted" ? "on" : "off"
}

/** The key as browsers take it. */
function bytes(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(text, (c) => c.charCodeAt(0))
}

const same = (held: PushSubscription, key: Uint8Array) => {
  const used = new Uint8Array(held.options.applicationServerKey ?? new ArrayBuffer(0))
  return used.length === key.length && used.every((byte, n) => byte === key[n])
}

async function tell(subscription: PushSubscription): Promise<Pushing> {
  const { endpoint, keys } = subscription.toJSON()
  return api.push.subscribe({
    endpoint: endpoint ?? "",
    keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
  })
}

/** A subscription with the workspace's key, told to the server. */
async function subscribe(key: string): Promise<Pushing> {
  const manager = (await navigator.serviceWorker.ready).pushManager
  const options = { userVisibleOnly: true, applicationServerKey: bytes(key) }
  const held = await manager.getSubscription()
  if (held && !same(held, options.applicationServerKey)) await held.unsubscribe()
  const subscription = await manager.subscribe(options)
  try {
    return await tell(subscription)
  } catch (error) {
    // It is another account's in this browser: a new address is nobody's.
    if (!(error instanceof Failure) || error.problem.code !== "endpoint_taken") throw error
    await subscription.unsubscribe()
    return tell(await manager.subscribe(options))
  }
}

/** Asks for the permission and begins. To be called from a click; undefined where the reader said no. */
export async function beginPush(user: string, key: string): Promise<Pushing | undefined> {
  if ((await Notification.requestPermission()) !== "granted") return undefined
  const now = await subscribe(key)
  mark(user)
  wanted = true
  return now
}

/** Ends it in this browser; the server is told by whoever calls. */
export async function endPush(): Promise<void> {
  mark(null)
  const held = await (await worker())?.pushManager?.getSubscription().catch(() => null)
  await held?.unsubscribe().catch(() => false)
}

/** After a new session or with a new key of the workspace this browser is told to the server again. */
export async function keepPush(user: string): Promise<void> {
  if (marked() !== user || (await pushState(user)) !== "on") return
  const { key, devices } = await api.push.look()
  const held = await (await worker())?.pushManager.getSubscription()
  if (!devices.some((one) => one.this) || (held && !same(held, bytes(key)))) await subscribe(key)
}

const OFTEN = 45_000
const SELDOM = 10 * 60_000
let wanted = true
let told = 0

/** Says to the server that the reader works in the app, while somebody wants to know. */
export function tellHere(): void {
  const now = Date.now()
  if (document.visibilityState !== "visible" || now - told < (wanted ? OFTEN : SELDOM)) return
  told = now
  void api.push
    .here()
    .then(({ devices }) => {
      wanted = devices
    })
    .catch(() => undefined)
}
