// A day outside: its visits numbered on a map and in a list, how far it is from one to the next, and a shorter order where
// there is one. In: a day. Out: check-ins, times moved once that is asked for.

import "../../kit/map/map.css"
import { activities } from "@api/activities"
import { api } from "@api/client"
import type { DayRoute, RouteStop } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { mainAbout } from "../../kit/activities/about"
import { CheckInDialog } from "../../kit/activities/CheckInDialog"
import { DoneCircle } from "../../kit/activities/DoneCircle"
import type { Prefill } from "../../kit/activities/draft"
import { panelOf, readAnew, routeQuery } from "../../kit/activities/queries"
import { useActivityActions } from "../../kit/activities/useActivityActions"
import { useWhen } from "../../kit/activities/useWhen"
import { MapCanvas } from "../../kit/map/MapCanvas"
import { around, fitted, type View } from "../../kit/map/projection"
import { useDistance } from "../../kit/nearby/Near"
import { usePhone } from "../../kit/usePhone"
import { useSize } from "../../kit/useSize"
import { toastFailure } from "../../kit/useUndo"
import { changedOnly, type Moving, mapsLink, reordered } from "./reorder"

const routePhrases = definePhrases(
  {
    map: "当天的路线",
    list: "当天的拜访",
    total: "{n} 处，直线共 {distance}",
    stops: "{n} 处",
    from: "距上一处 {distance}",
    unplaced: "不知道在哪里",
    checkedIn: "{time} 已签到",
    checkIn: "签到",
    openMaps: "在地图里打开",
    shorterTitle: "换个顺序更近",
    shorter: "按这个顺序走，直线共 {distance}，少 {saved}。",
    see: "看看怎么换",
    applyTitle: "换成更近的顺序",
    applyText: "会改这几处的时间，别的照旧：",
    apply: "就这样改",
    applied: "已换成更近的顺序",
    none: "这天没有拜访",
    noneText: "安排一次拜访，选好客户或地点，就会出现在路线上。",
    plan: "安排拜访",
    stop: "第 {n} 处：{title}",
  },
  {
    "zh-TW": {
      map: "當天的路線",
      list: "當天的拜訪",
      total: "{n} 處，直線共 {distance}",
      stops: "{n} 處",
      from: "距上一處 {distance}",
      unplaced: "不知道在哪裡",
      checkedIn: "{time} 已簽到",
      checkIn: "簽到",
      openMaps: "在地圖裡打開",
      shorterTitle: "換個順序更近",
      shorter: "按這個順序走，直線共 {distance}，少 {saved}。",
      see: "看看怎麼換",
      applyTitle: "換成更近的順序",
      applyText: "會改這幾處的時間，別的照舊：",
      apply: "就這樣改",
      applied: "已換成更近的順序",
      none: "這天沒有拜訪",
      noneText: "安排一次拜訪，選好客戶或地點，就會出現在路線上。",
      plan: "安排拜訪",
      stop: "第 {n} 處：{title}",
    },
    en: {
      map: "The way of the day",
      list: "Visits of the day",
      total: "{n} stops, {distance} as the crow flies",
      stops: "{n} {n#stop|stops}",
      from: "{distance} from the one before",
      unplaced: "Nobody knows where",
      checkedIn: "Checked in at {time}",
      checkIn: "Check in",
      openMaps: "Open in maps",
      shorterTitle: "Another order is shorter",
      shorter: "In this order it is {distance} as the crow flies, {saved} less.",
      see: "See how",
      applyTitle: "Take the shorter order",
      applyText: "These get other times; the rest stays as it is:",
      apply: "Change them",
      applied: "The shorter order is taken",
      none: "No visits on this day",
      noneText: "Plan a visit with its customer or place, and it stands on the way.",
      plan: "Plan a visit",
      stop: "Stop {n}: {title}",
    },
  },
)

interface RouteDayProps {
  day: string
  onPlan: (prefill: Prefill) => void
}

