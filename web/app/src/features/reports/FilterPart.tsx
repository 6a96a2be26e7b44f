// Which rows count, as chips or as text: of the whole question, or of one figure.

import type { Field, ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { useEffect, useMemo, useRef } from "react"
import { useActivityFields } from "../../kit/activities/useActivityFields"
import { readConditions } from "../../kit/filterText"
import { FilterBar } from "../../kit/list/FilterBar"
import { useListFilter } from "../../kit/list/useListFilter"
import { objectsQuery } from "../../kit/queries"
import { useLeadFields } from "../../kit/useLeadFields"
import { useWords, wordPhrases } from "../../kit/words"
import { buildPhrases } from "./buildPhrases"
import { Fault } from "./FieldSelect"

/** The values that the program itself fills some fields with, told by its own words. */
const WORDED: Partial<Record<ObjectKind, Record<string, string>>> = {
  interaction: { kind: "kind", direction: "direction", channel: "channel" },
  order: { status: "order", channel: "channel" },
}
const KEYS = Object.keys(wordPhrases["zh-CN"])

export function useFilterFields(object: ObjectKind): Field[] {
  const words = useWords()
  const [lead, activity] = [useLeadFields(), useActivityFields()]
  const objects = useQuery(objectsQuery).data
  return useMemo(() => {
    if (object === "lead") return lead
    if (object === "activity") return activity
    const fields = objects?.find((one) => one.object === object)?.fields ?? []
    return fields.map((field): Field => {
      const prefix = WORDED[object]?.[field.key]
      if (prefix === undefined) return field
      const values = KEYS.filter((key) => key.startsWith(`${prefix}.`)).map((key) => key.slice(prefix.length + 1))
      const options = values.map((id) => ({ id, label: words.maybe(`${prefix}.${id}`) ?? id, color: "plain" }))
      return { ...field, options }
    })
  }, [object, lead, activity, objects, words])
}

const BARE = /(=|!=) ([a-z_]+)(?= and |$)/g
const SPOKEN = ["me", "today", "now", "true", "false"]

/** A filter as chips can say it: a word that was written without quotes is the same word with them. */
export function spelled(filter: string): string {
  if (readConditions(filter) !== null) return filter
  const quoted = filter.replace(BARE, (whole, sign, word) => (SPOKEN.includes(word) ? whole : `${sign} "${word}"`))
  return readConditions(quoted) === null ? filter : quoted
}

interface FilterPartProps {
  object: ObjectKind
  filter: string
  /** What stands below while nothing is asked. */
  none: string
  fault?: string | undefined
  onChange: (filter: string | undefined) => void
}

export function FilterPart({ object, filter: asked, none, fault, onChange }: FilterPartProps) {
  const filter = spelled(asked)
  const t = usePhrases(buildPhrases)
  const fields = useFilterFields(object)
  const { draft, check, onDraft, show } = useListFilter(object, filter)
  const written = useRef(filter)
  // What came from elsewhere, such as another question, is shown as it is.
  useEffect(() => {
    if (filter === written.current) return
    written.current = filter
    show(filter)
  })
  const write = (text: string) => {
    written.current = text
    show(text)
    onChange(text === "" ? undefined : text)
  }
  const told = readConditions(filter) !== null && check?.ok && check.text === filter
  const count = filter !== "" && told && typeof check.count === "number" ? check.count : null
  return (
    <div className="report-filter">
      <FilterBar
        object={object}
        filter={filter}
        fields={fields}
        check={check}
        draft={draft}
        onDraft={onDraft}
        onApply={write}
      />
      {fault ? (
        <Fault>{fault}</Fault>
      ) : (
        <span className="small quiet" role="status">
          {filter === "" ? none : count !== null && t("filterFound", { n: count })}
        </span>
      )}
    </div>
  )
}
