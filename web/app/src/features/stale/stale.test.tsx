// What is stale against the fake server: why, walked by keys, something planned about a row, and from when on it counts.

import { fireEvent, screen, waitFor } from "@testing-library/react"
import { describe, expect, it, vi } from "vitest"
import { dialog, fakePages, press, undo, wait } from "../../../fake/page"

// Nothing has a size here, so that no row would be in sight: all are.
vi.mock("@tanstack/react-virtual", () => ({
  useVirtualizer: ({ count }: { count: number }) => ({
    getVirtualItems: () => Array.from({ length: count }, (_, index) => ({ index, key: index, start: 0, size: 32 })),
    getTotalSize: () => count * 32,
    scrollToIndex: () => undefined,
    measure: () => undefined,
  }),
}))

const { sent, open, posted } = fakePages()
const put = () => sent.filter(({ method, path }) => method === "PUT" && path === "/api/stale/rules")

describe("what has gone stale", () => {
  it("lists whose with why, and opens a row beside the list by keys", async () => {
    const history = open("/stale?whose=all")
    await screen.findByRole("grid", { name: "停滞的商机" }, wait)
    expect((await screen.findAllByText("在阶段里太久", undefined, wait)).length).toBeGreaterThan(0)
    fireEvent.keyDown(window, { key: "j" })
    fireEvent.keyDown(window, { key: "j" })
    fireEvent.keyDown(window, { key: "Enter" })
    await waitFor(() => expect(history.location.search).toContain("panel=del_"), wait)
  }, 20_000)

  it("plans something about a row with the record filled in", async () => {
    open("/stale?whose=all")
    const [first] = await screen.findAllByRole("button", { name: /^给“.+”安排一件事$/ }, wait)
    const name = /“(.+)”/.exec(first?.getAttribute("aria-label") ?? "")?.[1] ?? ""
    if (first) fireEvent.click(first)
    const plan = await dialog()
    expect(plan.getAllByText(name).length).toBeGreaterThan(0)
    fireEvent.change(plan.getByLabelText("做什么"), { target: { value: "问一声" } })
    fireEvent.click(plan.getByRole("button", { name: "安排" }))
    await waitFor(() => expect(posted("/api/activities")).toMatchObject({ title: "问一声", kind: "call" }), wait)
    expect(String(posted("/api/activities")?.deal)).toMatch(/^del_/)
  }, 20_000)

  it("is told from when on, which is changed and taken back", async () => {
    open("/stale?of=people")
    await press("怎么算")
    const rules = await dialog()
    const days = await rules.findByLabelText(/^买过的客户没有音讯/, undefined, wait)
    fireEvent.change(days, { target: { value: "0" } })
    expect(rules.getByText("写 1 到 365 之间的整数")).toBeTruthy()
    expect(rules.getByRole("button", { name: "保存" })).toHaveProperty("disabled", true)
    fireEvent.change(days, { target: { value: "120" } })
    fireEvent.click(rules.getByRole("button", { name: "保存" }))
    await waitFor(() => expect(put()[0]?.body).toEqual({ deal_days: 14, lead_days: 3, person_days: 120 }), wait)
    await undo()
    await waitFor(() => expect(put()[1]?.body).toEqual({ deal_days: 14, lead_days: 3, person_days: 90 }), wait)
  }, 20_000)

  it("is read, not changed, by whoever does not set the workspace up", async () => {
    open("/stale", { users: false })
    await press("怎么算")
    const rules = await dialog()
    expect(await rules.findByLabelText(/^线索没人跟/, undefined, wait)).toHaveProperty("disabled", true)
    expect(rules.queryByRole("button", { name: "保存" })).toBe(null)
  }, 20_000)

  it("says what is good about nothing", async () => {
    open("/stale?whose=me")
    expect(await screen.findByRole("heading", { name: "没有停滞的商机" }, wait)).toBeTruthy()
    expect(screen.getByRole("link", { name: "看进行中的商机" })).toBeTruthy()
  }, 20_000)
})
