// People by the days of a date. In: the list's filter and the field. Out: another day for whoever is dragged there.

import { api } from "@api/client"
import type { Field, PersonRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Calendar } from "../../kit/calendar/Calendar"
import type { CellWrites } from "../../kit/cells/useCellWrites"
import type { LayoutSearch } from "../../kit/layout/layout"

interface PeopleCalendarProps {
  field: Field
  filter: string
  q: string | undefined
  look: LayoutSearch
  phone: boolean
  mayEdit: boolean
  write: CellWrites<PersonRow>
  onLook: (look: { at?: string; span?: string }) => void
  onOpenDay: (filter: string) => void
}

export function PeopleCalendar({
  field,
  filter,
  q,
  look,
  phone,
  mayEdit,
  write,
  onLook,
  onOpenDay,
}: PeopleCalendarProps) {
  const value = (row: PersonRow): unknown => (field.custom ? row.fields[field.key] : Reflect.get(row, field.key))
  return (
    <>
      <Calendar
        field={field}
        queryKey={["people", filter, q ?? ""]}
        days={(params, signal) => api.people.days({ ...params, filter, q }, signal)}
        rowKey={(row) => row.id}
        nameOf={(row) => row.name}
        value={value}
        entry={(row) => (
          <Link
            to={phone ? "/people/$id" : "/people"}
            params={phone ? { id: row.id } : {}}
            search={(now) => (phone ? {} : { ...now, panel: row.id })}
            title={[row.name, row.city].filter(Boolean).join(" · ")}
          >
            {row.name}
          </Link>
        )}
        onMove={mayEdit && field.editable ? (row, next) => write.set(row, field, next, value(row)) : undefined}
        onOpenDay={onOpenDay}
        at={look.at}
        span={look.span}
        onLook={onLook}
        phone={phone}
      />
      {write.dialog}
    </>
  )
}
