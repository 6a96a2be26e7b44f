// A question put together and its answer beside it: a new one, or a saved one with what was changed since.
// In: the URL (q the question, cell the figure that is open). Out: the URL; saving.

import "./reports.css"
import type { Report } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { freshAsked } from "./ask/edit"
import { readAsked, sameAsked, writeAsked } from "./ask/url"
import { Builder, type BuilderSearch } from "./Builder"
import { reportPhrases } from "./phrases"
import { reportQuery } from "./queries"
import { useReportActs } from "./useReportActs"

const fresh = getRouteApi("/frame/reports/new")
const kept = getRouteApi("/frame/reports/$id")

export function NewReportPage() {
  const t = usePhrases(reportPhrases)
  const search = fresh.useSearch()
  const navigate = fresh.useNavigate()
  const acts = useReportActs()
  const asked = readAsked(search.q) ?? freshAsked("deal")
  const change = (set: Partial<BuilderSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...set }), replace: true })
  return (
    <Builder
      asked={asked}
      name={search.name ?? t("unnamed")}
      search={search}
      changed={false}
      onAsk={(next) => change({ q: writeAsked(next) })}
      onSearch={change}
      onName={(name) => change({ name })}
      onSaveAs={async (called) => {
        const made = await acts.create({ ...called, ...asked })
        await navigate({ to: "/reports/$id", params: { id: made.id }, search: {} })
      }}
    />
  )
}

export function ReportPage() {
  const { id } = kept.useParams()
  const report = useQuery(reportQuery(id))
  if (report.isPending) return <SkeletonRows rows={10} height={44} />
  if (report.isError) return <Failed error={report.error} retry={() => void report.refetch()} level={1} />
  return <Saved report={report.data} />
}

function Saved({ report }: { report: Report }) {
  const search = kept.useSearch()
  const navigate = kept.useNavigate()
  const acts = useReportActs()
  const held = { question: report.question, look: report.look }
  const asked = readAsked(search.q) ?? held
  const changed = !sameAsked(asked, held)
  const change = (set: Partial<BuilderSearch>) =>
    void navigate({ search: (now) => ({ ...now, ...set }), replace: true })
  return (
    <Builder
      asked={asked}
      name={report.name}
      report={report}
      search={search}
      changed={changed}
      onAsk={(next) => change({ q: sameAsked(next, held) ? undefined : writeAsked(next) })}
      onSearch={change}
      onName={report.editable ? (name) => void acts.change(report, { name }) : undefined}
      onSave={
        report.editable
          ? async () => {
              await acts.change(report, asked)
              change({ q: undefined })
            }
          : undefined
      }
      onRevert={() => change({ q: undefined })}
      onSaveAs={async (called) => {
        const made = await acts.create({ ...called, ...asked })
        await navigate({ to: "/reports/$id", params: { id: made.id }, search: {} })
      }}
      onGone={() => void navigate({ to: "/reports", search: {} })}
    />
  )
}
