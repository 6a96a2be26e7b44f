// Companies against the fake server: two who change one company, the list's acts on many, and two that become one.

import { api, Failure } from "@api/client"
import { QueryClientProvider } from "@tanstack/react-query"
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react"
import { Toasts } from "@ui/Toasts"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { dialog, fakePages, press, undo, wait } from "../../../fake/page"
import { companies, STAFF } from "../../../fake/people"
import { Appearance } from "../../kit/appearance"
import { OwnBulkBar } from "../../kit/list/OwnBulkBar"
import { queryClient } from "../../kit/queries"

const { sent, streams, open, posted } = fakePages()

const company = (id = "com_1") => {
  const found = companies.find((one) => one.id === id)
  if (!found) throw new Error("The fake server has no such company.")
  return found
}

describe("two on one company", () => {
  it("shows both sides, and sends mine over theirs where I choose it", async () => {
    const before = company().city
    open("/companies/com_1")
    fireEvent.click(await screen.findByRole("button", { name: /编辑城市/ }, wait))
    const input = await screen.findByLabelText("城市")
    company().city = "苏州"
    fireEvent.change(input, { target: { value: "无锡" } })
    fireEvent.keyDown(input, { key: "Enter" })
    const box = await dialog()
    expect(sent.find(({ method }) => method === "PATCH")?.body).toEqual({
      set: { city: "无锡" },
      was: { city: before },
    })
    expect(box.getByText("苏州")).toBeTruthy()
    expect(company().city).toBe("苏州")
    fireEvent.click(box.getByRole("radio", { name: /我的 无锡/ }))
    fireEvent.click(box.getByRole("button", { name: "按所选保存" }))
    await waitFor(() => expect(company().city).toBe("无锡"), wait)
    expect(sent.filter(({ method }) => method === "PATCH")[1]?.body).toEqual({
      set: { city: "无锡" },
      was: { city: "苏州" },
    })
    company().city = before
  }, 15_000)

  it("reads the open page anew when a colleague changes the company", async () => {
    open("/companies/com_1")
    await screen.findByRole("button", { name: /编辑城市/ }, wait)
    await waitFor(() => expect(streams.at(-1)?.url).toContain("company%3Acom_1"), wait)
    const reads = () => sent.filter(({ path }) => path === "/api/companies/com_1").length
    const before = reads()
    streams.at(-1)?.onmessage?.(new MessageEvent("message", { data: '{"type":"company","company":"com_2"}' }))
    streams.at(-1)?.onmessage?.(new MessageEvent("message", { data: '{"type":"company","company":"com_1"}' }))
    await waitFor(() => expect(reads()).toBe(before + 1), wait)
  }, 15_000)
})

describe("the list of companies", () => {
  it("calls the name of a company so, not as that of a person", async () => {
    open(`/companies?filter=${encodeURIComponent('name contains "设计"')}`)
    expect(await screen.findByRole("button", { name: "清除 企业名称" }, wait)).toBeTruthy()
    expect(screen.queryByRole("button", { name: "清除 姓名" })).toBeNull()
  }, 15_000)
})

