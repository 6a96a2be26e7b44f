// At the foot of what is being written: how much is not saved, and the two ways out.

import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { FormProblem } from "../../kit/FormProblem"
import { setupPhrases } from "./phrases"

interface SaveBarProps {
  changes: number
  stale: boolean
  /** Something is not yet right. */
  wrong: boolean
  busy: boolean
  error: Error | null
  saveWord: string
  onSave: () => void
  onDiscard: () => void
}

export function SaveBar({ changes, stale, wrong, busy, error, saveWord, onSave, onDiscard }: SaveBarProps) {
  const t = usePhrases(setupPhrases)
  if (changes === 0) return null
  return (
    <div className="save-bar" role="status">
      <div className="row">
        <span className="save-dot" aria-hidden="true" />
        <span className="stack grow">
          <span className="medium">{t("changes", { n: changes })}</span>
          <span className={stale ? "small waiting" : "small quiet"}>{t(stale ? "stale" : "kept")}</span>
        </span>
        <Button onClick={onDiscard} disabled={busy}>
          {t("discard")}
        </Button>
        <Button look="primary" onClick={onSave} disabled={busy || wrong}>
          {saveWord}
        </Button>
      </div>
      <FormProblem error={error} />
    </div>
  )
}
