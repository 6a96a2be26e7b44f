// The filter of a list as it is written: the draft, and what the server says of it.

import { api } from "@api/client"
import type { ObjectKind } from "@api/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { useSettled } from "../useSettled"

export function useListFilter(object: ObjectKind, filter: string) {
  const [open, setOpen] = useState(filter !== "")
  const [draft, setDraft] = useState(filter)
  const asked = useSettled(draft, 250)
  const check = useQuery({
    queryKey: ["filter", object, asked],
    queryFn: ({ signal }) => api.filter.check(object, asked, signal),
    enabled: open && asked !== "",
    placeholderData: keepPreviousData,
  }).data
  return {
    open,
    draft,
    check,
    toggle: () => setOpen(!open),
    onDraft: setDraft,
    /** What another view brings along. */
    show: (text: string) => {
      setDraft(text)
      setOpen(text !== "")
    },
  }
}
