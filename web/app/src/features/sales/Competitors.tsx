// Who else is after the deal, as chips.

import type { Deal } from "@api/contract"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { dealPhrases } from "./dealPhrases"
import type { DealActions } from "./useDealActions"

interface CompetitorsProps {
  deal: Deal
  actions: DealActions
}

export function Competitors({ deal: { competitors, may_edit: mayEdit }, actions }: CompetitorsProps) {
  const t = usePhrases(dealPhrases)
  const [adding, setAdding] = useState(false)
  const [name, setName] = useState("")
  const label = t("competitors")
  const put = (next: string[]) =>
    void actions.onSet(
      { competitors: next },
      next.length === 0 ? t("cleared", { field: label }) : t("changed", { field: label, value: next.join(" · ") }),
    )
  const close = () => {
    setName("")
    setAdding(false)
  }
  const add = () => {
    const next = name.trim()
    close()
    if (next !== "" && !competitors.includes(next)) put([...competitors, next])
  }
  return (
    <div className="deal-fact">
      <dt title={label}>{label}</dt>
      <dd className="row is-wrap deal-chips">
        {competitors.map((one) => (
          <span key={one} className="tag">
            <span className="cut">{one}</span>
            {mayEdit && (
              <IconButton
                icon="close"
                small
                label={t("dropCompetitor", { name: one })}
                onClick={() => put(competitors.filter((other) => other !== one))}
              />
            )}
          </span>
        ))}
        {mayEdit &&
          (adding ? (
            <input
              className="input value-input chip-input"
              aria-label={t("competitorName")}
              placeholder={t("competitorName")}
              maxLength={80}
              // biome-ignore lint/a11y/noAutofocus: whoever asked to add a name is about to write it.
              autoFocus
              value={name}
              onChange={(event) => setName(event.target.value)}
              onBlur={add}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return
                if (event.key === "Enter") add()
                if (event.key !== "Escape") return
                event.stopPropagation()
                close()
              }}
            />
          ) : (
            <button type="button" className="add-value quiet" onClick={() => setAdding(true)}>
              <Icon name="plus" size={12} />
              {t("addCompetitor")}
            </button>
          ))}
        {!mayEdit && competitors.length === 0 && <span className="quiet">—</span>}
      </dd>
    </div>
  )
}
