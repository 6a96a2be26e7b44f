// How many leads each colleague and pool had, and would get: two bars on one scale, and the difference.

import type { Simulation } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { usePools } from "./queries"
import { trialPhrases } from "./trialPhrases"

interface TrialPartsProps {
  parts: Simulation["parts"]
  picked: string | null
  onPick: (id: string) => void
}

export function TrialParts({ parts, picked, onPick }: TrialPartsProps) {
  const t = usePhrases(trialPhrases)
  const format = useFormat()
  const pools = new Set(usePools().map(({ id }) => id))
  const most = Math.max(1, ...parts.flatMap(({ had, gets }) => [had, gets]))
  const share = (n: number) => ({ width: `${(n / most) * 100}%` })
  return (
    <div className="trial-parts">
      <div className="trial-part is-head small quiet" aria-hidden="true">
        <span>{t("who")}</span>
        <span className="row trial-keys">
          <span className="trial-key is-had">{t("had")}</span>
          <span className="trial-key is-gets">{t("gets")}</span>
        </span>
      </div>
      <ul aria-label={t("parts")}>
        {parts.map(({ who, had, gets }) => (
          <li key={who.id}>
            <button
              type="button"
              className="trial-part"
              aria-pressed={picked === who.id}
              onClick={() => onPick(who.id)}
            >
              <span className="row trial-who">
                {pools.has(who.id) ? (
                  <span className="pool-mark">
                    <Icon name="community" size={14} />
                  </span>
                ) : (
                  <Avatar id={who.id} initial={who.initial ?? who.name.slice(0, 1)} size={24} />
                )}
                <span className="cut">{who.name}</span>
              </span>
              <span className="trial-bars">
                <span className="trial-bar is-had">
                  <i style={share(had)} />
                  <span className="hidden-visually">{t("had")}</span>
                  <span>{format.number(had)}</span>
                </span>
                <span className="trial-bar is-gets">
                  <i style={share(gets)} />
                  <span className="hidden-visually">{t("gets")}</span>
                  <b>{format.number(gets)}</b>
                </span>
              </span>
              <Difference by={gets - had} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Difference({ by }: { by: number }) {
  const t = usePhrases(trialPhrases)
  const format = useFormat()
  if (by === 0)
    return (
      <span className="trial-diff quiet" title={t("same")}>
        ±0
      </span>
    )
  const n = Math.abs(by)
  return (
    <span className={by > 0 ? "trial-diff is-more" : "trial-diff is-less"} title={t(by > 0 ? "more" : "less", { n })}>
      {by > 0 ? "+" : "−"}
      {format.number(n)}
    </span>
  )
}
