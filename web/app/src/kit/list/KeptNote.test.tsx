// The list of people without a connection: it says that it is what this device keeps, and that no filter narrowed it.

import { screen } from "@testing-library/react"
import { describe, expect, it, vi } from "vitest"
import { fakePages, wait } from "../../../fake/page"
import { people } from "../../../fake/people"

const { open } = fakePages()
const dead = vi.hoisted(() => ({ is: false }))
vi.mock("../device/reading", async (original) => {
  const real = await original<typeof import("../device/reading")>()
  return {
    ...real,
    readPeople: (...asked: Parameters<typeof real.readPeople>) =>
      dead.is
        ? Promise.resolve({ kept: true, rows: people.slice(0, 2), next: null, total: 2, total_at_least: false })
        : real.readPeople(...asked),
  }
})

describe("a list that this device has kept", () => {
  it("says so, and that the filter is not applied", async () => {
    dead.is = true
    open(`/people?filter=${encodeURIComponent('city = "北京"')}&sort=name`)
    expect((await screen.findByText(/只是这台设备上存着的客户/, undefined, wait)).textContent).toContain(
      "筛选和排序都没有生效",
    )
    const chip = (await screen.findByRole("button", { name: "清除 城市" }, wait)).closest(".chip")
    expect(chip?.className).toContain("is-idle")
    expect(screen.getByText("未生效")).toBeTruthy()
  }, 15_000)

  it("says nothing of the kind where the server answers", async () => {
    dead.is = false
    open(`/people?filter=${encodeURIComponent('city = "上海"')}`)
    const chip = (await screen.findByRole("button", { name: "清除 城市" }, wait)).closest(".chip")
    expect(chip?.className).not.toContain("is-idle")
    expect(screen.queryByText(/这台设备上存着的客户/)).toBeNull()
  }, 15_000)
})
