// What customers own against the fake server: found by serial number, recorded, served, changed where it stands.

import { fireEvent, screen, waitFor } from "@testing-library/react"
import { expect, it } from "vitest"
import { dialog, fakePages } from "../../../fake/page"

const { sent, open } = fakePages()

const wait = { timeout: 4000 }
const body = (method: string) => sent.find((one) => one.method === method)?.body

it("is found by its serial number", async () => {
  open("/assets?q=xf-88")
  expect(await screen.findByText("大堂香氛机", undefined, wait)).toBeTruthy()
  expect(screen.queryByText("手作银壶 800 ml")).toBeNull()
  expect(screen.getByText("维修中")).toBeTruthy()
})

it("is recorded, and opens as a page", async () => {
  const history = open("/assets")
  fireEvent.click(await screen.findByRole("button", { name: "新建物品" }, wait))
  const box = await dialog()
  fireEvent.click(box.getByRole("button", { name: "新建物品" }))
  expect(box.getByText("给它一个名称")).toBeTruthy()
  fireEvent.change(box.getByLabelText("名称"), { target: { value: "紫砂壶" } })
  expect(box.getByText("选一位客户")).toBeTruthy()
  fireEvent.change(box.getByLabelText(/^客户/), { target: { value: "林晓梅" } })
  const [lin] = await box.findAllByRole("radio", { name: /林晓梅/ }, wait)
  if (lin) fireEvent.click(lin)
  fireEvent.change(box.getByLabelText("序列号"), { target: { value: "ZS-1" } })
  fireEvent.click(box.getByRole("button", { name: "新建物品" }))
  expect(await screen.findByRole("heading", { name: "紫砂壶" }, wait)).toBeTruthy()
  expect(history.location.pathname).toBe("/assets/ast_7")
  expect(body("POST")).toMatchObject({ name: "紫砂壶", serial: "ZS-1", person: "per_linxm", variant: null })
})

it("is served, and is due no more until another day is named", async () => {
  open("/assets/ast_1")
  expect((await screen.findAllByText(/天后$/, undefined, wait)).length).toBeGreaterThan(0)
  fireEvent.click(screen.getByRole("button", { name: "记一次" }))
  const box = await dialog()
  fireEvent.click(box.getByRole("button", { name: "记下" }))
  expect(box.getByText("写一下情况")).toBeTruthy()
  fireEvent.change(box.getByLabelText("情况"), { target: { value: "抛光" } })
  fireEvent.change(box.getByLabelText("费用"), { target: { value: "180" } })
  fireEvent.click(box.getByRole("button", { name: "记下" }))
  expect(await screen.findByText("已记下保养", undefined, wait)).toBeTruthy()
  expect(body("POST")).toEqual({ kind: "maintenance", text: "抛光", cost: "180", due_on: null })
  expect(screen.getByText("抛光")).toBeTruthy()
  await waitFor(() => expect(screen.queryByText(/天后$/)).toBeNull(), wait)
})

it("keeps when it is due while it is only repaired", async () => {
  open("/assets/ast_1")
  fireEvent.click(await screen.findByRole("button", { name: "记一次" }, wait))
  const box = await dialog()
  fireEvent.click(box.getByRole("button", { name: "维修" }))
  fireEvent.change(box.getByLabelText("情况"), { target: { value: "补焊" } })
  fireEvent.click(box.getByRole("button", { name: "记下" }))
  expect(await screen.findByText("已记下维修", undefined, wait)).toBeTruthy()
  expect(body("POST")).toEqual({ kind: "repair", text: "补焊" })
})

it("is changed where it stands", async () => {
  open("/assets/ast_2")
  fireEvent.click(await screen.findByRole("button", { name: /^编辑状态/ }, wait))
  fireEvent.change(screen.getByLabelText("状态"), { target: { value: "in_repair" } })
  expect(await screen.findByText("状态已改为 维修中", undefined, wait)).toBeTruthy()
  expect(body("PATCH")).toEqual({ state: "in_repair" })
})
