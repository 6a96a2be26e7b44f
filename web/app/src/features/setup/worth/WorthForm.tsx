// Whether worth is reckoned, how far ahead, and what a sale and a year are worth.

import { api } from "@api/client"
import type { Worth, WorthSettings } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useEffect, useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { worthSetupPhrases } from "./phrases"

export const WORTH = ["worth"]

const NUMBERS = [
  { key: "months", least: 1, most: 60, step: 1, hint: undefined },
  { key: "margin", least: 1, most: 100, step: "any", hint: "marginHint" },
  { key: "discount", least: 0, most: 100, step: "any", hint: "discountHint" },
] as const

const settingsOf = ({ on, months, margin, discount }: Worth): WorthSettings => ({ on, months, margin, discount })

export function WorthForm({ of: held, busy }: { of: Worth; busy: boolean }) {
  const t = usePhrases(worthSetupPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const id = useId()
  const [wish, setWish] = useState(() => settingsOf(held))
  const change = (part: Partial<WorthSettings>) => setWish((now) => ({ ...now, ...part }))
  const save = useMutation({
    mutationFn: () => api.worth.put(wish),
    onSuccess: (now) => {
      cache.setQueryData(WORTH, now)
      setWish(settingsOf(now))
      toast({ text: t("saved") })
    },
  })
  // Everything that shows worth is read anew once it has been reckoned.
  useEffect(() => {
    if (busy) return
    for (const key of ["people", "person", "portfolio", "needs"])
      void cache.invalidateQueries({ queryKey: [key], refetchType: "none" })
  }, [busy, cache])
  const { progress } = held
  const seen = progress && { looked: progress.looked, moved: progress.moved }
  return (
    <section>
      <h2 className="section-head">{t("settings")}</h2>
      <p className="small quiet setup-text">{t("settingsText")}</p>
      <form
        className="worth-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <label className="row worth-on">
          <input
            type="checkbox"
            className="tick"
            checked={wish.on}
            onChange={(event) => change({ on: event.target.checked })}
          />
          <span className="stack">
            <span>{t("on")}</span>
            <span className="small quiet">{t("onHint")}</span>
          </span>
        </label>
        {NUMBERS.map(({ key, least, most, step, hint }) => (
          <div key={key} className="field">
            <label htmlFor={id + key}>{t(key)}</label>
            <input
              id={id + key}
              className="input"
              type="number"
              required
              min={least}
              max={most}
              step={step}
              value={Number.isNaN(wish[key]) ? "" : wish[key]}
              aria-describedby={hint && `${id}${key}hint`}
              onChange={(event) => change({ [key]: event.target.valueAsNumber })}
            />
            {hint && (
              <span id={`${id}${key}hint`} className="small quiet">
                {t(hint)}
              </span>
            )}
          </div>
        ))}
        <div className="row worth-foot">
          <span className="small quiet grow" role="status">
            {seen &&
              (busy
                ? t("running", seen)
                : progress?.ended_at
                  ? t("doneAt", { ...seen, time: format.ago(progress.ended_at) })
                  : held.on && t("done", seen))}
          </span>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t("save")}
          </Button>
        </div>
        <FormProblem error={save.error} />
      </form>
    </section>
  )
}
