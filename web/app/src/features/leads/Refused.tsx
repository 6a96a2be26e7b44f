// What was not taken of several leads, each with its reason: nobody has to guess which of them are still there. It lies
// over the list and not over the page, so that the way back of the others stays in reach.

import { useQuery } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { poolsQuery } from "../../kit/leads"
import { leadsPhrases } from "./phrases"
import { useCodeText } from "./useCodeText"
import type { Refusals } from "./useLeadsDone"

export function Refused({ of: { rows, outcomes, done }, onClose }: { of: Refusals; onClose: () => void }) {
  const t = usePhrases(leadsPhrases)
  const state = usePhrases(statePhrases)
  const codeText = useCodeText()
  const pools = useQuery(poolsQuery).data ?? []
  const title = t("refusedTitle", { n: outcomes.length })
  return (
    <section className="panel lead-refused" role="status" aria-label={title}>
      <h2 className="row medium">
        <span className="waiting">
          <Icon name="warn" size={14} />
        </span>
        <span className="grow">{title}</span>
        <IconButton icon="close" small label={state("close")} onClick={onClose} />
      </h2>
      {done > 0 && <p className="small good">{t("refusedDone", { n: done })}</p>}
      <ul>
        {outcomes.map((outcome) => {
          const row = rows.find(({ id }) => id === outcome.id)
          const pool = pools.find(({ id }) => id === (outcome.pool ?? row?.pool)?.id)
          return (
            <li key={outcome.id} className="row">
              <span className="medium cut">{row?.name ?? outcome.id}</span>
              <span className="soft end">{codeText(outcome, pool)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
