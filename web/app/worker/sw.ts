// The service worker: keeps the app's own files so that it starts without a connection.
// In: requests of pages, pushed notices (push.ts). Out: the first page from the network where there is one, from the device where there is none.
// It must never keep or answer anything of /api: data is kept by the app, per user, and goes when they sign out.

import { clientsClaim } from "workbox-core"
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from "workbox-precaching"
import { NavigationRoute, registerRoute } from "workbox-routing"
import { answerPushes } from "./push"

declare const self: ServiceWorkerGlobalScope
/** Every file of this build with its revision, written by the plugin beside this file. */
declare const SHELL: { url: string; revision: string | null }[]

/** Milliseconds a page waits for the network before the kept one is shown. */
const PATIENCE = 4000

// A page comes from the server while there is one, so that an app never meets an API newer than itself.
async function firstPage({ request }: { request: Request }): Promise<Response> {
  const kept = () => matchPrecache("/index.html")
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE))
  const asked = fetch(request).catch(() => undefined)
  const answer = await Promise.race([asked, late])
  if (answer && answer.status < 500) return answer
  return (await kept()) ?? answer ?? (await asked) ?? Response.error()
}

// A colleague who opens a customer's link in this browser sees the customer's page, from the network.
const notPages = [/^\/(api|v1|q|o)\//, /^\/(guanxi\.js|healthz|livez|readyz|metrics|build\.json)/]
registerRoute(new NavigationRoute(firstPage, { denylist: notPages }))
precacheAndRoute(SHELL, { directoryIndex: "", cleanURLs: false })
cleanupOutdatedCaches()
clientsClaim()
answerPushes()

// A new worker waits until a page says that it may take over.
self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") void self.skipWaiting()
})
