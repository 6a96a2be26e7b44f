// What a row of these lists is of: its page, and what something planned about it is about.

import type { StaleRow } from "@api/contract"
import type { About } from "../../kit/activities/about"

export function aboutOf({ object, id, name, person, company }: StaleRow): About {
  const named = { id, name }
  if (object === "deal") return { deal: named, person, company }
  if (object === "lead") return { lead: named, person }
  return { person: named, company }
}

export const pageOf = ({ object }: StaleRow): string =>
  object === "deal" ? "/sales" : object === "lead" ? "/leads" : "/people"
