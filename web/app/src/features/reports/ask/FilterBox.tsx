// A filter within a form: the same chips and the same text as above a list.

import type { ObjectKind } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { FilterBar } from "../../../kit/list/FilterBar"
import { useListFilter } from "../../../kit/list/useListFilter"
import { objectsQuery } from "../../../kit/queries"

interface FilterBoxProps {
  object: ObjectKind
  filter: string
  onFilter: (filter: string | undefined) => void
}

export function FilterBox({ object, filter, onFilter }: FilterBoxProps) {
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === object)?.fields ?? []
  const written = useListFilter(object, filter)
  return (
    <div className="ask-filter">
      <FilterBar
        object={object}
        filter={filter}
        fields={fields}
        check={written.check}
        draft={written.draft}
        onDraft={written.show}
        onApply={(text) => {
          written.show(text)
          onFilter(text === "" ? undefined : text)
        }}
      />
    </div>
  )
}
