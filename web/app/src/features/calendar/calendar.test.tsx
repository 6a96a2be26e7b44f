// The calendar against the fake server: an entry moved by keys and taken back, turns of a series, two who move the same,
// a title that says when, several colleagues, what is private of others.

import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { movedMeanwhile } from "../../../fake/activities"
import { NOW } from "../../../fake/clock"
import { dialog, fakePages, press, undo, wait } from "../../../fake/page"

// The day of the fake company, which is yesterday's until its morning.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }))
afterEach(() => void vi.useRealTimers())
const { sent, open } = fakePages()

const changes = () => sent.filter(({ method, path }) => method === "PATCH" && path.startsWith("/api/activities/"))
/** The link of an entry; its name goes on with when and whose it is. */
const entry = async (title: string) => {
  const found = await screen.findAllByRole("link", { name: new RegExp(`^${title}`) }, wait)
  const [first] = found
  if (!first) throw new Error(`no entry ${title}`)
  return first
}
const key = (element: Element, name: string, more: object = {}) => fireEvent.keyDown(element, { key: name, ...more })

describe("an entry of the calendar", () => {
  it("is picked up by Space, moved by arrows, put by Enter, and taken back", async () => {
    open("/calendar?view=week")
    const link = await entry("茶室布置")
    key(link, " ")
    expect(await screen.findByText(/^拿起“茶室布置”/, undefined, wait)).toBeTruthy()
    key(link, "ArrowDown")
    key(link, "ArrowDown")
    key(link, "ArrowRight")
    key(link, "ArrowDown", { shiftKey: true })
    expect(await screen.findByText("明天 14:30–15:45", { selector: "[aria-live]" }, wait)).toBeTruthy()
    expect(changes()).toEqual([])
    key(link, "Enter")
    expect(await screen.findByText("“茶室布置”改到 明天 14:30–15:45", undefined, wait)).toBeTruthy()
    const body = changes()[0]?.body
    expect(body).toMatchObject({
      set: { at: expect.stringContaining("T06:30"), ends_at: expect.stringContaining("T07:45") },
    })
    // What was read goes along, so that nothing is written over unseen.
    expect(Object.keys(Object(body?.was))).toEqual(["at", "ends_at"])
    await undo()
    await waitFor(async () => expect((await entry("茶室布置")).textContent).toContain("今天 14:00–15:00"), wait)
  }, 20_000)

  it("stays where it was on Escape, and nothing is sent", async () => {
    open("/calendar?view=week")
    const link = await entry("茶室布置")
    key(link, " ")
    key(link, "ArrowUp")
    key(link, "Escape")
    expect(await screen.findByText("放回原处", undefined, wait)).toBeTruthy()
    expect(changes()).toEqual([])
  }, 20_000)

  it("goes to a colleague where their columns stand side by side", async () => {
    open("/calendar?view=day&who=usr_2,usr_3")
    const link = await entry("送样试用")
    key(link, " ")
    key(link, "ArrowRight")
    key(link, "Enter")
    expect(await screen.findByText("“送样试用”改到 今天 16:00–16:45，交给 沈知微", undefined, wait)).toBeTruthy()
    expect(changes()[0]?.body).toEqual({ set: { owner: "usr_3" }, was: { owner: "usr_2" } })
  }, 20_000)

  it("of a series is asked how much of it, and sent with its turn", async () => {
    open("/calendar?view=week")
    const link = await entry("每周和林晓梅对货")
    key(link, " ")
    key(link, "ArrowDown")
    key(link, "Enter")
    const asks = await dialog()
    expect(changes()).toEqual([])
    fireEvent.click(asks.getByRole("button", { name: /^这一次和以后的/ }))
    await waitFor(
      () => expect(changes()[0]?.body).toMatchObject({ scope: "following", turn: expect.any(String) }),
      wait,
    )
    expect(await screen.findByText(/^“每周和林晓梅对货”改到/, undefined, wait)).toBeTruthy()
  }, 20_000)

  it("that a colleague moved meanwhile says both times, and loses neither", async () => {
    open("/calendar?view=week")
    const link = await entry("续约面谈")
    const id = /act_\d+/.exec(link.getAttribute("href") ?? "")?.[0] ?? ""
    movedMeanwhile(id)
    key(link, " ")
    key(link, "ArrowUp")
    key(link, "Enter")
    const clash = await dialog()
    expect(
      clash.getByText("你拖动的时候，沈知微 已经把它改到 今天 19:15–20:00。你要的是 今天 17:00–17:45。"),
    ).toBeTruthy()
    fireEvent.click(clash.getByRole("button", { name: "照我的改" }))
    await waitFor(() => expect(changes()).toHaveLength(2), wait)
    expect(await screen.findByText("“续约面谈”改到 今天 17:00–17:45", undefined, wait)).toBeTruthy()
    expect(changes()[1]?.body).toMatchObject({ was: { at: expect.stringContaining("T11:15") } })
  }, 20_000)

  it("that is private and somebody else's is busy, and nothing more", async () => {
    open("/calendar?view=day&who=team")
    expect((await screen.findAllByText("沈知微 忙碌", undefined, wait)).length).toBe(1)
    expect(screen.queryByText("体检")).toBe(null)
  }, 20_000)
})

