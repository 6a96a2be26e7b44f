// @vitest-environment node
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { afterEach, describe, expect, it, vi } from "vitest"
import { coarseOutlines, fineOutlines, PLANE } from "./outlines"
import { project } from "./projection"
import { provinceNames } from "./provinces"

const require = createRequire(import.meta.url)
const files: Record<string, string> = {
  "countries-110m": require.resolve("world-atlas/countries-110m.json"),
  "countries-50m": require.resolve("world-atlas/countries-50m.json"),
  china: new URL("data/china.json", import.meta.url).pathname,
}
const serve = async (url: string) => {
  const name = Object.keys(files).find((one) => String(url).includes(one))
  return new Response(name ? readFileSync(files[name] ?? "") : null, { status: name ? 200 : 404 })
}
afterEach(() => vi.unstubAllGlobals())

describe("outlines", () => {
  it("know each country and each province by the name that the server counts by", async () => {
    vi.stubGlobal("fetch", serve)
    const { countries, provinces } = await fineOutlines()
    const areas = countries.map(({ area }) => area)
    for (const code of ["CN", "TW", "HK", "MO", "SG", "US", "GB", "FR", "NO", "FJ"]) expect(areas).toContain(code)
    expect(provinces.map(({ area }) => area).sort()).toEqual(Object.keys(provinceNames("zh-CN")).sort())
    const jiangsu = provinces.find(({ area }) => area === "CN.04")
    const nanjing = project(118.8, 32.06)
    const [left, top, right, bottom] = jiangsu?.edges ?? [0, 0, 0, 0]
    expect(nanjing.x * PLANE > left && nanjing.x * PLANE < right).toBe(true)
    expect(nanjing.y * PLANE > top && nanjing.y * PLANE < bottom).toBe(true)
    for (const { path } of [...countries, ...provinces]) expect(path).toMatch(/^M[\d.,MLZ-]+Z$/)
  })
  it("come coarse first, and say when they do not come", async () => {
    vi.stubGlobal("fetch", serve)
    const { countries } = await coarseOutlines()
    expect(countries.length).toBeGreaterThan(150)
    vi.stubGlobal("fetch", async () => new Response(null, { status: 404 }))
    await expect(coarseOutlines()).rejects.toThrow("404")
  })
})
