// From how many records an hour reading is told of: chosen by those who set users up, seen by those who read the audit log.

import { api } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useId } from "react"
import { useCan } from "../../../kit/session"
import { toastFailure } from "../../../kit/useUndo"
import { auditPhrases } from "./phrases"

const KEY = ["settings", "watch"]
const CHOICES = [500, 1000, 3000, 10_000, 50_000]

export function ReadWatch() {
  const t = usePhrases(auditPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const rules = useCan("users")
  const id = useId()
  const watching = useQuery({ queryKey: KEY, queryFn: api.watch.get })
  const set = useMutation({
    mutationFn: api.watch.set,
    onSuccess: (now) => {
      cache.setQueryData(KEY, now)
      toast({ text: t("watchSet") })
    },
    onError: toastFailure,
  })
  if (!watching.data) return null
  const held = watching.data.reads_per_hour
  const choices = held !== null && !CHOICES.includes(held) ? [held, ...CHOICES].sort((a, b) => a - b) : CHOICES
  return (
    <div className="row setup-lead is-wrap read-watch">
      <label htmlFor={id} className="grow">
        <span className="medium">{t("watch")}</span>
        <span className="small quiet setup-about">{t("watchText")}</span>
      </label>
      <select
        id={id}
        className="input setup-select"
        disabled={!rules || set.isPending}
        value={held ?? 0}
        onChange={(event) => set.mutate(Number(event.target.value) || null)}
      >
        {choices.map((n) => (
          <option key={n} value={n}>
            {t("watchFrom", { n: format.number(n) })}
          </option>
        ))}
        <option value={0}>{t("watchNever")}</option>
      </select>
    </div>
  )
}
