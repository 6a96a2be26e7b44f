import type { Session } from "@api/contract"
import { describe, expect, it } from "vitest"
import { isLeading, whoseOf } from "./whose"

const signed = (role: string, can: Session["can"] = {}): Pick<Session, "user" | "can"> => ({
  user: { id: "usr_1", login: "x", name: "x", role, role_name: null, locale: null, theme: "system" },
  can,
})

describe("whose rows are looked at", () => {
  it("are those of the team for who leads, one's own for who does the work", () => {
    expect(["admin", "manager", "team_lead"].map((role) => isLeading(signed(role)))).toEqual([true, true, true])
    expect(["sales", "service"].map((role) => isLeading(signed(role, { users: true })))).toEqual([false, false])
    // A role that the workspace made.
    expect(isLeading(signed("rol_7", { users: true }))).toBe(true)
    expect(isLeading(signed("rol_7"))).toBe(false)
  })

  it("are as the address says, where that is offered", () => {
    expect(whoseOf("all", ["me", "team", "all"], false)).toBe("all")
    expect(whoseOf("all", ["me", "team"], false)).toBe("me")
    expect(whoseOf(undefined, ["me", "team", "all"], true)).toBe("team")
    expect(whoseOf("team", ["me", "all"], true)).toBe("all")
    expect(whoseOf(undefined, ["me"], true)).toBe("me")
    expect(whoseOf("everybody", [], false)).toBe("me")
  })
})
