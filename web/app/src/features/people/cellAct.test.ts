import type { Field } from "@api/contract"
import { describe, expect, it } from "vitest"
import { LIN } from "../../../fake/people"
import { cellAct } from "./cellAct"

const field = (key: string, custom = false): Field => ({ key, type: "text", custom, editable: true, sortable: true })
const text = (value: unknown) => `‹${value ?? ""}›`

describe("an edit in a cell", () => {
  it("says what stood there, built in or made by people", () => {
    expect(cellAct(LIN, field("city"), "杭州", text)).toEqual({
      kind: "set",
      set: { city: "杭州" },
      was: { city: LIN.city },
      shown: { city: { was: `‹${LIN.city}›`, mine: "‹杭州›" } },
    })
    expect(cellAct({ ...LIN, fields: {} }, field("x_skin", true), "dry", text)).toMatchObject({ was: { x_skin: null } })
    expect(cellAct(LIN, field("owner"), null, text)).toMatchObject({ was: { owner: LIN.owner?.id ?? null } })
  })

  it("takes tags apart into what comes and what goes", () => {
    const row = { ...LIN, tags: ["茶道", "旧"] }
    expect(cellAct(row, field("tags"), ["茶道", "新"], text)).toEqual({ kind: "tags", add: ["新"], remove: ["旧"] })
  })
})
