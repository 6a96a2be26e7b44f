// A record found and chosen in a dialog, with what else has to be said of it: a tie added, a company put into a group.

import type { ObjectKind, SearchHit } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { type ReactNode, useId, useState } from "react"
import { FindRecord } from "./FindRecord"
import { FormProblem } from "./FormProblem"

interface ChooseRecordProps {
  title: string
  /** The word of the button. */
  act: string
  label: string
  kinds: readonly ObjectKind[]
  /** Ids that are no choice. */
  except: readonly string[]
  /** What is done with the record, and what else was said in the form. */
  onChoose: (hit: SearchHit, said: FormData) => Promise<unknown>
  onClose: () => void
  /** What else is asked, by what was chosen; `id` begins the ids of its fields. */
  children?: (chosen: SearchHit | null, id: string) => ReactNode
}

export function ChooseRecord({ title, act, label, kinds, except, onChoose, onClose, children }: ChooseRecordProps) {
  const state = usePhrases(statePhrases)
  const form = useId()
  const [chosen, setChosen] = useState<SearchHit | null>(null)
  const choose = useMutation({
    mutationFn: ({ hit, said }: { hit: SearchHit; said: FormData }) => onChoose(hit, said),
    onSuccess: onClose,
  })
  return (
    <Dialog
      title={title}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={chosen === null || choose.isPending}>
            {act}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen) choose.mutate({ hit: chosen, said: new FormData(event.currentTarget) })
        }}
      >
        <FindRecord label={label} kinds={kinds} except={except} chosen={chosen} onChoose={setChosen} />
        {children?.(chosen, form)}
      </form>
      <FormProblem error={choose.error} />
    </Dialog>
  )
}

/** A word of a form, trimmed; nothing where it is empty. */
export function saidWord(said: FormData, name: string): string | undefined {
  return String(said.get(name) ?? "").trim() || undefined
}
