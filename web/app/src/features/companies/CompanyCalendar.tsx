// Companies by the days of a date. In: the list's filter and the field. Out: another day for one that is dragged there.

import { api } from "@api/client"
import type { CompanyRow, Field } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Calendar } from "../../kit/calendar/Calendar"
import type { CellWrites } from "../../kit/cells/useCellWrites"
import type { LayoutSearch } from "../../kit/layout/layout"

interface CompanyCalendarProps {
  field: Field
  filter: string
  q: string | undefined
  look: LayoutSearch
  phone: boolean
  mayEdit: boolean
  write: CellWrites<CompanyRow>
  onLook: (look: { at?: string; span?: string }) => void
  onOpenDay: (filter: string) => void
}

export function CompanyCalendar(props: CompanyCalendarProps) {
  const { field, filter, q, look, phone, mayEdit, write, onLook, onOpenDay } = props
  const value = (row: CompanyRow): unknown => (field.custom ? row.fields[field.key] : Reflect.get(row, field.key))
  return (
    <>
      <Calendar
        field={field}
        queryKey={["companies", filter, q ?? ""]}
        days={(params, signal) => api.companies.days({ ...params, filter, q }, signal)}
        rowKey={(row) => row.id}
        nameOf={(row) => row.name}
        value={value}
        entry={(row) => (
          <Link
            to="/companies/$id"
            params={{ id: row.id }}
            search={{ filter: filter || undefined, q }}
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