describe("many companies at once", () => {
  const bar = (onClear: () => void, mayTag = true) =>
    render(
      <Appearance>
        <QueryClientProvider client={queryClient}>
          <OwnBulkBar
            queryKey="companies"
            count={2}
            who={{ ids: companies.slice(0, 2).map(({ id }) => id) }}
            all={null}
            onAll={() => undefined}
            bulk={(who, set) => api.companies.bulk(who, { set })}
            tag={api.companies.bulk}
            remove={(who) => api.companies.bulk(who, { delete: true })}
            fields={[
              { key: "owner", type: "user", custom: false, editable: true, sortable: true },
              { key: "tags", type: "multi_choice", custom: false, editable: mayTag, sortable: true },
            ]}
            users={STAFF}
            mayEdit
            onClear={onClear}
          />
          <Toasts />
        </QueryClientProvider>
      </Appearance>,
    )

  it("gives them to a colleague, and takes that back", async () => {
    const [first] = companies
    bar(() => undefined)
    fireEvent.click(screen.getByRole("button", { name: "分配" }))
    fireEvent.click(await screen.findByRole("menuitem", { name: "Maya Chen", hidden: true }))
    expect(await screen.findByText("2 条已交给 Maya Chen", undefined, wait)).toBeTruthy()
    expect(first?.owner?.name).toBe("Maya Chen")
    for (const undo of screen.getAllByRole("button", { name: "撤销" })) fireEvent.click(undo)
    await waitFor(() => expect(first?.owner?.name).not.toBe("Maya Chen"), wait)
  })

  it("puts a tag on them, takes it off, and takes either back", async () => {
    const tags = () => companies.slice(0, 2).map((one) => one.tags)
    const before = tags()
    const tag = async (act: string) => {
      await press("加标签")
      fireEvent.change(await screen.findByLabelText("标签"), { target: { value: " 展会 " } })
      fireEvent.click(screen.getByRole("button", { name: act, hidden: true }))
    }
    bar(() => undefined)
    await tag("加上")
    expect(await screen.findByText("已给 2 条加上“展会”", undefined, wait)).toBeTruthy()
    expect(posted("/companies/bulk")).toEqual({ who: { ids: ["com_1", "com_2"] }, what: { add_tags: ["展会"] } })
    expect(tags()).toEqual(before.map((had) => [...had, "展会"]))
    await tag("去掉")
    expect(await screen.findByText("已从 2 条去掉“展会”", undefined, wait)).toBeTruthy()
    expect(tags()).toEqual(before)
    await undo()
    await waitFor(() => expect(tags()).toEqual(before.map((had) => [...had, "展会"])), wait)
    await undo()
    await waitFor(() => expect(tags()).toEqual(before), wait)
  })

  it("offers no tags where the role may not set them", () => {
    bar(() => undefined, false)
    expect(screen.queryByRole("button", { name: "加标签" })).toBeNull()
  })

  it("takes them away after asking, and brings them back", async () => {
    const before = companies.length
    const clear = vi.fn()
    bar(clear)
    fireEvent.click(screen.getByRole("button", { name: "删除" }))
    fireEvent.click((await dialog()).getByRole("button", { name: "删除" }))
    expect(await screen.findByText("已删除 2 条", undefined, wait)).toBeTruthy()
    expect(companies.length).toBe(before - 2)
    expect(clear).toHaveBeenCalled()
    for (const undo of screen.getAllByRole("button", { name: "撤销" })) fireEvent.click(undo)
    await waitFor(() => expect(companies.length).toBe(before), wait)
  })
})

