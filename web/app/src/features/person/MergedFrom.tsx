// Which records became this person, why, and the way back.

import type { MergeInfo, Person } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { useEvidenceText, weightText } from "../../kit/evidence"
import { sourceLabel, useWords } from "../../kit/words"
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
        <MergeLine key={merge.id} merge={merge} open={open} onSplit={mayEdit ? onSplit : undefined} />
      ))}
    </section>
  )
}

interface MergeLineProps {
  merge: MergeInfo
  open: boolean
  onSplit: ((merge: string, name: string) => void) | undefined
}

function MergeLine({ merge, open, onSplit }: MergeLineProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const say = useEvidenceText()
  const format = useFormat()
  const said = {
    date: format.shortDate(merge.at),
    name: merge.loser.name,
    by: sourceLabel(words, { ...merge.by, kind: "system" }),
  }
  return (
    <div className="merge-line">
      <p className="small quiet">
        {t(merge.automatic ? "lastMergeAuto" : "lastMerge", said)}{" "}
        {onSplit && (
          <button type="button" className="link" onClick={() => onSplit(merge.id, merge.loser.name)}>
            {t("split")}
          </button>
        )}
      </p>
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
    </div>
  )
}
