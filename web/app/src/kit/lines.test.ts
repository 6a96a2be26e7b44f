import { expect, it } from "vitest"
import { added, keyed, moved } from "./lines"

it("moves a line by one, and leaves the ends where they are", () => {
  const lines = ["a", "b", "c"]
  expect(moved(lines, 0, 1)).toEqual(["b", "a", "c"])
  expect(moved(lines, 2, -1)).toEqual(["a", "c", "b"])
  expect(moved(lines, 0, -1)).toBe(lines)
  expect(moved(lines, 2, 1)).toBe(lines)
})

it("gives a new line a key that none has", () => {
  const lines = moved(keyed([{ name: "a" }, { name: "b" }]), 0, 1)
  expect(added(lines.slice(0, 1), { name: "c" }).map(({ key }) => key)).toEqual([1, 2])
  expect(added<{ key: number; name: string }>([], { name: "c" })).toEqual([{ name: "c", key: 0 }])
})
