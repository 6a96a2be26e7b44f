// The app against the fake server: what a colleague does on a person's page, from the click to the request and back.

import { QueryClientProvider } from "@tanstack/react-query"
import { createMemoryHistory, createRouter, RouterProvider } from "@tanstack/react-router"
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react"
import { Toasts } from "@ui/Toasts"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { NOW } from "../fake/clock"
import { LIN } from "../fake/people"
import { fakeAnswer, publish, reset, watch } from "../fake/server"
import { item } from "../fake/story"
import { Appearance } from "./kit/appearance"
import { ProblemWords } from "./kit/problems"
import { queryClient } from "./kit/queries"
import { router } from "./routes"

const sent: { method: string; path: string }[] = []

class Stream {
  static readonly CLOSED = 2
  readyState = 1
  onmessage: ((message: { data: string }) => void) | null = null
  onerror: (() => void) | null = null
  readonly stop = watch((event) => this.onmessage?.({ data: JSON.stringify(event) }))
  close() {
    this.readyState = 2
    this.stop()
  }
}

beforeEach(() => {
  // The day of the fake company, which is yesterday's until its morning.
  vi.useFakeTimers({ toFake: ["Date"], now: NOW })
  sent.length = 0
  reset()
  queryClient.clear()
  localStorage.clear()
  localStorage.setItem("guanxi.locale", "zh-CN")
  vi.stubGlobal("EventSource", Stream)
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => {
    sent.push({ method: init?.method ?? "GET", path })
    return fakeAnswer(new Request(new URL(path, "http://fake.local"), init))
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function open(path: string) {
  const history = createMemoryHistory({ initialEntries: [path] })
  const own = createRouter({ ...router.options, history })
  render(
    <Appearance>
      <QueryClientProvider client={queryClient}>
        <ProblemWords />
        <RouterProvider router={own} />
        <Toasts />
      </QueryClientProvider>
    </Appearance>,
  )
  return history
}

const wait = { timeout: 4000 }
const rowOf = async (label: string) => {
  const term = await screen.findByTitle(label, undefined, wait)
  const row = term.parentElement
  if (!row) throw new Error(`no row for ${label}`)
  return row
}

describe("two-step sign-in", () => {
  const signOut = () =>
    fakeAnswer(new Request("http://fake.local/api/session", { method: "DELETE", headers: { "x-guanxi": "1" } }))

  it("is turned on with a code, shows the recovery codes, and asks for a code at the next sign-in", async () => {
    const first = open("/settings")
    fireEvent.click(await screen.findByRole("button", { name: "开启两步验证" }, wait))
    expect(await screen.findByRole("img", { name: "验证器要扫的二维码" }, wait)).toBeTruthy()
    const code = () => screen.getByLabelText("验证器显示的 6 位验证码")
    fireEvent.change(code(), { target: { value: "000000" } })
    fireEvent.click(screen.getByRole("button", { name: "开启" }))
    expect(await screen.findByText(/^验证码不对，或者已过期/, undefined, wait)).toBeTruthy()
    fireEvent.change(code(), { target: { value: "123456" } })
    fireEvent.click(screen.getByRole("button", { name: "开启" }))
    fireEvent.click(await screen.findByRole("button", { name: "我已存好" }, wait))
    expect(await screen.findByText("还剩 10 个恢复码", undefined, wait)).toBeTruthy()
    expect(first.location.pathname).toBe("/settings")
    cleanup()

    await signOut()
    queryClient.clear()
    const history = open("/people")
    fireEvent.click(await screen.findByRole("button", { name: /沈知微/ }, wait))
    fireEvent.change(await screen.findByLabelText("验证码或恢复码", undefined, wait), { target: { value: "000000" } })
    fireEvent.click(screen.getByRole("button", { name: "验证" }))
    expect(await screen.findByText("验证码不对、已过期，或者已经用过。", undefined, wait)).toBeTruthy()
    fireEvent.change(screen.getByLabelText("验证码或恢复码"), { target: { value: "123456" } })
    fireEvent.click(screen.getByRole("button", { name: "验证" }))
    await waitFor(() => expect(history.location.pathname).toBe("/people"), wait)
    // Two pages are loaded for the first time here.
  }, 20_000)
})

describe("signing in", () => {
  it("asks for it, offers the demo's colleagues and goes on to the page asked for", async () => {
    await fakeAnswer(new Request("http://fake.local/api/session", { method: "DELETE", headers: { "x-guanxi": "1" } }))
    const history = open(`/people/${LIN.id}`)
    fireEvent.click(await screen.findByRole("button", { name: /沈知微/ }, wait))
    await waitFor(() => expect(history.location.pathname).toBe(`/people/${LIN.id}`), wait)
    expect((await screen.findAllByText(LIN.name, undefined, wait)).length).toBeGreaterThan(0)
  }, 15_000)

  it("says when the password is wrong and never leaves the page for another site", async () => {
    await fakeAnswer(new Request("http://fake.local/api/session", { method: "DELETE", headers: { "x-guanxi": "1" } }))
    const history = open("/sign-in?to=//evil.example")
    fireEvent.change(await screen.findByLabelText("账号", undefined, wait), { target: { value: "zhou" } })
    fireEvent.change(screen.getByLabelText("密码"), { target: { value: "wrong" } })
    fireEvent.click(screen.getByRole("button", { name: "登录" }))
    expect(await screen.findByText("账号或密码不对。")).toBeTruthy()
    fireEvent.click(screen.getByRole("button", { name: /沈知微/ }))
    await waitFor(() => expect(history.location.pathname).toBe("/today"), wait)
  })
})

describe("a person", () => {
  it("changes a value in place, says so and takes it back", async () => {
    open(`/people/${LIN.id}`)
    const row = await rowOf("常购")
    fireEvent.click(await within(row).findByRole("button", undefined, wait))
    const input = within(row).getByRole("textbox")
    fireEvent.change(input, { target: { value: "秋茶" } })
    fireEvent.keyDown(input, { key: "Enter" })
    await waitFor(() => expect(row.textContent).toContain("秋茶"))
    expect(await screen.findByText("常购已改为 秋茶")).toBeTruthy()
    expect(sent).toContainEqual({ method: "PATCH", path: `/api/people/${LIN.id}` })
    fireEvent.click(screen.getByRole("button", { name: "撤销" }))
    await waitFor(() => expect(sent.some((one) => one.path.startsWith("/api/undo/"))).toBe(true))
  })

  it("restores a value on Escape and sends nothing", async () => {
    open(`/people/${LIN.id}`)
    const row = await rowOf("首选门店")
    fireEvent.click(await within(row).findByRole("button", undefined, wait))
    const input = within(row).getByRole("textbox")
    fireEvent.change(input, { target: { value: "别处" } })
    fireEvent.keyDown(input, { key: "Escape" })
    expect(row.textContent).toContain("上海静安店")
    expect(sent.some((one) => one.method === "PATCH")).toBe(false)
  })

  it("puts the old value back when the server refuses", async () => {
    open(`/people/${LIN.id}`)
    const address = await rowOf("地址")
    fireEvent.click(within(address).getByRole("button", { name: /静安/ }))
    const row = await rowOf("城市")
    const usual = globalThis.fetch
    vi.stubGlobal("fetch", (path: string, init?: RequestInit) =>
      init?.method === "PATCH"
        ? Promise.resolve(Response.json({ status: 422, code: "invalid", message: "no such city" }, { status: 422 }))
        : usual(path, init),
    )
    fireEvent.click(await within(row).findByRole("button", undefined, wait))
    const input = within(row).getByRole("textbox")
    fireEvent.change(input, { target: { value: "??" } })
    fireEvent.keyDown(input, { key: "Enter" })
    expect(await screen.findByText("no such city")).toBeTruthy()
    expect(row.textContent).toContain("上海")
  })

  it("keeps a draft, writes it as a call and shows it once, though it also arrives live", async () => {
    open(`/people/${LIN.id}`)
    const form = await screen.findByRole("form", { name: "写记录" }, wait)
    fireEvent.click(within(form).getByRole("button", { name: "电话" }))
    fireEvent.change(within(form).getByLabelText("通话分钟数"), { target: { value: "5" } })
    fireEvent.change(within(form).getByLabelText("说了什么，答应了什么"), { target: { value: "周日前送到。" } })
    expect(within(form).getByText("草稿已存")).toBeTruthy()
    expect(JSON.parse(localStorage.getItem(`guanxi.draft.${LIN.id}`) ?? "{}")).toMatchObject({
      kind: "call",
      text: "周日前送到。",
      minutes: "5",
    })
    fireEvent.click(within(form).getByRole("button", { name: /保存/ }))
    await waitFor(() => expect(screen.getAllByText("周日前送到。", { selector: ".story-prose" })).toHaveLength(1), wait)
    expect(screen.getByText(/拨出电话，5 分钟/)).toBeTruthy()
    expect(localStorage.getItem(`guanxi.draft.${LIN.id}`)).toBeNull()
  })

  it("shows what arrives while one looks", async () => {
    open(`/people/${LIN.id}`)
    await screen.findByText("谢谢。周日要带去送人，来得及吗？", { selector: ".bubble span" }, wait)
    const arrival = item(LIN.id, {
      kind: "message",
      channel: "wechat",
      occurred_at: new Date().toISOString(),
      text: "还有一件事",
    })
    await new Promise((resolve) => setTimeout(resolve, 80))
    act(() => publish({ type: "interaction", person: LIN.id, item: arrival }))
    expect(
      (await screen.findByText("还有一件事", { selector: ".bubble span" }, wait)).closest(".is-fresh"),
    ).not.toBeNull()
  })

  it("keeps what arrives while the story is still on its way", async () => {
    const usual = globalThis.fetch
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
      const answer = await usual(path, init)
      if (path.includes("/timeline")) await held
      return answer
    })
    open(`/people/${LIN.id}`)
    await waitFor(() => expect(sent.some(({ path }) => path.includes("/timeline"))).toBe(true), wait)
    await new Promise((resolve) => setTimeout(resolve, 120))
    const arrival = item(LIN.id, {
      kind: "message",
      channel: "wechat",
      occurred_at: new Date().toISOString(),
      text: "赶在前面的一句",
    })
    act(() => publish({ type: "interaction", person: LIN.id, item: arrival }))
    release()
    await screen.findByText("谢谢。周日要带去送人，来得及吗？", { selector: ".bubble span" }, wait)
    expect(await screen.findByText("赶在前面的一句", { selector: ".bubble span" }, wait)).toBeTruthy()
  })

  it("changes a consent with one click, and offers the way back", async () => {
    open(`/people/${LIN.id}`)
    fireEvent.click(await screen.findByRole("button", { name: "短信 营销：不同意" }, wait))
    expect(await screen.findByRole("button", { name: "短信 营销：同意" }, wait)).toBeTruthy()
    fireEvent.click(screen.getByRole("button", { name: "撤销" }))
    await waitFor(() => expect(sent.some(({ path }) => path.startsWith("/api/undo/"))).toBe(true), wait)
  })

  it("opens the evidence of a relation", async () => {
    open(`/people/${LIN.id}`)
    fireEvent.click(await screen.findByRole("button", { name: /陈屿/ }, wait))
    expect(await screen.findByText(/12 次互动为证/)).toBeTruthy()
  })

  it("says what happened, what to do and the request id when there is no such person", async () => {
    open("/people/per_nobody")
    expect(await screen.findByText("没有这条记录，它可能已被删除。", undefined, wait)).toBeTruthy()
    expect(screen.getByText(/req_fake/)).toBeTruthy()
    expect(screen.getByRole("link", { name: "回到客户" })).toBeTruthy()
  })
})

describe("worth and needs", () => {
  // The card and the pages are loaded for the first time here.
  const wait = { timeout: 15_000 }

  it("puts a guess away at once, and takes that back from the toast", async () => {
    open(`/people/${LIN.id}`)
    expect(await screen.findByText("¥4,860", undefined, wait)).toBeTruthy()
    expect(screen.getByText("买过 6 次，约每 41 天一次，上次在 45 天前")).toBeTruthy()
    fireEvent.click(screen.getByRole("button", { name: "不需要“红茶身体乳 200 ml”" }))
    await waitFor(() => expect(screen.queryByRole("button", { name: "不需要“红茶身体乳 200 ml”" })).toBeNull())
    expect(await screen.findByText("已记下：不需要“红茶身体乳 200 ml”", undefined, wait)).toBeTruthy()
    expect(sent).toContainEqual({ method: "PUT", path: "/api/needs/need_lin_3" })
    fireEvent.click(screen.getByRole("button", { name: "撤销" }))
    expect(await screen.findByRole("button", { name: "不需要“红茶身体乳 200 ml”" }, wait)).toBeTruthy()
  }, 30_000)

  it("finds on the timeline what was said, and begins a note about a need", async () => {
    const history = open(`/people/${LIN.id}`)
    fireEvent.click(await screen.findByRole("button", { name: "“上次买的护手霜很好用，再来两支”" }, wait))
    await waitFor(() => expect(new URLSearchParams(history.location.search).get("find")).toBe("护手霜"), wait)
    expect((await screen.findByLabelText<HTMLInputElement>("在时间线中查找", undefined, wait)).value).toBe("护手霜")
    fireEvent.click(screen.getByRole("button", { name: "为“护手霜”记一笔" }))
    const box = await screen.findByLabelText<HTMLTextAreaElement>("写给同事看的备注")
    expect(box.value).toBe("关于“护手霜”：")
  }, 30_000)

  it("counts by colleague, each figure as the way to its list, and sorts by the heads", async () => {
    const history = open("/portfolio")
    const orders = await screen.findByRole("link", { name: /^订单，沈知微：/ }, wait)
    expect(orders.getAttribute("href")).toContain("/orders?filter=placed_at+in+the+last+90+days")
    fireEvent.click(screen.getByRole("button", { name: "30 天" }))
    await waitFor(() => expect(sent).toContainEqual({ method: "GET", path: "/api/portfolio?days=30" }), wait)
    fireEvent.click(screen.getByRole("button", { name: "预期价值" }))
    await waitFor(() => expect(history.location.search).toContain("sort=-worth"))
    expect(screen.getByRole("columnheader", { name: "预期价值" }).getAttribute("aria-sort")).toBe("descending")
    fireEvent.click(screen.getByRole("link", { name: /^沉默，周以宁：/ }))
    await waitFor(() => expect(history.location.pathname).toBe("/people"), wait)
    expect(new URLSearchParams(history.location.search).get("filter")).toBe(
      'owner = "usr_2" and order_count > 0 and last_seen_at before today - 30 days',
    )
  }, 60_000)

  it("lists needs by kind and by colleague", async () => {
    open("/portfolio?tab=needs")
    const asked = await screen.findByRole("button", { name: /^问起过 \d+/ }, wait)
    fireEvent.click(asked)
    await waitFor(() => expect(sent.some(({ path }) => path === "/api/needs?kind=asked&limit=40")).toBe(true), wait)
    fireEvent.change(screen.getByRole("combobox", { name: "负责人" }), { target: { value: "usr_3" } })
    await waitFor(
      () => expect(sent.some(({ path }) => path === "/api/needs?kind=asked&owner=usr_3&limit=40")).toBe(true),
      wait,
    )
  }, 30_000)

  it("keeps how worth is reckoned, and names a number out of range", async () => {
    open("/settings/worth")
    const months = await screen.findByLabelText("往后几个月", undefined, wait)
    fireEvent.change(months, { target: { value: "99" } })
    fireEvent.submit(months.closest("form") ?? months)
    expect(await screen.findByText("月数超出范围", undefined, wait)).toBeTruthy()
    fireEvent.change(months, { target: { value: "6" } })
    fireEvent.submit(months.closest("form") ?? months)
    expect(await screen.findByText("已保存", undefined, wait)).toBeTruthy()
    expect(await screen.findByText(/^正在算：已看 640 位/, undefined, wait)).toBeTruthy()
    expect(screen.getByRole("link", { name: /^A 类/ }).getAttribute("href")).toContain("worth_class")
  }, 30_000)
})

describe("reviews of files", () => {
  it("lists on Today whose file is due, and leads to them", async () => {
    open("/today")
    const card = (await screen.findByRole("heading", { name: /^待核对档案/ }, wait)).closest("section")
    if (!card) throw new Error("no card")
    expect(within(card).getAllByText(/^逾期 \d+ 天$/).length).toBeGreaterThan(0)
    const all = within(card).getByRole("link", { name: /^全部 \d+ 位/ })
    expect(new URL(all.getAttribute("href") ?? "", "http://fake.local").searchParams.get("filter")).toBe(
      "owner = me and review_on <= today",
    )
  })

  it("says that a file was gone through, and when it is due again", async () => {
    open(`/people/${LIN.id}`)
    expect((await screen.findByText("逾期 7 天", undefined, wait)).closest("time")?.className).toBe("bad")
    fireEvent.click(await screen.findByRole("button", { name: "标为已核对" }, wait))
    await screen.findByText("已核对 林晓梅 的档案", undefined, wait)
    expect(sent).toContainEqual({ method: "POST", path: `/api/people/${LIN.id}/review` })
    await waitFor(() => expect(screen.queryByText("逾期 7 天")).toBeNull(), wait)
    expect(screen.getByRole("button", { name: "撤销" })).toBeTruthy()
  })

  it("names what is wrong with a cycle where it stands, and which one is never reached", async () => {
    open("/settings/reviews")
    const months = await screen.findByRole("spinbutton", { name: "第 1 个周期的月数" }, wait)
    fireEvent.click(screen.getByRole("button", { name: "第 3 个周期上移" }))
    expect(await screen.findByText(/这一个用不到$/, undefined, wait)).toBeTruthy()
    fireEvent.change(months, { target: { value: "500" } })
    const form = months.closest("section")?.querySelector("form")
    if (!form) throw new Error("no form")
    fireEvent.submit(form)
    const fault = await screen.findByText("月数超出范围", undefined, wait)
    expect(months.getAttribute("aria-describedby")).toBe(fault.id)
    fireEvent.change(months, { target: { value: "2" } })
    expect(screen.queryByText("月数超出范围")).toBeNull()
    fireEvent.submit(form)
    expect(await screen.findByText("已保存", undefined, wait)).toBeTruthy()
    expect(await screen.findByText(/^正在定日期：已看 640 位/, undefined, wait)).toBeTruthy()
  }, 30_000)
})

describe("categories of files", () => {
  it("groups what is filed, and says what a file is", async () => {
    open(`/people/${LIN.id}`)
    const card = await screen.findByRole("region", { name: "文件" }, wait)
    await within(card).findByRole("heading", { name: "合同" }, wait)
    fireEvent.click(within(card).getByRole("button", { name: "全部 8 个" }))
    const heads = within(card)
      .getAllByRole("heading", { level: 3 })
      .map((head) => head.textContent)
    expect(heads).toEqual(["合同", "报价", "发票", "授权书", "不归类", "在字段里", "在时间线里"])
    fireEvent.click(within(card).getByRole("button", { name: "礼盒样品照片说明.pdf 的分类" }))
    fireEvent.click(await screen.findByRole("menuitemcheckbox", { name: "照片" }, wait))
    expect(await screen.findByText("礼盒样品照片说明.pdf 归为照片", undefined, wait)).toBeTruthy()
    expect(sent).toContainEqual({ method: "PATCH", path: `/api/people/${LIN.id}/files/fil_2` })
    expect(within(card).getByRole("heading", { name: "照片" })).toBeTruthy()
  }, 30_000)

  it("keeps the categories of the workspace, and names the one that is there twice", async () => {
    open("/settings/fields")
    fireEvent.change(await screen.findByRole("textbox", { name: "第 2 个分类" }, wait), { target: { value: "合同" } })
    const save = () => fireEvent.submit(screen.getByRole("textbox", { name: "第 2 个分类" }))
    save()
    expect(await screen.findByText("已有同名的分类", undefined, wait)).toBeTruthy()
    fireEvent.change(screen.getByRole("textbox", { name: "第 2 个分类" }), { target: { value: "授权书" } })
    save()
    expect(await screen.findByText("已保存", undefined, wait)).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "第 1 个分类" }).value).toBe("合同")
  }, 30_000)
})

