import { describe, expect, it } from "vitest"
import { dragged, drawn, lengthened } from "./useTurnDrag"
import { stepped } from "./useTurnGrab"

const call = { day: "2026-12-01", minutes: 14 * 60, long: 60, who: "usr_2" }
const day = { day: "2026-12-01", minutes: null, long: 1440, who: "usr_2" }
const spot = (kind: "grid" | "all" | "month", minutes = 0, on = "2026-12-01", who = "") => ({
  kind,
  day: on,
  who,
  minutes,
})

describe("an entry dragged", () => {
  it("snaps to a quarter of an hour from where it was taken", () => {
    expect(dragged(call, spot("grid", 15 * 60 + 38), 30)).toEqual({ ...call, minutes: 15 * 60 + 15 })
    expect(dragged(call, spot("grid", 2), 30).minutes).toBe(0)
    expect(dragged(call, spot("grid", 1439, "2026-12-02"), 0)).toMatchObject({ day: "2026-12-02", minutes: 1425 })
  })

  it("into a colleague's column becomes theirs", () => {
    expect(dragged(call, spot("grid", 14 * 60, "2026-12-01", "usr_3"), 0).who).toBe("usr_3")
  })

  it("keeps its time in a month, loses it above the hours and has one below", () => {
    expect(dragged(call, spot("month", 0, "2026-12-09"), 0)).toEqual({ ...call, day: "2026-12-09" })
    expect(dragged(call, spot("all", 0, "2026-12-02"), 0)).toEqual({ ...day, day: "2026-12-02" })
    expect(dragged(day, spot("grid", 10 * 60), 0)).toMatchObject({ minutes: 9 * 60 + 30, long: 60 })
  })

  it("at its end is longer, never shorter than a step, over midnight too", () => {
    expect(lengthened(call, spot("grid", 16 * 60 + 5)).long).toBe(120)
    expect(lengthened(call, spot("grid", 8 * 60)).long).toBe(15)
    expect(lengthened(call, spot("grid", 60, "2026-12-02")).long).toBe(11 * 60)
    expect(lengthened(day, spot("grid", 60))).toEqual(day)
  })
})

it("a stretch drawn is what lies between, also upwards, and never a moment", () => {
  expect(drawn(spot("grid", 602), spot("grid", 698))).toMatchObject({ minutes: 600, long: 105 })
  expect(drawn(spot("grid", 698), spot("grid", 602))).toMatchObject({ minutes: 600, long: 105 })
  expect(drawn(spot("grid", 602), spot("grid", 602))).toMatchObject({ minutes: 600, long: 30 })
  expect(drawn(spot("all"), spot("grid", 600))).toMatchObject({ minutes: null, long: 1440 })
})

describe("an entry moved by keys", () => {
  it("goes by quarters, days, weeks or colleagues, as it is looked at", () => {
    expect(stepped(call, "ArrowDown", false, false, null)?.minutes).toBe(14 * 60 + 15)
    expect(stepped(call, "ArrowRight", false, false, null)?.day).toBe("2026-12-02")
    expect(stepped(call, "ArrowUp", false, true, null)?.day).toBe("2026-11-24")
    expect(stepped(call, "ArrowRight", false, false, ["usr_2", "usr_3"])?.who).toBe("usr_3")
    // Beyond the last column there is nobody.
    expect(stepped(call, "ArrowLeft", false, false, ["usr_2", "usr_3"])).toBe(null)
  })

  it("changes its length with Shift, and has no hour where it takes the whole day", () => {
    expect(stepped(call, "ArrowUp", true, false, null)?.long).toBe(45)
    expect(stepped(call, "ArrowRight", true, false, null)).toBe(null)
    expect(stepped(day, "ArrowDown", false, false, null)).toBe(null)
    expect(stepped(day, "ArrowDown", true, false, null)?.long).toBe(2880)
    expect(stepped(call, "a", false, false, null)).toBe(null)
  })
})
