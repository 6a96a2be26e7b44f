import { describe, expect, it } from "vitest"
import { readPasted } from "./pasted"

const told = (text: string) =>
  readPasted(text).map(({ line, code, from, price, fault }) =>
    fault ? [line, fault.kind, fault.other ?? fault.typed] : [line, code, from, price],
  )

describe("pasted prices", () => {
  it("are two columns from a spreadsheet, their heads left out", () => {
    expect(told("编码\t价格\nSK-1\t268\r\nSK-2\t¥1,298.50\n")).toEqual([
      [2, "SK-1", "1", "268"],
      [3, "SK-2", "1", "1298.50"],
    ])
  })

  it("are three with steps, and may be typed with blanks", () => {
    expect(told("GF-1 100 360\nGF-1 300 342\n\nGF-2 88")).toEqual([
      [1, "GF-1", "100", "360"],
      [2, "GF-1", "300", "342"],
      [4, "GF-2", "1", "88"],
    ])
  })

  it("say of each line what is wrong with it", () => {
    expect(told("A\t\n\t12\nB\tzwölf 12x\nC\t0\t9\nD\t5\nd\t6")).toEqual([
      [1, "no_price", ""],
      [2, "no_code", ""],
      [3, "not_an_amount", "zwölf 12x"],
      [4, "not_a_quantity", "0"],
      [5, "D", "1", "5"],
      [6, "twice", 5],
    ])
  })

  it("of nothing are none", () => {
    expect(told(" \n\n")).toEqual([])
  })
})
