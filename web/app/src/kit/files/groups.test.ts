import type { KeptFile } from "@api/contract"
import { translator } from "@ui/phrases"
import { expect, it } from "vitest"
import { categoryWords } from "./categories"
import { categoryPhrases } from "./categoryPhrases"
import { groupFiles, groupKey } from "./groups"

const file = (id: string, place: KeptFile["place"], category: string | null = null): KeptFile => ({
  id,
  name: id,
  size: 1,
  type: "application/pdf",
  place,
  category,
  by: null,
  at: "2026-11-01T00:00:00Z",
  removable: true,
})

it("groups in the order of the workspace, and loses no file", () => {
  const files = [
    file("1", "note"),
    file("2", "record"),
    file("3", "record", "photo"),
    file("4", "record", "gone"),
    file("5", "field"),
    file("6", "record", "contract"),
    file("7", "record", "photo"),
  ]
  const groups = groupFiles(files, ["contract", "offer", "photo"])
  expect(groups.map((group) => [groupKey(group), ...group.files.map(({ id }) => id)])).toEqual([
    ["category contract", "6"],
    ["category photo", "3", "7"],
    ["category gone", "4"],
    ["none", "2"],
    ["field", "5"],
    ["note", "1"],
  ])
})

it("is nothing of nothing", () => {
  expect(groupFiles([], ["contract"])).toEqual([])
})

it("keeps the app's own categories as keys, whatever language they are written in, and others as they are", () => {
  const [chinese, english] = (["zh-CN", "en"] as const).map((locale) =>
    categoryWords(translator(categoryPhrases, locale)),
  )
  expect(chinese?.word("contract")).toBe("合同")
  expect(chinese?.kept(" 合同 ")).toBe("contract")
  expect(english?.kept("Contract")).toBe("contract")
  expect(english?.word("授权书")).toBe("授权书")
  expect(english?.kept("授权书")).toBe("授权书")
})
