// The sentence under a need: what speaks for it, with the words that were said as the way to them.

import type { Need } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Fragment, type ReactNode } from "react"
import { channelLabel, useWords } from "../words"
import { findFor, orderEvidence } from "./evidence"
import { needPhrases } from "./phrases"

interface NeedWhyProps {
  need: Need
  /** Draws the words that were said as a way to where they stand on the timeline. */
  said: (find: string, text: ReactNode) => ReactNode
}

export function NeedWhy({ need, said }: NeedWhyProps) {
  const t = usePhrases(needPhrases)
  const words = useWords()
  const format = useFormat()
  if (need.kind !== "asked") return orderEvidence(need, t, format)
  const { text, channel, at } = need.evidence
  if (!text) return null
  const find = findFor(need.what, need.evidence)
  const quote = `“${text}”`
  const parts = t.rich("asked", {
    day: at ? format.shortDate(at) + (format.gap === "\u2002" ? "" : " ") : "",
    channel: channel ? channelLabel(words, channel) : "",
    text: find === undefined ? quote : said(find, quote),
  })
  return parts.map((part, place) => (
    // Parts of one sentence never move, so their place is their key.
    <Fragment key={place}>{part}</Fragment>
  ))
}