describe("what a role hides", () => {
  const hidden = { interaction_count: null, order_count: null, order_total: null, need_count: null }
  const whole = { ...LIN }
  beforeEach(() => void Object.assign(LIN, hidden))
  afterEach(() => void Object.assign(LIN, whole))

  it("is no card of orders where both figures are hidden", async () => {
    open(`/people/${LIN.id}`)
    await screen.findByRole("heading", { name: "档案核对" }, wait)
    expect(screen.queryByRole("heading", { name: /^订单/ })).toBeNull()
  })

  it("leaves one of two figures out", async () => {
    Object.assign(LIN, { order_count: whole.order_count })
    open(`/people/${LIN.id}`)
    const card = (await screen.findByRole("heading", { name: /^订单/ }, wait)).closest("section")
    expect(card?.textContent).toMatch(/单数31/)
    expect(card?.textContent).not.toMatch(/消费|¥/)
  })
})

describe("everywhere", () => {
  it("finds a person by part of a name, marks it, and opens the page", async () => {
    const history = open("/orders")
    await screen.findByRole("heading", { name: "订单" }, wait)
    fireEvent.keyDown(window, { key: "k", ctrlKey: true })
    fireEvent.change(await screen.findByRole("combobox", { name: "查找或执行" }, wait), { target: { value: "林晓梅" } })
    const hit = (await screen.findAllByText("林晓梅", { selector: "mark" }, wait))[0]
    if (!hit) throw new Error("no hit")
    fireEvent.click(hit)
    await waitFor(() => expect(history.location.pathname).toBe(`/people/${LIN.id}`), wait)
  })

  it("speaks the language chosen, at once and in the document", async () => {
    localStorage.setItem("guanxi.locale", "en")
    open(`/people/${LIN.id}`)
    expect((await screen.findAllByText("WeChat conversation", undefined, wait)).length).toBeGreaterThan(0)
    expect(document.documentElement.lang).toBe("en")
  })

  it("answers an unknown address inside the frame", async () => {
    open("/nowhere")
    expect(await screen.findByRole("heading", { name: "这个地址没有页面" }, wait)).toBeTruthy()
    expect(screen.getByRole("navigation", { name: "主导航" })).toBeTruthy()
  })
})

