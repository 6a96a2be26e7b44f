// Mine, the team's, all: where somebody may see more than their own.

import "../segments.css"
import type { Whose } from "@api/contract"
import { definePhrases, usePhrases } from "@ui/phrases"

export const whosePhrases = definePhrases(
  { whose: "看谁的", me: "我的", team: "团队", all: "全部" },
  {
    "zh-TW": { whose: "看誰的", me: "我的", team: "團隊", all: "全部" },
    en: { whose: "Whose", me: "Mine", team: "Team", all: "All" },
  },
)

interface WhoseSwitchProps {
  now: Whose
  offered: readonly Whose[]
  onPick: (whose: Whose) => void
}

export function WhoseSwitch({ now, offered, onPick }: WhoseSwitchProps) {
  const t = usePhrases(whosePhrases)
  if (offered.length < 2) return null
  return (
    <fieldset className="segments" aria-label={t("whose")}>
      {offered.map((one) => (
        <button key={one} type="button" className="segment" aria-pressed={one === now} onClick={() => onPick(one)}>
          {t(one)}
        </button>
      ))}
    </fieldset>
  )
}
