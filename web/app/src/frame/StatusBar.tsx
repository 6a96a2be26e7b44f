// One slim line under the head, there only when there is something to know: no connection and since when, changes that
// wait to be sent, a new version of the app.

import { Link, useRouterState } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { type Format, useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useOnline } from "../kit/device/connection"
import { useAsOf } from "../kit/device/reading"
import { useWaiting } from "../kit/device/waiting"
import { takeNewVersion, useVersion } from "../kit/version"
import { statusPhrases } from "./statusPhrases"

/** "10:42" today, "11-18 10:42" before. */
function momentOf(at: number, format: Format): string {
  const instant = new Date(at).toISOString()
  return format.daysAgo(instant) === 0 ? format.time(instant) : `${format.shortDate(instant)} ${format.time(instant)}`
}

/** Under which name what is on screen was read. */
const placeOf = (path: string) => {
  const person = /^\/people\/([^/]+)/.exec(path)?.[1]
  return person ? `person:${person}` : "people"
}

export function StatusBar() {
  const t = usePhrases(statusPhrases)
  const format = useFormat()
  const online = useOnline()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const panel = useRouterState({ select: (state) => new URLSearchParams(state.location.searchStr).get("panel") })
  const asOf = useAsOf(panel ? `person:${panel}` : placeOf(path))
  const waiting = useWaiting()
  const stuck = waiting.filter(({ state }) => state !== "waiting").length
  const rest = waiting.length - stuck
  const old = useVersion() === "old"
  const away = !online || asOf !== null
  if (!away && !old && waiting.length === 0) return null
  return (
    <div className={away ? "status-bar is-away" : "status-bar"} role="status">
      {away && (
        <span className="row">
          <Icon name="offline" size={14} />
          <b>{t(online ? "slow" : "offline")}</b>
          {asOf !== null && <span>{t("asOf", { time: momentOf(asOf, format) })}</span>}
        </span>
      )}
      {waiting.length > 0 && (
        <Link to="/waiting" className="status-link">
          {rest > 0 && t("waiting", { n: rest })}
          {stuck > 0 && <span className="bad">{t("stuck", { n: stuck })}</span>}
          <Icon name="right" size={12} />
        </Link>
      )}
      {old && (
        <span className="row end">
          <span>{t("newVersion")}</span>
          <Button small onClick={takeNewVersion}>
            {t("takeIt")}
          </Button>
        </span>
      )}
    </div>
  )
}
