// Saved reports, and questions to begin with.

import "./reports.css"
import type { Report } from "@api/contract"
import { reports } from "@api/reports"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useLocale, usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { PageHead } from "../../kit/PageHead"
import { toastFailure } from "../../kit/useUndo"
import { OBJECTS, write } from "./coding"
import { reportPhrases } from "./phrases"
import { REPORTS, reportsQuery } from "./queries"
import { ReportTabs } from "./ReportTabs"
import { STARTS } from "./starts"

const route = getRouteApi("/frame/reports")

function Line({ report, onRemove }: { report: Report; onRemove: () => void }) {
  const t = usePhrases(reportPhrases)
  const format = useFormat()
  return (
    <li className="report-line row">
      <Icon name="report" />
      <div className="report-line-name">
        <Link to="/reports/$id" params={{ id: report.id }} search={{}} className="link cut">
          {report.name}
        </Link>
        <span className="xs quiet cut">
          {t(`object.${report.question.object}`)} · {t(`look.${report.look.as}`)} ·{" "}
          {t("by", { name: report.owner.name, when: format.ago(report.updated_at) })}
        </span>
      </div>
      <span className="end" />
      {report.shared && <span className="xs quiet">{t("shared")}</span>}
      {report.editable && <IconButton icon="trash" small label={`${t("remove")} ${report.name}`} onClick={onRemove} />}
    </li>
  )
}

export function ReportsPage() {
  const t = usePhrases(reportPhrases)
  const locale = useLocale()
  const client = useQueryClient()
  const { q = "" } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useQuery(reportsQuery)
  const fresh = () => client.invalidateQueries({ queryKey: REPORTS })
  const restore = useMutation({ mutationFn: reports.restore, onSuccess: fresh, onError: toastFailure })
  const remove = useMutation({
    mutationFn: (report: Report) => reports.remove(report.id),
    onSuccess: (_, report) => {
      void fresh()
      toast({
        text: t("removed", { name: report.name }),
        action: { label: t("undo"), run: () => restore.mutate(report.id) },
      })
    },
    onError: toastFailure,
  })
  const found = list.data?.filter((report) => report.name.toLowerCase().includes(q.trim().toLowerCase()))
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar row report-bar">
        <ReportTabs />
        <span className="end" />
        <input
          type="search"
          className="input report-search"
          placeholder={t("search")}
          aria-label={t("search")}
          value={q}
          onChange={(event) =>
            void navigate({ search: event.target.value ? { q: event.target.value } : {}, replace: true })
          }
        />
        <Link to="/reports/new" search={{}} className="button is-primary is-small">
          <Icon name="plus" size={14} />
          {t("create")}
        </Link>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="scroll reports" tabIndex={0}>
        {list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : !found ? (
          <SkeletonRows rows={6} height={48} />
        ) : found.length === 0 && q ? (
          <p className="quiet reports-none">{t("noneFound")}</p>
        ) : found.length === 0 ? (
          <Empty title={t("noReports")} text={t("noReportsText")} />
        ) : (
          <ul className="report-lines">
            {found.map((report) => (
              <Line key={report.id} report={report} onRemove={() => remove.mutate(report)} />
            ))}
          </ul>
        )}
        <h2 className="small strong reports-starts">{t("starts")}</h2>
        <div className="starts">
          {OBJECTS.filter((object) => STARTS.some((one) => one.question.object === object)).map((object) => (
            <section key={object} className="start-group">
              <h3 className="xs quiet">{t(`object.${object}`)}</h3>
              <ul>
                {STARTS.filter((one) => one.question.object === object).map((one) => (
                  <li key={one.key}>
                    <Link to="/reports/new" search={{ q: write(one) }} className="start">
                      <span>{one.name[locale]}</span>
                      <span className="xs quiet">{t(`look.${one.look.as}`)}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </div>
  )
}
