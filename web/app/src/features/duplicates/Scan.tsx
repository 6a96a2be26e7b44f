// The scan over everybody: start it, watch it.

import { api, live } from "@api/client"
import type { ScanProgress } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useEffect, useRef } from "react"
import { toastFailure } from "../../kit/useUndo"
import { duplicatePhrases } from "./phrases"

const KEY = ["duplicates-scan"]

export function useScan() {
  const cache = useQueryClient()
  const scan = useQuery({
    queryKey: KEY,
    queryFn: async () => (await api.duplicates.scanState()) ?? null,
    // News comes by the stream; the question covers a stream that broke.
    refetchInterval: ({ state }) => (state.data?.state === "running" ? 2000 : false),
  })
  const running = scan.data?.state === "running"
  useEffect(
    () =>
      live(["duplicates"], (event) => {
        if (event.type !== "scan") return
        cache.setQueryData<ScanProgress | null>(KEY, (now) => ({ ...(now ?? event.progress), ...event.progress }))
        if (event.progress.done >= event.progress.total) void cache.invalidateQueries({ queryKey: KEY })
      }),
    [cache],
  )
  const ran = useRef(false)
  useEffect(() => {
    if (ran.current && !running) void cache.invalidateQueries({ queryKey: ["duplicates"] })
    ran.current = running
  }, [running, cache])
  return scan
}

export function ScanButton(props: { scan: ScanProgress | null | undefined; onStarted: () => void; primary?: boolean }) {
  const t = usePhrases(duplicatePhrases)
  const cache = useQueryClient()
  const start = useMutation({
    mutationFn: api.duplicates.scan,
    onSuccess: (progress) => {
      cache.setQueryData(KEY, progress)
      props.onStarted()
    },
    onError: toastFailure,
  })
  const running = props.scan?.state === "running"
  return (
    <Button
      icon="copies"
      look={props.primary ? "primary" : "normal"}
      disabled={running || start.isPending}
      onClick={() => start.mutate()}
    >
      {t(running ? "scanning" : "scan")}
    </Button>
  )
}

export function ScanLine({ scan }: { scan: ScanProgress | null | undefined }) {
  const t = usePhrases(duplicatePhrases)
  const format = useFormat()
  if (!scan) return null
  if (scan.state === "failed")
    return <span className="small bad cut not-phone">{t("scanFailed", { error: scan.error ?? "" })}</span>
  if (scan.state === "done")
    return (
      <span className="small quiet cut not-phone">
        {t("scanDone", {
          when: format.ago(scan.ended_at ?? scan.started_at),
          proposed: scan.proposed,
          merged: scan.merged,
        })}
      </span>
    )
  const share = scan.total > 0 ? Math.round((scan.done / scan.total) * 100) : 0
  const phase = t.maybe(`phase.${scan.phase}`) ?? scan.phase
  return (
    <span className="row small quiet" aria-live="polite">
      <span className="cut">{phase}</span>
      <span className="progress" role="progressbar" aria-label={phase} aria-valuenow={share}>
        <span style={{ width: `${share}%` }} />
      </span>
      <span>{share}%</span>
    </span>
  )
}
