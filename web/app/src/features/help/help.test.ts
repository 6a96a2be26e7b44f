import { LOCALES } from "@ui/locales"
import { describe, expect, it } from "vitest"
import { router } from "../../routes"
import { findHelp, HELP } from "./contents"
import { HELP_WORDS } from "./words"

// Only sends on to another screen.
const PASSING = new Set(["/"])
const texts = Object.entries(HELP).flatMap(([path, entry]) =>
  [entry.title, entry.purpose, ...entry.deeds.map((deed) => deed.what)]
    .concat(entry.troubles.flatMap(({ sign, remedy }) => [sign, remedy]))
    .map((text) => ({ path, text })),
)

describe("help", () => {
  it("has an entry for every screen, and none for a screen that is gone", () => {
    const screens = Object.keys(router.routesByPath).filter((path) => !PASSING.has(path))
    expect(screens.filter((path) => !HELP[path])).toEqual([])
    expect(Object.keys(HELP).filter((path) => !screens.includes(path))).toEqual([])
  })

  it("says three to six things to do, and what to do when something looks wrong", () => {
    for (const [path, { deeds, troubles }] of Object.entries(HELP)) {
      expect(deeds.length, path).toBeGreaterThanOrEqual(3)
      expect(deeds.length, path).toBeLessThanOrEqual(6)
      expect(troubles.length, path).toBeGreaterThan(0)
    }
  })

  it("says every text in every language, and Chinese without Latin quotes or the other script", () => {
    for (const { path, text } of texts) {
      for (const { id } of LOCALES) expect(text[id].trim(), `${path} ${text.en}`).not.toBe("")
      expect(text["zh-CN"], path).not.toMatch(/["「」]|[們這裡會時說]/)
      expect(text["zh-TW"], path).not.toMatch(/["“”]|[们这会时说请]/)
    }
    for (const { word, means } of Object.values(HELP_WORDS)) {
      expect(word["zh-CN"] + means["zh-CN"]).not.toMatch(/["「」]|[們這裡會時說]/)
      expect(word["zh-TW"] + means["zh-TW"]).not.toMatch(/["“”]|[们这会时说请]/)
    }
  })

  it("leads only to screens that are there", () => {
    const leads = Object.values(HELP).flatMap(({ deeds, troubles }) => [...deeds, ...troubles].map((one) => one.leads))
    for (const lead of leads) {
      if (lead?.startsWith("/")) expect(Object.keys(router.routesByPath)).toContain(lead)
    }
  })

  it("finds in all screens, titles first, and finds nothing for nothing", () => {
    expect(findHelp("导入", "zh-CN")[0]).toMatchObject({ path: "/imports" })
    expect(findHelp("forgot password", "en").some(({ path }) => path === "/settings/staff")).toBe(true)
    expect(findHelp("consent", "en").some(({ path, title }) => path === undefined && title === "Consent")).toBe(true)
    expect(findHelp("  ", "en")).toEqual([])
    expect(findHelp("xyzzy", "en")).toEqual([])
  })
})
