// A customer's link against the fake server: read, answered, asked about, in every state; nothing typed is ever lost.

import type { GuestOrder } from "@api/contract"
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { fakeAnswer, reset } from "../../fake/server"
import { addressOf } from "./address"
import { GuestApp } from "./GuestApp"
import { stepsOf } from "./order/steps"
import { pageOf } from "./page"

const sent: { method: string; path: string }[] = []
let offline = false

beforeEach(() => {
  reset()
  sent.length = 0
  offline = false
  localStorage.clear()
  window.history.replaceState(null, "", "/")
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    sent.push({ method: init?.method ?? "GET", path })
    if (offline) throw new TypeError("no network")
    return fakeAnswer(new Request(new URL(path, "http://fake.local"), init))
  })
  Element.prototype.scrollIntoView = () => undefined
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const open = (path: string) => render(<GuestApp page={pageOf(addressOf(path))} />)
const press = async (name: string) => {
  const [button] = await screen.findAllByRole("button", { name }, { timeout: 3000 })
  if (button) fireEvent.click(button)
}
const write = async (label: string, text: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value: text } })
const posts = () => sent.filter(({ method }) => method === "POST")

describe("a link", () => {
  it("leads to a quote, an order, or nowhere", () => {
    expect(addressOf("/q/a%2Fb")).toEqual({ kind: "quote", token: "a/b" })
    expect(addressOf("/o/x/")).toEqual({ kind: "order", token: "x" })
    for (const path of ["/", "/q/", "/people/1", "/q/a/b", "/q/%E0%A4"]) expect(addressOf(path)).toBeNull()
  })

  it("is read once, and says what is wrong with it", async () => {
    window.history.replaceState(null, "", "/?lang=zh-CN")
    open("/q/nothing")
    expect(await screen.findByText("没有找到这一页")).toBeTruthy()
    expect(sent).toHaveLength(1)
    cleanup()
    open("/q/busy")
    expect(await screen.findByText("打开得太频繁了")).toBeTruthy()
    cleanup()
    open("/q/broken")
    expect(await screen.findByText("这一页没能打开")).toBeTruthy()
    expect(screen.getByText(/req_fake/)).toBeTruthy()
  })

  it("opens by itself once the network is back", async () => {
    window.history.replaceState(null, "", "/?lang=zh-CN")
    offline = true
    open("/q/muhe")
    expect(await screen.findByText("连不上网络")).toBeTruthy()
    offline = false
    window.dispatchEvent(new Event("online"))
    expect(await screen.findByText("给木禾设计（上海）有限公司的报价")).toBeTruthy()
  })
})

