// One import: the plan and its preview before it runs, progress while it runs, the result after.

import "./imports.css"
import { api } from "@api/client"
import type { ImportInfo } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { PageHead } from "../../kit/PageHead"
import { toastFailure } from "../../kit/useUndo"
import { sizeText } from "../ingest/scale"
import { moving } from "./ImportsPage"
import { Plan } from "./Plan"
import { importPhrases } from "./phrases"
import { Result } from "./Result"
import { useImportNews } from "./useImportNews"

const route = getRouteApi("/frame/imports/$id")

export function ImportPage() {
  const t = usePhrases(importPhrases)
  const { id } = route.useParams()
  useImportNews()
  const one = useQuery({
    queryKey: ["import", id],
    queryFn: () => api.imports.get(id),
    // News comes by the stream; the question covers a stream that broke.
    refetchInterval: ({ state }) => (state.data && moving(state.data) ? 1500 : false),
  })
  return (
    <div className="pane">
      <PageHead title={one.data?.name ?? t("title")}>
        <nav className="crumbs" aria-label={t("back")}>
          <Link to="/imports">{t("title")}</Link>
          <Icon name="right" size={12} />
          <h1 className="strong cut">{one.data?.name ?? "…"}</h1>
        </nav>
      </PageHead>
      {one.isPending ? (
        <SkeletonRows rows={12} />
      ) : one.isError ? (
        <Failed error={one.error} retry={() => void one.refetch()} />
      ) : one.data.state === "uploaded" ? (
        <Plan key={one.data.id} info={one.data} head={<Facts info={one.data} />} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="imports scroll" tabIndex={0}>
          <Facts info={one.data} />
          <Result info={one.data} />
        </div>
      )}
    </div>
  )
}

function Facts({ info }: { info: ImportInfo }) {
  const t = usePhrases(importPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => api.imports.remove(info.id),
    onSuccess: async () => {
      toast({ text: t("removed", { name: info.name }) })
      await navigate({ to: "/imports" })
      cache.removeQueries({ queryKey: ["import", info.id] })
      await cache.invalidateQueries({ queryKey: ["imports"] })
    },
    onError: toastFailure,
  })
  return (
    <div className="import-facts">
      <span className="medium cut">{info.name}</span>
      <span className="quiet">{sizeText(info.bytes)}</span>
      <span className="tag">{t.maybe(`format.${info.format}`) ?? info.format}</span>
      {info.encoding !== "" && <span className="tag">{info.encoding}</span>}
      <span className="small quiet">
        {info.by.name} · {format.ago(info.at)}
      </span>
      {info.state === "uploaded" && (
        <Button
          small
          look="plain"
          icon="trash"
          className="end"
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {t("remove")}
        </Button>
      )}
      {info.notices.length > 0 && (
        <ul className="notices" aria-label={t("notices")}>
          {info.notices.map((notice) => (
            <li key={`${notice.code} ${notice.detail}`}>
              <Icon name="warn" size={14} />
              <span>
                {t.maybe(`notice.${notice.code}`) ?? notice.code}
                <span className="small"> {notice.detail}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
