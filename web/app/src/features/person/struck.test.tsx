// A note struck out of a timeline, and brought back: from its toast, and from the list of what was struck.

import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { beforeEach, describe, expect, it, vi } from "vitest"
import { dialog, fakePages, undo, wait } from "../../../fake/page"
import { LIN, STAFF } from "../../../fake/people"
import { item, storyOf } from "../../../fake/story"
import { isByHand } from "./story"

const { sent, open } = fakePages()
const WORDS = "写错了人的一条备注"
const mine = { kind: "note", channel: "staff", text: WORDS, by: STAFF[0] }
const source = { kind: "user" as const, id: STAFF[0].id, name: STAFF[0].name }

beforeEach(() => {
  const story = storyOf(LIN.id)
  if (!story.some(({ text }) => text === WORDS))
    story.push(item(LIN.id, { ...mine, source, occurred_at: new Date().toISOString() }))
})

const line = async () => {
  const found = (await screen.findByText(WORDS, { selector: ".story-prose *, .story-prose" }, wait)).closest("li")
  if (!found) throw new Error("the note stands in no line")
  return within(found)
}
const strike = async () => fireEvent.click((await line()).getByRole("button", { name: "划掉" }))
const gone = () => waitFor(() => expect(screen.queryByText(WORDS, { selector: ".timeline *" })).toBeNull(), wait)
async function openStruck() {
  fireEvent.click(await screen.findByRole("button", { name: /^更多 \d/ }, wait))
  fireEvent.click(await screen.findByRole("menuitem", { name: "划掉的…" }, wait))
  return dialog()
}

describe("a note written by mistake", () => {
  it("is struck out and comes back with the toast's undo", async () => {
    open(`/people/${LIN.id}`)
    await strike()
    await gone()
    expect(await screen.findByText("已划掉", undefined, wait)).toBeTruthy()
    await undo()
    expect(await line()).toBeTruthy()
  }, 20_000)

  it("stands in the list of what was struck out, which says by whom and brings it back", async () => {
    open(`/people/${LIN.id}`)
    await strike()
    await gone()
    const list = await openStruck()
    expect(await list.findByText(WORDS, undefined, wait)).toBeTruthy()
    expect(list.getByText(/周以宁 记于/)).toBeTruthy()
    expect(list.getByText(/周以宁 .*划掉/).querySelector("time")?.title).toMatch(/\d{4}/)
    fireEvent.click(list.getByRole("button", { name: "恢复" }))
    expect(await screen.findByText("已恢复", undefined, wait)).toBeTruthy()
    expect(await list.findByText("没有划掉过什么", undefined, wait)).toBeTruthy()
    expect(document.activeElement?.getAttribute("aria-label")).toBe("关闭")
    expect(await line()).toBeTruthy()
    expect(sent.some(({ method, path }) => method === "POST" && path.includes("/api/undo/bat_struck_"))).toBe(true)
  }, 20_000)

  it("is all that is offered: not what came from elsewhere, nor what a colleague wrote", async () => {
    open(`/people/${LIN.id}`)
    await line()
    expect(screen.getAllByRole("button", { name: "划掉" })).toHaveLength(1)
  }, 20_000)

  it("stays where the role may not change people", async () => {
    open(`/people/${LIN.id}`, { "person.edit": false })
    await line()
    expect(screen.queryByRole("button", { name: "划掉" })).toBeNull()
  }, 20_000)
})

it("says that nothing was struck out, and asks again where that could not be read", async () => {
  const answer = globalThis.fetch
  let dead = true
  const down = { status: 503, code: "unavailable", message: "Down", request_id: "req_1" }
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) =>
    dead && path.endsWith("/struck") ? Promise.resolve(Response.json(down, { status: 503 })) : answer(path, init),
  )
  open(`/people/${LIN.id}`)
  const list = await openStruck()
  const again = await list.findByRole("button", { name: "重试" }, { timeout: 12_000 })
  dead = false
  fireEvent.click(again)
  expect(await list.findByText("没有划掉过什么", undefined, wait)).toBeTruthy()
}, 30_000)

it("knows what a colleague noted by hand", () => {
  const at = new Date().toISOString()
  const noted = item(LIN.id, { ...mine, source, occurred_at: at })
  expect(isByHand(noted)).toBe(true)
  expect(isByHand({ ...noted, kind: "message" })).toBe(false)
  expect(isByHand({ ...noted, source: { kind: "import", id: "imp_1", name: "旧系统.csv" } })).toBe(false)
  expect(isByHand({ ...noted, object_kind: "activity" })).toBe(false)
  expect(isByHand({ ...noted, props: { waiting: true } })).toBe(false)
})
