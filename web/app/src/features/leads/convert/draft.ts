// A conversion while it is being filled in, and the wish it becomes.

import type { LeadConversion, LeadConvert, LeadRow } from "@api/contract"

export type CompanyChoice = { kind: "known"; id: string } | { kind: "new"; name: string } | { kind: "none" }

export interface Draft {
  /** The id of the twin; null where the person is somebody else. */
  merge: string | null
  company: CompanyChoice
  makesDeal: boolean
  name: string
  pipeline: string
  stage: string
  amount: string
  currency: string
  expected_on: string
  /** What the stage needs besides, as typed values. */
  needed: Record<string, unknown>
}

/** From here on, a twin is offered as the same person at once. */
export const SURE = 90

export function draftOf({ twins, companies, deal }: LeadConversion, row: Pick<LeadRow, "company">): Draft {
  const twin = [...twins].sort((a, b) => b.likeness - a.likeness)[0]
  const said = row.company?.trim() ?? ""
  const same = companies.find(({ company }) => company.name.trim() === said)
  return {
    merge: twin && twin.likeness >= SURE ? twin.person.id : null,
    company: same
      ? { kind: "known", id: same.company.id }
      : said === ""
        ? { kind: "none" }
        : { kind: "new", name: said },
    makesDeal: true,
    name: deal.name,
    pipeline: deal.pipeline,
    stage: deal.stage,
    amount: deal.amount ?? "",
    currency: deal.currency,
    expected_on: "",
    needed: {},
  }
}

/** What is asked of the server; null while something has still to be filled. */
export function wishOf(draft: Draft): LeadConvert | null {
  const { company } = draft
  if (draft.makesDeal && draft.name.trim() === "") return null
  if (company.kind === "new" && company.name.trim() === "") return null
  return {
    ...(draft.merge !== null && { merge: draft.merge }),
    ...(company.kind === "known" && { company: { id: company.id } }),
    ...(company.kind === "new" && { company: { name: company.name.trim() } }),
    ...(draft.makesDeal && {
      deal: {
        ...draft.needed,
        name: draft.name.trim(),
        pipeline: draft.pipeline,
        stage: draft.stage,
        amount: draft.amount.trim() || null,
        currency: draft.currency.trim().toUpperCase() || undefined,
        expected_on: draft.expected_on || null,
      },
    }),
  }
}
