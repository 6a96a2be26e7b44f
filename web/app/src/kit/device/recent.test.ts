import "fake-indexeddb/auto"
import { Failure } from "@api/client"
import { cleanup, renderHook } from "@testing-library/react"
import { afterEach, expect, test, vi } from "vitest"
import { keepWithin } from "./limits"
import { MOST_RECENT, type Recent, readRecent, useOpened, withOpened } from "./recent"
import { enter, forgetAll } from "./store"

afterEach(cleanup)

const one = (id: string): Recent => ({ kind: "order", id, title: id, subtitle: "" })

test("what is opened again comes to the head and stands once", () => {
  expect(withOpened([one("a"), one("b")], one("b")).map(({ id }) => id)).toEqual(["b", "a"])
})

test("it is kept for one account, lets go of what is gone, and is empty after signing out", async () => {
  await enter("usr_1")
  keepWithin({ people: 10, days: 7 })
  for (let n = 0; n < 10; n++) renderHook(() => useOpened("order", `ord_${n}`, `CM-${n}`, "陈静"))
  await vi.waitFor(async () => expect((await readRecent())[0]?.id).toBe("ord_9"))
  expect(await readRecent()).toHaveLength(MOST_RECENT)
  const missing = new Failure({ status: 404, code: "not_found", message: "" })
  renderHook(() => useOpened("order", "ord_9", undefined, "", missing))
  await vi.waitFor(async () => expect((await readRecent())[0]?.id).toBe("ord_8"))
  await enter("usr_2")
  expect(await readRecent()).toEqual([])
  await enter("usr_1")
  await forgetAll()
  await enter("usr_1")
  expect(await readRecent()).toEqual([])
})
