// Whether this page is still the app that the server has.
// In: the name of the build in the page and in build.json, and the service worker's word that it has a new one.
// Out: "current", "old" or "unknown" to whoever listens. It must never reload a page on which somebody is writing.

import { useSyncExternalStore } from "react"
import { Workbox } from "workbox-window"

export type Version = "unknown" | "current" | "old"

const OFTEN = 60 * 60_000
const TRIED = "guanxi.reloaded"

let version: Version = "unknown"
let worker: Workbox | undefined
const watchers = new Set<() => void>()

function publish(next: Version) {
  if (next === version) return
  version = next
  for (const watcher of watchers) watcher()
}

const own = () => document.querySelector<HTMLMetaElement>("meta[name=build]")?.content

/** The build that the server has; undefined without a connection and where the server knows of none. */
async function served(): Promise<string | undefined> {
  try {
    const answer = await fetch("/build.json", { cache: "no-store", signal: AbortSignal.timeout(4000) })
    const body: { build?: unknown } = await answer.json()
    return typeof body.build === "string" ? body.build : undefined
  } catch {
    return undefined
  }
}

/** Asks the server and says whether this page may speak to it. A page without a name, as in development, always may. */
export async function checkVersion(): Promise<Version> {
  const mine = own()
  if (!mine) publish("current")
  else {
    const theirs = await served()
    if (theirs !== undefined) publish(theirs === mine ? "current" : "old")
    if (theirs !== undefined && theirs !== mine) void worker?.update().catch(() => undefined)
  }
  return version
}

const writing = () => {
  const at = document.activeElement
  const typed = at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement ? at.value !== "" : false
  return typed || document.querySelector("dialog[open]") !== null
}

/** Takes the new version. Drafts, kept people and waiting changes outlive it. */
export function takeNewVersion(): void {
  worker?.messageSkipWaiting()
  window.location.reload()
}

/** An old page goes by itself where nothing can be lost; once only for each build, lest it go round in circles. */
async function replaceOld(): Promise<void> {
  if ((await checkVersion()) !== "old" || writing()) return
  try {
    const mine = own() ?? ""
    if (sessionStorage.getItem(TRIED) === mine) return
    sessionStorage.setItem(TRIED, mine)
  } catch {
    return
  }
  takeNewVersion()
}

/** Registers the service worker of the built app and keeps asking for a newer one. */
export function watchVersion(): void {
  window.addEventListener("online", () => void replaceOld())
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void checkVersion()
  })
  setInterval(() => void checkVersion(), OFTEN)
  if (!("serviceWorker" in navigator) || !own()) return void checkVersion()
  worker = new Workbox("/sw.js")
  // The page may already be the new one, read from the network; then the new files take over without a word.
  worker.addEventListener("waiting", async () => {
    if ((await checkVersion()) === "current") worker?.messageSkipWaiting()
  })
  worker.addEventListener("controlling", () => void checkVersion())
  worker.register().catch(() => undefined)
  // A page that came from the device because the network was slow is looked at again at once.
  void replaceOld()
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useVersion = () => useSyncExternalStore(subscribe, () => version)
