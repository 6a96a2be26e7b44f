// The state of a connector and of its runs, in words and colours.

import type { Connector, ConnectorRun } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { connectorPhrases } from "./phrases"

export const CONNECTORS = ["connectors"]

export const RUN_TONES: Record<ConnectorRun["state"], string> = {
  waiting: "tag is-waiting",
  running: "tag is-waiting",
  done: "tag is-good",
  failed: "tag is-bad",
}

/** A moment as a day and a time. */
export function useMomentText(): (at: string) => string {
  const format = useFormat()
  return (at) => `${format.shortDate(at)} ${format.time(at)}`
}

/** Why it rests, or how often it has failed. */
export function useTrouble(one: Connector): ReactNode {
  const t = usePhrases(connectorPhrases)
  if (one.why_paused) return <span className="tag is-bad">{t(`why.${one.why_paused}`)}</span>
  if (one.paused) return <span className="tag">{t("paused")}</span>
  if (one.failures > 0) return <span className="tag is-bad">{t("failing", { n: one.failures })}</span>
  return null
}
