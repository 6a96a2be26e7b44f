// Orders in hand against the fake server: sent, arrived, paid, taken back, cancelled, taken by hand, each with its way back.

import type { OrderHandled } from "@api/contract"
import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { handledOf } from "../../../fake/handled"
import { dialog, fakePages, press, undo, wait } from "../../../fake/page"
import { orders } from "../../../fake/people"
import { amountOf, freeLine, isWrong, totalOf } from "../../kit/orders/drafts"
import { allOf, faultOf, toSend, toTakeBack, wishOf } from "./hand/quantities"

const { open, posted } = fakePages()

describe("an order in hand", () => {
  it("sends what is left, less where less is written, and takes that back", async () => {
    open("/orders/ord_muhe")
    await press("发货")
    const box = await dialog()
    const first = box.getByLabelText<HTMLInputElement>(/^秋茶与护手霜礼盒/)
    expect(first.value).toBe("20")
    fireEvent.change(first, { target: { value: "21" } })
    expect(box.getByText("最多 20")).toBeTruthy()
    expect(box.getByRole<HTMLButtonElement>("button", { name: "发货" }).disabled).toBe(true)
    fireEvent.change(first, { target: { value: "5" } })
    fireEvent.change(box.getByLabelText(/^烫印公司名/), { target: { value: "" } })
    fireEvent.click(box.getByRole("button", { name: "顺丰速运" }))
    fireEvent.change(box.getByLabelText("单号"), { target: { value: "SF1" } })
    fireEvent.click(box.getByRole("button", { name: "发货" }))
    expect(await screen.findByText("已发出 7 件", undefined, wait)).toBeTruthy()
    expect(posted("/deliveries")).toEqual({
      lines: [
        { line: 0, quantity: "5" },
        { line: 2, quantity: "2" },
      ],
      carrier: "顺丰速运",
      tracking: "SF1",
    })
    expect(await screen.findByText("第 3 批", undefined, wait)).toBeTruthy()
    await press("撤销")
    await waitFor(() => expect(screen.queryByText("第 3 批")).toBeNull(), wait)
    expect(handledOf("ord_muhe")?.deliveries).toHaveLength(2)
  })

  it("says that a delivery has arrived", async () => {
    open("/orders/ord_muhe")
    await press("已送达")
    expect(await screen.findByText("第 2 批已送达", undefined, wait)).toBeTruthy()
    await press("撤销")
    await waitFor(() => expect(handledOf("ord_muhe")?.deliveries[1]?.arrived_at).toBeNull(), wait)
  })

  it("records what is due, and a refund below zero", async () => {
    open("/orders/ord_muhe")
    await press("收款")
    const box = await dialog()
    expect(box.getByLabelText<HTMLInputElement>(/^金额/).value).toBe("32838.00")
    fireEvent.click(box.getByRole("button", { name: "退款" }))
    const amount = box.getByLabelText<HTMLInputElement>(/^金额/)
    expect(amount.value).toBe("")
    fireEvent.click(box.getByRole("button", { name: "记下退款" }))
    expect(box.getByText("要填大于 0 的金额")).toBeTruthy()
    fireEvent.change(amount, { target: { value: "720" } })
    fireEvent.click(box.getByRole("button", { name: "记下退款" }))
    expect(await screen.findByText("已退 ¥720.00", undefined, wait)).toBeTruthy()
    expect(posted("/payments")).toMatchObject({ amount: "-720" })
    await press("撤销")
    await waitFor(() => expect(handledOf("ord_muhe")?.payments).toHaveLength(1), wait)
  })

  it("takes back no more than was sent, with a reason", async () => {
    open("/orders/ord_muhe")
    await press("退货")
    const box = await dialog()
    fireEvent.change(box.getByLabelText(/^白毫银针/), { target: { value: "1" } })
    fireEvent.click(box.getByRole("button", { name: "记下退货" }))
    expect(box.getByText("请写原因")).toBeTruthy()
    fireEvent.click(box.getByRole("button", { name: "质量问题" }))
    fireEvent.click(box.getByRole("button", { name: "记下退货" }))
    expect(await screen.findByText("已记下退货", undefined, wait)).toBeTruthy()
    expect(posted("/returns")).toEqual({ lines: [{ line: 2, quantity: "1" }], reason: "质量问题" })
    await press("撤销")
  })

  it("offers what is left where a colleague sent part of it meanwhile", async () => {
    open("/orders/ord_fresh")
    await screen.findByRole("button", { name: "发货" }, wait)
    const acts = document.querySelector<HTMLElement>(".record-acts")
    if (!acts) throw new Error("no acts")
    fireEvent.click(within(acts).getByRole("button", { name: "更多" }))
    fireEvent.click(await screen.findByRole("menuitem", { name: "取消订单" }, wait))
    const box = await dialog()
    const fresh = handledOf("ord_fresh")
    if (!fresh) throw new Error("no fresh order")
    fresh.deliveries = [
      {
        id: "del_other",
        lines: [{ line: 0, quantity: "10" }],
        carrier: "",
        tracking: "",
        sent_at: fresh.row.placed_at,
        arrived_at: null,
        note: "",
        by: null,
      },
    ]
    fireEvent.click(box.getByRole("button", { name: "缺货" }))
    fireEvent.click(box.getByRole("button", { name: "取消订单" }))
    expect(await box.findByText(/^42 件里已经发出 10 件/, undefined, wait)).toBeTruthy()
    fireEvent.click(box.getByRole("button", { name: "取消还没发的" }))
    expect(await screen.findByText("还没发的已取消", undefined, wait)).toBeTruthy()
    fresh.deliveries = []
    fresh.returns = []
  })

  it("opens beside the list, and on by its number", async () => {
    open("/orders?panel=ord_muhe")
    const panel = within(await screen.findByRole("complementary", { name: "SO-2026-0118" }, wait))
    expect(await panel.findByText("部分送达", undefined, wait)).toBeTruthy()
    expect(panel.getByText("已发 3 / 5")).toBeTruthy()
    expect(panel.getByRole("link", { name: "整页打开" }).getAttribute("href")).toContain("/orders/ord_muhe")
  })
})

