// The rights to fields on the page of roles: of every object, and sent as the server names them.

import { readFileSync } from "node:fs"
import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { fakePages, press, wait } from "../../../../fake/page"
import { HIDEABLE } from "./FieldRights"

const { sent, open } = fakePages()

describe("what a role may see of fields", () => {
  it("offers those of deals and leads, and sends them with the object before the key", async () => {
    open("/settings/roles", { users: true })
    const deals = within(await screen.findByRole("region", { name: "商机" }, wait))
    fireEvent.change(deals.getByLabelText("金额"), { target: { value: "hidden" } })
    const leads = within(screen.getByRole("region", { name: "线索" }))
    fireEvent.change(leads.getByLabelText("想要什么"), { target: { value: "locked" } })
    await press("保存")
    await waitFor(() => {
      const change = sent.find(({ method, path }) => method === "PATCH" && path.includes("/roles/"))?.body
      expect(change?.grants).toMatchObject({ hidden: ["deal.amount"], locked: ["lead.interest"] })
    }, wait)
  }, 15_000)

  it("offers what the server lets a role hide, no more and no less", () => {
    const rust = readFileSync("../crates/gx-store/src/access.rs", "utf8")
    const table = /pub const HIDEABLE[^=]*= &\[([\s\S]*?)\n\];/.exec(rust)?.[1] ?? ""
    const there = [...table.matchAll(/ObjectKind::(\w+),\s*&\[([^\]]*)\]/g)].map(([, object = "", keys = ""]) => [
      object.toLowerCase(),
      [...keys.matchAll(/"(\w+)"/g)].map(([, key]) => key),
    ])
    expect(Object.fromEntries(there)).toEqual(HIDEABLE)
  })
})
