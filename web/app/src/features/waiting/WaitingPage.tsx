// Changes made without a connection, each with what became of it. In: the queue of this device. Out: decisions.
// It must never drop a change that its author has not put away.

import "./waiting.css"
import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { useOnline } from "../../kit/device/connection"
import { sendWaiting } from "../../kit/device/sender"
import { heldBy, useWaiting } from "../../kit/device/waiting"
import { PageHead } from "../../kit/PageHead"
import { objectsQuery } from "../../kit/queries"
import { useVersion } from "../../kit/version"
import { Change } from "./Change"
import { waitingPhrases } from "./phrases"

export function WaitingPage() {
  const t = usePhrases(waitingPhrases)
  const waiting = useWaiting()
  const online = useOnline()
  const old = useVersion() === "old"
  const fields = useQuery(objectsQuery).data?.find(({ object }) => object === "person")?.fields ?? []
  const ready = waiting.some(({ state }) => state === "waiting")
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        {waiting.length > 0 && <span className="small quiet">{t("count", { n: waiting.length })}</span>}
      </PageHead>
      {waiting.length === 0 ? (
        <Empty title={t("emptyTitle")} text={t("emptyText")} drawing="road" />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="waiting-page scroll" tabIndex={0}>
          <div className="waiting-lead">
            <p className="soft grow">
              {t("lead")} {!online && t("offline")} {old && t("newFirst")}
            </p>
            {online && ready && !old && <Button onClick={() => void sendWaiting()}>{t("sendNow")}</Button>}
          </div>
          <ol>
            {waiting.map((row) => (
              <li key={row.seq}>
                <Change
                  row={row}
                  held={row.state === "waiting" && heldBy(row, waiting) !== undefined}
                  fields={fields}
                />
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  )
}
