// The week at hand in one line: what stands on each day, today marked; a day opens the calendar there.

import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useFormat, ZoneContext } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import { useContext } from "react"
import { calendarQuery } from "../../kit/activities/queries"
import { useWhen } from "../../kit/activities/useWhen"
import { useSession } from "../../kit/session"
import { usePhone } from "../../kit/usePhone"
import { Card } from "./Card"
import { dayPhrases } from "./dayPhrases"
import { type WeekDay, weekDays, weekSpan } from "./week"

export function WeekStrip() {
  const t = usePhrases(dayPhrases)
  const format = useFormat()
  const shown = useContext(ZoneContext)
  const home = useSession().workspace.zone
  const today = format.today()
  const { days, from, to } = weekSpan(today, shown)
  const asked = useQuery({ ...calendarQuery({ from, to, who: [], kinds: [] }), staleTime: 30_000 })
  const week = asked.data && weekDays(days, asked.data.turns, { shown, home })
  return (
    <Card
      block="week"
      title={t("week")}
      label={t("week")}
      ready={!asked.isPending}
      className="home-week"
      end={
        <Link to="/calendar" search={{}} className="link small">
          {t("calendar")}
        </Link>
      }
    >
      {asked.isError ? (
        <Failed error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <ol className="week-strip">
          {days.map((day, n) => (
            <li key={day}>
              <Day day={day} of={week?.[n]} isToday={day === today} isPast={day < today} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

interface DayProps {
  day: string
  of: WeekDay | undefined
  isToday: boolean
  isPast: boolean
}

function Day({ day, of, isToday, isPast }: DayProps) {
  const t = usePhrases(dayPhrases)
  const format = useFormat()
  const locale = useLocale()
  const when = useWhen()
  const phone = usePhone()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: phone ? "narrow" : "short", timeZone: "UTC" }).format(
    Date.parse(`${day}T00:00Z`),
  )
  const look = ["week-day", isToday && "is-today", isPast && "is-past"].filter(Boolean).join(" ")
  return (
    <Link
      to="/calendar"
      search={{ view: "day", at: isToday ? undefined : day }}
      className={look}
      aria-current={isToday ? "date" : undefined}
      title={
        of &&
        t("weekDay", {
          day: when.day(day),
          open: of.open,
          late: of.late,
          done: of.done,
        })
      }
    >
      <span className="tiny week-name">
        {weekday} <b>{Number(day.slice(8))}</b>
      </span>
      {of === undefined ? (
        <Skeleton width={20} height={20} />
      ) : (
        <span className={of.open === 0 ? "week-count quiet" : "week-count"}>
          {of.open + of.done === 0 ? "–" : format.number(of.open)}
        </span>
      )}
      <span className="tiny week-note">
        {of && of.late > 0 ? (
          <span className="bad">{t("lateShort", { n: of.late })}</span>
        ) : (
          of && of.done > 0 && <span className="quiet">{t("doneShort", { n: of.done })}</span>
        )}
      </span>
    </Link>
  )
}