describe("the calendar", () => {
  it("opens a form by its key, and a title that says when fills it in", async () => {
    open("/calendar?view=week")
    await entry("茶室布置")
    fireEvent.keyDown(window, { key: "c" })
    const form = await dialog()
    fireEvent.change(form.getByLabelText("做什么"), { target: { value: "明天下午3点半 给林晓梅打电话" } })
    fireEvent.click(form.getByRole("button", { name: "用这个时间：明天 15:30–16:30" }))
    expect(form.getByLabelText("做什么")).toHaveProperty("value", "给林晓梅打电话")
    expect(form.getByRole("radio", { name: "电话" })).toHaveProperty("checked", true)
    fireEvent.click(form.getByRole("button", { name: "安排" }))
    expect(await screen.findByText("已安排“给林晓梅打电话”", undefined, wait)).toBeTruthy()
    const made = sent.find(({ method, path }) => method === "POST" && path === "/api/activities")?.body
    expect(made).toMatchObject({
      kind: "call",
      all_day: false,
      at: expect.stringContaining("T07:30"),
      remind: 10,
      repeats: null,
    })
    await undo()
  }, 20_000)

  it("turns to the next day and remembers how it was looked at", async () => {
    const history = open("/calendar?view=day")
    await entry("茶室布置")
    fireEvent.keyDown(window, { key: "]" })
    await waitFor(() => expect(history.location.search).toContain("at="), wait)
    expect(await entry("年货陈列")).toBeTruthy()
    fireEvent.keyDown(window, { key: "m" })
    await waitFor(() => expect(history.location.search).toContain("view=month"), wait)
    expect(localStorage.getItem("guanxi.calendar.look")).toBe("month")
    expect(await screen.findByRole("table", undefined, wait)).toBeTruthy()
  }, 20_000)

  it("shows of a day outside the stops, a shorter order only once it is asked for, and takes it back as one", async () => {
    open("/calendar?view=route")
    await screen.findByText("换个顺序更近", undefined, wait)
    await press("看看怎么换")
    const asks = await dialog()
    expect(changes()).toEqual([])
    fireEvent.click(asks.getByRole("button", { name: "就这样改" }))
    expect(await screen.findByText("已换成更近的顺序", undefined, wait)).toBeTruthy()
    const n = changes().length
    expect(n).toBeGreaterThan(1)
    await undo()
    await waitFor(() => expect(sent.filter(({ path }) => path.startsWith("/api/undo/"))).toHaveLength(n), wait)
    expect(await screen.findByText("换个顺序更近", undefined, wait)).toBeTruthy()
  }, 20_000)
})