describe("two that become one", () => {
  // The list draws the rows for which there is room; without a layout there would be none.
  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(800)
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })
  const pick = async (...names: string[]) => {
    for (const name of names) fireEvent.click(await screen.findByRole("checkbox", { name: `选中 ${name}` }, wait))
  }
  /** The line of a field, as its cells read. */
  const line = async (label: string) => {
    const head = (await dialog()).getByRole("rowheader", { name: label })
    return [...(head.closest("tr")?.querySelectorAll("td") ?? [])].map((cell) => cell.textContent)
  }

  it("is merged from the list, each field from where it is chosen, and taken apart again", async () => {
    const [keep, other] = [company("com_1"), company("com_2")]
    const before = { keep: { ...keep }, other: { ...other } }
    keep.size = null
    open("/companies")
    await pick("木禾设计")
    expect(screen.queryByRole("button", { name: "合并…" })).toBeNull()
    await pick("澜舟酒店")
    await press("合并…")
    const box = await dialog()
    fireEvent.click(await box.findByRole("radio", { name: `城市 · 澜舟酒店 ${other.city}` }, wait))
    expect((await line("城市")).at(-1)).toBe(other.city)
    expect(await line("人数")).toEqual(["空", "180", "180由“澜舟酒店”补上"])
    expect((await line("标签")).at(-1)).toContain("战略客户")
    fireEvent.click(box.getByRole("button", { name: "合并" }))
    expect(await screen.findByText("已把 澜舟酒店 并入 木禾设计", undefined, wait)).toBeTruthy()
    expect(posted("/companies/merge")).toEqual({ keep: "com_1", other: "com_2", take: ["city"] })
    expect(screen.queryByRole("dialog")).toBeNull()
    expect([company().city, company().size]).toEqual([other.city, 180])
    expect(companies.some(({ id }) => id === "com_2")).toBe(false)
    await undo()
    await waitFor(() => expect(company("com_2")).toEqual(before.other), wait)
    Object.assign(company(), before.keep)
  }, 15_000)

  it("follows the one that stays: what was not chosen comes from it", async () => {
    open("/companies")
    await pick("木禾设计", "澜舟酒店")
    await press("合并…")
    const box = await dialog()
    fireEvent.click(await box.findByRole("radio", { name: /^澜舟酒店 并入另一家/ }, wait))
    expect((await line("行业")).at(-1)).toBe("酒店")
    expect(box.getByRole("radio", { name: /^行业 · 澜舟酒店（保留）/ })).toHaveProperty("checked", true)
  }, 15_000)

  it("is merged from the page of the one that goes away, which leads to the one that stays", async () => {
    const history = open("/companies/com_2")
    const facts = within(await screen.findByRole("region", { name: "资料" }, wait))
    fireEvent.click(facts.getByRole("button", { name: "更多" }))
    fireEvent.click(await screen.findByRole("menuitem", { name: "与另一家合并…" }))
    const find = await dialog()
    fireEvent.change(find.getByLabelText("哪一家？输入名称"), { target: { value: "木禾" } })
    fireEvent.click(await find.findByRole("radio", { name: /木禾设计/ }, wait))
    fireEvent.click(find.getByRole("button", { name: "下一步" }))
    fireEvent.click(await screen.findByRole("radio", { name: /^木禾设计 并入另一家/ }, wait))
    fireEvent.click((await dialog()).getByRole("button", { name: "合并" }))
    await waitFor(() => expect(history.location.pathname).toBe("/companies/com_1"), wait)
    expect(posted("/companies/merge")).toEqual({ keep: "com_1", other: "com_2", take: [] })
    expect(await screen.findByRole("button", { name: /编辑企业名称/ }, wait)).toBeTruthy()
    expect(screen.queryByRole("dialog")).toBeNull()
    await undo()
    await waitFor(() => expect(company("com_2").name).toBe("澜舟酒店"), wait)
  }, 15_000)

  it("says in words why the server does not merge them", async () => {
    const fault = { field: "other", code: "circle", message: "untie them first" }
    const refused = new Failure({ status: 422, code: "invalid", message: "", fields: [fault] })
    const merge = vi.spyOn(api.companies, "merge").mockRejectedValueOnce(refused)
    open("/companies")
    await pick("木禾设计", "澜舟酒店")
    await press("合并…")
    const box = await dialog()
    await box.findByRole("rowheader", { name: "城市" }, wait)
    fireEvent.click(box.getByRole("button", { name: "合并" }))
    expect((await box.findByRole("alert")).textContent).toContain("下属的下属")
    merge.mockRejectedValueOnce(new Failure({ status: 403, code: "forbidden", message: "" }))
    fireEvent.click(box.getByRole("button", { name: "合并" }))
    await waitFor(() => expect(box.getByRole("alert").textContent).toContain("你的角色不能合并这两家"))
  }, 15_000)

  it("is not offered to whom may not merge", async () => {
    open("/companies", { "person.merge": false })
    await pick("木禾设计", "澜舟酒店")
    expect(await screen.findByRole("button", { name: "取消选择" })).toBeTruthy()
    expect(screen.queryByRole("button", { name: "合并…" })).toBeNull()
  }, 15_000)
})
