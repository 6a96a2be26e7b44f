// Whether what is written is saved, and if not, why and what to do about it.

import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { quotePhrases } from "./quotePhrases"
import type { QuoteActions } from "./useQuoteActions"
import type { QuoteWriting } from "./useQuoteDraft"

interface SaveStateProps {
  writing: QuoteWriting
  actions: QuoteActions
}

/** What keeps the edits from being saved, in words. */
export function useFaultText(): (fault: QuoteWriting["fault"]) => string {
  const t = usePhrases(quotePhrases)
  return (fault) => {
    if (fault === null) return ""
    return "whole" in fault ? t("fault.whole") : t(`fault.${fault.fault}`, { n: fault.line + 1 })
  }
}

/** In the head of the page, in a word or two. */
export function SaveState({ writing, actions }: SaveStateProps) {
  const t = usePhrases(quotePhrases)
  const why = useFaultText()
  const { state, fault, batch } = writing
  const quiet = state === "saved" || state === "saving" || state === "writing"
  return (
    <span className="row save-state small" role="status">
      {quiet ? (
        <span className="quiet nowrap">
          {state === "saved" && <Icon name="check" size={14} />}
          {t(state)}
        </span>
      ) : (
        state === "unsound" && <span className="waiting cut">{t("unsound", { why: why(fault) })}</span>
      )}
      {batch && state === "saved" && (
        <button type="button" className="link nowrap" onClick={() => void actions.onUndo()}>
          {t("undo")}
        </button>
      )}
    </span>
  )
}

/** Above the paper, where somebody has to decide. */
export function SaveTrouble({ writing }: Pick<SaveStateProps, "writing">) {
  const t = usePhrases(quotePhrases)
  const { state, error } = writing
  if (state === "changed") {
    return (
      <div className="save-trouble" role="alert">
        <Icon name="warn" />
        <span className="grow">{t("changed")}</span>
        <Button small onClick={() => void writing.takeTheirs()}>
          {t("takeTheirs")}
        </Button>
        <Button small onClick={() => void writing.keepMine()}>
          {t("keepMine")}
        </Button>
      </div>
    )
  }
  if (state !== "failed" || !error) return null
  return (
    <div className="save-trouble is-bad" role="alert">
      <Icon name="warn" />
      <span className="grow">{t("failed", { why: error.message })}</span>
      <Button small onClick={() => void writing.flush()}>
        {t("again")}
      </Button>
      <Button small look="plain" onClick={() => void writing.takeTheirs()}>
        {t("drop")}
      </Button>
    </div>
  )
}
