// Why the program guesses a need, in one sentence; and how the words that somebody said are found again. Pure.

import type { Need, NeedEvidence, NeedKind } from "@api/contract"
import type { Format } from "@ui/format"
import type { IconName } from "@ui/Icon"
import type { Translate } from "@ui/phrases"
import type { needPhrases } from "./phrases"

export type NeedWords = Translate<NonNullable<(typeof needPhrases)["source"]>>

export const NEED_KINDS: readonly NeedKind[] = ["due", "asked", "together"]
export const NEED_ICONS: Record<NeedKind, IconName> = { due: "clock", asked: "sms", together: "bag" }

export const percentOf = (share: number): string => `${Math.round(share * 100)}%`

/** As many times more than by chance; one figure behind the point says enough. */
const liftText = (lift: number, format: Format) => format.decimal((Math.round(lift * 10) / 10).toString())

/** The sentence of a need that is known from orders; nothing where the server told too little to make one. */
export function orderEvidence(
  { kind, evidence }: Pick<Need, "kind" | "evidence">,
  t: NeedWords,
  format: Format,
): string | null {
  if (kind === "due") {
    const { times, every_days, last_at, rhythm } = evidence
    if (times === undefined || every_days === undefined || last_at === undefined) return null
    return t(rhythm === "others" ? "dueOthers" : "dueOwn", {
      times,
      every: Math.round(every_days),
      ago: Math.max(0, format.daysAgo(last_at)),
    })
  }
  if (kind === "together") {
    const { bought, share, lift, both } = evidence
    if (bought === undefined || share === undefined || lift === undefined || both === undefined) return null
    return t("together", { bought, share: percentOf(share), lift: liftText(lift, format), both })
  }
  return null
}

/** What a need is called: where the words are all there is, or may not be read, by its kind; they stand below it. */
export const titleOf = ({ kind, what, evidence }: Need, t: NeedWords): string =>
  what === "" || what === evidence.text ? t(`kind.${kind}`) : what

const WORDS_LOOKED_FOR = 16
const LONGEST_NAME = 24

/** What to look for on the timeline to come upon what was said: what they want if they named it, else how it begins. */
export function findFor(what: string, { text }: NeedEvidence): string | undefined {
  const said = text?.trim() ?? ""
  if (said === "") return undefined
  const named = what !== "" && what !== said && what.length <= LONGEST_NAME
  if (named && said.includes(what)) return what
  const [first = ""] = said.split(/[，。！？,.!?;；\n]/)
  const words = first.trim() || said
  if (words.length <= WORDS_LOOKED_FOR) return words
  // No word is cut in two where words are set apart.
  const cut = words.slice(0, WORDS_LOOKED_FOR)
  const gap = cut.lastIndexOf(" ")
  return /\w/.test(words.charAt(WORDS_LOOKED_FOR)) && gap > 0 ? cut.slice(0, gap) : cut.trim()
}
