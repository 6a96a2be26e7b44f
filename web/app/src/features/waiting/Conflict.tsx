// Somebody else changed the same values: what I saw, mine and theirs side by side, and a choice for each.

import type { Field } from "@api/contract"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { ConflictTable, type Side } from "../../kit/conflict/ConflictTable"
import { conflictPhrases } from "../../kit/conflict/phrases"
import { decided } from "../../kit/conflict/resolve"
import { randomKey } from "../../kit/device/store"
import { putWaiting, removeWaiting, type Waiting } from "../../kit/device/waiting"
import { waitingPhrases } from "./phrases"

interface ConflictProps {
  row: Waiting
  fields: Field[]
  onDiscard: () => void
}

export function Conflict({ row, fields, onDiscard }: ConflictProps) {
  const t = usePhrases(waitingPhrases)
  const shared = usePhrases(conflictPhrases)
  const [chosen, setChosen] = useState<Record<string, Side>>({})
  const { act, conflicts = [] } = row
  if (act.kind !== "set") return null
  const open = conflicts.filter(({ field }) => chosen[field] === undefined)
  const resolve = async (choice: Record<string, Side>) => {
    const next = decided(act, conflicts, choice)
    if (next) {
      const { problem: _, conflicts: __, ...rest } = row
      // Another change than the one refused, so another key.
      await putWaiting({ ...rest, act: next, key: randomKey(), state: "waiting", tried: undefined })
      toast({ text: t("resolved") })
    } else {
      await removeWaiting(row.seq)
      toast({ text: t("theirsKept") })
    }
  }
  return (
    <>
      <p className="soft">{t("conflictText")}</p>
      <ConflictTable act={act} conflicts={conflicts} fields={fields} chosen={chosen} onChoose={setChosen} />
      <footer className="row is-wrap">
        <Button look="primary" disabled={open.length > 0} onClick={() => void resolve(chosen)}>
          {t("resolve")}
        </Button>
        <Button
          onClick={() => void resolve(Object.fromEntries(conflicts.map(({ field }) => [field, "theirs" as const])))}
        >
          {shared("dropAll")}
        </Button>
        {/* Where all of it is in conflict, to discard mine is to take theirs. */}
        {Object.keys(act.set).length > conflicts.length && (
          <Button look="danger" onClick={onDiscard}>
            {t("discard")}
          </Button>
        )}
      </footer>
    </>
  )
}
