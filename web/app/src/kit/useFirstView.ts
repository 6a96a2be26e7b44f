// The view that a list opens with, for the role of whoever opens it: only where the address asks for nothing itself.

import type { ObjectKind, View } from "@api/contract"
import { useEffect, useRef } from "react"
import { useViews } from "./views"

export function useFirstView(object: ObjectKind, search: object, open: (view: View) => void) {
  const { views } = useViews(object)
  const first = views.find((view) => view.opens)
  const asked = Object.values(search).some((value) => value !== undefined)
  // Whoever then chooses all of the list, or anything else, is left there.
  const settled = useRef(asked)
  useEffect(() => {
    if (settled.current || !first) return
    settled.current = true
    open(first)
  }, [first, open])
  useEffect(() => {
    if (asked) settled.current = true
  }, [asked])
}
