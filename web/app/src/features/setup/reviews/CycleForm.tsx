// The cycles in their order: the first whose filter finds a customer holds.

import { api } from "@api/client"
import type { Cycles, Reviews } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useEffect, useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { added, keyed, moved } from "../../../kit/lines"
import { useFaults } from "../../../kit/problems"
import { objectsQuery } from "../../../kit/queries"
import { CycleLine } from "./CycleLine"
import { reviewSetupPhrases } from "./phrases"

export const REVIEWS = ["review"]
const MOST = 12

/** The line below which none is reached: the first that finds everybody. */
const lastReached = (cycles: Cycles["cycles"]): number => {
  const at = cycles.findIndex((one) => one.filter.trim() === "")
  return at < 0 ? cycles.length : at
}

export function CycleForm({ of: held, busy }: { of: Reviews; busy: boolean }) {
  const t = usePhrases(reviewSetupPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const form = useId()
  const [on, setOn] = useState(held.on)
  const [lines, setLines] = useState(() => keyed(held.cycles))
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "person")?.fields ?? []
  const save = useMutation({
    mutationFn: () => api.review.put({ on, cycles: lines.map(({ filter, months }) => ({ filter, months })) }),
    onSuccess: (now) => {
      cache.setQueryData(REVIEWS, now)
      setOn(now.on)
      setLines(keyed(now.cycles))
      toast({ text: t("saved") })
    },
  })
  const faults = useFaults(save.error)
  const whole = faults("cycles", t("cycles"), (code) => t.maybe(`fault.${code}`))
  const atLine = (at: number) => ({
    filter: faults(`cycles.${at}.filter`, t("who"), (code) => t.maybe(`fault.${code}`)),
    months: faults(`cycles.${at}.months`, t("months")),
  })
  const told = whole !== undefined || lines.some((_, at) => Object.values(atLine(at)).some(Boolean))
  // What was wrong is named by its place, which a change may move.
  const change = (next: typeof lines) => {
    save.reset()
    setLines(next)
  }
  // Everything that shows the dates is read anew once they have been set.
  useEffect(() => {
    if (busy) return
    for (const key of ["people", "person"]) void cache.invalidateQueries({ queryKey: [key], refetchType: "none" })
  }, [busy, cache])
  const { progress } = held
  const seen = progress && { looked: progress.looked, moved: progress.moved }
  const reached = lastReached(lines)
  return (
    <section>
      <h2 className="section-head">{t("cycles")}</h2>
      <p className="small quiet setup-text">{t("text")}</p>
      {/* The filters bring forms of their own, and forms do not stand in one another. */}
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      />
      <label className="row cycle-on">
        <input
          type="checkbox"
          className="tick"
          form={form}
          checked={on}
          onChange={(event) => {
            save.reset()
            setOn(event.target.checked)
          }}
        />
        <span className="stack">
          <span>{t("on")}</span>
          <span className="small quiet">{t("onHint")}</span>
        </span>
      </label>
      {lines.length === 0 ? (
        <Empty title={t("none")} text={t("noneText")} drawing="paper" />
      ) : (
        <ol className="setup-list">
          {lines.map((line, at) => (
            <CycleLine
              key={line.key}
              form={form}
              at={at}
              last={at === lines.length - 1}
              cycle={line}
              idle={at > reached}
              fields={fields}
              faults={atLine(at)}
              onChange={(part) => change(lines.map((one) => (one.key === line.key ? { ...one, ...part } : one)))}
              onMove={(by) => change(moved(lines, at, by))}
              onRemove={() => change(lines.filter((one) => one.key !== line.key))}
            />
          ))}
        </ol>
      )}
      {whole && (
        <p className="field-problem cycle-problem" role="alert">
          {whole}
        </p>
      )}
      <Button
        small
        icon="plus"
        className="cycle-add"
        disabled={lines.length >= MOST}
        onClick={() => change(added(lines, { filter: "", months: 12 }))}
      >
        {t("add")}
      </Button>
      <div className="row cycle-foot">
        <span className="small quiet grow" role="status">
          {seen &&
            (busy
              ? t("running", seen)
              : progress?.state === "failed"
                ? t("failed", seen)
                : progress?.ended_at
                  ? t("doneAt", { ...seen, time: format.ago(progress.ended_at) })
                  : t("done", seen))}
        </span>
        <Button type="submit" form={form} look="primary" disabled={save.isPending}>
          {t("save")}
        </Button>
      </div>
      {!told && <FormProblem error={save.error} />}
    </section>
  )
}
