// The first page against the fake server: the week, figures that open their lists, and what leads before what is one's own.

import type { LiveEvent } from "@api/contract"
import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { NOW } from "../../../fake/clock"
import { fakePages, press, wait } from "../../../fake/page"

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }))
afterEach(() => void vi.useRealTimers())
const { sent, streams, open } = fakePages()

const card = async (name: string | RegExp) => within(await screen.findByRole("region", { name }, wait))
const filterOf = (link: HTMLElement) =>
  new URL(link.getAttribute("href") ?? "", "http://fake.local").searchParams.get("filter")

describe("the first page of a day", () => {
  it("shows the week, and a day opens the calendar there", async () => {
    const history = open("/today")
    const week = await card("这一周")
    const days = await week.findAllByTitle(/要做 \d+ 件，其中逾期 \d+ 件，做完 \d+ 件$/, {}, wait)
    expect(days.length).toBe(7)
    const [today] = days.filter((day) => day.getAttribute("aria-current") === "date")
    expect(today?.getAttribute("title")).toMatch(/^今天：/)
    const other = days.find((day) => day !== today)
    if (other) fireEvent.click(other)
    await waitFor(() => expect(history.location.pathname).toBe("/calendar"), wait)
    expect(new URLSearchParams(history.location.search).get("view")).toBe("day")
    expect(new URLSearchParams(history.location.search).get("at")).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  }, 20_000)

  it("begins with what is to be done for who does the work, and asks for their own", async () => {
    open("/today")
    const agenda = await screen.findByRole("region", { name: "今天要做" }, wait)
    const stale = await screen.findByRole("region", { name: "停滞与沉默" }, wait)
    expect(agenda.compareDocumentPosition(stale) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    await within(stale).findByRole("link", { name: /^沉默的客户\s*\d+/ }, wait)
    expect(sent.filter(({ path }) => path.startsWith("/api/home")).map(({ path }) => path)).toEqual([
      "/api/home?whose=me",
    ])
  }, 20_000)

  it("opens the list behind a figure, and the stale of the same people", async () => {
    const history = open("/today?whose=all")
    const news = await card(/以来$/)
    const figures = await news.findAllByRole("link", undefined, wait)
    expect(figures.map(filterOf).every((filter) => /(created|closed|placed)_at >= /.test(filter ?? ""))).toBe(true)
    const stale = await card("停滞与沉默")
    fireEvent.click(await stale.findByRole("link", { name: /^没人跟的线索/ }, wait))
    await waitFor(() => expect(history.location.pathname).toBe("/stale"), wait)
    expect(history.location.search).toContain("of=leads")
    expect(history.location.search).toContain("whose=all")
  }, 20_000)

  it("asks anew for its figures and lists when there is news of them, but not for the first connection", async () => {
    open("/today")
    await (await card("停滞与沉默")).findByRole("link", { name: /^沉默的客户\s*\d+/ }, wait)
    const listens = () => streams.find(({ url }) => decodeURIComponent(url).includes("activities,deals,leads"))
    await waitFor(() => expect(listens()).toBeTruthy(), wait)
    const tell = (event: LiveEvent) =>
      listens()?.onmessage?.(new MessageEvent("message", { data: JSON.stringify(event) }))
    const paths = () => new Set(sent.map(({ path }) => path.split("?")[0]))
    tell({ type: "ready" })
    sent.length = 0
    for (let n = 0; n < 5; n += 1) tell({ type: "sold", object: "deal" })
    await waitFor(() => expect(paths()).toContain("/api/deals"), wait)
    // Figures are reckoned from many rows: they follow after a while, or when one comes back to the page.
    expect(paths()).not.toContain("/api/home")
    document.dispatchEvent(new Event("visibilitychange"))
    await waitFor(() => expect(paths()).toContain("/api/home"), wait)
    expect(paths()).not.toContain("/api/people")
    expect(sent.filter(({ path }) => path.startsWith("/api/home")).length).toBe(1)
  }, 20_000)

  it("says whose is shown in the address", async () => {
    const history = open("/today")
    await press("团队")
    await waitFor(() => expect(history.location.search).toContain("whose=team"), wait)
    await waitFor(() => expect(sent.some(({ path }) => path === "/api/home?whose=team")).toBe(true), wait)
    expect(await screen.findByText("老客复购额", undefined, wait)).toBeTruthy()
  }, 20_000)

  it("has nothing of people for whoever may not see them", async () => {
    open("/today", { "person.see": false })
    await card("这一周")
    await card("今天要做")
    expect(screen.queryByRole("region", { name: "停滞与沉默" })).toBe(null)
    expect(screen.queryByRole("region", { name: "目标" })).toBe(null)
    expect(sent.some(({ path }) => path.startsWith("/api/home"))).toBe(false)
  }, 20_000)
})
