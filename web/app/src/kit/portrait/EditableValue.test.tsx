import { cleanup, fireEvent, render, screen } from "@testing-library/react"
import { afterEach, expect, test, vi } from "vitest"
import { EditableValue } from "./EditableValue"

afterEach(cleanup)

test("what is ended by a key is saved once, though the control loses the focus on its way out", () => {
  const onSave = vi.fn()
  const field = { key: "price", type: "money", custom: false, editable: true, sortable: false } as const
  const ofCell = (
    <EditableValue field={field} label="价格" value="82.00" users={[]} open onSave={onSave}>
      {null}
    </EditableValue>
  )
  render(ofCell)
  const control = screen.getByLabelText("价格")
  fireEvent.change(control, { target: { value: "81" } })
  // The table takes the focus back before the control is gone.
  control.addEventListener("keydown", () => fireEvent.blur(control))
  fireEvent.keyDown(control, { key: "Enter" })
  expect(onSave.mock.calls).toEqual([["81"]])
})
