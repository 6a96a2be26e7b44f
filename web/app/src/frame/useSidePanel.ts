// The side panel's code: fetched once the page has come, or at once when somebody is opened.
// Not `lazy`: React keeps what it shows after a pause back for 300 ms, also where the file is there already.

import { type ComponentType, useEffect, useState } from "react"

type Panel = ComponentType<{ id: string }>

const PANELS = {
  person: async (): Promise<Panel> => (await import("../features/person/SidePanel")).SidePanel,
  deal: async (): Promise<Panel> => (await import("../features/sales/DealPanel")).DealPanel,
  lead: async (): Promise<Panel> => (await import("../features/leads/LeadPanel")).LeadPanel,
  product: async (): Promise<Panel> => (await import("../features/products/ProductPanel")).ProductPanel,
  activity: async (): Promise<Panel> => (await import("../features/activities/ActivityPanel")).ActivityPanel,
  order: async (): Promise<Panel> => (await import("../features/orders/OrderPanel")).OrderPanel,
}

/** By the first letters of an id; whatever else is opened beside a page is a deal. */
const KINDS: Partial<Record<string, keyof typeof PANELS>> = {
  per: "person",
  lea: "lead",
  prd: "product",
  ord: "order",
  act: "activity",
}

const LATER = 3000

/** The panel, or null until it has been fetched. A fetch that failed is tried again with the next one opened. */
export function useSidePanel(wanted: string | undefined): Panel | null {
  const [panels, setPanels] = useState<Partial<Record<keyof typeof PANELS, Panel>>>({})
  const kind = wanted === undefined ? "person" : (KINDS[wanted.split("_")[0] ?? ""] ?? "deal")
  const panel = panels[kind]
  useEffect(() => {
    if (panel) return
    let left = false
    const arrive = (fetched: Panel) => left || setPanels((now) => ({ ...now, [kind]: fetched }))
    const soon = setTimeout(() => void PANELS[kind]().then(arrive, () => undefined), wanted === undefined ? LATER : 0)
    return () => {
      left = true
      clearTimeout(soon)
    }
  }, [panel, kind, wanted])
  return panel ?? null
}
