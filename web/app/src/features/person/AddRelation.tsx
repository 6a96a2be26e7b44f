// A tie added by hand: to whom, found by search, and of which kind.

import type { Person } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { ChooseRecord, saidWord } from "../../kit/ChooseRecord"
import { edgeLabel, useWords } from "../../kit/words"
import { personPhrases } from "./phrases"

/** Kinds that staff may state of two people; what people do (reply, like, follow) is only ever seen. */
const KINDS = ["household", "family", "colleague", "referred", "gift"] as const

export interface NewRelation {
  kind: string
  to: string
  name: string
  title?: string | undefined
}

interface AddRelationProps {
  person: Person
  onAdd: (relation: NewRelation) => Promise<unknown>
  onClose: () => void
}

export function AddRelation({ person, onAdd, onClose }: AddRelationProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  return (
    <ChooseRecord
      title={t("addRelation")}
      act={t("addRelation")}
      label={t("relationTo")}
      kinds={["person", "company"]}
      except={[person.id]}
      onChoose={(hit, said) =>
        onAdd({
          kind: hit.kind === "company" ? "works_at" : (saidWord(said, "kind") ?? KINDS[0]),
          to: hit.id,
          name: hit.title,
          title: saidWord(said, "title"),
        })
      }
      onClose={onClose}
    >
      {(chosen, id) =>
        chosen?.kind === "company" ? (
          <div className="field">
            <label htmlFor={`${id}t`}>{words("field.job_title")}</label>
            <input id={`${id}t`} name="title" className="input" autoComplete="off" maxLength={80} />
          </div>
        ) : (
          <div className="field">
            <label htmlFor={`${id}k`}>{t("relationKind")}</label>
            <select id={`${id}k`} name="kind" className="input">
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {edgeLabel(words, one, "to")}
                </option>
              ))}
            </select>
          </div>
        )
      }
    </ChooseRecord>
  )
}
