// What the law asks of whoever works with this record, above everything else on the page.

import "../setup/privacy/privacy.css"
import type { Person } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { privacyPersonPhrases } from "./privacyPhrases"

export function MarkBanners({ person }: { person: Person }) {
  const t = usePhrases(privacyPersonPhrases)
  const format = useFormat()
  if (person.marks.length === 0 && !person.erased_before) return null
  const words = { restricted: "bannerRestricted", no_profiling: "bannerNoProfiling", hold: "bannerHold" } as const
  return (
    <div className="mark-banners" role="note">
      {person.marks.map((mark) => (
        <p key={mark.kind} className="mark-banner">
          <Icon name="lock" size={16} />
          <span className="grow">
            {t(words[mark.kind])}
            {mark.reason && ` ${mark.reason}`}{" "}
            <span className="small quiet">
              {mark.by && t("since", { by: mark.by.name, date: format.date(mark.at) })}
            </span>
          </span>
        </p>
      ))}
      {person.erased_before && (
        <p className="mark-banner">
          <Icon name="warn" size={16} />
          <span className="grow">{t("bannerErased", { date: format.date(person.erased_before) })}</span>
        </p>
      )}
    </div>
  )
}
