// The calendar of one, of several, of the team: by day, week, month, as an agenda, as a day's way outside.
// In: the URL. Out: entries planned, moved, lengthened, given to a colleague, each with its way back.

import "../../kit/segments.css"
import "../../kit/activities/activities.css"
import "./calendarPage.css"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { avatarHue } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { spaced, useFormat, ZoneContext } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { useLocale, usePhrases } from "@ui/phrases"
import { Failed } from "@ui/States"
import { lazy, Suspense, startTransition, useState } from "react"
import type { Prefill } from "../../kit/activities/draft"
import { calendarQuery, NEWS } from "../../kit/activities/queries"
import type { CalendarLook } from "../../kit/activities/search"
import { useActivityActions } from "../../kit/activities/useActivityActions"
import { useWhen } from "../../kit/activities/useWhen"
import { instantAt, wallOf } from "../../kit/activities/wall"
import { firstOfWeek, isDay, monthOf, moved, movedMonths, weekOf } from "../../kit/calendar/days"
import { PageHead } from "../../kit/PageHead"
import { useSession } from "../../kit/session"
import { usePhone } from "../../kit/usePhone"
import { useSoldNews } from "../../kit/useSoldNews"
import { AgendaDays } from "./AgendaDays"
import { CalendarBar } from "./CalendarBar"
import { MonthSheet } from "./MonthSheet"
import { calendarPagePhrases } from "./phrases"
import { isTask, keyOf, type Place, placeOf, spanAt } from "./places"
import { TimeGrid } from "./TimeGrid"
import { useSwipe } from "./useSwipe"
import { useTurnDrag } from "./useTurnDrag"
import { useTurnGrab } from "./useTurnGrab"
import { useTurnMoves } from "./useTurnMoves"

const PlanDialog = lazy(async () => ({ default: (await import("../../kit/activities/PlanDialog")).PlanDialog }))
const RouteDay = lazy(async () => ({ default: (await import("./RouteDay")).RouteDay }))
const route = getRouteApi("/frame/calendar")

const AGENDA = 14
const ZONE_KEY = "guanxi.calendar.zone"
const LOOK_KEY = "guanxi.calendar.look"
/** What keys of the page stand for. */
const LOOK_KEYS: Record<string, CalendarLook> = {
  d: "day",
  w: "week",
  f: "workweek",
  m: "month",
  a: "agenda",
  r: "route",
}

export function CalendarPage() {
  useSoldNews("activity", NEWS)
  const home = useSession().workspace.zone
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const now = new Date().toISOString()
  const [one, other] = [wallOf(now, home), wallOf(now, here)]
  const differs = one.day !== other.day || one.minutes !== other.minutes
  const [chosen, setChosen] = useState(() => localStorage.getItem(ZONE_KEY))
  const shown = differs && chosen === here ? here : home
  const onZone = (zone: string) => {
    setChosen(zone)
    localStorage.setItem(ZONE_KEY, zone)
  }
  return (
    <ZoneContext value={shown}>
      <Calendar zone={{ home, here, shown, differs, onZone }} />
    </ZoneContext>
  )
}

