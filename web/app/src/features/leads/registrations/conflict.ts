// Why a registration was not taken, read from the server's problem.

import type { Problem } from "@api/contract"

export interface Conflict {
  kind: "registered" | "known"
  who: string | null
  until: string | null
  lead: string | null
  /** With it, a dispute is opened about a lead that one does not see. */
  ticket: string | null
}

const nameIn = (value: unknown): string | null =>
  typeof value === "object" && value !== null && "name" in value ? String(value.name) : null
const textIn = (value: unknown): string | null => (typeof value === "string" ? value : null)

/** A colleague's registration that holds, or a person who is somebody's already; null where it is something else. */
export function conflictOf({ code, detail }: Pick<Problem, "code" | "detail">): Conflict | null {
  if (code === "registered")
    return { kind: code, who: nameIn(detail?.by), until: textIn(detail?.until), lead: null, ticket: null }
  if (code !== "known") return null
  const who = nameIn(detail?.holder) ?? nameIn(detail?.registered)
  return { kind: code, who, until: null, lead: textIn(detail?.lead), ticket: textIn(detail?.ticket) }
}
