// Today's work in its order: what is late, what comes when, what the coming days hold; done with one press, and counted.

import "../../kit/activities/activities.css"
import type { ActivityRow } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { lazy, Suspense, startTransition, useState } from "react"
import { ActivityLine } from "../../kit/activities/ActivityLine"
import { todayQuery } from "../../kit/activities/queries"
import { useActivityActions } from "../../kit/activities/useActivityActions"
import { useWhen } from "../../kit/activities/useWhen"
import { wallOf } from "../../kit/activities/wall"
import { useSession } from "../../kit/session"
import { useKeptHeight } from "./heights"

const PlanDialog = lazy(async () => ({ default: (await import("../../kit/activities/PlanDialog")).PlanDialog }))

const agendaPhrases = definePhrases(
  {
    title: "今天要做",
    plan: "安排一件事",
    done: "今天做完 {n} 件",
    overdue: "逾期",
    today: "今天",
    coming: "接下来七天",
    none: "今天没有安排",
    allDone: "今天的都做完了",
    calendar: "看日历",
    all: "全部 {n} 件",
    more: "还有 {n} 件",
  },
  {
    "zh-TW": {
      title: "今天要做",
      plan: "安排一件事",
      done: "今天做完 {n} 件",
      overdue: "逾期",
      today: "今天",
      coming: "接下來七天",
      none: "今天沒有安排",
      allDone: "今天的都做完了",
      calendar: "看日曆",
      all: "全部 {n} 件",
      more: "還有 {n} 件",
    },
    en: {
      title: "To do today",
      plan: "Plan something",
      done: "{n} done today",
      overdue: "Overdue",
      today: "Today",
      coming: "The next seven days",
      none: "Nothing is planned for today",
      allDone: "All of today is done",
      calendar: "Calendar",
      all: "All {n}",
      more: "{n} more",
    },
  },
)

const [LATE, SOON] = [5, 6]

export function Agenda() {
  const t = usePhrases(agendaPhrases)
  const format = useFormat()
  const when = useWhen()
  const zone = useSession().workspace.zone
  const asked = useQuery(todayQuery())
  const actions = useActivityActions()
  const [plans, setPlans] = useState(false)
  const data = asked.data
  const { ref, style } = useKeptHeight<HTMLElement>("agenda", !asked.isPending)
  const line = (row: ActivityRow, timeOnly: boolean) => (
    <li key={`${row.id}${row.at}`}>
      <ActivityLine row={row} actions={actions} timeOnly={timeOnly} />
    </li>
  )
  const coming = data?.coming.slice(0, SOON) ?? []
  const days = [...new Set(coming.map((row) => wallOf(row.at ?? "", zone).day))]
  return (
    <section ref={ref} style={style} className="card home-card home-agenda" aria-label={t("title")}>
      <h3 className="section-head">
        <span>{t("title")}</span>
        {data && data.done > 0 && <small className="good">{t("done", { n: data.done })}</small>}
        <span className="row end">
          <Link to="/calendar" search={{}} className="link small">
            {t("calendar")}
          </Link>
          <IconButton icon="plus" small label={t("plan")} onClick={() => startTransition(() => setPlans(true))} />
        </span>
      </h3>
      {asked.isPending ? (
        <SkeletonRows rows={5} height={44} />
      ) : asked.isError ? (
        <Failed error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <>
          {asked.data.overdue.length > 0 && (
            <>
              <h4 className="row small agenda-label bad">
                {t("overdue")}
                <span className="quiet">{format.number(asked.data.overdue_total)}</span>
                {asked.data.overdue_total > LATE && (
                  <Link to="/activities" search={{ tab: "overdue" }} className="link end">
                    {t("all", { n: asked.data.overdue_total })}
                  </Link>
                )}
              </h4>
              <ul className="todo-list">{asked.data.overdue.slice(0, LATE).map((row) => line(row, false))}</ul>
            </>
          )}
          <h4 className="row small agenda-label">
            {t("today")}
            {asked.data.today.length > 0 && <span className="quiet">{format.number(asked.data.today.length)}</span>}
          </h4>
          {asked.data.today.length === 0 ? (
            <p className="quiet home-line">{t(asked.data.done > 0 ? "allDone" : "none")}</p>
          ) : (
            <ul className="todo-list">{asked.data.today.map((row) => line(row, true))}</ul>
          )}
          {coming.length > 0 && (
            <>
              <h4 className="row small agenda-label">
                {t("coming")}
                {asked.data.coming.length > SOON && (
                  <Link to="/activities" search={{ tab: "week" }} className="link end">
                    {t("all", { n: asked.data.coming.length })}
                  </Link>
                )}
              </h4>
              {days.map((day) => (
                <div key={day} className="agenda-coming">
                  <span className="small quiet">{when.day(day)}</span>
                  <ul className="todo-list">
                    {coming.filter((row) => wallOf(row.at ?? "", zone).day === day).map((row) => line(row, true))}
                  </ul>
                </div>
              ))}
            </>
          )}
        </>
      )}
      <Suspense>{plans && <PlanDialog onClose={() => setPlans(false)} />}</Suspense>
    </section>
  )
}
