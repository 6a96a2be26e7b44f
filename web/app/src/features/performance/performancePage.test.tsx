// How colleagues do against the fake server: sorted, columns chosen, figures opened, and why it changed.

import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { fakePages, press, wait } from "../../../fake/page"

const { sent, open } = fakePages()
const params = (search: string) => new URLSearchParams(search)

describe("performance", () => {
  it("stands under teams, is sorted by a figure, and opens the rows behind one", async () => {
    const history = open("/performance")
    await screen.findByRole("rowheader", { name: /^华东组/ }, wait)
    fireEvent.click(screen.getByRole("button", { name: "赢单" }))
    await waitFor(() => expect(params(history.location.search).get("sort")).toBe("-deals_won"), wait)
    const head = screen.getByRole("columnheader", { name: "赢单" })
    expect(head.getAttribute("aria-sort")).toBe("descending")
    fireEvent.click(screen.getByTitle("看沈知微的赢单"))
    await waitFor(() => expect(history.location.pathname).toBe("/sales"), wait)
    expect(params(history.location.search).get("filter")).toBe('state = "won" and owner = "usr_3"')
  }, 20_000)

  it("says a change in words, and names amounts without a rate", async () => {
    open("/performance")
    const row = (await screen.findByRole("rowheader", { name: /^合计/ }, wait)).closest("tr") as HTMLElement
    expect(
      within(row).getAllByText(/^(比之前(多|少) [\d,]+%|比之前(高|低) \d+ 个百分点|和之前一样)$/).length,
    ).toBeGreaterThan(3)
    expect(screen.getByText(/没有汇率，没有计入/)).toBeTruthy()
  }, 20_000)

  it("shows the columns that are chosen", async () => {
    const history = open("/performance")
    await screen.findByRole("columnheader", { name: "拜访" }, wait)
    await press("列")
    fireEvent.click(await screen.findByRole("checkbox", { name: "拜访" }, wait))
    await waitFor(() => expect(params(history.location.search).get("columns")).toContain("won_amount"), wait)
    expect(screen.queryByRole("columnheader", { name: "拜访" })).toBe(null)
  }, 20_000)

  it("says why it changed, and where from", async () => {
    const history = open("/performance?compare=year")
    fireEvent.click(await screen.findByRole("button", { name: "华东组：为什么变了" }, wait))
    const panel = within(await screen.findByRole("complementary", { name: "华东组：为什么变了" }, wait))
    expect(await panel.findByText(/^结束的商机从 \d+ 个变成 \d+ 个，使金额(增加|减少) /, undefined, wait)).toBeTruthy()
    expect(panel.getByRole("list", { name: "金额怎么变过来的" }).children.length).toBe(5)
    const why = sent.find(({ path }) => path.startsWith("/api/performance/why"))?.path ?? ""
    expect(params(why.split("?")[1] ?? "").get("team")).toBe("tea_east")
    expect(params(why.split("?")[1] ?? "").get("compare")).toBe("year")
    expect(panel.getByRole("link", { name: "展会" }).getAttribute("href")).toContain("source")
    fireEvent.click(panel.getByRole("button", { name: "关闭" }))
    await waitFor(() => expect(params(history.location.search).get("why")).toBe(null), wait)
  }, 20_000)

  it("is not for whoever may not see people", async () => {
    open("/performance", { "person.see": false })
    expect(await screen.findByText("你没有权限看这里", undefined, wait)).toBeTruthy()
    expect(sent.some(({ path }) => path.startsWith("/api/performance"))).toBe(false)
  }, 20_000)
})
