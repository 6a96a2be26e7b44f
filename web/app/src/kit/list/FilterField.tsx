// The filter of something that is set up, written as chips or as text, with how many it finds.

import type { Field, ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { readConditions } from "../filterText"
import { objectsQuery } from "../queries"
import { channelLabel, useWords } from "../words"
import { FilterBar } from "./FilterBar"
import { useListFilter } from "./useListFilter"

const KINDS = [
  "form",
  "message",
  "call",
  "visit",
  "post",
  "mention",
  "comment",
  "review",
  "meeting",
  "attendance",
  "survey",
  "page",
]
const CHANNELS = [
  "web",
  "webchat",
  "wechat",
  "wecom",
  "phone",
  "sms",
  "email",
  "shop",
  "xiaohongshu",
  "douyin",
  "weibo",
]

/** Fields to ask by, with the values that the program itself fills some of them with. */
function useFilterFields(object: ObjectKind, unfit: readonly string[]): Field[] {
  const words = useWords()
  const objects = useQuery(objectsQuery).data
  const fields = objects?.find((one) => one.object === object)?.fields ?? []
  const option = (id: string, label: string) => ({ id, label, color: "plain" })
  const own: Record<string, Field["options"]> = {
    kind: KINDS.map((id) => option(id, words.maybe(`kind.${id}`) ?? id)),
    direction: ["in", "out"].map((id) => option(id, words.maybe(`direction.${id}`) ?? id)),
    channel: CHANNELS.map((id) => option(id, channelLabel(words, id))),
  }
  return fields
    .filter(({ key }) => !unfit.includes(key))
    .map((field) => (own[field.key] ? { ...field, options: own[field.key] } : field))
}

interface FilterFieldProps {
  object: ObjectKind
  label: string
  filter: string
  /** Fields by which it makes no sense to ask here. */
  unfit?: readonly string[]
  /** What stands below while nothing is asked. */
  none: string
  found: (n: number) => string
  fault?: string | undefined
  onChange: (filter: string) => void
}

export function FilterField({ object, label, filter, unfit = ["id"], none, found, fault, onChange }: FilterFieldProps) {
  const fields = useFilterFields(object, unfit)
  const { draft, check, onDraft, show } = useListFilter(object, filter)
  const write = (text: string) => {
    show(text)
    onChange(text)
  }
  // Written as text, the filter tells of itself.
  const told = readConditions(filter) !== null && check?.ok && check.text === filter
  const count = filter.trim() !== "" && told && typeof check.count === "number" ? check.count : null
  return (
    <fieldset className="filter-field">
      <legend>{label}</legend>
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
        <span className="field-problem" role="alert">
          {fault}
        </span>
      ) : (
        <span className="small quiet" role="status">
          {filter.trim() === "" ? none : count !== null && found(count)}
        </span>
      )}
    </fieldset>
  )
}
