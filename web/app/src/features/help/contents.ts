// All help by the address of its screen, and finding in it.

import type { Locale } from "@api/contract"
import { type HelpEntry, said } from "./entry"
import { activities } from "./texts/activities"
import { assignment } from "./texts/assignment"
import { daily } from "./texts/daily"
import { dashboards } from "./texts/dashboards"
import { data } from "./texts/data"
import { doors } from "./texts/doors"
import { hand } from "./texts/hand"
import { leads } from "./texts/leads"
import { sales } from "./texts/sales"
import { setup } from "./texts/setup"
import { trade } from "./texts/trade"
import { HELP_WORDS } from "./words"

export const HELP: Record<string, HelpEntry> = {
  ...daily,
  ...activities,
  ...sales,
  ...leads,
  ...hand,
  ...assignment,
  ...trade,
  ...dashboards,
  ...data,
  ...setup,
  ...doors,
}

/** Where a screen has no help of its own, which a test forbids, one is still told what an unknown page is. */
export const helpOf = (path: string): HelpEntry => HELP[path] ?? HELP["/$"] ?? NOTHING

const NOTHING: HelpEntry = {
  title: said("帮助", "說明", "Help"),
  purpose: said("", "", ""),
  deeds: [],
  words: [],
  troubles: [],
}

export interface Found {
  /** The screen it stands under; none where it explains a word. */
  path?: string
  title: string
  text: string
}

const fold = (text: string) => text.toLocaleLowerCase().normalize("NFKC")

/** What holds every word looked for; titles first, then the rest in the order of the screens. */
export function findHelp(asked: string, locale: Locale): Found[] {
  const wanted = fold(asked).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return []
  const holds = (...texts: string[]) => {
    const all = fold(texts.join(" "))
    return wanted.every((word) => all.includes(word))
  }
  const [first, rest]: [Found[], Found[]] = [[], []]
  for (const [path, entry] of Object.entries(HELP)) {
    const title = entry.title[locale]
    if (holds(title)) first.push({ path, title, text: entry.purpose[locale] })
    else if (holds(title, entry.purpose[locale])) rest.push({ path, title, text: entry.purpose[locale] })
    for (const { what } of entry.deeds) if (holds(what[locale])) rest.push({ path, title, text: what[locale] })
    for (const { sign, remedy } of entry.troubles)
      if (holds(sign[locale], remedy[locale])) rest.push({ path, title, text: sign[locale] })
  }
  for (const { word, means } of Object.values(HELP_WORDS)) {
    const found = { title: word[locale], text: means[locale] }
    if (holds(found.title)) first.push(found)
    else if (holds(found.title, found.text)) rest.push(found)
  }
  return [...first, ...rest].slice(0, 30)
}
