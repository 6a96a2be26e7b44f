// What an activity is about: at most one record of each kind, and where the page of each is.

import type { ActivityRow, Deal, Lead, Named, ObjectKind, Person } from "@api/contract"
import type { IconName } from "@ui/Icon"

export const ABOUT = ["person", "company", "deal", "lead", "order"] as const satisfies readonly ObjectKind[]
export type AboutKind = (typeof ABOUT)[number]
export type About = Partial<Record<AboutKind, Named | null>>

export const ABOUT_ICONS: Record<AboutKind, IconName> = {
  person: "person",
  company: "company",
  deal: "deal",
  lead: "sprout",
  order: "bag",
}

/** Where the pages of each kind are. */
export const ABOUT_PAGES: Record<AboutKind, string> = {
  person: "/people",
  company: "/companies",
  deal: "/sales",
  lead: "/leads",
  order: "/orders",
}

const PREFIXES: Record<string, AboutKind> = { per: "person", com: "company", dea: "deal", lea: "lead", ord: "order" }

/** Which kind of record an id is of. */
export const kindOfId = (id: string): AboutKind | null => PREFIXES[id.split("_")[0] ?? ""] ?? null

export const aboutOf = (row: Pick<ActivityRow, AboutKind>): About =>
  Object.fromEntries(ABOUT.map((kind) => [kind, row[kind]]))

/** The first of them, by which an activity is known in a line; not the record on whose page it stands. */
export function mainAbout(
  row: Pick<ActivityRow, AboutKind>,
  except?: string,
): { kind: AboutKind; named: Named } | null {
  for (const kind of ABOUT) {
    const named = row[kind]
    if (named && named.id !== except) return { kind, named }
  }
  return null
}

/** What something planned on the page of a deal is about. */
export const aboutDeal = ({ row }: Deal): About => ({
  deal: { id: row.id, name: row.name },
  person: row.person,
  company: row.company,
})

export const aboutLead = ({ row }: Lead): About => ({ lead: { id: row.id, name: row.name }, person: row.person })

export const aboutPerson = ({ id, name, initial, companies }: Person): About => ({
  person: { id, name, initial },
  // Who works at several is not guessed at.
  ...(companies.length === 1 && { company: companies[0]?.company }),
})