describe("the map", () => {
  // The map and what draws it are loaded for the first time here.
  const wait = { timeout: 15_000 }
  const asked = () => sent.filter(({ path }) => path.startsWith("/api/people/map")).map(({ path }) => path)

  it("lists the places in sight, opens one, and asks for the box that it moves to once it rests", async () => {
    const history = open("/people?map=circles")
    const hangzhou = await screen.findByRole("button", { name: "杭州，213 条" }, wait)
    expect(screen.getByText("198 条的地址认不出来")).toBeTruthy()
    fireEvent.click(hangzhou)
    expect(await screen.findByRole("heading", { name: "杭州" }, wait)).toBeTruthy()
    expect(asked().some((path) => path.includes("rows=50") && path.includes("west=120.16"))).toBe(true)
    fireEvent.click(screen.getByRole("button", { name: "返回" }))
    const before = asked().length
    const map = screen.getByRole("application")
    for (const key of ["+", "+", "ArrowRight"]) fireEvent.keyDown(map, { key })
    await waitFor(() => expect(history.location.search).toMatch(/at=/), wait)
    await waitFor(() => expect(asked().length).toBe(before + 1), wait)
    const zoom = (path: string | undefined) => Number(new URL(path ?? "", "http://fake.local").searchParams.get("zoom"))
    expect(zoom(asked().at(-1))).toBeGreaterThan(zoom(asked()[1]))
  }, 60_000)

  it("shades areas, and leads to the list of those who have no place", async () => {
    const history = open("/people?map=areas")
    expect(await screen.findByRole("button", { name: /^中国，1,802 条/ }, wait)).toBeTruthy()
    fireEvent.click(screen.getByRole("button", { name: "按人数" }))
    await waitFor(() => expect(history.location.search).toMatch(/map=circles/), wait)
    fireEvent.click(screen.getByRole("button", { name: /去补全/ }))
    await waitFor(() => expect(history.location.search).not.toMatch(/map=/), wait)
    expect(new URLSearchParams(history.location.search).get("filter")).toBe('city = "厦门"')
  }, 60_000)
})

