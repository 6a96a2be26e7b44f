// Progress of imports, as the stream tells it, put where the pages read it.

import { live } from "@api/client"
import type { ImportInfo } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"

export function useImportNews(): void {
  const cache = useQueryClient()
  useEffect(
    () =>
      live(["imports"], (event) => {
        if (event.type !== "import") return
        const { id, progress } = event
        cache.setQueryData<ImportInfo>(["import", id], (now) => now && { ...now, progress })
        cache.setQueryData<ImportInfo[]>(["imports"], (now) =>
          now?.map((one) => (one.id === id ? { ...one, progress } : one)),
        )
        if (progress.ended_at === null) return
        for (const queryKey of [["import", id], ["imports"], ["people"], ["companies"], ["orders"]])
          void cache.invalidateQueries({ queryKey })
      }),
    [cache],
  )
}
