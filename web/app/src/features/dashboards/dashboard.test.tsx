// A dashboard against the fake server: its parts are answered, over another period too, and what is changed of it is not
// lost without a word.

import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { NOW } from "../../../fake/clock"
import { dialog, fakePages, goTo, press, wait } from "../../../fake/page"

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }))
afterEach(() => void vi.useRealTimers())
const { sent, open } = fakePages()

const asked = () => sent.filter(({ path }) => path === "/api/reports/run").map(({ body }) => body)
const changes = () => sent.filter(({ method }) => method === "PATCH").map(({ body }) => body)
const part = async (name: string) => within(await screen.findByRole("region", { name }, wait))

describe("a dashboard", () => {
  it("answers each of its parts, and says which is gone", async () => {
    open("/dashboards/das_1")
    expect(await (await part("进行中的商机")).findByText(/¥/, undefined, wait)).toBeTruthy()
    expect((await part("已删的报表")).getByText("这张报表已被删除，或没有共享给你")).toBeTruthy()
    await waitFor(() => expect(asked().map((question) => question?.object)).toEqual(["deal", "deal", "person"]), wait)
  }, 20_000)

  it("asks anew over another period what is about one", async () => {
    const history = open("/dashboards/das_1")
    await waitFor(() => expect(asked().length).toBe(3), wait)
    fireEvent.change(await screen.findByLabelText("期间", undefined, wait), { target: { value: "last_year" } })
    await waitFor(() => expect(history.location.search).toContain("last_year"), wait)
    await waitFor(() => expect(asked().length).toBe(4), wait)
    expect(asked().at(-1)).toMatchObject({ period: { field: "closed_at", range: "last_year" } })
  }, 20_000)
})

describe("leaving a dashboard that is being changed", () => {
  const edit = async () => {
    const history = open("/dashboards/das_2")
    await press("编辑")
    return history
  }

  it("asks nothing where nothing was changed", async () => {
    const history = await edit()
    await press(/^往后移 本季度/)
    await press(/^往前移 本季度/)
    await goTo("今天")
    await waitFor(() => expect(history.location.pathname).toBe("/today"), wait)
  }, 20_000)

  it("asks once: one stays with the changes, or leaves without them", async () => {
    const history = await edit()
    fireEvent.change(await screen.findByLabelText("名字"), { target: { value: "我的一月" } })
    await goTo("今天")
    fireEvent.click((await dialog()).getByRole("button", { name: "留下" }))
    await waitFor(() => expect(screen.queryByRole("dialog")).toBe(null))
    expect(Reflect.get(screen.getByLabelText("名字"), "value")).toBe("我的一月")
    await goTo("今天")
    fireEvent.click((await dialog()).getByRole("button", { name: "不保存，离开" }))
    await waitFor(() => expect(history.location.pathname).toBe("/today"), wait)
    expect(changes()).toEqual([])
  }, 20_000)

  it("asks nothing once it is saved", async () => {
    const history = await edit()
    await press(/^拿掉 本季度/)
    await press("完成")
    await screen.findByRole("button", { name: "编辑" }, wait)
    expect(changes()).toMatchObject([{ tiles: [{ id: "open" }] }])
    await goTo("今天")
    await waitFor(() => expect(history.location.pathname).toBe("/today"), wait)
  }, 20_000)
})
