// Second factors, answered in this process: the code of the fake authenticator is always 123456.

import type { Factor, MailSettings, SignInRules } from "@api/contract"
import { type FakeRoute, on, Refusal } from "./router"

const CODES = Array.from({ length: 10 }, (_, n) => `ABCD-EFGH-JKLM-NPQ${n}`.replace("0", "R").replace("1", "S"))
const PASSWORD = "camellia"

let factor: Factor = { on: false, since: null, recovery_codes_left: 0, demanded: false }
let mail: MailSettings = { server: null, last: null }
let rules: SignInRules = { demand_factor: false, address: null }

export function resetSignIn(): void {
  factor = { on: false, since: null, recovery_codes_left: 0, demanded: false }
  rules = { demand_factor: false, address: null }
  mail = { server: null, last: null }
}

/** Whether signing in asks for a second step. */
export const needsSecondStep = (): boolean => factor.on

const password = (given: unknown) => {
  if (given === PASSWORD) return
  const refusal = new Refusal(422, "invalid", "password: the password is wrong")
  refusal.problem.fields = [{ field: "password", code: "wrong_password", message: "the password is wrong" }]
  throw refusal
}

const turnedOn = () => {
  factor = { ...factor, on: true, since: "2026-11-20T09:54:00Z", recovery_codes_left: CODES.length }
  return { recovery_codes: CODES }
}

export const signInRoutes = (enter: () => void): FakeRoute[] => [
  on("POST /api/session/code", async (call) => {
    const { code } = await call.json()
    if (code !== "123456" && !CODES.includes(String(code))) throw new Refusal(401, "wrong_code", "The code is wrong.")
    enter()
  }),
  on("GET /api/session/factor", () => factor),
  on("POST /api/session/factor", () => ({
    secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    uri: "otpauth://totp/Guanxi:zhou?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Guanxi",
  })),
  on("POST /api/session/factor/confirm", async (call) => {
    const { code } = await call.json()
    if (code === "123456") return turnedOn()
    const refusal = new Refusal(422, "invalid", "code: the code is wrong or has ended")
    refusal.problem.fields = [{ field: "code", code: "wrong_code", message: "the code is wrong or has ended" }]
    throw refusal
  }),
  on("POST /api/session/factor/recovery", async (call) => {
    password((await call.json()).password)
    return turnedOn()
  }),
  on("POST /api/session/factor/off", async (call) => {
    password((await call.json()).password)
    factor = { ...factor, on: false, since: null, recovery_codes_left: 0 }
  }),
  on("POST /api/staff/:id/factor/reset", () => undefined),
  on("GET /api/session/passkeys", () => []),
  on("GET /api/settings/sso", () => ({ provider: null, redirect: null })),
  on("POST /api/password/forgotten", () => undefined),
  on("GET /api/password/reset", (call) => {
    if (call.query.get("token") !== "gxr_good") throw new Refusal(410, "reset_gone", "This link has been used.")
    return { login: "zhou", name: "周以宁" }
  }),
  on("POST /api/password/reset", () => enter()),
  on("GET /api/settings/mail", () => mail),
  on("PUT /api/settings/mail", async (call) => {
    const set = await call.json()
    const text = (key: string) => (typeof set[key] === "string" ? set[key] : "")
    const server = {
      host: text("host"),
      port: Number(set.port ?? 0),
      encryption: set.encryption === "tls" ? ("tls" as const) : ("start_tls" as const),
      user: text("user"),
      has_password: text("password") !== "" || (mail.server?.has_password ?? false),
      from_name: text("from_name"),
      from_address: text("from_address"),
    }
    mail = { server: server.host === "" ? null : server, last: null }
    return mail
  }),
  on("POST /api/settings/mail/test", () => ({ to: "zhou@camellia.example" })),
  on("GET /api/settings/sign-in", () => rules),
  on("PUT /api/settings/sign-in", async (call) => {
    const set = await call.json()
    if (typeof set.demand_factor === "boolean") rules = { ...rules, demand_factor: set.demand_factor }
    if (typeof set.address === "string") rules = { ...rules, address: set.address || null }
    factor = { ...factor, demanded: rules.demand_factor }
    return rules
  }),
]
