// Whether the person of the lead is somebody who is on file: each twin with how likely and why.

import type { LeadRow, LeadTwin } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { displayPhone } from "../../../kit/contact"
import { useEvidenceText } from "../../../kit/evidence"
import { convertPhrases } from "./phrases"

interface PersonPartProps {
  lead: LeadRow
  twins: LeadTwin[]
  merge: string | null
  onMerge: (twin: string | null) => void
}

export function PersonPart({ lead, twins, merge, onMerge }: PersonPartProps) {
  const t = usePhrases(convertPhrases)
  const group = useId()
  const sorted = [...twins].sort((a, b) => b.likeness - a.likeness)
  const name = lead.person?.name ?? lead.name
  return (
    <fieldset className="convert-part">
      <legend className="section-head">{t("person")}</legend>
      <p className="small quiet">{t(twins.length > 0 ? "personText" : "noTwins")}</p>
      {sorted.map((twin) => (
        <Twin
          key={twin.person.id}
          of={twin}
          group={group}
          on={merge === twin.person.id}
          onChoose={() => onMerge(twin.person.id)}
        />
      ))}
      <label className={merge === null ? "convert-choice is-on" : "convert-choice"}>
        <input type="radio" name={group} className="tick" checked={merge === null} onChange={() => onMerge(null)} />
        <span className="stack grow">
          {twins.length > 0 && <span>{t("keepNew")}</span>}
          <span className={twins.length > 0 ? "small quiet" : undefined}>{t("keepNewText", { name })}</span>
        </span>
      </label>
    </fieldset>
  )
}

interface TwinProps {
  of: LeadTwin
  group: string
  on: boolean
  onChoose: () => void
}

function Twin({ of, group, on, onChoose }: TwinProps) {
  const t = usePhrases(convertPhrases)
  const format = useFormat()
  const say = useEvidenceText()
  const ways = [of.phone && displayPhone(of.phone), of.email, of.city].filter(Boolean).join(" · ")
  const about = [
    of.owner && t("ownedBy", { who: of.owner.name }),
    of.open_deals > 0 && t("openDeals", { n: of.open_deals }),
  ]
  return (
    <label className={on ? "convert-choice is-on" : "convert-choice"}>
      <input type="radio" name={group} className="tick" checked={on} onChange={onChoose} />
      <Avatar id={of.person.id} initial={of.person.initial ?? of.person.name.slice(0, 1)} size={28} />
      <span className="stack grow">
        <span className="row">
          <span className="medium cut">{of.person.name}</span>
          <span className="tag is-machine end">{t("likeness", { n: of.likeness })}</span>
        </span>
        <span className="small quiet">{ways}</span>
        {about.some(Boolean) && <span className="small soft">{about.filter(Boolean).join(" · ")}</span>}
        {of.reasons.length > 0 && (
          <span className="small machine">{format.list(of.reasons.map((code) => say({ field: "", code })))}</span>
        )}
      </span>
    </label>
  )
}
