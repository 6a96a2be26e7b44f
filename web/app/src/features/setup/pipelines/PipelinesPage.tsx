// How selling is set up: pipelines with their stages, why deals are lost, what currencies are worth.

import "../setup.css"
import "./pipelines.css"
import { api } from "@api/client"
import type { Pipeline } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { lazy, Suspense, startTransition, useEffect, useState } from "react"
import { pipelinesQuery } from "../../../kit/deals"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { toastFailure } from "../../../kit/useUndo"
import { SetupTabs } from "../SetupTabs"
import { pipelinePhrases } from "./phrases"
import { Rates } from "./Rates"
import { Reasons } from "./Reasons"

const PipelineDialog = lazy(async () => ({ default: (await import("./PipelineDialog")).PipelineDialog }))

export function PipelinesPage() {
  const t = usePhrases(pipelinePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const may = useCan("users")
  const pipelines = useQuery({ ...pipelinesQuery, enabled: may })
  const [open, setOpen] = useState<Pipeline | "new" | null>(null)
  const show = (what: Pipeline | "new") => startTransition(() => setOpen(what))
  const arrived = (now: Pipeline[]) => {
    cache.setQueryData(pipelinesQuery.queryKey, now)
    void cache.invalidateQueries({ queryKey: ["deals"] })
    void cache.invalidateQueries({ queryKey: ["objects"] })
  }
  const remove = useMutation({
    mutationFn: (one: Pipeline) => api.pipelines.remove(one.id),
    onSuccess: (now, one) => {
      arrived(now)
      const run = async () => {
        try {
          const stages = one.stages.map(({ id: _, ...stage }) => stage)
          arrived(await api.pipelines.create({ name: one.name, stages }))
        } catch (error) {
          toastFailure(error)
        }
      }
      toast({ text: t("removed", { name: one.name }), action: { label: state("undo"), run: () => void run() } })
    },
    onError: toastFailure,
  })
  const place = useMutation({
    mutationFn: ({ id, before }: { id: string; before: string }) => api.pipelines.change(id, { before }),
    onSuccess: (now) => {
      arrived(now)
      toast({ text: t("ordered") })
    },
    onError: toastFailure,
  })
  const ready = pipelines.isSuccess
  // A note about a missing rate leads here.
  useEffect(() => {
    if (ready && window.location.hash !== "") document.querySelector(window.location.hash)?.scrollIntoView()
  }, [ready])
  if (!may) return <Forbidden permission="users" />
  const all = pipelines.data ?? []
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <section>
          <div className="row setup-lead">
            <p className="small quiet setup-about">{t("text")}</p>
            <Button look="primary" icon="plus" className="end" onClick={() => show("new")}>
              {t("new")}
            </Button>
          </div>
          {pipelines.isPending ? (
            <SkeletonRows rows={3} height={52} />
          ) : pipelines.isError ? (
            <Failed error={pipelines.error} retry={() => void pipelines.refetch()} />
          ) : all.length === 0 ? (
            <Empty title={t("none")} text={t("noneText")} drawing="road" />
          ) : (
            <ul className="setup-list">
              {all.map((one, at) => (
                <li key={one.id} className="setup-row">
                  <button type="button" className="setup-open" onClick={() => show(one)}>
                    <span className="medium cut">{one.name}</span>
                    <span className="small quiet cut">{one.stages.map((stage) => stage.name).join(" → ")}</span>
                  </button>
                  <span className="setup-side">{t("openN", { n: one.open })}</span>
                  <IconButton
                    icon="up"
                    small
                    label={t("up", { name: one.name })}
                    disabled={at === 0 || place.isPending}
                    onClick={() => place.mutate({ id: one.id, before: all[at - 1]?.id ?? "" })}
                  />
                  <IconButton
                    icon="down"
                    small
                    label={t("down", { name: one.name })}
                    disabled={at === all.length - 1 || place.isPending}
                    onClick={() => place.mutate({ id: one.id, before: all[at + 2]?.id ?? "" })}
                  />
                  <IconButton
                    icon="trash"
                    small
                    label={t("remove", { name: one.name })}
                    disabled={remove.isPending}
                    onClick={() => remove.mutate(one)}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
        <Reasons />
        <Rates />
      </div>
      <Suspense>
        {open && (
          <PipelineDialog
            key={open === "new" ? "new" : open.id}
            pipeline={open === "new" ? null : open}
            onSaved={arrived}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    </div>
  )
}
