// The view that a list opens with, for the role of whoever opens it: only where the address asks for nothing itself.
// Out: whether the list is still to wait for it, so that nobody sees all rows for a moment before those of the view.

import type { ObjectKind, View } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { viewsQuery } from "./views"

export function useFirstView(object: ObjectKind, search: object, open: (view: View) => void): boolean {
  const { data: views, isPending, failureCount } = useQuery(viewsQuery)
  const first = views?.find((view) => view.object === object && view.opens)
  const asked = Object.values(search).some((value) => value !== undefined)
  // Whoever then chooses all of the list, or anything else, is left there.
  const [state, setState] = useState<"waits" | "opens" | "settled">(asked ? "settled" : "waits")
  const known = !isPending
  useEffect(() => {
    if (state === "settled") return
    if (asked) setState("settled")
    else if (state === "waits" && known) {
      setState(first ? "opens" : "settled")
      if (first) open(first)
    }
  }, [state, asked, known, first, open])
  if (state === "settled" || asked) return false
  // Views that cannot be read hold up no list.
  return state === "opens" || (known ? first !== undefined : failureCount === 0)
}
