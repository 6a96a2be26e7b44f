// How colleagues and teams do in a period against another, and why. In: the URL (period, compare, columns, sort, why).
// Out: the rows behind each figure.

import "../../kit/segments.css"
import "../../kit/unrated.css"
import "./performance.css"
import type { PerformanceFigure } from "@api/contract"
import type { Compare } from "@api/home"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { lazy, Suspense, useCallback } from "react"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { usePhone } from "../../kit/usePhone"
import { useSums } from "../../kit/useSums"
import { PeriodPicker } from "../sales/Pickers"
import { readPeriod, thisQuarter } from "../sales/periods"
import { Cards } from "./Cards"
import { FIGURES, readColumns, readSort, SHOWN_PHONE, writeColumns } from "./figures"
import { performancePhrases } from "./phrases"
import { performanceQuery } from "./queries"
import { Table } from "./Table"

const WhyPanel = lazy(async () => ({ default: (await import("./WhyPanel")).WhyPanel }))
const route = getRouteApi("/frame/performance")
/** What is over is looked at, and what is going on; nothing was done yet in what is ahead. */
const STEPS = [0, -1, -2, -3, -4]

export function PerformancePage() {
  const t = usePhrases(performancePhrases)
  const format = useFormat()
  const sums = useSums()
  const phone = usePhone()
  const [may, maySet] = [useCan("person.see"), useCan("users")]
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback(
    (set: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onClose = useCallback(() => change({ why: undefined }), [change])
  const period = readPeriod(search.period) && search.period ? search.period : thisQuarter(format.today())
  const compare: Compare = search.compare ?? "before"
  const asked = useQuery({ ...performanceQuery(period, compare), enabled: may })
  if (!may) return <Forbidden permission="person.see" />
  const { data } = asked
  const sort = readSort(search.sort)
  const chosen = readColumns(search.columns)
  const columns = phone && search.columns === undefined ? SHOWN_PHONE : chosen
  const rows = {
    columns,
    sort,
    openWhy: search.why,
    onSort: (next: string) => change({ sort: next }),
    onWhy: (why: string | undefined) => change({ why }),
  }
  const day = format.calendarDay
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar perf-bar">
        <PeriodPicker now={period} steps={STEPS} onPick={(picked) => change({ period: picked })} />
        <fieldset className="segments" aria-label={t("compare")}>
          {(["before", "year"] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="segment"
              aria-pressed={one === compare}
              onClick={() => change({ compare: one === "year" ? "year" : undefined })}
            >
              {t(`compare.${one}`)}
            </button>
          ))}
        </fieldset>
        <span className="small quiet cut perf-span">
          {data && t("span", { from: day(data.from), to: day(data.to) })}
          {data && (
            <span className="not-phone">
              {" "}
              · {t("against", { from: day(data.before.from), to: day(data.before.to) })}
            </span>
          )}
        </span>
        <span className="end" />
        <ColumnsMenu now={chosen} onPick={(next) => change({ columns: writeColumns(next) })} />
      </div>
      <div className="perf-body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
        <div className="perf scroll" tabIndex={0} aria-busy={asked.isPlaceholderData}>
          {asked.isPending ? (
            <SkeletonRows rows={10} height={48} />
          ) : asked.isError ? (
            <Failed error={asked.error} retry={() => void asked.refetch()} />
          ) : asked.data.people.length === 0 ? (
            <Empty title={t("none")} text={t("noneText")} drawing="people">
              {maySet && (
                <Link to="/settings/staff" className="button">
                  {t("toStaff")}
                </Link>
              )}
            </Empty>
          ) : (
            <>
              {asked.data.unrated.length > 0 && (
                <p className="small unrated">
                  {t("unrated", { amounts: sums(asked.data.unrated) })}{" "}
                  {maySet && (
                    <Link to="/settings/pipelines" hash="rates" className="link is-said">
                      {t("setRates")}
                    </Link>
                  )}
                </p>
              )}
              {phone ? <Cards of={asked.data} {...rows} /> : <Table of={asked.data} {...rows} />}
            </>
          )}
        </div>
        <Suspense>
          {search.why && <WhyPanel period={period} compare={compare} of={search.why} onClose={onClose} />}
        </Suspense>
      </div>
    </div>
  )
}

interface ColumnsMenuProps {
  now: readonly PerformanceFigure[]
  onPick: (columns: PerformanceFigure[]) => void
}

function ColumnsMenu({ now, onPick }: ColumnsMenuProps) {
  const t = usePhrases(performancePhrases)
  const turn = (one: PerformanceFigure) => {
    const next = now.includes(one) ? now.filter((other) => other !== one) : [...now, one]
    // A table of names alone says nothing.
    if (next.length > 0) onPick(next)
  }
  return (
    <Popover label={t("columns")} trigger={(props) => <IconButton icon="columns" label={t("columns")} {...props} />}>
      {() => (
        <ul className="perf-columns">
          {FIGURES.map((one) => (
            <li key={one}>
              <label className="row menu-item" title={t(`about.${one}`)}>
                <input type="checkbox" className="tick" checked={now.includes(one)} onChange={() => turn(one)} />
                <span className="grow cut">{t(`figure.${one}`)}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}
