// The builder against the fake server: every change is asked anew, and nothing that is not saved goes without a word.

import { fireEvent, screen, waitFor } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { NOW } from "../../../fake/clock"
import { dialog, fakePages, goTo, press, wait } from "../../../fake/page"
import { type Asked, write } from "./coding"

// The tests have no canvas that could be drawn on.
vi.mock("../../kit/charts/ChartView", () => ({ ChartView: () => null }))

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }))
afterEach(() => void vi.useRealTimers())
const { sent, open } = fakePages()

const PEOPLE: Asked = {
  question: { object: "person", measures: [{ of: "count" }], by: [{ field: "tier" }] },
  look: { as: "table" },
}
const fresh = `/reports/new?q=${encodeURIComponent(write(PEOPLE))}`
const asked = () => sent.filter(({ path }) => path === "/api/reports/run").map(({ body }) => body)
const changes = () => sent.filter(({ method }) => method === "PATCH").map(({ body }) => body)
const name = () => screen.findByLabelText("报表的名字", undefined, wait)
const nameIt = async (value: string) => fireEvent.change(await name(), { target: { value } })
const choose = async (label: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(label, undefined, wait), { target: { value } })

/** A saved report whose period has been changed. */
async function changedReport() {
  const history = open("/reports/rep_2")
  await press("设置")
  await choose("什么时候", "this_year")
  await screen.findByText("有改动没有保存", undefined, wait)
  return history
}

describe("the builder", () => {
  it("answers a question, and asks anew what is changed of it", async () => {
    const history = open(fresh)
    expect(await screen.findByText("2,000", undefined, wait)).toBeTruthy()
    expect(asked()).toEqual([PEOPLE.question])
    await choose("看什么", "company")
    await waitFor(() => expect(asked().at(-1)).toEqual({ object: "company", measures: [{ of: "count" }] }), wait)
    expect(history.location.search).toContain("company")
    expect(screen.queryByRole("dialog")).toBe(null)
  }, 20_000)

  it("shows what is wrong with a question instead of an answer", async () => {
    open(fresh.replace("tier", "shoe_size"))
    expect(await screen.findByText(/shoe_size/, undefined, wait)).toBeTruthy()
  }, 20_000)
})

describe("leaving the builder", () => {
  it("asks nothing where nothing was changed, nor while only the question of a new one was", async () => {
    const history = open(fresh)
    await screen.findByText("2,000", undefined, wait)
    await choose("看什么", "company")
    await waitFor(() => expect(history.location.search).toContain("company"), wait)
    await goTo("今天")
    await waitFor(() => expect(history.location.pathname).toBe("/today"), wait)
    expect(screen.queryByRole("dialog")).toBe(null)
  }, 20_000)

  it("asks once where a saved report was changed: one stays, or leaves without it", async () => {
    const history = await changedReport()
    await goTo("今天")
    fireEvent.click((await dialog()).getByRole("button", { name: "留下" }))
    await waitFor(() => expect(screen.queryByRole("dialog")).toBe(null))
    expect(history.location.pathname).toBe("/reports/rep_2")
    await goTo("今天")
    fireEvent.click((await dialog()).getByRole("button", { name: "不保存，离开" }))
    await waitFor(() => expect(history.location.pathname).toBe("/today"), wait)
    expect(screen.queryByRole("dialog")).toBe(null)
    expect(changes()).toEqual([])
  }, 20_000)

  it("asks nothing once it is saved", async () => {
    const history = await changedReport()
    await press("保存")
    await waitFor(() => expect(screen.queryByText("有改动没有保存")).toBe(null), wait)
    expect(changes()).toMatchObject([{ question: { period: { field: "placed_at", range: "this_year" } } }])
    await goTo("今天")
    await waitFor(() => expect(history.location.pathname).toBe("/today"), wait)
    expect(screen.queryByRole("dialog")).toBe(null)
  }, 20_000)

  it("asks where a new one has a name, which outlasts a change of the question; saving leads to it unasked", async () => {
    const history = open(fresh)
    await nameIt("会员几何")
    await choose("看什么", "company")
    await waitFor(() => expect(history.location.search).toContain("company"), wait)
    expect(Reflect.get(await name(), "value")).toBe("会员几何")
    await goTo("今天")
    fireEvent.click((await dialog()).getByRole("button", { name: "留下" }))
    await press("保存")
    await waitFor(() => expect(history.location.pathname).toBe("/reports/rep_11"), wait)
    expect(screen.queryByRole("dialog")).toBe(null)
    expect(Reflect.get(await name(), "value")).toBe("会员几何")
  }, 20_000)

  it("renames a saved report alone: what else was changed of it stays unsaved", async () => {
    await changedReport()
    await nameIt("赢单")
    fireEvent.blur(await name())
    await waitFor(() => expect(changes()).toEqual([{ name: "赢单" }]), wait)
    expect(screen.getByText("有改动没有保存")).toBeTruthy()
  }, 20_000)
})
