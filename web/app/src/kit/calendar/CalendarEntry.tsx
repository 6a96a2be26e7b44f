// A record on a day: a link to it, and the ways to give it another day: by drag, by Alt and an arrow, by a date chosen.

import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { type DragEvent, type KeyboardEvent, useId, useState } from "react"
import type { DayShared } from "./CalendarDay"
import { moved } from "./days"
import { calendarPhrases } from "./phrases"

interface CalendarEntryProps<Row> extends DayShared<Row> {
  row: Row
  day: string
  onDragStart?: (event: DragEvent) => void
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

export function CalendarEntry<Row>(props: CalendarEntryProps<Row>) {
  const { row, day, field, week, entry, value, nameOf, move, onDragStart } = props
  const t = usePhrases(calendarPhrases)
  const format = useFormat()
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (!move || !step || !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    const next = moved(day, step)
    props.keep(row, next)
    move(row, next)
  }
  const at = value(row)
  return (
    <li
      data-place={`${day} ${props.rowKey(row)}`}
      className="calendar-entry"
      draggable={move !== undefined}
      onDragStart={onDragStart}
      onKeyDown={onKeyDown}
    >
      {week && field.type === "date_time" && typeof at === "string" && (
        <time className="quiet small">{format.time(at)}</time>
      )}
      <span className="grow cut">{entry(row)}</span>
      {move && (
        <Popover
          label={t("move", { name: nameOf(row) })}
          trigger={(props) => <IconButton icon="calendar" small label={t("move", { name: nameOf(row) })} {...props} />}
        >
          {(close) => (
            <MoveForm
              day={day}
              onMove={(next) => {
                close()
                move(row, next)
              }}
            />
          )}
        </Popover>
      )}
    </li>
  )
}

function MoveForm({ day, onMove }: { day: string; onMove: (day: string) => void }) {
  const t = usePhrases(calendarPhrases)
  const id = useId()
  const [chosen, setChosen] = useState(day)
  return (
    <form
      className="condition-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (chosen !== "") onMove(chosen)
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t("day")}</label>
        <input
          id={id}
          type="date"
          className="input"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        />
      </div>
      <Button look="primary" type="submit" disabled={chosen === "" || chosen === day}>
        {t("moveIt")}
      </Button>
    </form>
  )
}
