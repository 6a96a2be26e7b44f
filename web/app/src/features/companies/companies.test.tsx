// Companies against the fake server: two who change one company, and the list's acts on many.

import { api } from "@api/client"
import { QueryClientProvider } from "@tanstack/react-query"
import { fireEvent, render, screen, waitFor } from "@testing-library/react"
import { Toasts } from "@ui/Toasts"
import { describe, expect, it, vi } from "vitest"
import { dialog, fakePages, wait } from "../../../fake/page"
import { companies, STAFF } from "../../../fake/people"
import { Appearance } from "../../kit/appearance"
import { OwnBulkBar } from "../../kit/list/OwnBulkBar"
import { queryClient } from "../../kit/queries"

const { sent, streams, open } = fakePages()

const company = () => {
  const first = companies.find((one) => one.id === "com_1")
  if (!first) throw new Error("The fake server has no company.")
  return first
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
  const bar = (onClear: () => void) =>
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
            remove={(who) => api.companies.bulk(who, { delete: true })}
            fields={[{ key: "owner", type: "user", custom: false, editable: true, sortable: true }]}
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
