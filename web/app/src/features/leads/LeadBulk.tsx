// What can be done to the selected leads at once: claim those that wait, give them to somebody.

import type { LeadRow } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { listPhrases } from "../../kit/list/phrases"
import { GiveMenu } from "./GiveMenu"
import { leadsPhrases } from "./phrases"
import type { useLeadsDone } from "./useLeadsDone"

interface LeadBulkProps {
  rows: LeadRow[]
  acts: ReturnType<typeof useLeadsDone>
  mayGive: boolean
  onClear: () => void
}

export function LeadBulk({ rows, acts, mayGive, onClear }: LeadBulkProps) {
  const t = usePhrases(leadsPhrases)
  const inList = usePhrases(listPhrases)
  const free = rows.filter((row) => row.free)
  return (
    <div className="panel bulk" role="status">
      <span>{inList(acts.busy ? "bulkBusy" : "selected", { n: rows.length })}</span>
      {free.length > 0 && (
        <Button look="primary" small disabled={acts.busy} onClick={() => acts.claim(free)}>
          {t("claimN", { n: free.length })}
        </Button>
      )}
      {mayGive && (
        <Popover
          kind="menu"
          label={t("assignTo")}
          trigger={(trigger) => (
            <Button small icon="share" disabled={acts.busy} {...trigger}>
              {t("assign")}
            </Button>
          )}
        >
          {(close) => (
            <GiveMenu
              onPick={(to, said) => {
                close()
                acts.assign(rows, { to }, said)
              }}
            />
          )}
        </Popover>
      )}
      <IconButton icon="close" small label={inList("unselect")} onClick={onClear} />
    </div>
  )
}
