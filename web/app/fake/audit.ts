// What was done in the fake company, narrowed by colleague, kind and days as the server narrows it.

import type { AuditLine } from "@api/contract"
import { at } from "./clock"
import { STAFF } from "./people"
import { type FakeRoute, on } from "./router"

const line = (n: number, days: number, kind: string, detail: Record<string, unknown>): AuditLine => ({
  id: `aud_${n}`,
  at: at(days),
  kind,
  user: STAFF[n % STAFF.length] ?? null,
  object: null,
  row: null,
  detail,
})

const lines = [
  line(0, 0, "sign_in", {}),
  line(1, 1, "export", { filter: 'city = "上海"' }),
  line(2, 3, "role", { role: "sales" }),
  line(3, 9, "key", { did: "on" }),
  line(4, 20, "sign_in_failed", {}),
]

export const auditRoutes: FakeRoute[] = [
  on("GET /api/audit", ({ query }) => {
    const [user, kind, from, to] = ["user", "kind", "from", "to"].map((key) => query.get(key) ?? "")
    const rows = lines.filter(
      (one) =>
        (user === "" || one.user?.id === user) &&
        (kind === "" || one.kind === kind) &&
        (!from || one.at.slice(0, 10) >= from) &&
        (!to || one.at.slice(0, 10) <= to),
    )
    return { rows, next: null }
  }),
]