function Calendar({ zone }: { zone: Parameters<typeof CalendarBar>[0]["zone"] }) {
  const t = usePhrases(calendarPagePhrases)
  const locale = useLocale()
  const format = useFormat()
  const when = useWhen()
  const phone = usePhone()
  const me = useSession().user.id
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const actions = useActivityActions()
  const today = format.today()
  const [usual] = useState(() => localStorage.getItem(LOOK_KEY))
  const kept = (["day", "workweek", "week", "month", "agenda"] as const).find((one) => one === usual)
  const asked = search.view ?? (phone ? "day" : (kept ?? "week"))
  // A phone has no room for a week beside itself.
  const look: CalendarLook = phone && (asked === "week" || asked === "workweek") ? "day" : asked
  const at = isDay(search.at) ? search.at : today
  const [further, setFurther] = useState(0)
  const change = (set: Partial<typeof search>) => {
    setFurther(0)
    void navigate({ search: (held) => ({ ...held, ...set }), replace: true })
  }

  const first = firstOfWeek(locale)
  const weeks = monthOf(at, first)
  const week = weekOf(at, first)
  const days =
    look === "month"
      ? weeks.flat()
      : look === "week"
        ? week
        : look === "workweek"
          ? weekOf(at, 1).slice(0, 5)
          : look === "agenda"
            ? Array.from({ length: Math.min(62, AGENDA * (further + 1)) }, (_, n) => moved(at, n))
            : [at]
  const zones = { shown: zone.shown, home: zone.home }
  const who = search.who === "team" ? "team" : (search.who?.split(",").filter(Boolean) ?? [])
  const kinds = search.kinds?.split(",").filter(Boolean) ?? []
  const view = useQuery({
    ...calendarQuery({
      // Whole days of the workspace may begin before the reader's, and end after them.
      from: instantAt(days[0] ?? at, 0, zone.shown),
      to: instantAt(moved(days.at(-1) ?? at, 1), 0, zone.shown),
      who: who === "team" ? ["team"] : who,
      kinds,
    }),
    enabled: look !== "route",
    placeholderData: keepPreviousData,
  })
  const colleagues = view.data?.colleagues ?? []
  const chosen = who === "team" ? colleagues.map(({ id }) => id) : who.length === 0 ? [me] : who
  const team = chosen.length > 1
  const turns = view.data?.turns ?? []
  const sideBySide = team && look === "day" && !phone ? colleagues.filter(({ id }) => chosen.includes(id)) : null

  const step = (way: number) => {
    const to =
      look === "month"
        ? movedMonths(`${at.slice(0, 7)}-01`, way)
        : moved(at, way * (look === "day" || look === "route" ? 1 : look === "agenda" ? AGENDA : 7))
    change({ at: to === today ? undefined : to })
  }
  const onLook = (next: CalendarLook) => {
    if (next !== "route") localStorage.setItem(LOOK_KEY, next)
    change({ view: next })
  }
  const onDay = (day: string) => change({ view: "day", at: day === today ? undefined : day })

  const [plans, setPlans] = useState<Prefill | null>(null)
  const plan = (prefill: Prefill) => startTransition(() => setPlans(prefill))
  const make = ({ day, minutes, long, who: whose }: Place, drawn: boolean) => {
    const owner = colleagues.find(({ id }) => id === whose)
    // Planned by the clock of the workspace, wherever the reader's is.
    const span = spanAt({ day, minutes, long, who: whose }, false, zones)
    const wall = minutes === null ? { day, minutes: null } : wallOf(span.at, zone.home)
    plan({
      kind: minutes === null ? "task" : "meeting",
      day: wall.day,
      lastDay: wall.day,
      minutes: wall.minutes,
      ...(drawn && minutes !== null && { long }),
      ...(owner && { owner }),
    })
  }
  const moves = useTurnMoves(zones, colleagues)
  const turnOf = (key: string) => turns.find((turn) => keyOf(turn) === key)
  const placeOfKey = (key: string): Place | null => {
    const turn = turnOf(key)
    return turn?.may_edit && turn.id !== null ? placeOf(turn, zones) : null
  }
  const put = (key: string, place: Place) => {
    const turn = turnOf(key)
    if (turn) moves.move(turn, place)
  }
  const nameOf = (id: string) => colleagues.find((one) => one.id === id)?.name ?? ""
  const grab = useTurnGrab({
    placeOf: placeOfKey,
    byDays: look === "month",
    columns: sideBySide ? sideBySide.map(({ id }) => id) : null,
    say: {
      lifted: (key) => t("lifted", { title: turnOf(key)?.title ?? "" }),
      at: (place, key) => {
        const turn = turnOf(key)
        const said = when.full(spanAt(place, turn ? isTask(turn) : false, zones))
        return sideBySide ? t("atWho", { who: nameOf(place.who), when: said }) : t("at", { when: said })
      },
      left: () => t("putBack"),
      fixed: (key) => t("fixed", { title: turnOf(key)?.title ?? "" }),
    },
    onPut: put,
  })
  const drag = useTurnDrag(grab.root, { placeOf: placeOfKey, onPut: put, onMake: make })
  const held = drag ?? grab.held
  useSwipe(grab.root, phone && drag === null && (look === "day" || look === "agenda" || look === "month"), step)
  useKeys(
    {
      c: (event) => {
        event.preventDefault()
        plan({ day: at, lastDay: at, kind: "meeting" })
      },
      "[": () => step(-1),
      "]": () => step(1),
      ...Object.fromEntries(Object.entries(LOOK_KEYS).map(([key, next]) => [key, () => onLook(next)])),
    },
    grab.held === null,
    true,
  )

  const title = spaced(titleOf(look, at, days, locale, phone))
  return (
    <div className="pane calendar-page">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <Button
          look="primary"
          small
          icon="plus"
          className="end not-phone"
          title={`${t("plan")} (C)`}
          onClick={() => plan({ day: at, lastDay: at, kind: "meeting" })}
        >
          {t("plan")}
        </Button>
      </PageHead>
      <CalendarBar
        look={look}
        title={title}
        isNow={days.includes(today) && (look !== "month" || at.slice(0, 7) === today.slice(0, 7))}
        phone={phone}
        colleagues={colleagues}
        who={chosen}
        me={me}
        kinds={kinds}
        zone={zone}
        onLook={onLook}
        onStep={step}
        onToday={() => change({ at: undefined })}
        onWho={(next) => {
          const mine = next !== "team" && next.length === 1 && next[0] === me
          change({ who: next === "team" ? "team" : mine ? undefined : next.join(",") })
        }}
        onKinds={(next) => change({ kinds: next.length === 0 ? undefined : next.join(",") })}
      />
      {team && look !== "route" && !sideBySide && (
        <ul className="cal-legend" aria-label={t("who")}>
          {colleagues
            .filter(({ id }) => chosen.includes(id))
            .map(({ id, name }) => (
              <li key={id}>
                <i data-hue={avatarHue(id)} />
                {name}
              </li>
            ))}
        </ul>
      )}
      {view.data?.more && look !== "route" && <p className="cal-more small waiting">{t("more")}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the entries inside. */}
      <div
        ref={grab.root}
        className={held ? "cal-sheet is-holding" : "cal-sheet"}
        aria-busy={view.isFetching}
        onKeyDown={grab.onKeyDown}
        onBlur={(event) => {
          if (grab.held && !event.currentTarget.contains(event.relatedTarget)) grab.drop()
        }}
      >
        {look === "route" ? (
          <Suspense>
            <RouteDay day={at} onPlan={(prefill) => plan(prefill)} />
          </Suspense>
        ) : view.isError ? (
          <Failed error={view.error} retry={() => void view.refetch()} />
        ) : look === "month" ? (
          <MonthSheet {...{ weeks, turns, team, zones, held, actions, phone, onDay }} month={at.slice(0, 7)} />
        ) : look === "agenda" ? (
          <AgendaDays {...{ days, turns, team, zones, actions, onDay }} onMore={() => setFurther(further + 1)} />
        ) : (
          <TimeGrid key={look} {...{ days, turns, team, zones, held, actions, onDay }} colleagues={sideBySide} />
        )}
        <p className="hidden-visually" aria-live="assertive">
          {grab.said}
        </p>
      </div>
      <button
        type="button"
        className="cal-fab only-phone"
        aria-label={t("planHere")}
        onClick={() => plan({ day: at, lastDay: at, kind: look === "route" ? "visit" : "meeting" })}
      >
        <Icon name="plus" size={20} />
      </button>
      {moves.dialogs}
      <Suspense>{plans && <PlanDialog prefill={plans} onClose={() => setPlans(null)} />}</Suspense>
    </div>
  )
}

/** "2026 年 11 月", "12 月 1 日 周二"; of several days, the first and the last. */
function titleOf(look: CalendarLook, at: string, days: readonly string[], locale: string, short: boolean): string {
  const date = (day: string) => new Date(`${day}T00:00Z`)
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options })
  const english = locale === "en"
  if (look === "month") return of({ year: "numeric", month: short ? "short" : "long" }).format(date(at))
  const monthDay = of({ month: english ? "short" : "long", day: "numeric" })
  if (look === "day" || look === "route") {
    const weekday = of({ weekday: "short" }).format(date(at))
    return english ? `${weekday}, ${monthDay.format(date(at))}` : `${monthDay.format(date(at))} ${weekday}`
  }
  const [first = at, last = at] = [days[0], days.at(-1)]
  // The browser writes a stretch of Chinese days with slashes.
  const year = short || english ? "" : of({ year: "numeric" }).format(date(first))
  const range = `${year}${monthDay.format(date(first))} – ${monthDay.format(date(last))}`
  return english && !short ? `${range}, ${last.slice(0, 4)}` : range
}