const CLOSEST = 15

export function RouteDay({ day, onPlan }: RouteDayProps) {
  const t = usePhrases(routePhrases)
  const asked = useQuery(routeQuery(day))
  if (asked.isPending) return <SkeletonRows rows={6} height={64} />
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />
  if (asked.data.stops.length === 0) {
    return (
      <Empty title={t("none")} text={t("noneText")} drawing="road">
        <Button icon="plus" onClick={() => onPlan({ kind: "visit", day, lastDay: day })}>
          {t("plan")}
        </Button>
      </Empty>
    )
  }
  return <Way key={day} route={asked.data} />
}

function Way({ route }: { route: DayRoute }) {
  const t = usePhrases(routePhrases)
  const distance = useDistance()
  const [asks, setAsks] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const { stops, shorter, metres } = route
  return (
    <div className="route">
      <RouteMap stops={stops} chosen={chosen} onChoose={setChosen} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <section className="route-list scroll" aria-label={t("list")} tabIndex={0}>
        <p className="small quiet route-total">
          {metres > 0 ? t("total", { n: stops.length, distance: distance(metres) }) : t("stops", { n: stops.length })}
        </p>
        {shorter && (
          <div className="route-shorter">
            <p className="row machine strong">
              <Icon name="spark" size={14} />
              {t("shorterTitle")}
            </p>
            <p className="small soft">
              {t("shorter", { distance: distance(shorter.metres), saved: distance(metres - shorter.metres) })}
            </p>
            <Button small onClick={() => setAsks(true)}>
              {t("see")}
            </Button>
          </div>
        )}
        <ol>
          {stops.map((stop, n) => (
            <li key={`${stop.activity.id}${stop.turn ?? ""}`} data-chosen={chosen === stop.activity.id || undefined}>
              <Stop stop={stop} n={n + 1} />
            </li>
          ))}
        </ol>
      </section>
      {asks && shorter && <Shorter moves={changedOnly(reordered(stops, shorter.ids))} onClose={() => setAsks(false)} />}
    </div>
  )
}

function RouteMap({
  stops,
  chosen,
  onChoose,
}: {
  stops: readonly RouteStop[]
  chosen: string | null
  onChoose: (id: string) => void
}) {
  const t = usePhrases(routePhrases)
  const [frame, size] = useSize<HTMLDivElement>()
  const [pushed, setPushed] = useState<View | null>(null)
  const placed = stops.flatMap(({ activity, lat, lon }, n) =>
    lat === null || lon === null ? [] : [{ activity, lat, lng: lon, n: n + 1 }],
  )
  const [first] = placed
  if (!first) return null
  const box = around([first, ...placed])
  return (
    <div ref={frame} className="route-map map-sheet">
      {size && (
        <MapCanvas
          label={t("map")}
          view={pushed ?? fitted(box, size, CLOSEST)}
          size={size}
          onView={setPushed}
          way={placed}
          marks={placed.map(({ activity, lat, lng, n }) => ({
            key: activity.id,
            lat,
            lng,
            radius: 14,
            text: String(n),
            name: mainAbout(activity)?.named.name ?? activity.title,
            title: t("stop", { n, title: activity.title }),
            chosen: chosen === activity.id,
          }))}
          onMark={onChoose}
        />
      )}
    </div>
  )
}

