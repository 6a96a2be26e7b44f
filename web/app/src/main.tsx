// The staff web app: starts the router, the query cache and the language.
// In: the URL and the API of the same origin. Out: pages.
// It must never hold state that the URL or the server should hold.

import "@fontsource-variable/inter/wght.css"
import "@ui/tokens.css"
import "@ui/base.css"
import { QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { Toasts } from "@ui/Toasts"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { Appearance } from "./kit/appearance"
import { ProblemWords } from "./kit/problems"
import { queryClient } from "./kit/queries"
import { watchVersion } from "./kit/version"
import { router } from "./routes"

watchVersion()

const root = document.getElementById("root")
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Appearance>
        <QueryClientProvider client={queryClient}>
          <ProblemWords />
          <RouterProvider router={router} />
          <Toasts />
        </QueryClientProvider>
      </Appearance>
    </StrictMode>,
  )
}
