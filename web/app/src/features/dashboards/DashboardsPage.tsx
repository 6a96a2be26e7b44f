// Dashboards: what opens for one's role first.

import "../reports/reports.css"
import type { DashboardRow } from "@api/contract"
import { dashboards } from "@api/reports"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { PageHead } from "../../kit/PageHead"
import { toastFailure } from "../../kit/useUndo"
import { ReportTabs } from "../reports/ReportTabs"
import { dashboardPhrases } from "./phrases"
import { DASHBOARDS, dashboardsQuery } from "./queries"

export function DashboardsPage() {
  const t = usePhrases(dashboardPhrases)
  const format = useFormat()
  const client = useQueryClient()
  const navigate = useNavigate()
  const list = useQuery(dashboardsQuery)
  const fresh = () => client.invalidateQueries({ queryKey: DASHBOARDS })
  const create = useMutation({
    mutationFn: () => dashboards.create({ name: t("newName"), tiles: [] }),
    onSuccess: (made) => {
      void fresh()
      void navigate({ to: "/dashboards/$id", params: { id: made.id }, search: {} })
    },
    onError: toastFailure,
  })
  const restore = useMutation({ mutationFn: dashboards.restore, onSuccess: fresh, onError: toastFailure })
  const remove = useMutation({
    mutationFn: (row: DashboardRow) => dashboards.remove(row.id),
    onSuccess: (_, row) => {
      void fresh()
      toast({
        text: t("removed", { name: row.name }),
        action: { label: t("undo"), run: () => restore.mutate(row.id) },
      })
    },
    onError: toastFailure,
  })
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar row report-bar">
        <ReportTabs />
        <span className="end" />
        <Button small look="primary" icon="plus" onClick={() => create.mutate()} disabled={create.isPending}>
          {t("create")}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="scroll reports" tabIndex={0}>
        {list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : !list.data ? (
          <SkeletonRows rows={4} height={48} />
        ) : list.data.length === 0 ? (
          <Empty title={t("none")} text={t("noneText")} />
        ) : (
          <ul className="report-lines">
            {list.data.map((row) => (
              <li key={row.id} className="report-line row">
                <Icon name="columns" />
                <div className="report-line-name">
                  <Link to="/dashboards/$id" params={{ id: row.id }} search={{}} className="link cut">
                    {row.name}
                  </Link>
                  <span className="xs quiet cut">
                    {t("tiles", { n: row.tiles, name: row.owner.name, when: format.ago(row.updated_at) })}
                  </span>
                </div>
                <span className="end" />
                {row.opens ? (
                  <span className="xs strong">{t("opens")}</span>
                ) : (
                  row.shared && <span className="xs quiet">{t("shared")}</span>
                )}
                {row.editable && (
                  <IconButton
                    icon="trash"
                    small
                    label={`${t("remove")} ${row.name}`}
                    onClick={() => remove.mutate(row)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
