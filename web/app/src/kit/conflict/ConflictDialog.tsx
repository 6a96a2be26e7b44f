// An edit that the server did not take, since somebody else wrote the same field meanwhile: decided here, then sent.

import type { Field, Moved } from "@api/contract"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useState } from "react"
import { ConflictTable, type Side } from "./ConflictTable"
import { conflictPhrases } from "./phrases"
import { decided, type SetAct } from "./resolve"

export interface Clash {
  act: SetAct
  conflicts: Moved[]
}

interface ConflictDialogProps {
  clash: Clash
  /** Of the record. */
  name: string
  fields: Field[]
  /** What is to be sent now; null where all of theirs was taken. */
  onDecide: (act: SetAct | null) => void
}

export function ConflictDialog({ clash, name, fields, onDecide }: ConflictDialogProps) {
  const t = usePhrases(conflictPhrases)
  const state = usePhrases(statePhrases)
  const { act, conflicts } = clash
  const [chosen, setChosen] = useState<Record<string, Side>>({})
  const open = conflicts.filter(({ field }) => chosen[field] === undefined)
  const theirs = Object.fromEntries(conflicts.map(({ field }) => [field, "theirs" as const]))
  const decide = (choice: Record<string, Side>) => onDecide(decided(act, conflicts, choice))
  return (
    <Dialog
      title={t("title", { name })}
      closeLabel={state("close")}
      onClose={() => decide(theirs)}
      still
      foot={
        <>
          <Button onClick={() => decide(theirs)}>{t("dropAll")}</Button>
          <Button look="primary" disabled={open.length > 0} onClick={() => decide(chosen)}>
            {t("keep")}
          </Button>
        </>
      }
    >
      <p className="soft">{t("meanwhile")}</p>
      <ConflictTable act={act} conflicts={conflicts} fields={fields} chosen={chosen} onChoose={setChosen} />
    </Dialog>
  )
}
