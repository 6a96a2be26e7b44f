// What the fake company's clerk is told of.

import type { Notice } from "@api/contract"
import { at } from "./clock"
import { leads } from "./leadData"
import { STAFF } from "./people"
import { type FakeRoute, on } from "./router"

const lead = (n: number) => {
  const row = leads[n]?.row
  return row ? { id: row.id, name: row.name } : null
}
const notice = (n: number, more: Partial<Notice> & Pick<Notice, "kind">): Notice => ({
  id: `ntc_${n}`,
  at: at(0, `09:${50 - n}`),
  by: null,
  object: "lead",
  row: null,
  detail: null,
  read: n > 2,
  ...more,
})

const notices: Notice[] = [
  notice(1, { kind: "lead", row: lead(2), detail: { did: "returns", at: at(-2, "09:30") } }),
  notice(2, { kind: "dispute", row: lead(4), by: STAFF[3] ?? null, detail: { did: "decided", dispute: "dsp_003" } }),
  notice(3, { kind: "lead", row: lead(1), by: STAFF[3] ?? null, detail: { did: "given" } }),
  notice(4, { kind: "lead", row: lead(6), detail: { did: "returned" } }),
  notice(5, { kind: "lead", row: lead(5), detail: { did: "given" } }),
  notice(6, { kind: "lead", detail: { did: "given", n: 12 } }),
  notice(7, { kind: "lead", by: STAFF[3] ?? null, detail: { did: "given", n: 4 } }),
  notice(8, { kind: "lead", detail: { did: "returned", n: 3 } }),
  notice(9, { kind: "lead", by: STAFF[3] ?? null, detail: { did: "taken", n: 2 } }),
]

export const noticeRoutes: FakeRoute[] = [
  on("GET /api/notices", () => ({ rows: notices, next: null, unread: notices.filter(({ read }) => !read).length })),
  on("POST /api/notices/read", async (call) => {
    const { id } = await call.json()
    for (const one of notices) if (id === undefined || one.id === id) one.read = true
  }),
]
