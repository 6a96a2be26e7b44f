// Which records became this person, why, and the way back.

import type { MergeInfo, Person } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { useEvidenceText, weightText } from "../../kit/evidence"
import { MergeLine } from "../../kit/merge/MergeLine"
import { personPhrases } from "./phrases"

interface MergedFromProps {
  person: Person
  mayEdit: boolean
  onSplit: (merge: string, name: string) => void
}

export function MergedFrom({ person, mayEdit, onSplit }: MergedFromProps) {
  const t = usePhrases(personPhrases)
  const [open, setOpen] = useState(false)
  const { merges } = person
  return (
    <section className="portrait-section">
      <h2 className="section-head">
        {t("identity")}
        <small>{merges.length > 0 ? t("mergedCount", { n: merges.length + 1 }) : t("oneRecord")}</small>
        {merges.length > 0 && (
          <button type="button" className="why end" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("why")}
          </button>
        )}
      </h2>
      {(open ? merges : merges.slice(0, 1)).map((merge) => (
        <PersonLine key={merge.id} merge={merge} open={open} onSplit={mayEdit ? onSplit : undefined} />
      ))}
    </section>
  )
}

interface PersonLineProps {
  merge: MergeInfo
  open: boolean
  onSplit: ((merge: string, name: string) => void) | undefined
}

function PersonLine({ merge, open, onSplit }: PersonLineProps) {
  const t = usePhrases(personPhrases)
  const say = useEvidenceText()
  const { name } = merge.loser
  return (
    <MergeLine
      name={name}
      at={merge.at}
      by={merge.by}
      say={(said) => t(merge.automatic ? "lastMergeAuto" : "lastMerge", said)}
      apart={onSplit && { label: t("split"), run: () => onSplit(merge.id, name) }}
    >
      {open && merge.reason.length > 0 && (
        <div className="reasons">
          {merge.reason.map((one) => (
            <div key={`${one.field}${one.code}`} className="row">
              <span className="grow">
                {say(one)}
                {one.a && ` · ${one.a}${one.b && one.b !== one.a ? ` / ${one.b}` : ""}`}
              </span>
              <b className={one.weight < 0 ? "bad" : "good"}>{weightText(one.weight)}</b>
            </div>
          ))}
        </div>
      )}
    </MergeLine>
  )
}
