// Webhooks: which address is told what, whether it arrives, and the log of one of them.

import { hooks } from "@api/outward"
import "../setup.css"
import "./hooks.css"
import type { Hook } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { PageHead } from "../../../kit/PageHead"
import { useCan } from "../../../kit/session"
import { toastFailure } from "../../../kit/useUndo"
import { SetupTabs } from "../SetupTabs"
import { HookDialog } from "./HookDialog"
import { HookLog } from "./HookLog"
import { hookPhrases } from "./phrases"

export const HOOKS = ["hooks"]

export function HooksPage() {
  const t = usePhrases(hookPhrases)
  const may = useCan("sources")
  const navigate = useNavigate()
  const { log } = useSearch({ from: "/frame/settings/hooks" })
  const list = useQuery({ queryKey: HOOKS, queryFn: hooks.list, enabled: may, refetchInterval: 5000 })
  const [form, setForm] = useState<Hook | "new" | null>(null)
  if (!may) return <Forbidden permission="sources" />
  const open = (id: string | undefined) => void navigate({ to: "/settings/hooks", search: { log: id }, replace: true })
  const shown = list.data?.find((one) => one.id === log)
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <div className="row setup-lead">
          <p className="small quiet grow">
            {t("text")} {t("format")}{" "}
            <a className="link" href="/api/docs#Other-programs">
              {t("docs")}
            </a>
          </p>
          <Button look="primary" icon="plus" onClick={() => setForm("new")}>
            {t("make")}
          </Button>
        </div>
        {list.isPending ? (
          <SkeletonRows rows={3} height={64} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : list.data.length === 0 ? (
          <Empty title={t("empty")} text={t("emptyText")} drawing="paper" />
        ) : (
          <ul className="setup-list">
            {list.data.map((hook) => (
              <Row
                key={hook.id}
                of={hook}
                open={hook.id === log}
                onLog={() => open(hook.id === log ? undefined : hook.id)}
                onChange={() => setForm(hook)}
              />
            ))}
          </ul>
        )}
        {shown && <HookLog of={shown} onClose={() => open(undefined)} />}
      </div>
      {form && (
        <HookDialog
          of={form === "new" ? undefined : form}
          onClose={() => setForm(null)}
          onMade={(made) => open(made)}
        />
      )}
    </div>
  )
}

interface RowProps {
  of: Hook
  open: boolean
  onLog: () => void
  onChange: () => void
}

function Row({ of: hook, open, onLog, onChange }: RowProps) {
  const t = usePhrases(hookPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const [asks, setAsks] = useState(false)
  const again = () => cache.invalidateQueries({ queryKey: HOOKS })
  const pause = useMutation({
    mutationFn: () => hooks.change(hook.id, { paused: !hook.paused }),
    onSuccess: (now) => {
      toast({ text: t(now.paused ? "pausedTold" : "onTold", { name: hook.name }) })
      return again()
    },
    onError: toastFailure,
  })
  const remove = useMutation({
    mutationFn: () => hooks.remove(hook.id),
    onSuccess: () => {
      setAsks(false)
      toast({ text: t("removed", { name: hook.name }) })
      return again()
    },
    onError: toastFailure,
  })
  const counts = (["done", "waiting", "failed"] as const).flatMap((one) => {
    const n = hook.counts[one] ?? 0
    return n > 0 ? [t("counted", { state: t(`state.${one}`), n: format.number(n) })] : []
  })
  const trouble = hook.why_paused
    ? (t.maybe(`why.${hook.why_paused}`) ?? hook.why_paused)
    : hook.paused
      ? t("paused")
      : hook.failing_since
        ? t("failing", {
            time: `${format.shortDate(hook.failing_since)} ${format.time(hook.failing_since)}`,
          })
        : null
  return (
    <li className="setup-row hook-row" aria-current={open || undefined}>
      <button type="button" className="setup-open" onClick={onChange}>
        <span className="row">
          <span className="medium cut">{hook.name}</span>
          {trouble && <span className={hook.paused && !hook.why_paused ? "tag" : "tag is-bad"}>{trouble}</span>}
        </span>
        <span className="small quiet cut">{hook.url}</span>
        <span className="small quiet cut">{counts.join(format.gap)}</span>
      </button>
      <span className="row hook-acts">
        <Button small aria-expanded={open} onClick={onLog}>
          {t("log")}
        </Button>
        <Button small disabled={pause.isPending} onClick={() => pause.mutate()}>
          {t(hook.paused ? "goOn" : "pause")}
        </Button>
        <Button small look="danger" onClick={() => setAsks(true)}>
          {t("remove")}
        </Button>
      </span>
      {asks && (
        <Dialog
          title={t("askRemove", { name: hook.name })}
          closeLabel={state("close")}
          onClose={() => setAsks(false)}
          foot={
            <>
              <Button onClick={() => setAsks(false)}>{state("cancel")}</Button>
              <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
                {t("remove")}
              </Button>
            </>
          }
        >
          <p>{t("askRemoveText")}</p>
        </Dialog>
      )}
    </li>
  )
}
