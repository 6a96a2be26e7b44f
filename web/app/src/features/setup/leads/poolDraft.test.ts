import type { Pool } from "@api/contract"
import { describe, expect, it } from "vitest"
import { poolChanges, poolDraftOf, poolFaults, poolWishOf, remindersOf } from "./poolDraft"

const pool: Pool = {
  id: "poo_1",
  name: "门店",
  users: [],
  teams: [{ id: "tea_1", name: "华东组" }],
  daily_cap: 10,
  holding_cap: null,
  cool_days: 7,
  protect_days: 0,
  silent_days: 3,
  deal_days: null,
  remind_days: [3, 1],
  customers: null,
  waiting: 4,
  mine: 0,
  claimed_today: 0,
  member: true,
}

describe("a pool that is being written", () => {
  it("is sent as it was read while nothing is written", () => {
    const draft = poolDraftOf(pool)
    expect(poolFaults(draft)).toEqual([])
    expect(poolChanges(draft, pool)).toBe(0)
    expect(poolWishOf(draft)).toMatchObject({ daily_cap: 10, holding_cap: null, protect_days: 0, remind_days: [3, 1] })
  })

  it("counts what is other, and takes nothing for no limit", () => {
    const draft = { ...poolDraftOf(pool), daily_cap: "", name: " 门店 2 " }
    expect(poolChanges(draft, pool)).toBe(2)
    expect(poolWishOf(draft)).toMatchObject({ daily_cap: null, name: "门店 2" })
  })

  it("says where it is wrong", () => {
    const draft = { ...poolDraftOf(pool), name: "", silent_days: "3.5", remind_days: "soon", customers: " " }
    expect(poolFaults(draft)).toEqual(["name", "silent_days", "remind_days", "customers"])
  })

  it("reads reminders however they are parted, longest first and each once", () => {
    expect(remindersOf("1、3，3; 7")).toEqual([7, 3, 1])
    expect(remindersOf("")).toEqual([])
    expect(remindersOf("0")).toBe(null)
  })
})
