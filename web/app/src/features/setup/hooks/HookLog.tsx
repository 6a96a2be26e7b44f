// What was told to one webhook: each delivery with what was sent, what was answered, and a way to send it again.

import type { Hook, HookDelivery } from "@api/contract"
import { hooks } from "@api/outward"
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { toastFailure } from "../../../kit/useUndo"
import { hookPhrases } from "./phrases"

const STATES = ["", "done", "waiting", "failed"] as const

export function HookLog({ of: hook, onClose }: { of: Hook; onClose: () => void }) {
  const t = usePhrases(hookPhrases)
  const cache = useQueryClient()
  const [state, setState] = useState<(typeof STATES)[number]>("")
  const key = ["hook-log", hook.id, state]
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => hooks.deliveries(hook.id, { state, cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: 2000,
  })
  const test = useMutation({
    mutationFn: () => hooks.test(hook.id),
    onSuccess: () => {
      toast({ text: t("tested") })
      return cache.invalidateQueries({ queryKey: ["hook-log", hook.id] })
    },
    onError: toastFailure,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="hook-log" aria-label={t("logOf", { name: hook.name })}>
      <div className="row hook-log-head">
        <h2 className="grow cut">{t("logOf", { name: hook.name })}</h2>
        <Button small disabled={hook.paused || test.isPending} onClick={() => test.mutate()}>
          {t("test")}
        </Button>
        <IconButton icon="close" label={t("close")} onClick={onClose} />
      </div>
      <div className="bar hook-states">
        {STATES.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={state === one} onClick={() => setState(one)}>
            {one === "" ? t("all") : t(`state.${one}`)}
          </button>
        ))}
      </div>
      {list.isPending ? (
        <SkeletonRows rows={5} height={36} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={t("logEmpty")} text={t("logEmptyText")} drawing="paper" />
      ) : (
        <>
          <ul className="setup-list">
            {rows.map((row) => (
              <Delivery key={row.id} of={row} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("more")}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

const TONES: Record<HookDelivery["state"], string> = {
  done: "tag is-good",
  waiting: "tag is-waiting",
  failed: "tag is-bad",
}

function Delivery({ of: one }: { of: HookDelivery }) {
  const t = usePhrases(hookPhrases)
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const answered = one.status === null ? (t.maybe(`answer.${one.answer}`) ?? "") : t("status", { n: one.status })
  const told = [
    answered,
    one.millis === null ? "" : t("millis", { n: format.number(one.millis) }),
    one.attempts > 1 ? t("attempts", { n: one.attempts }) : "",
    one.state === "waiting" && one.due_at && one.attempts > 0 ? t("next", { time: format.time(one.due_at) }) : "",
  ]
  return (
    <li className="hook-delivery">
      <button type="button" className="hook-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={TONES[one.state]}>{t(`state.${one.state}`)}</span>
        <span className="cut">{t.maybe(`event.${one.event}`) ?? one.event}</span>
        <span className="small quiet cut grow">{told.filter(Boolean).join(" · ")}</span>
        <span className="small quiet hook-when" title={format.moment(one.created_at)}>
          {`${format.shortDate(one.created_at)} ${format.time(one.created_at)}`}
        </span>
      </button>
      {open && <Content of={one} />}
    </li>
  )
}

function Content({ of: one }: { of: HookDelivery }) {
  const t = usePhrases(hookPhrases)
  const cache = useQueryClient()
  const whole = useQuery({ queryKey: ["hook-delivery", one.id], queryFn: () => hooks.delivery(one.id) })
  const resend = useMutation({
    mutationFn: () => hooks.resend(one.id),
    onSuccess: () => {
      toast({ text: t("resent") })
      return cache.invalidateQueries({ queryKey: ["hook-log"] })
    },
    onError: toastFailure,
  })
  if (whole.isPending) return <SkeletonRows rows={2} height={36} />
  if (whole.isError) return <Failed error={whole.error} retry={() => void whole.refetch()} />
  return (
    <div className="hook-content">
      <div className="row">
        <code className="small quiet grow cut">{one.id}</code>
        <Button small disabled={resend.isPending} onClick={() => resend.mutate()}>
          {t("resend")}
        </Button>
      </div>
      <p className="small quiet">{t("body")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <pre tabIndex={0}>{JSON.stringify(whole.data.body, null, 2)}</pre>
      {one.status !== null && one.answer && (
        <>
          <p className="small quiet">{t("answered")}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
          <pre tabIndex={0}>{one.answer}</pre>
        </>
      )}
    </div>
  )
}
