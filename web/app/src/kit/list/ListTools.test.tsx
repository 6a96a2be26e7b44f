// The columns and tools of a list on its page: frozen and resized columns in the URL and in views; a phone's sheet.

import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { afterEach, describe, expect, it, vi } from "vitest"
import { dialog, fakePages, press, wait } from "../../../fake/page"

const { sent, open } = fakePages()

/** What the page's stylesheet and hooks take for a phone. */
const narrow = vi.hoisted(() => ({ is: false }))
vi.mock("../usePhone", () => ({ usePhone: () => narrow.is }))
afterEach(() => {
  narrow.is = false
})

const menuOf = async (column: string) => {
  await press(`${column}：列的操作`)
  return within(await screen.findByRole("menu"))
}
const stays = (column: string) =>
  screen.getByRole("button", { name: `${column}：列的操作` }).closest("[role=columnheader]")?.className ?? ""

describe("freezing columns", () => {
  it("freezes up to a column, unfreezes, and says so in the URL", async () => {
    const history = open("/companies?columns=city,industry,owner")
    fireEvent.click(await (await menuOf("城市")).findByRole("menuitem", { name: "冻结到这一列" }))
    await waitFor(() => expect(history.location.search).toContain("frozen=city"), wait)
    await waitFor(() => expect(stays("城市")).toContain("is-pinned"))
    expect(stays("行业")).not.toContain("is-pinned")
    fireEvent.click(await (await menuOf("城市")).findByRole("menuitem", { name: "取消冻结" }))
    await waitFor(() => expect(history.location.search).toContain("frozen=-"), wait)
    await waitFor(() => expect(stays("城市")).not.toContain("is-pinned"))
  }, 20_000)

  it("is kept in the view that is saved, with the columns and their widths", async () => {
    open("/companies?columns=city,industry&frozen=city&widths=city:180")
    await press("视图")
    const box = await dialog()
    fireEvent.change(box.getByPlaceholderText("名称"), { target: { value: "冻结的" } })
    fireEvent.click(box.getByRole("button", { name: "保存为视图" }))
    await waitFor(() => {
      const saved = sent.find(({ method, path }) => method === "POST" && path === "/api/views")?.body
      expect(saved?.body).toMatchObject({ columns: ["city", "industry"], frozen: "city", widths: { city: 180 } })
    }, wait)
  }, 20_000)

  it("moves and hides a column from its menu", async () => {
    const history = open("/companies?columns=city,industry,owner")
    fireEvent.click(await (await menuOf("行业")).findByRole("menuitem", { name: "左移" }))
    await waitFor(() => expect(history.location.search).toContain("columns=industry%2Ccity%2Cowner"), wait)
    fireEvent.click(await (await menuOf("城市")).findByRole("menuitem", { name: "隐藏这一列" }))
    await waitFor(() => expect(history.location.search).toContain("columns=industry%2Cowner"), wait)
  }, 20_000)
})

describe("a list's tools on a phone", () => {
  it("sort the list, and show it as a table with chosen columns", async () => {
    narrow.is = true
    const history = open("/companies")
    await press("排序、列、导出")
    const sheet = await dialog()
    fireEvent.change(sheet.getByLabelText("排序"), { target: { value: "city" } })
    await waitFor(() => expect(history.location.search).toContain("sort=city"), wait)
    fireEvent.click(await sheet.findByRole("button", { name: "降序" }))
    await waitFor(() => expect(history.location.search).toContain("sort=-city"), wait)
    expect(screen.queryAllByRole("columnheader", { hidden: true })).toHaveLength(0)
    fireEvent.click(sheet.getByRole("button", { name: "表格" }))
    fireEvent.click(await sheet.findByRole("checkbox", { name: "城市" }))
    await waitFor(() => expect(history.location.search).toContain("columns="), wait)
    expect(screen.getAllByRole("columnheader", { hidden: true }).length).toBeGreaterThan(3)
  }, 20_000)

  it("offer every list's order, and a file to whoever may export", async () => {
    narrow.is = true
    for (const path of ["/people", "/orders", "/interactions", "/leads?place=all", "/sales?show=list"]) {
      open(path, { export: true })
      await press("排序、列、导出")
      const sheet = await dialog()
      expect(within(sheet.getByLabelText("排序")).getAllByRole("option").length, path).toBeGreaterThan(2)
      const files = sheet.queryAllByRole("button", { name: /^(Excel|CSV)$/ })
      expect(files, path).toHaveLength(path.startsWith("/leads") || path.startsWith("/sales") ? 0 : 2)
      fireEvent.click(sheet.getByRole("button", { name: "关闭" }))
      document.body.innerHTML = ""
    }
  }, 40_000)
})
