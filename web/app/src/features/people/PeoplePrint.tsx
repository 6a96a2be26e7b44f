// The list of people on paper: the columns on screen, times as dates, for paper does not age along.

import type { Field } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { type PeopleSearch, peopleQuery } from "../../kit/peopleQuery"
import { PrintList } from "../../kit/print/PrintList"
import { useFilterWords } from "../../kit/useFilterWords"
import { fieldLabel, useWords } from "../../kit/words"
import type { Column } from "./columns"
import { peoplePhrases } from "./phrases"

interface PeoplePrintProps extends PeopleSearch {
  known: Column[]
  columns: string[]
  fields: Field[]
}

export function PeoplePrint({ known, columns, fields, filter, q, sort }: PeoplePrintProps) {
  const t = usePhrases(peoplePhrases)
  const words = useWords()
  const format = useFormat()
  const nameOf = useFilterWords()
  const chosen = columns.flatMap((key) => known.find((column) => column.key === key) ?? [])
  return (
    <PrintList
      title={t("title")}
      about={nameOf(filter, q) ?? filter}
      options={peopleQuery({ filter, q, sort })}
      rowKey={(row) => row.id}
      columns={[
        { key: "name", label: words("field.name"), cell: (row) => row.name },
        ...chosen.map(({ key, figure, cell }) => ({
          key,
          figure,
          label: fieldLabel(words, { key, label: fields.find((field) => field.key === key)?.label }),
          cell: (row: Parameters<typeof cell>[0]) => {
            const at: unknown = key.endsWith("_at") ? Reflect.get(row, key) : null
            return typeof at === "string" ? format.date(at) : cell(row, format, words)
          },
        })),
      ]}
    />
  )
}
