// The side panel's code: fetched once the page has come, or at once when somebody is opened.
// Not `lazy`: React keeps what it shows after a pause back for 300 ms, also where the file is there already.

import { useEffect, useState } from "react"

type Panel = typeof import("../features/person/SidePanel").SidePanel

const LATER = 3000

/** The panel, or null until it has been fetched. A fetch that failed is tried again with the next one opened. */
export function useSidePanel(wanted: string | undefined): Panel | null {
  const [panel, setPanel] = useState<Panel | null>(null)
  useEffect(() => {
    if (panel) return
    let left = false
    const arrive = (fetched: { SidePanel: Panel }) => left || setPanel(() => fetched.SidePanel)
    const soon = setTimeout(
      () => void import("../features/person/SidePanel").then(arrive, () => undefined),
      wanted === undefined ? LATER : 0,
    )
    return () => {
      left = true
      clearTimeout(soon)
    }
  }, [panel, wanted])
  return panel
}