describe("a quote", () => {
  it("is in its own language until another is chosen, which the address keeps", async () => {
    open("/q/hotel")
    expect(await screen.findByText("A quote for Harbour & Pine")).toBeTruthy()
    expect(document.documentElement.lang).toBe("en")
    await waitFor(() => expect(document.title).toBe("山茶 Camellia QT-0019"))
    fireEvent.click(screen.getByTitle("繁體中文"))
    expect(screen.getByText("給Harbour & Pine的報價")).toBeTruthy()
    expect(window.location.search).toBe("?lang=zh-TW")
  })

  it("is accepted by name, and a second time gives the same", async () => {
    open("/q/muhe")
    await press("接受报价")
    expect(screen.getByText("我接受报价单 QT-0012 第 2 版，合计 ¥45,434.70。")).toBeTruthy()
    await press("确认接受")
    expect(screen.getByText("请写上你的姓名")).toBeTruthy()
    expect(posts()).toHaveLength(0)
    await write("你的姓名", "林晓梅")
    await press("确认接受")
    expect(await screen.findByText(/^林晓梅在 .+接受了这份报价。$/)).toBeTruthy()
    expect(screen.getByRole("link", { name: "看订单到哪一步了" }).getAttribute("href")).toBe("/o/fresh")
    expect(screen.queryByRole("button", { name: "接受报价" })).toBeNull()
    // Another tab that still shows it open.
    const again = await fakeAnswer(
      new Request("http://fake.local/api/guest/quotes/muhe/accept", {
        method: "POST",
        headers: { "x-guanxi": "1" },
        body: JSON.stringify({ name: "另一个人", version: 2 }),
      }),
    )
    expect((await again.json()).accepted.name).toBe("林晓梅")
  })

  it("that moved under one's eyes is shown as it is now, and the name stays", async () => {
    open("/q/moves")
    await press("接受报价")
    await write("你的姓名", "林晓梅")
    await press("确认接受")
    expect(await screen.findByText("就在刚才，我们发了第 3 版。上面已经是新的，请看过再接受。")).toBeTruthy()
    expect(screen.getByText("第 3 版")).toBeTruthy()
    await press("接受报价")
    expect(screen.getByLabelText<HTMLInputElement>("你的姓名").value).toBe("林晓梅")
    await press("确认接受")
    expect(await screen.findByText(/接受了这份报价。$/)).toBeTruthy()
  })

  it("whose day has passed asks for a new one, in the customer's name", async () => {
    open("/q/ends")
    await press("接受报价")
    await write("你的姓名", "林晓梅")
    await press("确认接受")
    expect(await screen.findByText("有效期刚过，没有记下。可以请我们重新报一份。")).toBeTruthy()
    await press("请重新报一份")
    expect(screen.getByLabelText<HTMLTextAreaElement>("你的问题").value).toBe("这份报价已经过期，请重新报一份。")
  })

  it("is declined with why", async () => {
    open("/q/muhe")
    await press("不接受")
    await write("为什么（可以不写）", "超出预算")
    await press("告诉对方")
    expect(await screen.findByText("没有接受", { selector: "h2" })).toBeTruthy()
    expect(screen.getByText("超出预算")).toBeTruthy()
  })

  it("keeps a question that could not be sent, also when the page is opened again", async () => {
    open("/q/muhe")
    await write("你的问题", "能开专票吗？")
    offline = true
    await press("提问")
    expect(await screen.findByText(/^没送出去：连不上网络/)).toBeTruthy()
    cleanup()
    offline = false
    open("/q/muhe")
    expect((await screen.findByLabelText<HTMLTextAreaElement>("你的问题")).value).toBe("能开专票吗？")
    await press("提问")
    await waitFor(() => expect(screen.getByText("能开专票吗？", { selector: ".said" })).toBeTruthy())
    expect(screen.getByLabelText<HTMLTextAreaElement>("你的问题").value).toBe("")
    expect(localStorage.getItem("guanxi.guest.QT-0012.question")).toBeNull()
  })

  it.each([
    ["replaced", "已有新版"],
    ["withdrawn", "已收回"],
    ["declined", "没有接受"],
  ])("that is %s cannot be answered", async (token, word) => {
    open(`/q/${token}`)
    expect(await screen.findByText(word, { selector: "h2" })).toBeTruthy()
    expect(screen.queryByRole("button", { name: "接受报价" })).toBeNull()
    expect(screen.getByRole("link", { name: "下载 PDF" })).toBeTruthy()
  })

  it("stays on the page while reading it anew fails", async () => {
    open("/q/muhe")
    await screen.findByText("第 2 版")
    offline = true
    window.dispatchEvent(new Event("online"))
    expect(await screen.findByText(/^没能更新，下面是 .+ 的内容$/)).toBeTruthy()
    expect(screen.getByText("第 2 版")).toBeTruthy()
  })
})

describe("an order", () => {
  it("says of each line how far it has come", async () => {
    open("/o/muhe")
    expect(await screen.findByText("送到了一部分")).toBeTruthy()
    expect(screen.getByText("共 5 罐，已发 3")).toBeTruthy()
    expect(screen.getByText("共 120 盒，已发 100 · 送到 60 · 退回 2")).toBeTruthy()
    const steps = within(screen.getByRole("list", { name: "到哪一步了" })).getAllByRole("listitem")
    expect(steps.map((step) => step.className)).toEqual(["is-all", "is-part", "is-part"])
    expect(screen.getByText("SF1401896620318", { selector: ".tracking > span" })).toBeTruthy()
  })

  it("that is cancelled has no steps, and one that waits has no delivery", async () => {
    open("/o/cut")
    expect(await screen.findByText("已经取消")).toBeTruthy()
    expect(screen.queryByRole("list", { name: "到哪一步了" })).toBeNull()
    cleanup()
    open("/o/fresh")
    expect(await screen.findByText("还没有发货。发出之后，快递和单号会在这里。")).toBeTruthy()
  })

  it("does not wait for what was cancelled", async () => {
    const answer = await fakeAnswer(new Request("http://fake.local/api/guest/orders/muhe"))
    const order: GuestOrder = await answer.json()
    const cut = order.lines.map((line) => ({ ...line, cancelled: line.left, arrived: line.sent }))
    expect(stepsOf({ ...order, lines: cut }).map(({ reach }) => reach)).toEqual(["all", "all", "all"])
  })
})