function Stop({ stop, n }: { stop: RouteStop; n: number }) {
  const t = usePhrases(routePhrases)
  const format = useFormat()
  const when = useWhen()
  const distance = useDistance()
  const phone = usePhone()
  const actions = useActivityActions()
  const [checking, setChecking] = useState(false)
  const { activity: row, turn, lat, lon } = stop
  const about = mainAbout(row)
  const done = row.state === "done"
  const which = { id: row.id, turn, title: row.title }
  const body = (
    <>
      <span className="row activity-title">
        <span className={done ? "cut soft" : "cut medium"}>{row.title}</span>
        {about && <span className="small soft cut">{about.named.name}</span>}
      </span>
      <span className="small quiet cut">{row.place ?? t("unplaced")}</span>
    </>
  )
  return (
    <div className="route-stop">
      {stop.metres !== null && (
        <span className="route-leg small quiet">
          <Icon name="arrowDown" size={12} />
          {t("from", { distance: distance(stop.metres) })}
        </span>
      )}
      <div className="row">
        <span className={done ? "route-number is-done" : "route-number"} aria-hidden="true">
          {n}
        </span>
        <span className="route-hours">{when.hours(row)}</span>
        {phone ? (
          <Link to="/activities/$id" params={{ id: row.id }} search={turn ? { turn } : {}} className="activity-open">
            {body}
          </Link>
        ) : (
          <Link to="." search={(now) => ({ ...now, panel: panelOf(row.id, turn) })} className="activity-open">
            {body}
          </Link>
        )}
        <DoneCircle
          done={done}
          title={row.title}
          onTurn={(next) => (next ? actions.onDone(which) : actions.onReopen(which))}
        />
      </div>
      <div className="row is-wrap route-acts">
        {stop.checked_in ? (
          <span className="row small good">
            <Icon name="check" size={14} />
            {t("checkedIn", { time: format.time(stop.checked_in) })}
          </span>
        ) : (
          !done && (
            <Button small icon="pin" onClick={() => setChecking(true)}>
              {t("checkIn")}
            </Button>
          )
        )}
        {lat !== null && lon !== null && (
          <a className="button is-small" href={mapsLink({ lat, lon }, row.place ?? row.title, navigator.userAgent)}>
            <Icon name="out" size={14} />
            {t("openMaps")}
          </a>
        )}
        {about?.kind === "person" && (
          <Link to="." search={(now) => ({ ...now, panel: about.named.id })} className="not-phone">
            <IconButton icon="person" small label={about.named.name} tabIndex={-1} />
          </Link>
        )}
      </div>
      {checking && <CheckInDialog of={{ row, turn, lat, lon }} onClose={() => setChecking(false)} />}
    </div>
  )
}

/** What would get which time, before anything is changed. */
function Shorter({ moves, onClose }: { moves: readonly Moving[]; onClose: () => void }) {
  const t = usePhrases(routePhrases)
  const state = usePhrases(statePhrases)
  const when = useWhen()
  const cache = useQueryClient()
  const apply = useMutation({
    mutationFn: async () => {
      const batches: string[] = []
      for (const { stop, at, ends_at } of moves) {
        const { id, at: was, ends_at: ended } = stop.activity
        const turn = stop.turn ? { turn: stop.turn, scope: "this" as const } : {}
        const { batch } = await activities.change(id, {
          set: { at, ends_at },
          was: { at: was, ends_at: ended },
          ...turn,
        })
        batches.unshift(batch)
      }
      return batches
    },
    onSuccess: (batches) => {
      const run = async () => {
        try {
          // One after the other, the last first.
          for (const batch of batches) await api.undo(batch)
          toast({ text: state("undone") })
        } catch (error) {
          toastFailure(error)
        }
        readAnew(cache)
      }
      toast({ text: t("applied"), action: { label: state("undo"), run } })
      onClose()
    },
    onError: toastFailure,
    onSettled: () => readAnew(cache),
  })
  return (
    <Dialog
      title={t("applyTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" disabled={apply.isPending} onClick={() => apply.mutate()}>
            {t("apply")}
          </Button>
        </>
      }
    >
      <p className="soft">{t("applyText")}</p>
      <ul className="route-moves">
        {moves.map(({ stop, at, ends_at }) => (
          <li key={stop.activity.id} className="row">
            <span className="grow cut medium">{mainAbout(stop.activity)?.named.name ?? stop.activity.title}</span>
            <s className="quiet nowrap">{when.hours(stop.activity)}</s>
            <Icon name="right" size={12} />
            <span className="nowrap medium">{when.hours({ at, ends_at, all_day: false })}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
