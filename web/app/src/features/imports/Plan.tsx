// What each column is, how to import, and what would happen: the preview follows every change.

import { api, Failure } from "@api/client"
import type { ImportInfo, ImportPlan } from "@api/contract"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { type ReactNode, useState } from "react"
import { Mapping } from "../../kit/mapping/Mapping"
import { withObject } from "../../kit/mapping/mapping"
import { Preview } from "../../kit/mapping/Preview"
import { mappingPhrases } from "../../kit/mapping/phrases"
import { objectsQuery } from "../../kit/queries"
import { useSettled } from "../../kit/useSettled"
import { toastFailure } from "../../kit/useUndo"
import { NamedFiles, namesFiles } from "./NamedFiles"
import { Options } from "./Options"
import { importPhrases } from "./phrases"

const OBJECTS = ["person", "company", "order", "interaction"] as const

export function Plan({ info, head }: { info: ImportInfo; head: ReactNode }) {
  const t = usePhrases(importPhrases)
  const mapping = usePhrases(mappingPhrases)
  const cache = useQueryClient()
  const [plan, setPlan] = useState<ImportPlan>(info.plan)
  const objects = useQuery(objectsQuery).data ?? []
  const settled = useSettled(plan, 400)
  const preview = useQuery({
    queryKey: ["import-preview", info.id, settled],
    queryFn: () => api.imports.preview(info.id, settled),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const start = useMutation({
    mutationFn: () => api.imports.start(info.id, plan),
    onSuccess: (now) => {
      cache.setQueryData(["import", info.id], now)
      void cache.invalidateQueries({ queryKey: ["imports"] })
      void cache.invalidateQueries({ queryKey: ["objects"] })
      toast({ text: t("started") })
    },
    onError: toastFailure,
  })
  const summary = preview.data?.summary ?? {}
  const stale = settled !== plan || preview.isFetching
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="imports is-plan scroll" tabIndex={0}>
        {head}
        <div className="import-object row is-wrap">
          <span className="soft">{t("rowsAre")}</span>
          {OBJECTS.map((object) => (
            <button
              key={object}
              type="button"
              className="chip"
              aria-pressed={plan.object === object}
              disabled={objects.length === 0}
              onClick={() => setPlan((now) => (now.object === object ? now : withObject(now, object, objects)))}
            >
              {t(`object.${object}`)}
            </button>
          ))}
        </div>
        <section>
          <h2 className="section-head">
            {t("mapping")}
            <small>{t("mappingHint")}</small>
          </h2>
          <Mapping columns={info.columns} plan={plan} first={info.plan} objects={objects} files onPlan={setPlan} />
          {namesFiles(plan, objects) && <NamedFiles onSent={() => void preview.refetch()} />}
        </section>
        <section>
          <h2 className="section-head">{t("options")}</h2>
          <Options name={info.name} columns={info.columns} plan={plan} onPlan={setPlan} />
        </section>
        <section aria-busy={stale}>
          <h2 className="section-head">
            {t("preview")}
            <small>{stale ? t("previewing") : preview.data && t("previewHint", { n: preview.data.rows.length })}</small>
          </h2>
          {preview.isError ? (
            <Cannot error={preview.error} />
          ) : (
            <Preview preview={preview.data} columns={info.columns} plan={settled} stale={stale} />
          )}
        </section>
      </div>
      <div className="import-foot">
        <Button
          look="primary"
          icon="upload"
          disabled={stale || preview.isError || start.isPending}
          onClick={() => start.mutate()}
        >
          {t("start")}
        </Button>
        <span className="row is-wrap small quiet">
          {(["new", "update", "same", "refused"] as const).map((outcome) => (
            <span key={outcome}>
              {mapping(`outcome.${outcome}`)} <b className="soft">{summary[outcome] ?? 0}</b>
            </span>
          ))}
        </span>
      </div>
    </>
  )
}

/** A plan the server does not take yet: what it needs, in words. */
function Cannot({ error }: { error: unknown }) {
  const t = usePhrases(importPhrases)
  const problem = error instanceof Failure ? error.problem : undefined
  const needs = problem?.fields ?? []
  return (
    <div className="cannot" role="alert">
      <p className="strong">{t("cannot")}</p>
      <ul>
        {needs.length > 0 ? (
          needs.map((one) => <li key={`${one.field} ${one.code}`}>{t.maybe(`need.${one.code}`) ?? one.message}</li>)
        ) : (
          <li>{problem?.message ?? String(error)}</li>
        )}
      </ul>
      {problem?.request_id && <p className="small">{problem.request_id}</p>}
    </div>
  )
}
