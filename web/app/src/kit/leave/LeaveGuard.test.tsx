// A tab that is closed over changes that are not saved: the browser asks, and only then.

import {
  createBrowserHistory,
  createRootRoute,
  createRouter,
  type RouterHistory,
  RouterProvider,
} from "@tanstack/react-router"
import { cleanup, render, screen, waitFor } from "@testing-library/react"
import { useState } from "react"
import { afterEach, expect, it } from "vitest"
import { Appearance } from "../appearance"
import { LeaveGuard } from "./LeaveGuard"

let history: RouterHistory | undefined
afterEach(() => {
  cleanup()
  history?.destroy()
})

function Page() {
  const [changed, setChanged] = useState(false)
  return (
    <>
      <LeaveGuard changed={changed} />
      <button type="button" onClick={() => setChanged(!changed)}>
        change
      </button>
    </>
  )
}

/** Whether the browser would ask. */
function closes(): boolean {
  const event = new Event("beforeunload", { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

it("keeps a tab from closing in silence while there are changes", async () => {
  history = createBrowserHistory()
  const router = createRouter({ routeTree: createRootRoute({ component: Page }), history })
  render(
    <Appearance>
      <RouterProvider router={router} />
    </Appearance>,
  )
  const button = await screen.findByRole("button", { name: "change" })
  expect(closes()).toBe(false)
  button.click()
  await waitFor(() => expect(closes()).toBe(true))
  button.click()
  await waitFor(() => expect(closes()).toBe(false))
})
