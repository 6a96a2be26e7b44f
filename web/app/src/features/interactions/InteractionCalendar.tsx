// Interactions by the day they happened. What happened stays on its day, so that only days of one's own are moved.

import { api } from "@api/client"
import type { Field, InteractionRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Calendar } from "../../kit/calendar/Calendar"
import type { CellWrites } from "../../kit/cells/useCellWrites"
import type { LayoutSearch } from "../../kit/layout/layout"
import { useWords } from "../../kit/words"
import { saidIn } from "./columns"
import { interactionPhrases } from "./phrases"

interface InteractionCalendarProps {
  field: Field
  filter: string
  q: string | undefined
  look: LayoutSearch
  phone: boolean
  mayEdit: boolean
  write: CellWrites<InteractionRow>
  onLook: (look: { at?: string; span?: string }) => void
  onOpenDay: (filter: string) => void
}

export function InteractionCalendar(props: InteractionCalendarProps) {
  const { field, filter, q, look, phone, mayEdit, write, onLook, onOpenDay } = props
  const t = usePhrases(interactionPhrases)
  const words = useWords()
  const value = (row: InteractionRow): unknown => (field.custom ? row.fields[field.key] : Reflect.get(row, field.key))
  const kindOf = (row: InteractionRow) => words.maybe(`kind.${row.kind}`) ?? row.kind
  const text = (row: InteractionRow) => `${row.who?.name ?? t("hidden")} ${kindOf(row)}`
  return (
    <>
      <Calendar
        field={field}
        queryKey={["interactions", filter, q ?? ""]}
        days={(params, signal) => api.interactions.days({ ...params, filter, q }, signal)}
        rowKey={(row) => row.id}
        nameOf={text}
        value={value}
        entry={(row) => <Entry row={row} phone={phone} text={text(row)} title={`${kindOf(row)} · ${saidIn(row)}`} />}
        onMove={
          mayEdit && field.custom && field.editable ? (row, next) => write.set(row, field, next, value(row)) : undefined
        }
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

/** Who did what; it opens the person, as a row of the list does. */
function Entry({ row, phone, text, title }: { row: InteractionRow; phone: boolean; text: string; title: string }) {
  const { who } = row
  if (!who) return <span title={title}>{text}</span>
  return (
    <Link
      to={phone ? "/people/$id" : "/interactions"}
      params={phone ? { id: who.id } : {}}
      search={(now) => (phone ? {} : { ...now, panel: who.id })}
      title={title}
    >
      {text}
    </Link>
  )
}
