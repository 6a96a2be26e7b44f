// News read together and in time: what a swarm of them makes a page ask, and that a tab out of sight asks nothing.

import type { LiveEvent } from "@api/contract"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { cleanup, renderHook } from "@testing-library/react"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { useLiveReading } from "./useLiveReading"

const listeners = vi.hoisted(() => new Map<(event: LiveEvent) => void, string[]>())
vi.mock("@api/client", () => ({
  live: (topics: string[], listener: (event: LiveEvent) => void) => {
    listeners.set(listener, topics)
    return () => listeners.delete(listener)
  },
}))

const tell = (event: LiveEvent) => {
  for (const listener of listeners.keys()) listener(event)
}
const see = (hidden: boolean) => {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden)
  document.dispatchEvent(new Event("visibilitychange"))
}

const cache = new QueryClient()
let keys = (): unknown[] => []
const listen = () =>
  renderHook(
    () =>
      useLiveReading({
        topics: ["people", "deals"],
        keysOf: ({ type }) => (type === "people" ? [["people"], ["home"]] : type === "sold" ? [["home"]] : []),
        rest: 4000,
      }),
    { wrapper: ({ children }) => <QueryClientProvider client={cache}>{children}</QueryClientProvider> },
  )

beforeEach(() => {
  vi.useFakeTimers()
  const read = vi.spyOn(cache, "invalidateQueries")
  keys = () => read.mock.calls.map(([filters]) => filters?.queryKey)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it("a swarm of news is read once, after a while, each thing once", () => {
  listen()
  expect([...listeners.values()]).toEqual([["people", "deals"]])
  tell({ type: "people" })
  vi.advanceTimersByTime(3000)
  for (let n = 0; n < 20; n += 1) tell({ type: "sold", object: "deal" })
  expect(keys()).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(keys()).toEqual([["people"], ["home"]])
  vi.advanceTimersByTime(20_000)
  expect(keys().length).toBe(2)
})

it("a tab out of sight reads nothing, and all of it when it is looked at again", () => {
  listen()
  tell({ type: "people" })
  see(true)
  tell({ type: "people" })
  vi.advanceTimersByTime(20_000)
  expect(keys()).toEqual([])
  see(false)
  expect(keys()).toEqual([["people"], ["home"]])
})

it("news of nothing that stands here are let pass, and a page that is left hears none", () => {
  const { unmount } = listen()
  tell({ type: "notices" })
  vi.advanceTimersByTime(20_000)
  expect(keys()).toEqual([])
  tell({ type: "people" })
  unmount()
  vi.advanceTimersByTime(20_000)
  expect(keys()).toEqual([])
  expect(listeners.size).toBe(0)
})
