// The customer's pages: one quote, one order, each behind a link that is the right to see it.
// In: the address and /api/guest of the same origin. Out: a page that is read, answered, printed.
// It must never load anything of the staff app, know a session, or keep the token anywhere but in the address.

import "@ui/tokens.css"
import "./guest.css"
import "./print.css"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { addressOf } from "./address"
import { GuestApp } from "./GuestApp"
import { followSystem } from "./look"
import { pageOf } from "./page"

followSystem()

// Outside of what is drawn: what is drawn anew must not read anew.
const page = pageOf(addressOf(window.location.pathname))
const root = document.getElementById("root")
if (root) {
  createRoot(root).render(
    <StrictMode>
      <GuestApp page={page} />
    </StrictMode>,
  )
}
