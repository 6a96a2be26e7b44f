import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { queryText } from "./call"
import { api, Failure, live } from "./client"
import type { LiveEvent } from "./contract"

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.fn(async () => new Response(status === 204 ? null : JSON.stringify(body), { status, headers }))

afterEach(() => vi.unstubAllGlobals())

describe("the client", () => {
  it("marks mutations and leaves reads plain", async () => {
    const fetch = answer(200, {})
    vi.stubGlobal("fetch", fetch)
    await api.people.set("per_1", { city: "上海" })
    await api.session.get()
    const sent = fetch.mock.calls.map((call: unknown[]) => call)
    expect(sent[0]).toMatchObject([
      "/api/people/per_1",
      { method: "PATCH", headers: { "x-guanxi": "1" }, body: '{"set":{"city":"上海"}}' },
    ])
    expect(JSON.stringify(sent[1])).not.toContain("x-guanxi")
  })

  it("throws the server's problem as it is", async () => {
    const problem = {
      status: 409,
      code: "duplicate",
      message: "taken",
      detail: { person: "per_2" },
      request_id: "req_1",
    }
    vi.stubGlobal("fetch", answer(409, problem))
    await expect(api.people.create({})).rejects.toMatchObject({ problem })
  })

  it("makes a problem of an answer that is not ours, with the request id of the header", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => new Response("<html>", { status: 502, headers: { "x-request-id": "req_9" } })),
    )
    const failure = await api.users().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Failure)
    expect(failure).toMatchObject({ problem: { status: 502, code: "http_502", request_id: "req_9" } })
  })

  it("says when the server cannot be reached", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Promise.reject(new TypeError("failed"))),
    )
    await expect(api.users()).rejects.toMatchObject({ problem: { code: "offline" } })
  })

  it("writes only what is set into the address", () => {
    expect(queryText({ q: "138", filter: "", cursor: null, sort: undefined, limit: 50 })).toBe("?q=138&limit=50")
  })
})

class FakeStream {
  static opened: FakeStream[] = []
  static readonly CLOSED = 2
  readyState = 1
  onmessage: ((message: { data: string }) => void) | null = null
  onerror: (() => void) | null = null
  readonly url: string
  constructor(url: string) {
    this.url = url
    FakeStream.opened.push(this)
  }
  close() {
    this.readyState = 2
  }
  say(event: LiveEvent) {
    this.onmessage?.({ data: JSON.stringify(event) })
  }
}

describe("live", () => {
  beforeEach(() => {
    FakeStream.opened = []
    vi.useFakeTimers()
    vi.stubGlobal("EventSource", FakeStream)
  })
  afterEach(() => vi.useRealTimers())

  it("shares one stream of all topics and reopens it, with a growing pause, when it breaks", () => {
    const heard: string[] = []
    const stopPeople = live(["people"], (event) => heard.push(`a ${event.type}`))
    const stopPerson = live(["person:per_1", "people"], (event) => heard.push(`b ${event.type}`))
    vi.advanceTimersByTime(50)
    expect(FakeStream.opened.map((stream) => decodeURIComponent(stream.url))).toEqual([
      "/api/live?topics=people,person:per_1",
    ])

    FakeStream.opened[0]?.say({ type: "people" })
    expect(heard).toEqual(["a people", "b people"])

    FakeStream.opened[0]?.onerror?.()
    vi.advanceTimersByTime(499)
    expect(FakeStream.opened).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(FakeStream.opened).toHaveLength(2)
    FakeStream.opened[1]?.onerror?.()
    vi.advanceTimersByTime(999)
    expect(FakeStream.opened).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect(FakeStream.opened).toHaveLength(3)

    stopPeople()
    stopPerson()
    vi.advanceTimersByTime(1000)
    expect(FakeStream.opened.every((stream) => stream.readyState === 2)).toBe(true)
  })
})
