// An agreement as a line: what and for whom, what it costs, and how long it holds still, as a line that runs out.

import "./agreements.css"
import type { Agreement } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { AgreementState } from "./AgreementState"
import { passedOf } from "./period"
import { agreementPhrases } from "./phrases"
import { useAgreementWords } from "./useAgreementWords"

interface AgreementLineProps {
  of: Agreement
  /** Beside a record of whom it is of: without their name. */
  short?: boolean
  onOpen: () => void
}

export function AgreementLine({ of, short = false, onOpen }: AgreementLineProps) {
  const t = usePhrases(agreementPhrases)
  const format = useFormat()
  const words = useAgreementWords()
  const left = words.left(of)
  const cost = words.cost(of)
  const whom = [of.company?.name, of.person?.name].filter(Boolean).join(" · ")
  return (
    <button type="button" className={short ? "agreement is-short" : "agreement"} onClick={onOpen}>
      <span className="stack">
        <span className="row">
          <span className="medium cut">{of.name}</span>
          {!short && <AgreementState state={of.state} />}
        </span>
        <span className="small quiet cut">{[of.number, !short && whom].filter(Boolean).join(" · ")}</span>
      </span>
      <span className="stack agreement-cost">
        <span>{cost}</span>
        {of.renews && of.state !== "ended" && (
          <span className="small quiet row">
            <Icon name="undo" size={12} />
            {t("renews")}
          </span>
        )}
      </span>
      <span className="stack agreement-until">
        <span className="row small">
          <span className={left.tone === "" ? "soft" : left.tone}>{left.text}</span>
          {of.state !== "ended" && <span className="quiet end">{format.calendarDay(of.until)}</span>}
        </span>
        {of.state !== "ended" && (
          <span className={`agreement-bar is-${of.state}`} aria-hidden="true">
            <i style={{ width: `${passedOf(of, format.today()) * 100}%` }} />
          </span>
        )}
      </span>
      {!short && (
        <span className="row agreement-owner">
          {of.owner && (
            <>
              <Avatar id={of.owner.id} initial={of.owner.initial ?? of.owner.name.slice(0, 1)} size={20} />
              <span className="cut">{of.owner.name}</span>
            </>
          )}
        </span>
      )}
    </button>
  )
}
