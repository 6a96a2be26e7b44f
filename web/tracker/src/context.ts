// The circumstances of an event, in the words of the Segment protocol.

import type { Who } from "./visitor"

export type Campaign = Record<string, string>

export function campaign(): Campaign | undefined {
  const found: Campaign = {}
  new URLSearchParams(location.search).forEach((value, name) => {
    if (name.startsWith("utm_")) found[name === "utm_campaign" ? "name" : name.slice(4)] = value.slice(0, 200)
  })
  return Object.keys(found).length ? found : undefined
}

export function describe(who: Who) {
  const n = navigator
  const bot = n.webdriver || /bot|crawl|spider|headless|lighthouse/i.test(n.userAgent)
  return {
    library: { name: "guanxi.js", version: "0.1.0" },
    page: {
      path: location.pathname,
      url: location.href,
      title: document.title,
      search: location.search,
      referrer: document.referrer,
    },
    locale: n.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    screen: { width: screen.width, height: screen.height, density: devicePixelRatio },
    userAgent: n.userAgent,
    sessionId: who.s.i,
    sessionNumber: who.s.n,
    ...(who.s.c ? { campaign: who.s.c } : {}),
    ...(bot ? { bot: true } : {}),
  }
}
