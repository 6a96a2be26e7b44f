// What was merged into a company, on its page, against the fake server: told, taken apart, and refused in words.

import { api, Failure } from "@api/client"
import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it, vi } from "vitest"
import { fakePages, wait } from "../../../fake/page"
import { companies } from "../../../fake/people"

const { sent, open } = fakePages()

const company = (id: string) => companies.find((one) => one.id === id)
const merged = () => screen.findByRole("region", { name: "并入的企业" }, wait)
const takeApart = async (name: string) =>
  fireEvent.click(within(await merged()).getByRole("button", { name: `拆开 ${name}` }))
const merge = async (keep: string, other: string, take: string[] = []) =>
  (await api.companies.merge({ keep, other, take })).batch
const undone = () => sent.filter(({ path }) => path.startsWith("/api/undo/"))

describe("what was merged into a company", () => {
  it("is not on the page of a company into which none was", async () => {
    open("/companies/com_1")
    await screen.findByRole("region", { name: "资料" }, wait)
    expect(screen.queryByRole("region", { name: "并入的企业" })).toBeNull()
  }, 15_000)

  it("says which, when and by whom, and is taken apart", async () => {
    const before = structuredClone([company("com_1"), company("com_2")])
    const batch = await merge("com_1", "com_2", ["city"])
    open("/companies/com_1")
    expect((await merged()).textContent).toMatch(/澜舟酒店，[\d-]+ 由周以宁并入。/)
    await takeApart("澜舟酒店")
    expect(await screen.findByText("已拆开 澜舟酒店", undefined, wait)).toBeTruthy()
    expect(undone().map(({ path }) => path)).toEqual([`/api/undo/${batch}`])
    await waitFor(() => expect(screen.queryByRole("region", { name: "并入的企业" })).toBeNull(), wait)
    expect([company("com_1"), company("com_2")]).toEqual(before)
  }, 15_000)

  it("leads from the message to the one that is there again", async () => {
    await merge("com_1", "com_3")
    const name = (await api.companies.get("com_1")).merges[0]?.name ?? ""
    const history = open("/companies/com_1")
    await takeApart(name)
    const said = await screen.findByText(`已拆开 ${name}`, undefined, wait)
    fireEvent.click(within(said.parentElement ?? document.body).getByRole("button", { name: "打开" }))
    await waitFor(() => expect(history.location.pathname).toBe("/companies/com_3"), wait)
  }, 15_000)

  it("names what was changed since, and keeps that where one goes on", async () => {
    const [keep, other] = [company("com_1"), company("com_2")]
    if (!keep || !other) throw new Error("The fake server has no such companies.")
    const before = { ...keep }
    const batch = await merge("com_1", "com_2", ["city", "industry"])
    keep.city = "苏州"
    open("/companies/com_1")
    await takeApart("澜舟酒店")
    const inTheWay = await within(await merged()).findByRole("alert", undefined, wait)
    expect(inTheWay.textContent).toContain("并入之后改过：城市。")
    expect(companies.includes(other)).toBe(false)
    await waitFor(() => expect(within(inTheWay).getByRole("button")).toHaveProperty("disabled", false), wait)
    fireEvent.click(within(inTheWay).getByRole("button", { name: "仍然拆开" }))
    await waitFor(() => expect(companies.includes(other)).toBe(true), wait)
    expect(undone().map(({ path, body }) => [path, body])).toEqual([
      [`/api/undo/${batch}`, {}],
      [`/api/undo/${batch}`, { force: [] }],
    ])
    expect([keep.city, keep.industry]).toEqual(["苏州", before.industry])
    Object.assign(keep, before)
  }, 15_000)

  it("says that the one that stayed was merged on, and shows that one", async () => {
    const first = await merge("com_1", "com_2")
    open("/companies/com_1")
    await merged()
    const second = await merge("com_3", "com_1")
    await takeApart("澜舟酒店")
    expect(await screen.findByText(/留下的那家后来又并入了别家/, undefined, wait)).toBeTruthy()
    // The id leads to the company into which it went, where that merge can be taken apart.
    await waitFor(async () => expect((await merged()).textContent).toContain("木禾设计，"), wait)
    await api.undo(second)
    await api.undo(first)
  }, 15_000)

  it("says that a colleague was quicker, and is gone then", async () => {
    const batch = await merge("com_1", "com_2")
    open("/companies/com_1")
    await merged()
    await api.undo(batch)
    await takeApart("澜舟酒店")
    expect(await screen.findByText("已经拆开了", undefined, wait)).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole("region", { name: "并入的企业" })).toBeNull(), wait)
  }, 15_000)

  it("says who may take them apart to whom may not", async () => {
    const batch = await merge("com_1", "com_2")
    const refused = new Failure({ status: 403, code: "forbidden", message: "" })
    const undo = vi.spyOn(api, "undo").mockRejectedValueOnce(refused)
    open("/companies/com_1")
    await takeApart("澜舟酒店")
    expect(await screen.findByText(/谁合并的谁能拆/, undefined, wait)).toBeTruthy()
    expect((await merged()).textContent).toContain("澜舟酒店")
    undo.mockRestore()
    await api.undo(batch)
  }, 15_000)

  it("shows three at first, and all when asked", async () => {
    const batches: string[] = []
    for (const other of ["com_2", "com_3", "com_4", "com_5"]) batches.unshift(await merge("com_1", other))
    open("/companies/com_1")
    const section = within(await merged())
    expect(section.getAllByRole("button", { name: /^拆开 / })).toHaveLength(3)
    fireEvent.click(section.getByRole("button", { name: "全部" }))
    expect(section.getAllByRole("button", { name: /^拆开 / })).toHaveLength(4)
    for (const batch of batches) await api.undo(batch)
  }, 15_000)
})
