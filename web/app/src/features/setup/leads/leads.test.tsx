// Lead assignment against the fake server: rules moved, tried and saved as a whole; limits changed where they stand.

import { QueryClientProvider } from "@tanstack/react-query"
import { createMemoryHistory, createRouter, RouterProvider } from "@tanstack/react-router"
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react"
import { Toasts } from "@ui/Toasts"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { fakeAnswer, reset } from "../../../../fake/server"
import { Appearance } from "../../../kit/appearance"
import { ProblemWords } from "../../../kit/problems"
import { queryClient } from "../../../kit/queries"
import { router } from "../../../routes"

const sent: { method: string; path: string; body: unknown }[] = []

beforeEach(() => {
  sent.length = 0
  reset()
  queryClient.clear()
  localStorage.clear()
  localStorage.setItem("guanxi.locale", "zh-CN")
  vi.stubGlobal(
    "EventSource",
    class {
      static readonly CLOSED = 2
      readyState = 1
      close() {}
    },
  )
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => {
    const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : null
    sent.push({ method: init?.method ?? "GET", path, body })
    return fakeAnswer(new Request(new URL(path, "http://fake.local"), init))
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function open(path: string) {
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
}

const wait = { timeout: 6000 }
const put = (path: string) => sent.find((one) => one.method === "PUT" && one.path === path)?.body

describe("rules of lead assignment", () => {
  it("are moved by the keyboard, kept unsaved, and saved as a whole", async () => {
    open("/settings/leads")
    const grip = await screen.findByRole("button", { name: /^企业大单，第 2 条/ }, wait)
    fireEvent.keyDown(grip, { key: "ArrowUp" })
    expect(await screen.findByText("1 处改动还没有保存", undefined, wait)).toBeTruthy()
    // Left and opened again, it is as it was left.
    cleanup()
    open("/settings/leads")
    await screen.findByRole("button", { name: /^企业大单，第 1 条/ }, wait)
    fireEvent.click(await screen.findByRole("button", { name: "保存规则" }, wait))
    expect(await screen.findByText("规则已保存，从下一条新线索起生效", undefined, wait)).toBeTruthy()
    expect(put("/api/assignment")).toMatchObject({
      rules: [{ name: "企业大单" }, { name: "认识的人先给" }, ...Array.from({ length: 6 }, () => ({}))],
      fallback: "poo_shops",
    })
    expect(screen.queryByText("1 处改动还没有保存")).toBe(null)
  }, 20_000)

  it("say of every lead that was tried who would get it and why", async () => {
    open("/settings/leads")
    const trial = await screen.findByRole("region", { name: "试算" }, wait)
    expect(await within(trial).findByText("最近 500 条线索，按左边的规则会给谁", undefined, wait)).toBeTruthy()
    const [lead] = await within(trial).findAllByRole("button", { expanded: false }, wait)
    if (lead) fireEvent.click(lead)
    expect((await within(trial).findAllByText("认识的人先给", undefined, wait)).length).toBeGreaterThan(0)
    expect(await within(trial).findByText("打开这条线索", undefined, wait)).toBeTruthy()
  }, 20_000)
})

describe("what colleagues can take", () => {
  it("is changed where it stands and sent for that colleague alone", async () => {
    open("/settings/leads/seats")
    fireEvent.click(await screen.findByRole("button", { name: /^沈知微手上最多几条/ }, wait))
    const input = await screen.findByRole("textbox", { name: /^沈知微手上最多几条/ }, wait)
    fireEvent.change(input, { target: { value: "55" } })
    fireEvent.keyDown(input, { key: "Enter" })
    expect(await screen.findByText("沈知微的设置已保存", undefined, wait)).toBeTruthy()
    await waitFor(() =>
      expect(put("/api/assignment/seats")).toMatchObject({ seats: [{ who: "usr_3", capacity: 55, monthly: 120 }] }),
    )
  }, 20_000)
})
