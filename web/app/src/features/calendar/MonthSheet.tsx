// A month: each day with what it holds, as far as there is room; the rest is behind a figure that opens the day.

import type { CalendarTurn } from "@api/contract"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import type { ActivityActions } from "../../kit/activities/useActivityActions"
import { calendarPagePhrases } from "./phrases"
import { isOn, isTask, keyOf, spanAt, type Zones } from "./places"
import { TurnEntry } from "./TurnEntry"
import type { Held } from "./useTurnDrag"

interface MonthSheetProps {
  weeks: readonly (readonly string[])[]
  /** The month that is shown, "2026-12". */
  month: string
  turns: readonly CalendarTurn[]
  team: boolean
  zones: Zones
  held: Held | null
  actions: ActivityActions
  phone: boolean
  onDay: (day: string) => void
}

const ROOM = 4

const order = (a: CalendarTurn, b: CalendarTurn) => Number(b.all_day) - Number(a.all_day) || a.at.localeCompare(b.at)

export function MonthSheet({ weeks, month, turns, team, zones, held, actions, phone, onDay }: MonthSheetProps) {
  const t = usePhrases(calendarPagePhrases)
  const locale = useLocale()
  const today = useFormat().today()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: phone ? "narrow" : "short", timeZone: "UTC" })
  const dated = new Intl.DateTimeFormat(locale, { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" })
  const dateOf = (day: string) => new Date(`${day}T00:00Z`)
  const heldTurn = held?.key ? turns.find((turn) => keyOf(turn) === held.key) : undefined
  const ghost = held && heldTurn ? { ...heldTurn, ...spanAt(held.place, isTask(heldTurn), zones) } : null
  return (
    <table className="month" data-scrolls>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {weekday.format(dateOf(day))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((days) => (
          <tr key={days[0]}>
            {days.map((day) => {
              const on = turns.filter((turn) => isOn(turn, day, zones)).sort(order)
              // The figure takes a line of its own.
              const shown = on.length > ROOM ? on.slice(0, ROOM - 1) : on
              const over = ghost !== null && isOn(ghost, day, zones)
              const classes = [
                "month-day",
                day.slice(0, 7) !== month && "is-aside",
                day === today && "is-today",
                over && "is-over",
              ]
              return (
                <td key={day} className={classes.filter(Boolean).join(" ")} data-spot="month" data-day={day}>
                  <button
                    type="button"
                    className="month-date"
                    aria-label={`${t("openDay", { day: dated.format(dateOf(day)) })}${on.length > 0 ? ` · ${on.length}` : ""}`}
                    onClick={() => onDay(day)}
                  >
                    <span className="month-number">{Number(day.slice(8))}</span>
                    {phone && (
                      <span className="month-dots" aria-hidden="true">
                        {on.slice(0, 4).map((turn) => (
                          <i key={keyOf(turn)} data-kind={turn.kind ?? "busy"} />
                        ))}
                      </span>
                    )}
                  </button>
                  {!phone && (
                    <ul className="month-turns">
                      {shown.map((turn) => (
                        <li key={keyOf(turn)}>
                          <TurnEntry
                            turn={turn}
                            actions={actions}
                            team={team}
                            look={turn.all_day ? "bar" : "line"}
                            faded={held?.key === keyOf(turn)}
                          />
                        </li>
                      ))}
                      {ghost && over && (
                        <li>
                          <TurnEntry turn={ghost} actions={actions} team={team} look="bar" ghost />
                        </li>
                      )}
                      {on.length > shown.length && (
                        <li>
                          <button type="button" className="month-more link small" onClick={() => onDay(day)}>
                            {t("moreDay", { n: on.length - shown.length })}
                          </button>
                        </li>
                      )}
                    </ul>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
