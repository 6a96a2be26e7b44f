// Lead assignment against the fake server: rules moved, tried and saved as a whole; limits changed where they stand.

import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { fakePages, wait } from "../../../../fake/page"

const { sent, open } = fakePages()

const put = (path: string) => sent.find((one) => one.method === "PUT" && one.path === path)?.body

describe("rules of lead assignment", () => {
  it("are moved by the keyboard, kept unsaved, and saved as a whole", async () => {
    open("/settings/leads")
    const grip = await screen.findByRole("button", { name: /^企业大单，第 2 条/ }, wait)
    fireEvent.keyDown(grip, { key: "ArrowUp" })
    expect(await screen.findByText("1 处改动还没有保存", undefined, wait)).toBeTruthy()
    // Left and opened again, it is as it was left.
    cleanup()
    open("/settings/leads")
    await screen.findByRole("button", { name: /^企业大单，第 1 条/ }, wait)
    fireEvent.click(await screen.findByRole("button", { name: "保存规则" }, wait))
    expect(await screen.findByText("规则已保存，从下一条新线索起生效", undefined, wait)).toBeTruthy()
    expect(put("/api/assignment")).toMatchObject({
      rules: [{ name: "企业大单" }, { name: "认识的人先给" }, ...Array.from({ length: 6 }, () => ({}))],
      fallback: "poo_shops",
    })
    expect(screen.queryByText("1 处改动还没有保存")).toBe(null)
  }, 20_000)

  it("say of every lead that was tried who would get it and why", async () => {
    open("/settings/leads")
    const trial = await screen.findByRole("region", { name: "试算" }, wait)
    expect(await within(trial).findByText("最近 500 条线索，按左边的规则会给谁", undefined, wait)).toBeTruthy()
    const [lead] = await within(trial).findAllByRole("button", { expanded: false }, wait)
    if (lead) fireEvent.click(lead)
    expect((await within(trial).findAllByText("认识的人先给", undefined, wait)).length).toBeGreaterThan(0)
    expect(await within(trial).findByText("打开这条线索", undefined, wait)).toBeTruthy()
  }, 20_000)
})

describe("what colleagues can take", () => {
  it("is changed where it stands and sent for that colleague alone", async () => {
    open("/settings/leads/seats")
    fireEvent.click(await screen.findByRole("button", { name: /^沈知微手上最多几条/ }, wait))
    const input = await screen.findByRole("textbox", { name: /^沈知微手上最多几条/ }, wait)
    fireEvent.change(input, { target: { value: "55" } })
    fireEvent.keyDown(input, { key: "Enter" })
    expect(await screen.findByText("沈知微的设置已保存", undefined, wait)).toBeTruthy()
    await waitFor(() =>
      expect(put("/api/assignment/seats")).toMatchObject({ seats: [{ who: "usr_3", capacity: 55, monthly: 120 }] }),
    )
  }, 20_000)
})
