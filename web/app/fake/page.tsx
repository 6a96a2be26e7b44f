// A page of the app against the fake server, for tests: it is opened at a path, with other rights where they are given,
// and what it sends is kept. Every test begins with a new company and in Chinese.

import { QueryClientProvider } from "@tanstack/react-query"
import { createMemoryHistory, createRouter, RouterProvider } from "@tanstack/react-router"
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react"
import { Toasts } from "@ui/Toasts"
import { afterEach, beforeEach, vi } from "vitest"
import { Appearance } from "../src/kit/appearance"
import { ProblemWords } from "../src/kit/problems"
import { queryClient } from "../src/kit/queries"
import { router } from "../src/routes"
import { fakeAnswer, reset } from "./server"

type Rights = Record<string, boolean>
type Sent = { method: string; path: string; body: Record<string, unknown> | null }
type Stream = { url: string; onmessage: ((event: MessageEvent) => void) | null }

export const wait = { timeout: 6000 }
export const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }, wait))
/** Follows a link of the main navigation. */
export const goTo = async (name: string) =>
  fireEvent.click(within(await screen.findByRole("navigation", { name: "主导航" }, wait)).getByRole("link", { name }))
export const dialog = async () => within(await screen.findByRole("dialog", undefined, wait))
/** Presses the newest toast's way back; those of the tests before stand for a while still. */
export async function undo() {
  const last = (await screen.findAllByRole("button", { name: "撤销" }, wait)).at(-1)
  if (last) fireEvent.click(last)
}

async function answer(request: Request, rights: Rights): Promise<Response> {
  const told = await fakeAnswer(request)
  if (new URL(request.url).pathname !== "/api/session" || request.method !== "GET") return told
  const session: { can: Rights } = await told.json()
  return Response.json({ ...session, can: { ...session.can, ...rights } })
}

/** Called once in a file of tests, before them. */
export function fakePages() {
  const sent: Sent[] = []
  // The stream outlives a test, as it outlives a page.
  const streams: Stream[] = []
  let rights: Rights = {}

  beforeEach(() => {
    sent.length = 0
    rights = {}
    reset()
    queryClient.clear()
    localStorage.clear()
    localStorage.setItem("guanxi.locale", "zh-CN")
    vi.stubGlobal(
      "EventSource",
      class {
        static readonly CLOSED = 2
        readyState = 1
        onmessage: Stream["onmessage"] = null
        url: string
        constructor(url: string) {
          this.url = url
          streams.push(this)
        }
        close() {}
      },
    )
    vi.stubGlobal(
      "IntersectionObserver",
      class {
        observe() {}
        disconnect() {}
      },
    )
    vi.stubGlobal("fetch", (path: string, init?: RequestInit) => {
      const body: Sent["body"] = typeof init?.body === "string" ? JSON.parse(init.body) : null
      sent.push({ method: init?.method ?? "GET", path, body })
      return answer(new Request(new URL(path, "http://fake.local"), init), rights)
    })
  })
  afterEach(() => {
    cleanup()
    vi.unstubAllGlobals()
  })

  /** Opens a path; `can` are rights of the session other than those it has at first. */
  function open(path: string, can: Rights = {}) {
    rights = can
    const history = createMemoryHistory({ initialEntries: [path] })
    const own = createRouter({ ...router.options, history })
    render(
      <Appearance>
        <QueryClientProvider client={queryClient}>
          <ProblemWords />
          <RouterProvider router={own} />
          <Toasts />
        </QueryClientProvider>
      </Appearance>,
    )
    return history
  }

  /** What was posted first to a path with this end. */
  const posted = (end: string) => sent.find(({ method, path }) => method === "POST" && path.endsWith(end))?.body

  return { sent, streams, open, posted }
}
