import { Failure } from "@api/client"
import { cleanup, fireEvent, render, screen } from "@testing-library/react"
import { LocaleProvider } from "@ui/phrases"
import { afterEach, expect, test } from "vitest"
import { ListAnswer } from "./ListAnswer"

afterEach(cleanup)

const good = { isPending: false, isError: false, error: null, refetch: () => undefined }

function shown(asked: React.ComponentProps<typeof ListAnswer>["asked"], empty = false) {
  const done: string[] = []
  render(
    <LocaleProvider locale="en">
      <ListAnswer asked={asked} empty={empty && <p>nobody</p>} onDropFilter={() => done.push("dropped")}>
        <p>rows</p>
      </ListAnswer>
    </LocaleProvider>,
  )
  return done
}

test("rows where there are some, and what is said where there are none", () => {
  shown([good])
  expect(screen.getByText("rows")).toBeTruthy()
  cleanup()
  shown([good], true)
  expect(screen.getByText("nobody")).toBeTruthy()
  expect(screen.queryByText("rows")).toBeNull()
})

test("neither before both the list and its groups are there", () => {
  shown([good, { ...good, isPending: true }], true)
  expect(screen.queryByText("rows")).toBeNull()
  expect(screen.queryByText("nobody")).toBeNull()
})

test("a filter by a field that is no more can be dropped; what else fails can be tried again", () => {
  const wrong = new Failure({ status: 400, code: "filter", message: "no such field" })
  const done = shown([{ ...good, isError: true, error: wrong }])
  fireEvent.click(screen.getByRole("button", { name: "Clear all" }))
  expect(done).toEqual(["dropped"])
  cleanup()
  const other = new Failure({ status: 500, code: "internal", message: "a fault" })
  const again: string[] = []
  shown([good, { ...good, isError: true, error: other, refetch: () => again.push("again") }])
  fireEvent.click(screen.getByRole("button"))
  expect(again).toEqual(["again"])
})
