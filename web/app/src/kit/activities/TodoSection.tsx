// What is to be done about a record, on its page and beside it: the open ones with their clocks, those that are done
// beneath, a line in which the next is planned, and a press that says it is done.

import "./activities.css"
import { useQuery } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import { lazy, Suspense, startTransition, useState } from "react"
import { useSoldNews } from "../useSoldNews"
import { ActivityLine } from "./ActivityLine"
import type { About } from "./about"
import type { Prefill } from "./draft"
import { KIND_ICONS } from "./kinds"
import { QuickAdd } from "./QuickAdd"
import { aboutQuery, NEWS } from "./queries"
import { useActivityActions } from "./useActivityActions"

const PlanDialog = lazy(async () => ({ default: (await import("./PlanDialog")).PlanDialog }))

const todoPhrases = definePhrases(
  {
    title: "待办",
    plan: "安排一件事",
    call: "安排电话",
    visit: "安排拜访",
    callTitle: "给{name}打电话",
    visitTitle: "拜访{name}",
    none: "没有待办",
    more: "还有 {n} 件",
    done: "做完的 {n} 件",
    hideDone: "收起做完的",
  },
  {
    "zh-TW": {
      title: "待辦",
      plan: "安排一件事",
      call: "安排電話",
      visit: "安排拜訪",
      callTitle: "給{name}打電話",
      visitTitle: "拜訪{name}",
      none: "沒有待辦",
      more: "還有 {n} 件",
      done: "做完的 {n} 件",
      hideDone: "收起做完的",
    },
    en: {
      title: "To do",
      plan: "Plan something",
      call: "Plan a call",
      visit: "Plan a visit",
      callTitle: "Call {name}",
      visitTitle: "Visit {name}",
      none: "Nothing to do",
      more: "{n} more",
      done: "{n} done",
      hideDone: "Hide what is done",
    },
  },
)

interface TodoSectionProps {
  /** The record's id, and what a new one is about. */
  record: string
  about: About
  className: string
}

const SHOWN_FIRST = 5
/** What is planned with a person again and again. */
const QUICK = ["call", "visit"] as const

export function TodoSection({ record, about, className }: TodoSectionProps) {
  useSoldNews("activity", NEWS)
  const t = usePhrases(todoPhrases)
  const asked = useQuery(aboutQuery(record))
  const actions = useActivityActions()
  const [plans, setPlans] = useState<Prefill | null>(null)
  const [all, setAll] = useState(false)
  const [showsDone, setShowsDone] = useState(false)
  const plan = (prefill: Prefill) => startTransition(() => setPlans(prefill))
  const data = asked.data
  const rest = data ? data.open.length - SHOWN_FIRST : 0
  return (
    <section className={className} aria-label={t("title")}>
      <h2 className="section-head">
        {t("title")}
        {data && data.open.length > 0 && <small>{data.open.length}</small>}
        {data?.may_add && (
          <span className="row end todo-acts">
            {about.person &&
              QUICK.map((kind) => (
                <IconButton
                  key={kind}
                  icon={KIND_ICONS[kind]}
                  small
                  label={t(kind)}
                  onClick={() => plan({ about, kind, title: t(`${kind}Title`, { name: about.person?.name ?? "" }) })}
                />
              ))}
            <IconButton icon="plus" small label={t("plan")} onClick={() => plan({ about })} />
          </span>
        )}
      </h2>
      {asked.isPending ? (
        <Skeleton height={40} />
      ) : asked.isError ? (
        <Failed error={asked.error} retry={() => void asked.refetch()} />
      ) : (
        <>
          {asked.data.may_add && <QuickAdd about={about} onMore={plan} />}
          {asked.data.open.length === 0 && !asked.data.may_add && <p className="small quiet">{t("none")}</p>}
          <ul className="todo-list">
            {asked.data.open.slice(0, all ? undefined : SHOWN_FIRST).map((row) => (
              <li key={row.id}>
                <ActivityLine row={row} actions={actions} on={record} />
              </li>
            ))}
          </ul>
          {rest > 0 && !all && (
            <button type="button" className="link small" onClick={() => setAll(true)}>
              {t("more", { n: rest })}
            </button>
          )}
          {asked.data.done.length > 0 && (
            <button
              type="button"
              className="link small todo-done"
              aria-expanded={showsDone}
              onClick={() => setShowsDone(!showsDone)}
            >
              {showsDone ? t("hideDone") : t("done", { n: asked.data.done.length })}
            </button>
          )}
          {showsDone && (
            <ul className="todo-list">
              {asked.data.done.map((row) => (
                <li key={row.id}>
                  <ActivityLine row={row} actions={actions} on={record} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <Suspense>{plans && <PlanDialog prefill={plans} onClose={() => setPlans(null)} />}</Suspense>
    </section>
  )
}