describe("an activity", () => {
  it("is done with what came of it and what is next, in one go", async () => {
    open("/activities/act_002")
    await press("做完了…")
    const form = await dialog()
    fireEvent.change(form.getByLabelText("结果如何"), { target: { value: "用得惯，想要无香的" } })
    fireEvent.click(form.getByRole("button", { name: "完成并安排下一步" }))
    // What is next has to be said, or said that there is nothing.
    expect(form.getByText("写一下接下来做什么，或者选“没有下一步”")).toBeTruthy()
    fireEvent.change(form.getByLabelText("接下来做什么"), { target: { value: "下周三10点再打一次" } })
    fireEvent.click(form.getByRole("button", { name: "完成并安排下一步" }))
    expect(await screen.findByText("已完成“回访：护手霜用得惯吗”，下一步已安排", undefined, wait)).toBeTruthy()
    const body = sent.find(({ path }) => path === "/api/activities/act_002/done")?.body
    expect(body).toMatchObject({
      outcome: "用得惯，想要无香的",
      next: { title: "再打一次", kind: "call", at: expect.stringContaining("T02:00") },
    })
    // Whose it is and about whom follows from the one that was done.
    expect(Object.keys(Object(body?.next))).not.toContain("person")
    await undo()
    expect(await screen.findByRole("button", { name: "做完了…" }, wait)).toBeTruthy()
  }, 20_000)

  it("says beside its field what the server will not have", async () => {
    open("/activities/act_006")
    await press("修改")
    const form = await dialog()
    fireEvent.change(form.getByLabelText("做什么"), { target: { value: "" } })
    fireEvent.click(form.getByRole("button", { name: "保存" }))
    expect(form.getByText("写一下做什么")).toBeTruthy()
    expect(changes()).toEqual([])
  }, 20_000)

  it("changed in a form while a colleague did is decided field by field", async () => {
    open("/activities/act_006")
    await press("修改")
    const form = await dialog()
    fireEvent.change(form.getByLabelText("时间"), { target: { value: "15:00" } })
    movedMeanwhile("act_006")
    fireEvent.click(form.getByRole("button", { name: "保存" }))
    expect(await screen.findByText("茶室布置：别人也改了", undefined, wait)).toBeTruthy()
    fireEvent.click(screen.getByRole("button", { name: "全用别人的" }))
    expect(await screen.findByText("用了别人的，你的改动没有保存", undefined, wait)).toBeTruthy()
    expect(changes()).toHaveLength(1)
  }, 20_000)

  it("of a series is deleted once, and the others stay", async () => {
    open("/calendar?view=week")
    fireEvent.click(await entry("每周和林晓梅对货"))
    const panel = await screen.findByRole("complementary", { name: "每周和林晓梅对货" }, wait)
    fireEvent.click(await within(panel).findByRole("button", { name: "更多" }, wait))
    fireEvent.click(await screen.findByRole("menuitem", { name: "删除" }, wait))
    fireEvent.click(await screen.findByRole("button", { name: /^只这一次/ }, wait))
    expect(await screen.findByText("已删除“每周和林晓梅对货”", undefined, wait)).toBeTruthy()
    expect(sent.find(({ method }) => method === "DELETE")?.path).toMatch(/\?turn=.*&scope=this$/)
  }, 20_000)
})

describe("the list of activities", () => {
  it("asks for what is late by the clock, and says beside its tabs how much that is", async () => {
    open("/activities?tab=overdue")
    expect(await screen.findByRole("link", { name: /^逾期 ?4$/ }, wait)).toBeTruthy()
    const asked = () => sent.find(({ path }) => path.startsWith("/api/activities?"))?.path ?? ""
    await waitFor(() => expect(asked()).not.toBe(""), wait)
    expect(new URL(asked(), "http://x").searchParams.get("filter")).toBe(
      'owner = me and state = "open" and (at < today or (at < now and all_day = false))',
    )
  }, 20_000)
})

describe("what is to be done about a customer", () => {
  it("is planned in a line as it is said, and done with one press", async () => {
    open("/people/per_linxm")
    const part = await screen.findByRole("region", { name: "待办" }, wait)
    fireEvent.change(await within(part).findByLabelText("快速安排", undefined, wait), {
      target: { value: "明天3点打电话问尺寸" },
    })
    expect(within(part).getByText("电话 · 明天 03:00–03:15")).toBeTruthy()
    fireEvent.change(within(part).getByLabelText("快速安排"), { target: { value: "明天下午3点打电话问尺寸" } })
    expect(within(part).getByText("电话 · 明天 15:00–15:15")).toBeTruthy()
    fireEvent.submit(within(part).getByLabelText("快速安排"))
    expect(await screen.findByText("已安排“打电话问尺寸”", undefined, wait)).toBeTruthy()
    const made = sent.find(({ method, path }) => method === "POST" && path === "/api/activities")?.body
    expect(made).toMatchObject({ person: "per_linxm", kind: "call", title: "打电话问尺寸" })
    fireEvent.click(await within(part).findByRole("button", { name: "完成“打电话问尺寸”" }, wait))
    expect(await screen.findByText("已完成“打电话问尺寸”", undefined, wait)).toBeTruthy()
  }, 20_000)
})
