// A report, asked and answered: the question at the left, what it comes to at the right. In: the URL. Out: a saved report.

import "../../kit/list/list.css"
import "../../kit/segments.css"
import "./reportPage.css"
import type { Report } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { Builder } from "./Builder"
import { pagePhrases } from "./pagePhrases"
import { reportQuery } from "./queries"

const newRoute = getRouteApi("/frame/reports/new")
const oneRoute = getRouteApi("/frame/reports/$id")

export function NewReportPage() {
  const { q } = newRoute.useSearch()
  const navigate = newRoute.useNavigate()
  const may = useCan("person.see")
  if (!may) return <Forbidden permission="person.see" />
  return (
    <Builder
      q={q}
      onQ={(next) => void navigate({ search: next === undefined ? {} : { q: next }, replace: true })}
      onSaved={({ id }: Report) => void navigate({ to: "/reports/$id", params: { id }, search: {}, replace: true })}
    />
  )
}

export function ReportPage() {
  const t = usePhrases(pagePhrases)
  const { id } = oneRoute.useParams()
  const { q } = oneRoute.useSearch()
  const navigate = oneRoute.useNavigate()
  const may = useCan("person.see")
  const report = useQuery({ ...reportQuery(id), enabled: may })
  if (!may) return <Forbidden permission="person.see" />
  if (!report.data) {
    return (
      <div className="pane">
        <PageHead title={t("answer")} />
        {report.isError ? (
          <Failed error={report.error} retry={() => void report.refetch()}>
            <Link to="/reports" search={{}} className="link">
              {t("back")}
            </Link>
          </Failed>
        ) : (
          <SkeletonRows rows={8} />
        )}
      </div>
    )
  }
  return (
    <Builder
      key={id}
      saved={report.data}
      q={q}
      onQ={(next) => void navigate({ search: next === undefined ? {} : { q: next }, replace: true })}
      onSaved={(made) => void navigate({ to: "/reports/$id", params: { id: made.id }, search: {} })}
    />
  )
}
