// What staff noted beside an interaction or an order, in fields of one's own: each by its label. Empty fields are not shown.

import type { ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { useFieldText } from "../../kit/fieldText"
import { ownCell } from "../../kit/ownColumn"
import { objectsQuery } from "../../kit/queries"
import { fieldLabel, useWords } from "../../kit/words"

interface NotedProps {
  object: ObjectKind
  fields: Record<string, unknown> | undefined
  linked: Record<string, string> | undefined
}

export function Noted({ object, fields, linked }: NotedProps) {
  const words = useWords()
  const textOf = useFieldText()
  const known = useQuery(objectsQuery).data?.find((one) => one.object === object)?.fields ?? []
  const said = known.filter((field) => field.custom && (fields?.[field.key] ?? "") !== "")
  if (said.length === 0) return null
  return (
    <dl className="noted small">
      {said.map((field) => (
        <div key={field.key} className="row">
          <dt className="quiet">{fieldLabel(words, field)}</dt>
          <dd className="cut">{ownCell(field, fields?.[field.key], textOf, linked)}</dd>
        </div>
      ))}
    </dl>
  )
}
