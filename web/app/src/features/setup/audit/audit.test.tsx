// The audit page against the fake server: narrowed by days, in the list, the export and the URL.

import { fireEvent, screen, waitFor } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { at } from "../../../../fake/clock"
import { fakePages, press, wait } from "../../../../fake/page"

const { sent, open } = fakePages()
const day = (n: number) => at(n).slice(0, 10)

describe("the days of the audit log", () => {
  it("narrow the list and the export, and stand in the URL", async () => {
    const history = open("/settings/audit", { audit: true })
    await screen.findByText("登录失败", { selector: "td *" }, wait)
    fireEvent.change(screen.getByLabelText("从"), { target: { value: day(4) } })
    await waitFor(() => expect(screen.queryByText("登录失败", { selector: "td *" })).toBeNull(), wait)
    fireEvent.change(screen.getByLabelText("到"), { target: { value: day(2) } })
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(2), wait)
    expect(history.location.search).toContain(`from=${day(4)}&to=${day(2)}`)
    expect(sent.at(-1)?.path).toContain(`from=${day(4)}&to=${day(2)}`)
    expect(screen.getByRole("link", { name: "导出" }).getAttribute("href")).toBe(
      `/api/audit.csv?from=${day(4)}&to=${day(2)}`,
    )
  }, 15_000)

  it("say where they end before they begin, and ask for nothing", async () => {
    open(`/settings/audit?from=${day(1)}&to=${day(5)}`, { audit: true })
    expect((await screen.findByRole("alert", undefined, wait)).textContent).toContain("早于")
    expect(sent.some(({ path }) => path.startsWith("/api/audit"))).toBe(false)
  }, 15_000)

  it("lead back to everything where nothing fits", async () => {
    const history = open("/settings/audit?from=2001-01-01&to=2001-01-02", { audit: true })
    await screen.findByText("没有符合的记录", undefined, wait)
    await press("全部显示")
    await screen.findByText("登录失败", { selector: "td *" }, wait)
    expect(history.location.search).toBe("")
  }, 15_000)
})
