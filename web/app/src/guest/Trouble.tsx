// In place of a page that could not be read: why, and what helps.

import { usePhrases } from "@ui/phrases"
import { Sign, type SignName } from "@ui/Sign"
import type { Hindrance } from "./hindrance"
import { guestPhrases } from "./phrases"

type Shown = "gone" | "offline" | "tooMany" | "failed"
const shownOf = (hindrance: Hindrance): Shown =>
  hindrance === "gone" || hindrance === "offline" || hindrance === "tooMany" ? hindrance : "failed"
const ICONS: Record<Shown, SignName> = { gone: "search", offline: "offline", tooMany: "clock", failed: "warn" }

interface TroubleProps {
  hindrance: Hindrance
  request?: string | undefined
  onAgain?: () => void
}

export function Trouble({ hindrance, request, onAgain }: TroubleProps) {
  const t = usePhrases(guestPhrases)
  const shown = shownOf(hindrance)
  return (
    <section className="trouble" role="alert">
      <Sign name={ICONS[shown]} size={20} />
      <h1>{t(shown)}</h1>
      <p className="prose">{t(`${shown}Text`)}</p>
      {shown === "failed" && request && <p className="meta">{t("request", { id: request })}</p>}
      {onAgain && shown !== "gone" && (
        <button type="button" className="button" onClick={onAgain}>
          {t("again")}
        </button>
      )}
    </section>
  )
}

/** While it is read for the first time: the shape of what will stand there. */
export function Opening() {
  const t = usePhrases(guestPhrases)
  return (
    <div className="opening" role="status" aria-label={t("loading")}>
      <i style={{ width: "38%" }} />
      <i className="is-title" />
      <i style={{ width: "56%" }} />
      <i className="is-rule" />
      <i style={{ width: "80%" }} />
      <i style={{ width: "72%" }} />
      <i style={{ width: "64%" }} />
    </div>
  )
}

interface OldProps {
  time: string
  onAgain: () => void
}

/** The page stands as it was read before; reading it again failed. */
export function Old({ time, onAgain }: OldProps) {
  const t = usePhrases(guestPhrases)
  return (
    <p className="old" role="status">
      <Sign name="offline" size={16} />
      <span>{t("old", { time })}</span>
      <button type="button" className="act" onClick={onAgain}>
        {t("again")}
      </button>
    </p>
  )
}
