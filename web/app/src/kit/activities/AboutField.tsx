// What an activity is about: records found in one box, at most one of each kind, shown as chips.

import type { SearchHit } from "@api/contract"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { FindRecord } from "../FindRecord"
import { ABOUT, ABOUT_ICONS, type About } from "./about"
import { planPhrases } from "./planPhrases"

interface AboutFieldProps {
  about: About
  fault: string | undefined
  onAbout: (about: About) => void
}

export function AboutField({ about, fault, onAbout }: AboutFieldProps) {
  const t = usePhrases(planPhrases)
  const chosen = ABOUT.flatMap((kind) => {
    const named = about[kind]
    return named ? [{ kind, named }] : []
  })
  const left = ABOUT.filter((kind) => !about[kind])
  const choose = (hit: SearchHit | null) => {
    const kind = hit && left.find((one) => one === hit.kind)
    if (kind && hit) onAbout({ ...about, [kind]: { id: hit.id, name: hit.title } })
  }
  return (
    <div className="plan-about">
      {chosen.length > 0 && (
        <div className="row is-wrap">
          {chosen.map(({ kind, named }) => (
            <button
              key={kind}
              type="button"
              className="chip"
              aria-label={t("drop", { name: named.name })}
              onClick={() => onAbout({ ...about, [kind]: null })}
            >
              <Icon name={ABOUT_ICONS[kind]} size={14} />
              <span className="cut">{named.name}</span>
              <Icon name="close" size={14} />
            </button>
          ))}
        </div>
      )}
      {left.length > 0 && (
        <FindRecord
          key={left.join()}
          label={`${t("about")} · ${t("aboutFind")}`}
          kinds={left}
          except={[]}
          chosen={null}
          onChoose={choose}
        />
      )}
      {fault && (
        <p className="field-problem" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
