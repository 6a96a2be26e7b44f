// The decision: one of three outcomes, the share where it is shared, and the reasons, without which there is none.

import { api } from "@api/client"
import type { Dispute, DisputeOutcome } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { disputePhrases } from "./phrases"

interface DecideProps {
  dispute: Dispute
  onDone: (next: Dispute, text: string) => void
}

const OUTCOMES: readonly DisputeOutcome[] = ["kept", "moved", "shared"]

export function Decide({ dispute, onDone }: DecideProps) {
  const t = usePhrases(disputePhrases)
  const id = useId()
  const [outcome, setOutcome] = useState<DisputeOutcome | null>(null)
  const [share, setShare] = useState(50)
  const [text, setText] = useState("")
  const [tried, setTried] = useState(false)
  const [claimant, holder] = [dispute.claimant.who.name, dispute.holder.who.name]
  const about = {
    kept: t("keptText", { who: holder }),
    moved: t("movedText", { who: claimant }),
    shared: t("sharedText"),
  }
  const decide = useMutation({
    mutationFn: (chosen: DisputeOutcome) =>
      api.disputes.decide(dispute.id, { outcome: chosen, text: text.trim(), ...(chosen === "shared" && { share }) }),
    onSuccess: (next) => onDone(next, t("decidedTold")),
  })
  const reasonless = tried && text.trim() === ""
  return (
    <form
      className="court-part court-decide"
      aria-label={t("decide")}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (outcome && text.trim() !== "") decide.mutate(outcome)
      }}
    >
      <h2 className="section-head">{t("decideTitle")}</h2>
      <p className="small quiet">{t("decideText")}</p>
      <fieldset className="court-outcomes" aria-label={t("decideTitle")}>
        {OUTCOMES.map((one) => (
          <label key={one} className={outcome === one ? "court-choice is-on" : "court-choice"}>
            <input type="radio" name={id} className="tick" checked={outcome === one} onChange={() => setOutcome(one)} />
            <span className="stack">
              <span className="medium">{t(`outcome.${one}`)}</span>
              <span className="small soft">{about[one]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {outcome === "shared" && (
        <div className="court-share">
          <label htmlFor={`${id}share`} className="small quiet">
            {t("share", { who: claimant })}
          </label>
          <input
            id={`${id}share`}
            type="range"
            min={1}
            max={99}
            value={share}
            aria-valuetext={`${share}%`}
            onChange={(event) => setShare(Number(event.target.value))}
          />
          <span className="row court-split">
            <b>{t("shareRest", { who: claimant, n: share })}</b>
            <b className="end">{t("shareRest", { who: holder, n: 100 - share })}</b>
          </span>
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}text`}>{t("reasons")}</label>
        <textarea
          id={`${id}text`}
          className="input"
          rows={4}
          maxLength={4000}
          placeholder={t("reasonsHint")}
          aria-invalid={reasonless || undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {reasonless && (
          <p className="field-problem" role="alert">
            {t("needReasons")}
          </p>
        )}
      </div>
      <FormProblem error={decide.error} />
      <p className="row">
        <Button look="primary" type="submit" icon="scales" disabled={outcome === null || decide.isPending}>
          {t("decideAct")}
        </Button>
      </p>
    </form>
  )
}
