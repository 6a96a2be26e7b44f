// A tie added by hand: to whom, found by search, and of which kind.

import type { Person, SearchHit } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { FindRecord } from "../../kit/FindRecord"
import { FormProblem } from "../../kit/FormProblem"
import { edgeLabel, useWords } from "../../kit/words"
import { personPhrases } from "./phrases"

/** Kinds that staff may state of two people; what people do (reply, like, follow) is only ever seen. */
const KINDS = ["household", "family", "colleague", "referred", "gift"] as const

export interface NewRelation {
  kind: string
  to: string
  name: string
  title?: string
}

interface AddRelationProps {
  person: Person
  onAdd: (relation: NewRelation) => Promise<unknown>
  onClose: () => void
}

export function AddRelation({ person, onAdd, onClose }: AddRelationProps) {
  const t = usePhrases(personPhrases)
  const state = usePhrases(statePhrases)
  const words = useWords()
  const form = useId()
  const [chosen, setChosen] = useState<SearchHit | null>(null)
  const [kind, setKind] = useState<string>(KINDS[0])
  const [title, setTitle] = useState("")
  const add = useMutation({ mutationFn: onAdd, onSuccess: onClose })
  const company = chosen?.kind === "company"

  return (
    <Dialog
      title={t("addRelation")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={chosen === null || add.isPending}>
            {t("addRelation")}
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
          if (chosen === null) return
          add.mutate({
            kind: company ? "works_at" : kind,
            to: chosen.id,
            name: chosen.title,
            title: company && title.trim() !== "" ? title.trim() : undefined,
          })
        }}
      >
        <FindRecord
          label={t("relationTo")}
          kinds={["person", "company"]}
          except={[person.id]}
          chosen={chosen}
          onChoose={setChosen}
        />
        {company ? (
          <div className="field">
            <label htmlFor={`${form}t`}>{words("field.job_title")}</label>
            <input
              id={`${form}t`}
              className="input"
              autoComplete="off"
              maxLength={80}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          </div>
        ) : (
          <div className="field">
            <label htmlFor={`${form}k`}>{t("relationKind")}</label>
            <select id={`${form}k`} className="input" value={kind} onChange={(event) => setKind(event.target.value)}>
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {edgeLabel(words, one, "to")}
                </option>
              ))}
            </select>
          </div>
        )}
      </form>
      <FormProblem error={add.error} />
    </Dialog>
  )
}
