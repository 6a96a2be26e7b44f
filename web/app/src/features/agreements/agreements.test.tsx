// What runs on against the fake server: found by when it ends, made, renewed, ended, each with its way back.

import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { dialog, fakePages, undo } from "../../../fake/page"
import { lastDay, nextLastDay, passedOf } from "../../kit/agreements/period"
import { askedBy } from "./AgreementsPage"

const { sent, open, posted } = fakePages()

const wait = { timeout: 4000 }

describe("periods", () => {
  it("end the day before the same day months later, or with a month that lacks the day", () => {
    expect(lastDay("2026-12-01", 12)).toBe("2027-11-30")
    expect(lastDay("2026-01-31", 1)).toBe("2026-02-28")
    expect(lastDay("2024-02-29", 12)).toBe("2025-02-28")
    expect(lastDay("2026-01-28", 1)).toBe("2026-02-27")
    expect(nextLastDay("2026-11-30", 1)).toBe("2026-12-31")
    expect(nextLastDay("2027-11-30", 12)).toBe("2028-11-30")
  })
  it("run out", () => {
    const one = { starts: "2025-12-01", until: "2026-12-31", months: 1 }
    expect(passedOf(one, "2026-12-01")).toBe(0)
    expect(passedOf(one, "2027-02-01")).toBe(1)
    expect(passedOf(one, "2026-12-16")).toBeCloseTo(15 / 31)
  })
})

describe("agreements", () => {
  it("are asked for by state, or by when they end", () => {
    expect([askedBy("all"), askedBy("over"), askedBy("60")]).toEqual([{}, { state: "over" }, { due: 60 }])
  })

  it("are found among those that end soon, and renewed for a period", async () => {
    const history = open("/agreements")
    fireEvent.click(await screen.findByRole("button", { name: "30 天内到期" }, wait))
    await waitFor(() => expect(screen.queryByText("门店护理套装供应")).toBeNull(), wait)
    expect(history.location.search).toBe("?view=30")
    fireEvent.click(await screen.findByRole("button", { name: /大堂香氛与茶席维护/ }, wait))
    const box = await dialog()
    expect(box.getByText("还没有续过。")).toBeTruthy()
    fireEvent.click(box.getByRole("button", { name: "续期" }))
    const renew = await dialog()
    fireEvent.click(await renew.findByRole("button", { name: /^续到 / }, wait))
    expect(await screen.findByText(/^大堂香氛与茶席维护已续到 /, undefined, wait)).toBeTruthy()
    expect(posted("/renew")).toMatchObject({ until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
    expect((await dialog()).getByText(/周以宁$/)).toBeTruthy()
    await undo()
  })

  it("are ended with a reason", async () => {
    open("/agreements?open=agr_6")
    const box = await dialog()
    fireEvent.click(box.getByRole("button", { name: "更多" }))
    fireEvent.click(await screen.findByRole("menuitem", { name: "终止…" }, wait))
    const end = await dialog()
    fireEvent.click(end.getByRole("button", { name: "终止" }))
    expect(end.getByText("请写原因")).toBeTruthy()
    fireEvent.click(end.getByRole("button", { name: "客户不续了" }))
    fireEvent.click(end.getByRole("button", { name: "终止" }))
    expect(await screen.findByText("员工茶水间已终止", undefined, wait)).toBeTruthy()
    expect((await dialog()).getByText("已终止")).toBeTruthy()
    await undo()
    await waitFor(() => expect(sent.some(({ path }) => path.startsWith("/api/undo/"))).toBe(true), wait)
  })

  it("are made for a customer, filled from the catalogue", async () => {
    open("/agreements")
    fireEvent.click(await screen.findByRole("button", { name: "新建合约" }, wait))
    const box = await dialog()
    fireEvent.change(box.getByLabelText(/^客户/), { target: { value: "林晓梅" } })
    const [lin] = await box.findAllByRole("radio", { name: /林晓梅/ }, wait)
    if (lin) fireEvent.click(lin)
    fireEvent.change(box.getByRole("combobox", { name: "商品" }), { target: { value: "茶水角" } })
    fireEvent.click(await box.findByRole("option", { name: /办公室茶水角/ }, wait))
    expect(box.getByLabelText<HTMLInputElement>("每期金额").value).toBe("2880.00")
    expect(box.getByLabelText<HTMLInputElement>("一期几个月").value).toBe("3")
    fireEvent.click(box.getByLabelText("到期自动续下一期"))
    fireEvent.click(box.getByRole("button", { name: "新建合约" }))
    expect(await screen.findByText(/^已建合约 AG-/, undefined, wait)).toBeTruthy()
    expect(posted("/api/agreements")).toMatchObject({
      kind: "subscription",
      name: "办公室茶水角",
      person: "per_linxm",
      variant: expect.stringMatching(/^var_/),
      amount: "2880.00",
      months: 3,
      renews: true,
      notice_days: 30,
      owner: "usr_2",
    })
  })

  it("stand on the page of whom they are with, and nowhere else", async () => {
    open("/companies/com_2")
    const section = within(await screen.findByRole("region", { name: "合约" }, wait))
    expect(section.getByText("客房茶饮补给")).toBeTruthy()
    cleanup()
    open("/companies/com_4")
    await screen.findByRole("heading", { name: /联系人/ }, wait)
    expect(screen.queryByRole("region", { name: "合约" })).toBeNull()
  })
})
