// A day of the sheet: its date, how many it has, the first of them. A record dropped here gets this day.

import type { Day } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { type DragEvent, useState } from "react"
import type { CalendarProps } from "./Calendar"
import { CalendarEntry } from "./CalendarEntry"
import { calendarPhrases } from "./phrases"

export interface DayShared<Row> extends Pick<CalendarProps<Row>, "field" | "rowKey" | "nameOf" | "entry" | "value"> {
  week: boolean
  today: string
  move: ((row: Row, day: string) => void) | undefined
  open: (day: Day<Row> | undefined) => void
  /** Keeps the focus with a record that goes to another day. */
  keep: (row: Row, day: string) => void
  drag: { begin: (row: Row, day: string) => void; drop: (day: string) => void }
}

interface CalendarDayProps<Row> extends DayShared<Row> {
  day: string
  held: Day<Row> | undefined
  /** A day of the month before or after. */
  aside: boolean
  /** Whether Tab reaches it; the arrows reach the others. */
  reachable: boolean
}

const KIND = "application/x-guanxi-day"

export function CalendarDay<Row>(props: CalendarDayProps<Row>) {
  const { day, held, aside, week, move, open, today } = props
  const t = usePhrases(calendarPhrases)
  const format = useFormat()
  const [over, setOver] = useState(false)
  const rows = held?.rows ?? []
  // In a month there is room for three and a line that says how many more there are.
  const shown = week ? rows : rows.slice(0, (held?.count ?? 0) > 3 ? 2 : 3)
  const rest = (held?.count ?? 0) - shown.length
  const spoken = format.calendarDate(day)
  const drop = move && {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(KIND)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (!event.dataTransfer.types.includes(KIND)) return
      event.preventDefault()
      props.drag.drop(day)
    },
  }
  return (
    <td
      className={["calendar-day", aside && "is-aside", over && "is-over", day === today && "is-today"]
        .filter(Boolean)
        .join(" ")}
      {...drop}
    >
      <div className="row calendar-day-head">
        <button
          type="button"
          className="calendar-date"
          data-day={day}
          tabIndex={props.reachable ? 0 : -1}
          aria-current={day === today ? "date" : undefined}
          aria-disabled={!held}
          onClick={() => open(held)}
        >
          <span className="hidden-visually">
            {held ? t("openDay", { day: spoken, n: held.count }) : t("emptyDay", { day: spoken })}
          </span>
          <span className="calendar-number" aria-hidden="true">
            {Number(day.slice(8))}
          </span>
          {held && (
            <span className="calendar-count" aria-hidden="true">
              {format.number(held.count)}
            </span>
          )}
        </button>
      </div>
      {shown.length > 0 && (
        <ul className={week ? "calendar-entries scroll" : "calendar-entries"}>
          {shown.map((row) => (
            <CalendarEntry
              key={props.rowKey(row)}
              {...props}
              row={row}
              day={day}
              onDragStart={(event) => {
                props.drag.begin(row, day)
                event.dataTransfer.setData(KIND, props.nameOf(row))
                event.dataTransfer.effectAllowed = "move"
              }}
            />
          ))}
        </ul>
      )}
      {rest > 0 && shown.length > 0 && (
        <button type="button" className="link small calendar-rest" onClick={() => open(held)}>
          {t("others", { n: rest })}
        </button>
      )}
    </td>
  )
}
