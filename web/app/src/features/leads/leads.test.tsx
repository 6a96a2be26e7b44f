// Leads against the fake server: claimed and taken back, refused with whose they are, converted, disputes decided.

import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { fakePages, press, wait } from "../../../fake/page"

const { sent, open } = fakePages()

async function enter(name: string) {
  fireEvent.change(await screen.findByLabelText("姓名", undefined, wait), { target: { value: name } })
  for (const button of screen.getAllByRole("button", { name: "新建线索" })) {
    if (button.getAttribute("type") === "submit") fireEvent.click(button)
  }
}
const asked = (path: string) => sent.find((one) => one.method !== "GET" && one.path === path)?.body

describe("a lead", () => {
  it("is claimed from its pool with one press, and goes back with one more", async () => {
    open("/leads/lea_007")
    expect(await screen.findByText("在“企业采购”等人领", undefined, wait)).toBeTruthy()
    await press("领取")
    expect(await screen.findByText("已领取“孟想”", undefined, wait)).toBeTruthy()
    expect(await screen.findByText("周以宁 跟进", undefined, wait)).toBeTruthy()
    await press("撤销")
    expect(await screen.findByText("在“企业采购”等人领", undefined, wait)).toBeTruthy()
  }, 20_000)

  it("says why it cannot be claimed before one tries", async () => {
    open("/leads/lea_008")
    expect(await screen.findByText(/^你退回过，.* 起才能再领$/, undefined, wait)).toBeTruthy()
    expect(screen.getByRole("button", { name: "领取" })).toHaveProperty("disabled", true)
  }, 20_000)

  it("is given back only with a reason", async () => {
    open("/leads/lea_001")
    await press("退回公海…")
    const give = await screen.findByRole("button", { name: "退回" }, wait)
    expect(give).toHaveProperty("disabled", true)
    fireEvent.click(await screen.findByLabelText("手上太满", undefined, wait))
    fireEvent.click(give)
    expect(await screen.findByText("已退回公海：手上太满", undefined, wait)).toBeTruthy()
    await press("撤销")
    expect(await screen.findByText("周以宁 跟进", undefined, wait)).toBeTruthy()
  }, 20_000)

  it("is not entered twice: whose the customer is, and a dispute without seeing the lead", async () => {
    const history = open("/leads?act=create")
    await enter("陆听澜")
    expect(await screen.findByText("沈知微 已经报备了这位客户。", undefined, wait)).toBeTruthy()
    expect(within(screen.getByRole("dialog")).queryByRole("link")).toBe(null)
    await press("提出争议")
    await press("提出争议")
    expect(await screen.findByText("请写几句", undefined, wait)).toBeTruthy()
    expect(asked("/api/leads/lea_014/disputes")).toBeUndefined()
    fireEvent.change(screen.getByLabelText("为什么应该归你"), { target: { value: "上周我接待的" } })
    await press("提出争议")
    await waitFor(() => expect(history.location.pathname).toMatch(/^\/disputes\/dsp_/), wait)
    expect(asked("/api/leads/lea_014/disputes")).toEqual({ text: "上周我接待的", ticket: "ticket-lea_014" })
  }, 20_000)

  it("that went out of its maker's sight is told of, not opened", async () => {
    const history = open("/leads?act=create")
    fireEvent.change(await screen.findByLabelText("交给", undefined, wait), { target: { value: "rules" } })
    await enter("温以凡")
    expect(await screen.findByText("已新建线索“温以凡”，规则把它派给了同事或公海", undefined, wait)).toBeTruthy()
    expect(screen.queryByRole("dialog")).toBe(null)
    expect(history.location.search).not.toContain("panel")
  }, 20_000)

  it("is given to a colleague by whoever shares out leads only", async () => {
    open("/leads?act=create", { leads: false })
    const to = await screen.findByLabelText("交给", undefined, wait)
    expect(await within(to).findByText("企业采购", undefined, wait)).toBeTruthy()
    expect(within(to).queryByText("沈知微")).toBe(null)
  }, 20_000)

  it("says why a rule gave it, and to whom", async () => {
    open("/leads/lea_005")
    const whys = await screen.findAllByRole("button", { name: "为什么" }, wait)
    for (const why of whys) fireEvent.click(why)
    expect(screen.getByText("派给 唐棠：手上最少，6 条")).toBeTruthy()
    expect(screen.getByText("手上已满：沈知微")).toBeTruthy()
  }, 20_000)

  it("becomes a customer, a company and a deal in one step", async () => {
    const history = open("/leads/lea_003")
    await press("转化…")
    await press("转化并建商机")
    await waitFor(() => expect(history.location.pathname).toMatch(/^\/sales\/del_/), wait)
    expect(asked("/api/leads/lea_003/convert")).toMatchObject({
      company: { name: "云栖设计院" },
      deal: { pipeline: "pip_firms", stage: "stg_touch", amount: "12000.00" },
    })
  }, 20_000)
})

describe("a dispute", () => {
  it("is decided with its reasons, not without", async () => {
    open("/disputes/dsp_001")
    fireEvent.click(await screen.findByLabelText(/^共享/, undefined, wait))
    fireEvent.change(screen.getByLabelText("唐棠 分得"), { target: { value: "60" } })
    await press("作出裁定")
    expect(await screen.findByText("裁定要写理由", undefined, wait)).toBeTruthy()
    expect(asked("/api/disputes/dsp_001/decide")).toBeUndefined()
    fireEvent.change(screen.getByLabelText("理由"), { target: { value: "第一次接触早 17 天" } })
    await press("作出裁定")
    expect(await screen.findByText("唐棠 60% · 沈知微 40%", undefined, wait)).toBeTruthy()
    expect(asked("/api/disputes/dsp_001/decide")).toEqual({ outcome: "shared", text: "第一次接触早 17 天", share: 60 })
  }, 20_000)
})

describe("a registration", () => {
  it("is refused where a colleague's holds, with whose and until when", async () => {
    open("/registrations")
    const [first] = await screen.findAllByRole("button", { name: "报备客户" }, wait)
    if (first) fireEvent.click(first)
    fireEvent.change(await screen.findByLabelText("姓名", undefined, wait), { target: { value: "简宁" } })
    await press("报备")
    expect(await screen.findByText(/至少写一样/, undefined, wait)).toBeTruthy()
    fireEvent.change(screen.getByLabelText("企业"), { target: { value: "和光瑜伽" } })
    await press("报备")
    expect(await screen.findByText(/^唐棠 已经报备了这位客户，有效到/, undefined, wait)).toBeTruthy()
  }, 20_000)
})
