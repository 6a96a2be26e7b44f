import { describe, expect, it } from "vitest"
import { displayPhone, speakIdentity, withPhones } from "./contact"

describe("ways to reach somebody", () => {
  it("groups the numbers it knows and leaves others alone", () => {
    expect(displayPhone("+8613800002716")).toBe("138 0000 2716")
    expect(displayPhone("+14155550100")).toBe("+1 415 555 0100")
    expect(displayPhone("+447700900816")).toBe("+44 7700 900816")
    expect(displayPhone("+862855500006")).toBe("028 5550 0006")
    expect(displayPhone("+8657155500004")).toBe("0571 5550 0004")
    expect(displayPhone("+8675583201234")).toBe("0755 8320 1234")
    expect(displayPhone("+4915112345678")).toBe("+4915112345678")
  })

  it("groups the phones inside a line and no longer run of digits", () => {
    expect(withPhones("上海 · CM-203118 · +8613800002716")).toBe("上海 · CM-203118 · 138 0000 2716")
    expect(withPhones("+861380000271600")).toBe("+861380000271600")
  })

  it("reads a handle with its place, and shows no opaque id", () => {
    expect(speakIdentity("handle", "xiaohongshu:晓梅在山里")).toEqual({ text: "@晓梅在山里", place: "xiaohongshu" })
    expect(speakIdentity("handle", "@lin")).toEqual({ text: "@lin", place: null })
    expect(speakIdentity("wechat_openid", "oCmL0s4TIeTPc0NvuyyitOyCFyjY").text).toBeNull()
    expect(speakIdentity("email", "a@b.example")).toEqual({ text: "a@b.example", place: null })
  })
})
