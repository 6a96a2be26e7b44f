import { expect, it } from "vitest"
import { isIdName } from "./personName"

it("tells an id from a name", () => {
  for (const id of ["u1000444", "00208", "user-20311", "CM-203118"]) expect(isIdName(id), id).toBe(true)
  for (const name of ["林晓梅", "Maya Walker", "R2D2", "小明 1998", "陈1234"]) expect(isIdName(name), name).toBe(false)
})
