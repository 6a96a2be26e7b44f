// Quotes against the fake server: written and saved, changed by a colleague meanwhile, approved, sent, answered, revised.

import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { fakePages, press, wait } from "../../../fake/page"
import { fakeAnswer } from "../../../fake/server"

const { sent, open } = fakePages()

const last = (method: string, path: RegExp) =>
  sent.filter((one) => one.method === method && path.test(one.path)).at(-1)?.body
const write = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
/** Until what was written is saved. */
const saved = (times: number) =>
  waitFor(() => expect(sent.filter(({ method }) => method === "PATCH")).toHaveLength(times), wait)

describe("a quote", () => {
  it("is saved as one writes, with what it was, and the price follows the quantity until somebody writes another", async () => {
    open("/quotes/quo_0025")
    expect(await screen.findByText("已保存", undefined, wait)).toBeTruthy()
    write("第 1 行的数量", "60")
    write("第 1 行的折扣", "3")
    await saved(1)
    const wish = last("PATCH", /quo_0025/)
    expect(wish?.was).toEqual(expect.any(String))
    expect(wish?.lines).toMatchObject([
      { quantity: "60", discount: "3", price: null },
      { price: null },
      { price: "128.00" },
    ])
    expect(await screen.findByText("已保存", undefined, wait)).toBeTruthy()
    write("第 1 行的单价", "420")
    await saved(2)
    expect(last("PATCH", /quo_0025/)?.lines).toMatchObject([{ price: "420" }, {}, {}])
    await press(/468\.00/)
    await saved(3)
    expect(last("PATCH", /quo_0025/)?.lines).toMatchObject([{ price: null }, {}, {}])
  }, 30_000)

  it("is not saved with a line that lacks a figure, and says which", async () => {
    open("/quotes/quo_0025")
    await screen.findByText("已保存", undefined, wait)
    write("第 2 行的数量", "")
    expect(await screen.findByText("还没存：第 2 行的数量要大于 0", undefined, wait)).toBeTruthy()
    expect(last("PATCH", /quo_0025/)).toBe(undefined)
    write("第 2 行的数量", "46")
    await saved(1)
  }, 20_000)

  it("takes a product from the catalogue at the price of the customer, and a line that is in none", async () => {
    open("/quotes/quo_0025")
    const find = await screen.findByLabelText("加一行", undefined, wait)
    fireEvent.change(find, { target: { value: "洗护四件套 50" } })
    fireEvent.click(await screen.findByRole("option", { name: /FM-ROM-050/ }, wait))
    await waitFor(() => expect(screen.getByLabelText("第 4 行的单价")).toHaveProperty("value", "29.00"), wait)
    fireEvent.change(find, { target: { value: "布置茶席" } })
    fireEvent.click(await screen.findByRole("option", { name: /布置茶席/ }, wait))
    expect(await screen.findByText("还没存：第 5 行没有单价", undefined, wait)).toBeTruthy()
    write("第 5 行的单价", "600")
    await waitFor(
      () =>
        expect(last("PATCH", /quo_0025/)?.lines).toMatchObject([
          {},
          {},
          {},
          { variant: "var_1502", quantity: "1", price: null },
          { variant: null, name: "布置茶席", price: "600" },
        ]),
      wait,
    )
  }, 20_000)

  it("is offered what goes with it: put on the paper by one press, or taken instead of the smaller size", async () => {
    open("/quotes/quo_0025")
    await screen.findByText("已保存", undefined, wait)
    const before = screen.getAllByLabelText(/^第 \d+ 行的数量$/).length
    const offers = within(await screen.findByRole("region", { name: "可以一起推荐" }, wait))
    expect(offers.getByText(/买了“秋茶”的人里有 34% 也买了它/)).toBeTruthy()
    fireEvent.click(offers.getByRole("button", { name: /^加上 / }))
    await saved(1)
    const lines = last("PATCH", /quo_0025/)?.lines
    expect(lines).toHaveLength(before + 1)
    // What is on the paper is offered no more.
    await waitFor(() => expect(offers.queryByRole("button", { name: /^加上 / })).toBe(null), wait)
    const instead = offers.queryAllByRole("button", { name: /^换成它/ })[0]
    if (!instead) throw new Error("a larger size is offered")
    fireEvent.click(instead)
    await saved(2)
    const next = last("PATCH", /quo_0025/)?.lines
    expect(next).toHaveLength(before + 1)
    expect(next).not.toEqual(lines)
  }, 20_000)

  it("that a colleague changed meanwhile is not written over unseen", async () => {
    open("/quotes/quo_0025")
    await screen.findByText("已保存", undefined, wait)
    await fakeAnswer(
      new Request("http://fake.local/api/test/quote/quo_0025", { method: "POST", headers: { "x-guanxi": "1" } }),
    )
    const terms = screen.getByLabelText("条款", { selector: "textarea" })
    fireEvent.change(terms, { target: { value: "先付一半。" } })
    expect(await screen.findByText(/^别人刚改过这份报价/, undefined, wait)).toBeTruthy()
    await press("用我的")
    await saved(2)
    expect(last("PATCH", /quo_0025/)).toMatchObject({ terms: "先付一半。" })
    await waitFor(
      () => expect(screen.getByLabelText("内部备注")).toHaveProperty("value", "唐棠：先别发，等价格。"),
      wait,
    )
    expect(screen.queryByText(/^别人刚改过这份报价/)).toBe(null)
  }, 20_000)

  it("that gives too much is not sent but put before somebody", async () => {
    open("/quotes/quo_0023")
    await press("发送…")
    await press("发送")
    expect(await screen.findByText(/^一共让了 .*%，你最多能让 5%。先请人审批。$/, undefined, wait)).toBeTruthy()
    const [, ask] = await screen.findAllByRole("button", { name: /请人审批|再请审批/ }, wait)
    if (ask) fireEvent.click(ask)
    fireEvent.change(await screen.findByLabelText("为什么要让这么多", undefined, wait), { target: { value: "年框" } })
    const dialog = screen.getByRole("dialog")
    fireEvent.click(within(dialog).getByRole("button", { name: "请人审批" }))
    expect(await screen.findByText("等同事审批", undefined, wait)).toBeTruthy()
    expect(last("POST", /submit$/)).toEqual({ note: "年框" })
    // What waits is read, until its author takes it up again.
    expect(screen.queryByLabelText("第 1 行的数量")).toBe(null)
    await press("接着改")
    expect(await screen.findByLabelText("第 1 行的数量", undefined, wait)).toBeTruthy()
  }, 20_000)

  it("is refused with a word, not without", async () => {
    open("/quotes/quo_0024")
    await press("不同意")
    expect(await screen.findByText("不同意要写一句为什么", undefined, wait)).toBeTruthy()
    expect(last("POST", /decide$/)).toBe(undefined)
    fireEvent.change(screen.getByLabelText("给对方一句话"), { target: { value: "最多一成" } })
    await press("不同意")
    await waitFor(() => expect(last("POST", /decide$/)).toEqual({ approve: false, note: "最多一成" }), wait)
    expect((await screen.findAllByText("最多一成", undefined, wait)).length).toBeGreaterThan(0)
  }, 20_000)

  it("is sent as a link that can be copied, and is only read from then on", async () => {
    open("/quotes/quo_0025")
    await press("发送…")
    fireEvent.click(await screen.findByLabelText(/^只要链接/, undefined, wait))
    await press("生成链接")
    expect(await screen.findByText(/\/q\/tk0025$/, undefined, wait)).toBeTruthy()
    expect(last("POST", /send$/)).toEqual({ mail: false })
    await press("好")
    expect(await screen.findByText(/发出，客户还没看$/, undefined, wait)).toBeTruthy()
    expect(screen.queryByLabelText("加一行")).toBe(null)
  }, 20_000)

  it("has its customer's question answered, and a next version made of it", async () => {
    const history = open("/quotes/quo_0021v2")
    const box = await screen.findByLabelText("回答", { selector: "textarea" }, wait)
    fireEvent.change(box, { target: { value: "可以，周四寄样。" } })
    await press("回答")
    expect(await screen.findByText("可以，周四寄样。", { selector: "p" }, wait)).toBeTruthy()
    await press("出下一版")
    await waitFor(() => expect(history.location.pathname).toBe("/quotes/quo_0021v3"), wait)
    expect(await screen.findByLabelText("第 1 行的数量", undefined, wait)).toHaveProperty("value", "120")
  }, 20_000)

  it("begins with the lines of its deal", async () => {
    const history = open("/sales/del_013")
    await press("新建报价")
    await waitFor(() => expect(history.location.pathname).toMatch(/^\/quotes\/quo_/), wait)
    expect(await screen.findByLabelText("第 1 行的名称", undefined, wait)).toHaveProperty("value", "秋茶与护手霜礼盒")
  }, 20_000)
})

describe("the list of quotes", () => {
  it("shows first what is to be done", async () => {
    open("/quotes")
    const waiting = await screen.findByRole("region", { name: "我的草稿" }, wait)
    expect(within(waiting).getAllByRole("link").length).toBeGreaterThan(0)
  }, 20_000)
})