describe("an order taken by hand", () => {
  it("is of a customer, by the catalogue or free, and opens beside the list", async () => {
    open("/orders")
    await press("新建订单")
    const box = await dialog()
    fireEvent.click(box.getByRole("button", { name: "新建订单" }))
    expect(box.getByText("选一位客户")).toBeTruthy()
    fireEvent.change(box.getByLabelText(/^客户/), { target: { value: "林晓梅" } })
    const [lin] = await box.findAllByRole("radio", { name: /林晓梅/ }, wait)
    if (lin) fireEvent.click(lin)
    expect(box.getByText("至少要有一行商品")).toBeTruthy()
    fireEvent.change(box.getByRole("combobox", { name: "加一行" }), { target: { value: "洁面乳" } })
    fireEvent.click(await box.findByRole("option", { name: /山茶洁面乳/ }, wait))
    fireEvent.change(box.getByLabelText("数量"), { target: { value: "3" } })
    fireEvent.change(box.getByRole("combobox", { name: "加一行" }), { target: { value: "手写贺卡" } })
    fireEvent.click(await box.findByRole("option", { name: /手写贺卡/ }, wait))
    const [, price] = box.getAllByLabelText("单价")
    if (price) fireEvent.change(price, { target: { value: "6" } })
    expect(await box.findByText("合计 ¥390.00", undefined, wait)).toBeTruthy()
    fireEvent.click(box.getByRole("button", { name: "新建订单" }))
    await screen.findByText(/^已建订单 SO-2026-/, undefined, wait)
    expect(posted("/api/orders")).toMatchObject({
      person: "per_linxm",
      currency: "CNY",
      lines: [
        { variant: expect.stringMatching(/^var_/), name: "山茶洁面乳", unit: "支", quantity: "3" },
        { name: "手写贺卡", quantity: "1", price: "6" },
      ],
    })
    const panel = within(await screen.findByRole("complementary", { name: /^SO-2026-/ }, wait))
    expect(await panel.findByText("待发货", undefined, wait)).toBeTruthy()
    const before = orders.length
    await undo()
    await waitFor(() => expect(orders).toHaveLength(before - 1), wait)
  })
})

describe("quantities", () => {
  const line = (at: number, part: Partial<OrderHandled>): OrderHandled => ({
    line: at,
    name: "x",
    code: null,
    unit: "",
    price: null,
    amount: null,
    quantity: "5",
    sent: "0",
    arrived: "0",
    returned: "0",
    cancelled: "0",
    left: "5",
    ...part,
  })
  it("are what is left, and what was sent and has not come back", () => {
    const lines = [line(0, { left: "0", sent: "5", returned: "5" }), line(1, { left: "2.5", sent: "2.5" })]
    expect(toSend(lines).map(({ line: one, most }) => [one.line, most])).toEqual([[1, 2.5]])
    expect(toTakeBack(lines).map(({ line: one, most }) => [one.line, most])).toEqual([[1, 2.5]])
    expect(allOf(toSend(lines))).toEqual({ 1: "2.5" })
  })
  it("are figures, no more than there is, and sent where they are something", () => {
    expect([faultOf("", 5), faultOf("5", 5), faultOf("5.1", 5), faultOf("x", 5), faultOf("-1", 5)]).toEqual([
      null,
      null,
      "most",
      "number",
      "number",
    ])
    const lines = toSend([line(0, {}), line(1, {}), line(2, {})])
    expect(wishOf(lines, { 0: " 2 ", 1: "0", 2: "" })).toEqual([{ line: 0, quantity: "2" }])
  })
})

describe("lines of an order that is written", () => {
  const free = { ...freeLine(0, "刻字"), price: "30", quantity: "2" }
  const listed = { ...freeLine(1, "礼盒"), variant: "v", quantity: "3", discount: "10" }
  const found = [{ variant: "v", price: "100.00", list: null, from: null }]
  it("have the price that is written, or the one that is found", () => {
    expect([amountOf(free, found), amountOf(listed, found), amountOf(listed, undefined)]).toEqual([
      "60.00",
      "270.00",
      null,
    ])
    expect(totalOf([free, listed], found)).toEqual({ total: "330.00", whole: true })
    expect(totalOf([free, listed], undefined)).toEqual({ total: "60.00", whole: false })
  })
  it("need a price of their own where none is found", () => {
    expect(isWrong(listed, [{ variant: "v", price: null, list: null, from: null }])).toBe(true)
    expect(isWrong({ ...free, price: "" }, found)).toBe(true)
    expect(isWrong(listed, undefined)).toBe(false)
  })
})
