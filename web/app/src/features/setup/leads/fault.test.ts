import { expect, it } from "vitest"
import { lostField } from "./fault"

it("a field that is gone is told from all else that a filter may suffer from", () => {
  expect(lostField("There is no field `x_gift_boxes` of a lead.")).toBe(true)
  expect(lostField("`open day` is not an option of `x_event_kind`.")).toBe(false)
  expect(lostField("nobody")).toBe(false)
})
