// What is special about a lead at a glance: about to go back, protected, locked, disputed. Each a word beside its colour.

import type { LeadRow } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { leadsPhrases } from "./phrases"
import { returnTone } from "./standing"

type Marked = Pick<LeadRow, "returns_at" | "protected_until" | "locked" | "disputed">

/** When it goes back, said only where that is near; `always` says it however far it is, beside a label that names it. */
export function Returns({ of: { returns_at: at }, always = false }: { of: Marked; always?: boolean }) {
  const t = usePhrases(leadsPhrases)
  const format = useFormat()
  if (at === null) return null
  const days = -format.daysAgo(at)
  const tone = returnTone(days)
  if (tone === null && !always) return null
  return (
    <span className={`lead-returns ${tone ?? "quiet"}`} title={t("returnsAt", { moment: format.moment(at) })}>
      <Icon name="undo" size={14} />
      {days <= 0
        ? t(always ? "returnsShortToday" : "returnsToday")
        : t(always ? "returnsShort" : "returnsIn", { n: days })}
    </span>
  )
}

export function LeadMarks({ of, small = false }: { of: Marked; small?: boolean }) {
  const t = usePhrases(leadsPhrases)
  const format = useFormat()
  const until = of.protected_until
  const guarded = until !== null && Date.parse(until) > Date.now()
  const mark = (icon: "scales" | "lock" | "shield", look: string, text: string, title?: string) => (
    <span key={icon} className={small ? `lead-mark ${look}` : `tag ${look}`} title={title ?? text}>
      <Icon name={icon} size={small ? 14 : 12} />
      {small ? <span className="hidden-visually">{text}</span> : text}
    </span>
  )
  return (
    <>
      {of.disputed && mark("scales", "is-bad", t("disputed"))}
      {of.locked && mark("lock", "is-outline", t("locked"))}
      {guarded &&
        !of.locked &&
        mark("shield", "is-good", t("protectedShort"), t("protected", { date: format.shortDate(until) }))}
    </>
  )
}
