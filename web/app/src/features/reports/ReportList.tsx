// Saved reports: one's own, then those that others share; under them what one can begin from.

import type { Report } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Drawn } from "@ui/Sign"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { chartPhrases } from "../../kit/charts/phrases"
import { LOOK_ICONS } from "./ask/lookIcons"
import { useRangeWord } from "./ask/RangeSelect"
import { reportPhrases } from "./phrases"
import { reportsQuery } from "./queries"
import { ReportMenu } from "./ReportMenu"
import { Starters } from "./Starters"

export function ReportList({ q }: { q: string }) {
  const t = usePhrases(reportPhrases)
  const list = useQuery(reportsQuery)
  if (list.isPending) return <SkeletonRows rows={8} height={52} />
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />
  const wanted = q.trim().toLowerCase()
  const found = list.data.filter(({ name, note }) => `${name} ${note}`.toLowerCase().includes(wanted))
  const mine = found.filter((one) => one.mine)
  const shared = found.filter((one) => !one.mine)
  return (
    <>
      {mine.length > 0 && <Lines title={t("mine")} reports={mine} />}
      {shared.length > 0 && <Lines title={t("shared")} reports={shared} />}
      {found.length === 0 && (
        <Empty
          title={t(wanted ? "noneFound" : "noneMine")}
          text={t(wanted ? "noneFoundText" : "noneMineText")}
          drawing={wanted ? "search" : "paper"}
        />
      )}
      <Starters q={q} />
    </>
  )
}

function Lines({ title, reports }: { title: string; reports: Report[] }) {
  const t = usePhrases(reportPhrases)
  const chart = usePhrases(chartPhrases)
  const range = useRangeWord()
  const format = useFormat()
  return (
    <section aria-label={title}>
      <h2 className="report-head">{title}</h2>
      <ul className="report-lines">
        {reports.map((report) => {
          const { question, look } = report
          return (
            <li key={report.id} className="report-line">
              <span className="report-icon">
                <Drawn path={LOOK_ICONS[look.as]} size={20} />
              </span>
              <span className="stack grow">
                <Link to="/reports/$id" params={{ id: report.id }} className="medium cut report-name">
                  {report.name}
                </Link>
                {report.note && <span className="small quiet cut">{report.note}</span>}
              </span>
              <span className="small quiet report-what cut">
                {[chart(`object.${question.object}`), question.period && range(question.period.range)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              {report.mine && report.shared && <span className="tag not-phone">{t("isShared")}</span>}
              <span className="small quiet report-when">
                {t("by", { name: report.owner.name, when: format.ago(report.updated_at) })}
              </span>
              <ReportMenu report={report} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
