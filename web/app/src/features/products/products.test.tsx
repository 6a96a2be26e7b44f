// The catalogue against the fake server: made, priced, taken away and brought back; read only without the right.

import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { fakePages, press, undo, wait } from "../../../fake/page"

const { sent, open } = fakePages()

const lastSent = (method: string) => sent.filter((one) => one.method === method).at(-1)

describe("a product", () => {
  it("is made with a name, a code and a price, and says whose a code is", async () => {
    const history = open("/products")
    await press("新建产品")
    const dialog = await screen.findByRole("dialog", undefined, wait)
    const enter = (label: string, value: string) =>
      fireEvent.change(within(dialog).getByLabelText(label), { target: { value } })
    const submit = () => fireEvent.click(within(dialog).getByRole("button", { name: "新建产品" }))
    submit()
    expect(await within(dialog).findByText("请写名称", undefined, wait)).toBeTruthy()
    enter("名称", "雨前龙井")
    enter("编码", "SK-WSH-120")
    enter("价格 (CNY)", "198")
    submit()
    const taken = await within(dialog).findByRole("link", { name: "山茶洁面乳" }, wait)
    expect(taken.getAttribute("href")).toBe("/products/prd_02")
    enter("编码", "TE-LJ-050")
    submit()
    await waitFor(() => expect(history.location.search).toContain("panel=prd_new"), wait)
    expect(lastSent("POST")?.body).toMatchObject({
      name: "雨前龙井",
      variants: [{ code: "TE-LJ-050", price: "198", live: true }],
    })
  }, 20_000)

  it("has its prices written where they stand, and taken back", async () => {
    open("/products/prd_01")
    const cell = await screen.findByLabelText("30 ml 的价格", undefined, wait)
    fireEvent.change(cell, { target: { value: "abc" } })
    fireEvent.blur(cell)
    expect(await screen.findByText("金额要像 128 或 128.50", undefined, wait)).toBeTruthy()
    expect(lastSent("PATCH")).toBeUndefined()
    fireEvent.change(cell, { target: { value: "¥1,305" } })
    fireEvent.blur(cell)
    expect(await screen.findByText("SK-ESS-030 的价格改为 ¥1,305.00", undefined, wait)).toBeTruthy()
    await undo()
    await waitFor(() => expect(screen.getByLabelText("30 ml 的价格")).toHaveProperty("value", "298.00"), wait)
  }, 20_000)

  it("takes several cells from a spreadsheet at once", async () => {
    open("/products/prd_05")
    const cell = await screen.findByLabelText("200 ml 的价格", undefined, wait)
    fireEvent.paste(cell, {
      clipboardData: { getData: (type: string) => (type === "text/plain" ? "160\t32\n300\t65\n" : "") },
    })
    expect(await screen.findByText("粘贴了 4 个格子", undefined, wait)).toBeTruthy()
    expect(lastSent("PATCH")?.body).toMatchObject({
      variants: [
        { price: "160", cost: "32" },
        { price: "300", cost: "65" },
      ],
    })
    await undo()
  }, 20_000)

  it("is deleted and comes back", async () => {
    const history = open("/products/prd_10")
    await screen.findByRole("heading", { name: /桂花红/ }, wait)
    // The other one is the navigation's.
    const [menu] = screen.getAllByRole("button", { name: "更多" })
    if (menu) fireEvent.click(menu)
    fireEvent.click(await screen.findByRole("menuitem", { name: "删除产品" }, wait))
    await waitFor(() => expect(history.location.pathname).toBe("/products"), wait)
    expect(await screen.findByText("已删除“桂花红”", undefined, wait)).toBeTruthy()
    expect(sent.some(({ method, path }) => method === "DELETE" && path === "/api/products/prd_10")).toBe(true)
    await undo()
    await waitFor(() => expect(sent.some(({ path }) => path.startsWith("/api/undo/"))).toBe(true), wait)
  }, 20_000)

  it("is only read without the right to the catalogue", async () => {
    open("/products", { catalogue: false })
    expect((await screen.findAllByText("全部产品", undefined, wait)).length).toBe(2)
    expect(screen.queryByRole("button", { name: "新建产品" })).toBe(null)
    expect(screen.queryByRole("button", { name: "编辑分类" })).toBe(null)
  }, 20_000)
})

describe("a price list", () => {
  const body = (method: string) => lastSent(method)?.body

  it("is put before another, and goes back", async () => {
    open("/products/prices")
    const grip = await screen.findByLabelText(/^“企业礼品价”的顺序/, undefined, wait)
    fireEvent.keyDown(grip, { key: "ArrowDown" })
    expect(await screen.findByText("“企业礼品价”移到第 2", undefined, wait)).toBeTruthy()
    expect(body("PATCH")).toEqual({ before: "prl_spring" })
    await undo()
    await waitFor(() => expect(body("PATCH")).toEqual({ before: "prl_gold" }), wait)
  }, 20_000)

  it("takes codes and prices from a spreadsheet, and says what is wrong with each other line", async () => {
    open("/products/prices?list=prl_gold")
    await press("粘贴价格")
    const box = await screen.findByLabelText("编码和价格", undefined, wait)
    fireEvent.change(box, { target: { value: "编码\t价格\nTE-LAP-100\t188\nTE-LAP-250\t贵\nNO-SUCH\t9" } })
    expect(await screen.findByText("“贵”不是价格", undefined, wait)).toBeTruthy()
    expect(await screen.findByText("目录里没有编码 NO-SUCH", undefined, wait)).toBeTruthy()
    await press("写入 1 个，跳过 2 个")
    expect(await screen.findByText("写入了 1 个价格", undefined, wait)).toBeTruthy()
    expect(body("PUT")).toEqual({ prices: [{ variant: "var_0901", from: "1", price: "188" }] })
    await undo()
    await waitFor(
      () => expect(body("PUT")).toEqual({ prices: [{ variant: "var_0901", from: "1", price: null }] }),
      wait,
    )
  }, 20_000)

  it("takes a product from the catalogue with a step by quantity", async () => {
    open("/products/prices?list=prl_gold")
    const find = await screen.findByLabelText("加一个产品", undefined, wait)
    fireEvent.focus(find)
    fireEvent.change(find, { target: { value: "TE-OSM" } })
    fireEvent.click(await screen.findByRole("option", { name: /桂花红/ }, wait))
    const from = screen.getByLabelText("起订量")
    fireEvent.change(from, { target: { value: "0" } })
    await press("加上")
    expect(await screen.findByText("起订量要大于 0", undefined, wait)).toBeTruthy()
    fireEvent.change(from, { target: { value: "20" } })
    fireEvent.change(screen.getByLabelText("价格"), { target: { value: "118" } })
    await press("加上")
    expect(await screen.findByText("已加上 桂花红", undefined, wait)).toBeTruthy()
    expect(body("PUT")).toEqual({ prices: [{ variant: "var_1001", from: "20", price: "118" }] })
  }, 20_000)

  it("is only read without the right to the catalogue", async () => {
    open("/products/prices", { catalogue: false })
    expect(await screen.findByRole("heading", { name: "企业礼品价" }, wait)).toBeTruthy()
    for (const name of ["新建价格表", "粘贴价格", "加上", "改"]) {
      expect(screen.queryByRole("button", { name })).toBe(null)
    }
  }, 20_000)
})
