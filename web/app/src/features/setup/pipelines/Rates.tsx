// What currencies are worth in the workspace's own, each from a day on.

import { api } from "@api/client"
import type { Rates as Held, RateWish } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { pipelinePhrases } from "./phrases"

const RATES = ["rates"]

export function Rates() {
  const t = usePhrases(pipelinePhrases)
  const held = useQuery({ queryKey: RATES, queryFn: api.rates.get })
  return (
    <section id="rates">
      <h2 className="section-head">{t("rates")}</h2>
      {held.isPending ? (
        <SkeletonRows rows={3} />
      ) : held.isError ? (
        <Failed error={held.error} retry={() => void held.refetch()} />
      ) : (
        <RateTable of={held.data} />
      )}
    </section>
  )
}

function RateTable({ of: { currency: home, rates } }: { of: Held }) {
  const t = usePhrases(pipelinePhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const id = useId()
  const [wrong, setWrong] = useState(false)
  const save = useMutation({
    mutationFn: ({ wish }: { wish: RateWish; before: string | null }) => api.rates.put([wish]),
    onSuccess: (now, { wish, before }) => {
      cache.setQueryData(RATES, now)
      void cache.invalidateQueries({ queryKey: ["deals"] })
      const text = t(wish.rate === null ? "rateRemoved" : "rateSaved", { currency: wish.currency })
      // What undoes a change is a change itself and says so.
      const run = () => save.mutate({ wish: { ...wish, rate: before }, before: wish.rate })
      toast({ text, action: { label: state("undo"), run } })
    },
  })
  const before = (currency: string, day: string) =>
    rates.find((one) => one.currency === currency && one.day === day)?.rate ?? null
  return (
    <>
      <p className="small quiet setup-text">{t("ratesText", { currency: home })}</p>
      {rates.length === 0 ? (
        <p className="small quiet">{t("noRates", { currency: home })}</p>
      ) : (
        <table className="plain-table rate-table">
          <thead>
            <tr>
              <th>{t("currency")}</th>
              <th>{t("day")}</th>
              <th className="figure">{t("rate", { currency: home })}</th>
              <th>
                <span className="hidden-visually">{t("removeRate", { currency: "", day: "" })}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rates.map(({ currency, day, rate }) => (
              <tr key={`${currency}${day}`}>
                <td className="medium">{currency}</td>
                <td>{format.calendarDay(day)}</td>
                <td className="figure">{format.decimal(rate)}</td>
                <td>
                  <IconButton
                    icon="close"
                    small
                    label={t("removeRate", { currency, day })}
                    onClick={() => save.mutate({ wish: { currency, day, rate: null }, before: rate })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <form
        className="rate-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const data = new FormData(form)
          const read = (key: string) => String(data.get(key) ?? "").trim()
          const [currency, day, rate] = [read("currency").toUpperCase(), read("day"), read("rate")]
          const refused = !/^[A-Z]{3}$/.test(currency) || currency === home || !(Number(rate) > 0) || day === ""
          setWrong(refused)
          if (refused) return
          save.mutate(
            { wish: { currency, day, rate }, before: before(currency, day) },
            { onSuccess: () => form.reset() },
          )
        }}
      >
        <div className="field">
          <label htmlFor={`${id}currency`}>{t("currency")}</label>
          <input id={`${id}currency`} name="currency" className="input" maxLength={3} autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor={`${id}day`}>{t("day")}</label>
          <input id={`${id}day`} name="day" type="date" className="input" defaultValue={format.today()} />
        </div>
        <div className="field">
          <label htmlFor={`${id}rate`}>{t("rate", { currency: home })}</label>
          <input id={`${id}rate`} name="rate" className="input figure" inputMode="decimal" autoComplete="off" />
        </div>
        <Button type="submit" icon="plus" disabled={save.isPending}>
          {t("addRate")}
        </Button>
      </form>
      {wrong && (
        <p className="field-problem" role="alert">
          {t("rateWrong")}
        </p>
      )}
      <FormProblem error={save.error} />
    </>
  )
}
