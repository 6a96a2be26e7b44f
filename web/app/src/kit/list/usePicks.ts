// Which rows are selected: one by one, a stretch with Shift, all that are read, or all that the list holds.

import { useRef, useState } from "react"

export function usePicks<Row extends { id: string }>(rows: Row[]) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  // All that the list holds, also those not read yet; any other choice ends it.
  const [everybody, setEverybody] = useState(false)
  const last = useRef<string | null>(null)
  const choose = (next: ReadonlySet<string>) => {
    setPicked(next)
    setEverybody(false)
  }
  const pick = (id: string, range = false) => {
    const next = new Set(picked)
    const [from, to] = [last.current, id].map((one) => rows.findIndex((row) => row.id === one))
    if (range && from !== undefined && to !== undefined && from >= 0 && to >= 0)
      for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.id)
    else if (!next.delete(id)) next.add(id)
    last.current = id
    choose(next)
  }
  return {
    picked,
    rows: rows.filter((row) => picked.has(row.id)),
    everybody,
    pick,
    pickAll: (on: boolean) => choose(new Set(on ? rows.map((row) => row.id) : [])),
    pickEverybody: () => setEverybody(true),
    clear: () => choose(new Set()),
  }
}
