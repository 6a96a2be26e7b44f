// On what a colleague noted by hand: the way to strike it out.

import type { TimelineItem } from "@api/contract"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { type MouseEvent, useState } from "react"
import { useCan, useSession } from "../../kit/session"
import { isByHand } from "./story"
import { struckPhrases } from "./struckPhrases"

interface StrikeProps {
  item: TimelineItem
  onStrike: (item: string) => Promise<void>
}

export function Strike({ item, onStrike }: StrikeProps) {
  const t = usePhrases(struckPhrases)
  const { user } = useSession()
  // A colleague's word is struck out by its author, or by whoever may delete the person.
  const mayDelete = useCan("delete")
  const [busy, setBusy] = useState(false)
  if (!isByHand(item) || !(mayDelete || item.by?.id === user.id)) return null
  const strike = async ({ currentTarget }: MouseEvent<HTMLElement>) => {
    // The line goes away with its button: the focus stays in the timeline.
    currentTarget.closest<HTMLElement>(".timeline-scroll")?.focus({ preventScroll: true })
    setBusy(true)
    await onStrike(item.id)
    setBusy(false)
  }
  return (
    <span className="story-strike">
      <IconButton icon="strike" small label={t("strike")} disabled={busy} onClick={strike} />
    </span>
  )
}
