// How a deal is called where there is room for two lines: by whom it is with, and by what it is about.

import type { DealRow, Named } from "@api/contract"

export interface DealNames {
  /** The company, else the person, else the deal's own name. */
  title: string
  /** What it is about and with whom, as far as the title does not say. */
  about: string[]
}

/** "木禾设计 · 年节礼盒" beside 木禾设计 is "年节礼盒". */
function without(name: string, who: Named): string {
  const rest = name.startsWith(who.name) ? name.slice(who.name.length).replace(/^[\s·:：,，—–-]+/, "") : name
  return rest === "" ? name : rest
}

export function namesOf({ name, company, person }: DealRow): DealNames {
  const who = company ?? person
  if (!who) return { title: name, about: [] }
  const about = [without(name, who), company ? person?.name : undefined]
  return { title: who.name, about: about.filter((part) => part !== undefined) }
}
