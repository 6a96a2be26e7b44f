// Of what repeats: whether a change is of this turn alone, of this and those after it, or of all.

import "./activities.css"
import type { ActivityScope } from "@api/contract"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { activityPhrases } from "./phrases"

interface ScopeDialogProps {
  /** Taking away is asked in other words. */
  removes?: boolean
  /** Where how it repeats is itself another, one turn alone makes no sense. */
  except?: ActivityScope
  onChoose: (scope: ActivityScope) => void
  onClose: () => void
}

const SCOPES: readonly ActivityScope[] = ["this", "following", "all"]

export function ScopeDialog({ removes, except, onChoose, onClose }: ScopeDialogProps) {
  const t = usePhrases(activityPhrases)
  const state = usePhrases(statePhrases)
  return (
    <Dialog
      title={t(removes ? "scopeDelete" : "scopeTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={<Button onClick={onClose}>{state("cancel")}</Button>}
    >
      <div className="scope-choices">
        {SCOPES.filter((scope) => scope !== except).map((scope) => (
          <button key={scope} type="button" className="scope-choice" onClick={() => onChoose(scope)}>
            <span className="medium">{t(`scope.${scope}`)}</span>
            <span className="small quiet">{t(`scopeText.${scope}`)}</span>
          </button>
        ))}
      </div>
    </Dialog>
  )
}
