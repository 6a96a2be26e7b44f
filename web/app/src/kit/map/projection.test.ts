import { describe, expect, it } from "vitest"
import {
  asked,
  boxOf,
  fitted,
  held,
  leastZoom,
  mostly,
  panned,
  placeIn,
  project,
  radiusOf,
  readView,
  scaleBar,
  shadeOf,
  shades,
  unproject,
  viewText,
  zoomed,
} from "./projection"

const size = { width: 800, height: 600 }
const shanghai = { lng: 121.47, lat: 31.23, zoom: 8 }

describe("a map", () => {
  it("goes from the globe to the plane and back", () => {
    for (const [lng, lat] of [
      [0, 0],
      [121.47, 31.23],
      [-180, -60],
      [180, 80],
    ] as const) {
      const { x, y } = project(lng, lat)
      const back = unproject(x, y)
      expect(back.lng).toBeCloseTo(lng, 6)
      expect(back.lat).toBeCloseTo(lat, 6)
    }
    expect(project(0, 0)).toEqual({ x: 0.5, y: 0.5 })
    expect(project(0, 90).y).toBeCloseTo(0, 3)
  })
  it("has its middle in the middle, and what lies east on the right", () => {
    expect(placeIn(shanghai, size, 121.47, 31.23)).toEqual({ left: 400, top: 300 })
    const beijing = placeIn(shanghai, size, 116.4, 39.9)
    expect(beijing.left).toBeLessThan(400)
    expect(beijing.top).toBeLessThan(300)
  })
  it("keeps the place under the pointer when it zooms, and what was pushed under the finger", () => {
    const [left, top] = [650, 120]
    const before = boxOf(shanghai, size)
    const at = (view: typeof shanghai) => placeIn(view, size, before[2] - 0.2, before[3] - 0.3)
    const [was, now] = [at(shanghai), at(zoomed(shanghai, size, 1.5, at(shanghai).left, at(shanghai).top))]
    expect(now.left).toBeCloseTo(was.left, 3)
    expect(now.top).toBeCloseTo(was.top, 3)
    const pushed = panned(shanghai, size, 30, -20)
    expect(placeIn(pushed, size, 121.47, 31.23).left).toBeCloseTo(430, 3)
    expect(placeIn(pushed, size, 121.47, 31.23).top).toBeCloseTo(280, 3)
    expect(zoomed(shanghai, size, 99, left, top).zoom).toBe(18)
  })
  it("shows no place beyond the world", () => {
    const far = held({ lng: 179, lat: 84, zoom: -3 }, size)
    expect(far.zoom).toBe(leastZoom(size))
    const [west, , east, north] = boxOf(far, size)
    expect([west, east].map(Math.round)).toEqual([-180, 180])
    expect(north).toBeLessThan(85.1)
    const edge = boxOf(panned({ lng: 170, lat: 0, zoom: 4 }, size, -9000, 9000), size)
    expect(edge[2]).toBeCloseTo(180, 6)
  })
  it("fits a box with room, and a point not closer than a city", () => {
    const view = fitted([116, 31, 121, 40], size)
    const [w, s, e, n] = boxOf(view, size)
    expect(w < 116 && s < 31 && e > 121 && n > 40).toBe(true)
    expect(fitted([121, 31, 121, 31], size).zoom).toBe(11)
  })
  it("begins where nine in ten are", () => {
    const cell = (count: number, lng: number) => ({ count, box: [lng, 30, lng + 1, 31] as const })
    expect(mostly([cell(50, 121), cell(45, 116), cell(3, -122), cell(2, 0)])).toEqual([116, 30, 122, 31])
    expect(mostly([])).toBeNull()
  })
  it("asks nothing new for a small push, and never beyond the world", () => {
    const first = asked(shanghai, size)
    expect(asked(panned(shanghai, size, 3, 3), size)).toEqual(first)
    const [w, s, e, n] = boxOf(shanghai, size)
    expect(first.box[0] <= w && first.box[1] <= s && first.box[2] >= e && first.box[3] >= n).toBe(true)
    const world = asked(held({ lng: 0, lat: 0, zoom: 0 }, size), size)
    expect(world.box[0] >= -180 && world.box[1] >= -90 && world.box[2] <= 180 && world.box[3] <= 90).toBe(true)
  })
  it("is kept in the address, and nothing else is read from it", () => {
    const back = readView(viewText({ lat: 31.23041, lng: 121.47, zoom: 9.52 }))
    expect(back).toEqual({ lat: 31.2304, lng: 121.47, zoom: 9.5 })
    for (const wrong of [undefined, "", "31,121", "91,0,3", "0,181,3", "0,0,99", "NaN,0,1", "a,b,c", "1,1,1,1"])
      expect(readView(wrong)).toBeNull()
  })
  it("draws what is more as larger and darker", () => {
    expect(radiusOf(1, 900)).toBeLessThan(radiusOf(2, 900))
    expect(radiusOf(900, 900)).toBe(24)
    expect([0, 1, 41, 300, 1000].map((count) => shadeOf(count, 1000))).toEqual([0, 1, 2, 3, 5])
    for (const most of [1, 2, 7, 1000, 250_000]) {
      const key = shades(most)
      expect(key.at(-1)?.shade).toBe(5)
      for (const { shade, from } of key) expect(shadeOf(from, most)).toBe(shade)
    }
  })
  it("has a scale of a round length that fits", () => {
    const { metres, pixels } = scaleBar(shanghai)
    expect([metres, pixels > 30 && pixels <= 96]).toEqual([50_000, true])
  })
})