describe("selling", () => {
  const moved = () => sent.filter(({ path }) => path.endsWith("/move"))
  const cardOf = async (name: string) => {
    const card = (await screen.findByRole("link", { name }, wait)).closest("li")
    if (!card) throw new Error(`no card of ${name}`)
    return within(card)
  }

  it("asks for what a stage needs before a deal enters, then moves it once and offers the way back", async () => {
    open("/sales")
    const card = await cardOf("拾光月子会所")
    fireEvent.click(card.getByRole("button", { name: "移动“年度框架”" }))
    fireEvent.click(await screen.findByRole("menuitemcheckbox", { name: "商务谈判" }))
    const dialog = within(await screen.findByRole("dialog", { name: "移到商务谈判前" }, wait))
    expect(moved()).toEqual([])
    const act = dialog.getByRole("button", { name: "移到商务谈判" })
    expect(act.hasAttribute("disabled")).toBe(true)
    fireEvent.change(dialog.getByLabelText("合同主体"), { target: { value: "拾光健康有限公司" } })
    fireEvent.change(dialog.getByLabelText("开票方式"), { target: { value: "plain" } })
    fireEvent.click(act)
    const told = await screen.findByText("“年度框架”已移到商务谈判", undefined, wait)
    expect(told.parentElement?.querySelector("button")?.textContent).toBe("撤销")
    expect(moved()).toHaveLength(1)
    const column = within(screen.getByRole("region", { name: "商务谈判" }))
    expect(await column.findByRole("link", { name: "拾光月子会所" }, wait)).toBeTruthy()
  }, 15_000)

  it("wants a reason for a deal that is lost", async () => {
    open("/sales")
    const card = await cardOf("知行律所")
    fireEvent.click(card.getByRole("button", { name: "移动“员工福利”" }))
    fireEvent.click(await screen.findByRole("menuitemcheckbox", { name: "输单" }))
    const dialog = within(await screen.findByRole("dialog", { name: "“员工福利”输单" }, wait))
    fireEvent.click(await dialog.findByLabelText("价格", undefined, wait))
    fireEvent.click(dialog.getByRole("button", { name: "确认输单" }))
    expect(await screen.findByText("“员工福利”已移到输单", undefined, wait)).toBeTruthy()
  }, 15_000)

  it("says who was quicker, and shows the board as it is by now", async () => {
    open("/sales")
    const card = await cardOf("锦里茶馆")
    const body = JSON.stringify({ stage: "stg_touch", was: "stg_need" })
    const headers = { "x-guanxi": "1", "content-type": "application/json" }
    await fakeAnswer(new Request("http://fake.local/api/deals/del_007/move", { method: "POST", headers, body }))
    fireEvent.click(card.getByRole("button", { name: "移动“秋茶批发”" }))
    fireEvent.click(await screen.findByRole("menuitemcheckbox", { name: "方案报价" }))
    expect(await screen.findByText(/^周以宁 在 .* 把“秋茶批发”移到了初步接触/, undefined, wait)).toBeTruthy()
    const column = within(screen.getByRole("region", { name: "初步接触" }))
    expect(await column.findByRole("link", { name: "锦里茶馆" }, wait)).toBeTruthy()
  }, 15_000)
})
