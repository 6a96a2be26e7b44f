// Days, or colleagues of one day, as columns of hours: whole days above, what overlaps side by side, the time it is now.

import type { CalendarTurn, Named } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat, ZoneContext } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "react"
import type { ActivityActions } from "../../kit/activities/useActivityActions"
import { clockText, DAY_MINUTES, wallOf } from "../../kit/activities/wall"
import { usePhone } from "../../kit/usePhone"
import { placed } from "./lanes"
import { calendarPagePhrases } from "./phrases"
import { barsOf, DRAWN, isOn, isTask, keyOf, type Place, piecesOf, spanAt, type Zones } from "./places"
import { TurnEntry } from "./TurnEntry"
import type { Held } from "./useTurnDrag"

interface TimeGridProps {
  days: readonly string[]
  /** Whose columns stand side by side; null where all are in the columns of the days. */
  colleagues: readonly Named[] | null
  turns: readonly CalendarTurn[]
  team: boolean
  zones: Zones
  held: Held | null
  actions: ActivityActions
  onDay: (day: string) => void
}

interface Column {
  key: string
  day: string
  who: Named | null
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
/** Where the day is shown from, unless it is later. */
const MORNING = 7.5 * 60
/** A block below this height, in minutes, has one line. */
const LOW = 40

/** Minutes since midnight, and the day, as they go by. */
function useNow(zone: string) {
  const [now, setNow] = useState(() => wallOf(new Date().toISOString(), zone))
  useEffect(() => {
    const read = () => setNow(wallOf(new Date().toISOString(), zone))
    read()
    const timer = setInterval(read, 30_000)
    return () => clearInterval(timer)
  }, [zone])
  return now
}

const isOf = (turn: CalendarTurn, who: Named | null) =>
  who === null || turn.owner.id === who.id || turn.guests.includes(who.id)

export function TimeGrid({ days, colleagues, turns, team, zones, held, actions, onDay }: TimeGridProps) {
  const t = usePhrases(calendarPagePhrases)
  const locale = useLocale()
  const format = useFormat()
  const zone = useContext(ZoneContext)
  const now = useNow(zone)
  const today = format.today()
  const phone = usePhone()
  const linesIn = (minutes: number) => Math.max(1, Math.floor(((minutes / 60) * (phone ? 56 : 48) - 3) / 16))
  const scroll = useRef<HTMLDivElement>(null)
  const columns: Column[] = colleagues
    ? colleagues.map((who) => ({ key: who.id, day: days[0] ?? today, who }))
    : days.map((day) => ({ key: day, day, who: null }))
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" })
  const dated = new Intl.DateTimeFormat(locale, { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" })
  const dateOf = (day: string) => new Date(`${day}T00:00Z`)

  // The working day is in sight at first; where today is shown, what is going on.
  const shows = days.includes(today)
  useLayoutEffect(() => {
    const element = scroll.current
    if (!element) return
    const at = shows ? Math.min(MORNING, Math.max(0, wallOf(new Date().toISOString(), zone).minutes - 90)) : MORNING
    element.scrollTop = (at / DAY_MINUTES) * element.scrollHeight
  }, [shows, zone])

  const heldTurn = held?.key ? turns.find((turn) => keyOf(turn) === held.key) : undefined
  /** What is dragged, or drawn anew, as an entry where it would be. */
  const ghost: CalendarTurn | null = held
    ? {
        ...(heldTurn ?? {
          id: "new",
          turn: null,
          kind: "meeting",
          title: t("planHere"),
          state: "open",
          clock: "planned",
          owner: colleagues?.find(({ id }) => id === held.place.who) ?? { id: held.place.who, name: "" },
          guests: [],
          about: null,
          place: null,
          repeats: false,
          priority: "normal",
          may_edit: true,
        }),
        ...spanAt(held.place, heldTurn ? isTask(heldTurn) : false, zones),
      }
    : null
  const inColumn = (place: Place, { day, who }: Column) =>
    who ? place.who === who.id : ghost !== null && isOn(ghost, day, zones)
  const bars = colleagues
    ? columns.flatMap(({ who, day }, at) =>
        turns
          .filter((turn) => turn.all_day && isOf(turn, who) && isOn(turn, day, zones))
          .map((turn) => ({ turn, key: `${keyOf(turn)} ${at}`, first: at, last: at })),
      )
    : barsOf(turns, days, zones)
  const ghostBar =
    ghost?.all_day && held ? columns.flatMap((column, at) => (inColumn(held.place, column) ? [at] : [])) : []
  return (
    <div className="time-grid" style={{ "--columns": columns.length }}>
      <div className="time-scroll scroll" ref={scroll} data-scrolls>
        <div className="time-head">
          <span className="time-corner" />
          {columns.map(({ key, day, who }) => (
            <div key={key} className={day === today && !who ? "time-day is-today" : "time-day"}>
              {who ? (
                <span className="row">
                  <Avatar id={who.id} initial={who.initial ?? who.name.slice(0, 1)} size={20} />
                  <span className="medium cut">{who.name}</span>
                </span>
              ) : (
                <button
                  type="button"
                  title={t("openDay", { day: dated.format(dateOf(day)) })}
                  onClick={() => onDay(day)}
                >
                  <span className="small">{weekday.format(dateOf(day))}</span>
                  <b>{Number(day.slice(8))}</b>
                </button>
              )}
            </div>
          ))}
          <span className="time-corner tiny quiet">{t("allDay")}</span>
          <div className="time-bars">
            {columns.map(({ key, day, who }, at) => (
              <span
                key={key}
                className="time-bar-place"
                style={{ gridColumn: at + 1 }}
                data-spot="all"
                data-day={day}
                data-who={who?.id}
              />
            ))}
            {bars.map(({ turn, key, first, last }) => (
              <TurnEntry
                key={key}
                turn={turn}
                actions={actions}
                team={team}
                look="bar"
                faded={held?.key === keyOf(turn)}
                style={{ gridColumn: `${first + 1} / ${last + 2}` }}
              />
            ))}
            {ghost && ghostBar.length > 0 && (
              <TurnEntry
                turn={ghost}
                actions={actions}
                team={team}
                look="bar"
                ghost
                style={{ gridColumn: `${(ghostBar[0] ?? 0) + 1} / ${(ghostBar.at(-1) ?? 0) + 2}` }}
              />
            )}
          </div>
        </div>
        <div className="time-body">
          <div className="time-hours" aria-hidden="true">
            {HOURS.slice(1).map((hour) => (
              <span key={hour} style={{ top: `${(hour / 24) * 100}%` }}>
                {clockText(hour * 60)}
              </span>
            ))}
          </div>
          {columns.map((column) => {
            const { key, day, who } = column
            const pieces = placed(piecesOf(turns, day, zones).filter(({ turn }) => isOf(turn, who)))
            const ghosts =
              ghost && held && !ghost.all_day && inColumn(held.place, column) ? piecesOf([ghost], day, zones) : []
            return (
              <section
                key={key}
                className={day === today ? "time-column is-today" : "time-column"}
                aria-label={who ? who.name : dated.format(dateOf(day))}
                data-spot="grid"
                data-day={day}
                data-who={who?.id}
              >
                {pieces.map(({ of: { turn, key: entry, from, to, ends }, lane, lanes, wide }) => (
                  <TurnEntry
                    key={entry}
                    turn={turn}
                    actions={actions}
                    team={team}
                    look="block"
                    faded={held?.key === entry}
                    low={to - from < LOW}
                    lines={linesIn(to - from)}
                    resizes={ends && turn.ends_at !== null}
                    style={{
                      top: `${(from / DAY_MINUTES) * 100}%`,
                      height: `${(Math.max(to - from, turn.ends_at === null ? DRAWN : 20) / DAY_MINUTES) * 100}%`,
                      left: `${(lane / lanes) * 100}%`,
                      width: `${(wide / lanes) * 100}%`,
                    }}
                  />
                ))}
                {ghosts.map(({ turn, from, to }) => (
                  <TurnEntry
                    key="ghost"
                    turn={turn}
                    actions={actions}
                    team={team}
                    look="block"
                    ghost
                    low={to - from < LOW}
                    lines={linesIn(to - from)}
                    style={{
                      top: `${(from / DAY_MINUTES) * 100}%`,
                      height: `${(Math.max(to - from, 20) / DAY_MINUTES) * 100}%`,
                      left: 0,
                      width: "100%",
                    }}
                  />
                ))}
                {day === now.day && (
                  <span
                    className="time-now"
                    role="img"
                    aria-label={t("now", { time: clockText(now.minutes) })}
                    style={{ top: `${(now.minutes / DAY_MINUTES) * 100}%` }}
                  />
                )}
              </section>
            )
          })}
        </div>
      </div>
      <Link to="/activities" search={{}} className="hidden-visually">
        {t("list")}
      </Link>
    </div>
  )
}
