import { describe, expect, it } from "vitest"
import { metresBetween, placeText, readPlace } from "./distance"

describe("places", () => {
  it("are read as they are kept, and nothing else is", () => {
    expect(readPlace("31.2304,121.4737")).toEqual({ lat: 31.2304, lng: 121.4737 })
    for (const wrong of ["", null, undefined, "31", "91,0", "0,181", "a,b"]) expect(readPlace(wrong)).toBeNull()
    expect(placeText({ lat: 31.230412345, lng: 121.4737 })).toBe("31.23041,121.47370")
  })

  it("are as far apart as the server says", () => {
    const [a, b] = [readPlace("31.2304,121.4737"), readPlace("31.2310,121.4737")]
    expect(a && b && metresBetween(a, b)).toBe(67)
    expect(a && metresBetween(a, a)).toBe(0)
  })
})
