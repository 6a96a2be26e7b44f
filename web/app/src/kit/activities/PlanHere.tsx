// Something planned from anywhere, by key or from the palette: about the record whose page or panel is open.

import { api } from "@api/client"
import type { ActivityKind, Named } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useLocation, useSearch } from "@tanstack/react-router"
import { dealQuery } from "../deals"
import { leadQuery } from "../leads"
import { companyQuery, personQuery } from "../queries"
import { type About, type AboutKind, kindOfId } from "./about"
import { PlanDialog } from "./PlanDialog"

interface PlanHereProps {
  kind: ActivityKind
  onClose: () => void
}

/** The record that is looked at, and what else it says an activity about it is about. */
async function aboutNow(kind: AboutKind, id: string): Promise<About> {
  const named = (one: { id: string; name: string }): Named => ({ id: one.id, name: one.name })
  if (kind === "person") {
    const { id: known, name } = await api.people.get(id)
    return { person: { id: known, name } }
  }
  if (kind === "company") return { company: named((await api.companies.get(id)).row) }
  if (kind === "deal") {
    const { row } = await api.deals.get(id)
    return { deal: named(row), person: row.person, company: row.company }
  }
  if (kind === "lead") {
    const { row } = await api.leads.get(id)
    return { lead: named(row), person: row.person }
  }
  return {}
}

const KEYS = {
  person: (id: string) => personQuery(id).queryKey,
  company: (id: string) => companyQuery(id).queryKey,
  deal: (id: string) => dealQuery(id).queryKey,
  lead: (id: string) => leadQuery(id).queryKey,
  order: (id: string) => ["order", id],
}

export function PlanHere({ kind, onClose }: PlanHereProps) {
  const { pathname } = useLocation()
  const { panel } = useSearch({ from: "/frame" })
  const id = panel ?? pathname.split("/")[2] ?? ""
  const record = kindOfId(id)
  const asked = useQuery({
    queryKey: ["about", ...(record ? KEYS[record](id) : [])],
    queryFn: () => (record ? aboutNow(record, id) : {}),
    enabled: record !== null,
    retry: false,
  })
  // Whoever may not see the record plans all the same, about nothing.
  if (record !== null && asked.isPending) return null
  return <PlanDialog prefill={{ kind, about: asked.data ?? {} }} onClose={onClose} />
}
