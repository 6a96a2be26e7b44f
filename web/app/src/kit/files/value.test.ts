import { expect, test } from "vitest"
import { filesIn, isPicture, isShown, nameParts, sizeText } from "./value"

test("sizes read as file managers write them", () => {
  const shown = [1, 999, 1000, 1024, 12_345, 1_000_000, 3_565_158, 26_214_400, 5e12].map((n) => sizeText(n, String))
  expect(shown).toEqual(["1 B", "999 B", "1 KB", "1 KB", "12 KB", "977 KB", "3.4 MB", "25 MB", "4657 GB"])
})

test("a long name is cut before its ending", () => {
  expect(nameParts("合同.pdf")).toEqual(["合同", ".pdf"])
  expect(nameParts("README")).toEqual(["README", ""])
  expect(nameParts("v1.with a long tail")).toEqual(["v1.with a long tail", ""])
})

test("only files are files, and only pictures are pictures", () => {
  const file = { id: "fil_1", name: "a.png", size: 1, type: "image/png" }
  expect(filesIn([file, { id: "x" }, "fil_2", null])).toEqual([file])
  expect(filesIn("fil_1")).toEqual([])
  expect([isPicture(file), isShown({ ...file, type: "application/pdf" })]).toEqual([true, true])
  expect(isPicture({ ...file, type: "image/svg+xml" })).toBe(false)
  expect(isPicture({ ...file, type: "application/pdf" })).toBe(false)
})
