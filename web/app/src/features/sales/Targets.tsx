// What each colleague is to win within a period.

import { api } from "@api/client"
import type { TargetWish } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { sumOf } from "../../kit/decimal"
import { FormProblem } from "../../kit/FormProblem"
import { usersQuery } from "../../kit/queries"
import { forecastPhrases } from "./forecastPhrases"
import { usePeriodWords } from "./usePeriodWords"

interface TargetsProps {
  period: string
  onClose: () => void
}

const AMOUNT = /^\d+([.]\d{1,2})?$/

export function Targets({ period, onClose }: TargetsProps) {
  const t = usePhrases(forecastPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const nameOf = usePeriodWords()
  const cache = useQueryClient()
  const form = useId()
  const users = useQuery(usersQuery).data ?? []
  const held = useQuery({ queryKey: ["targets", period], queryFn: () => api.targets.get(period) })
  const [typed, setTyped] = useState<Record<string, string>>({})
  const save = useMutation({
    mutationFn: (wish: TargetWish[]) => api.targets.put(period, wish),
    onSuccess: async (now) => {
      const before: TargetWish[] = users.map(({ id }) => ({ owner: id, amount: kept(id) ?? null }))
      cache.setQueryData(["targets", period], now)
      onClose()
      const again = () => cache.invalidateQueries({ queryKey: ["deals", "forecast"] })
      const run = async () => {
        await api.targets.put(period, before)
        await cache.invalidateQueries({ queryKey: ["targets", period] })
        await again()
      }
      toast({ text: t("targetsSaved"), action: { label: state("undo"), run: () => void run() } })
      await again()
    },
  })
  const kept = (owner: string) => held.data?.targets.find((one) => one.owner.id === owner)?.amount
  const shown = (owner: string) => typed[owner] ?? kept(owner)?.replace(/[.]00$/, "") ?? ""
  const clean = (text: string) => text.trim().replaceAll(",", "")
  const isWrong = (owner: string) => clean(shown(owner)) !== "" && !AMOUNT.test(clean(shown(owner)))
  const wrong = users.some(({ id }) => isWrong(id))
  const sum = sumOf(users.map(({ id }) => (isWrong(id) ? "0" : clean(shown(id)))))
  const currency = held.data?.currency
  return (
    <Dialog
      title={t("targetsOf", { period: nameOf(period) })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          {currency && (
            <span className="grow strong">
              {t("total")} {format.money(sum, currency, true)}
            </span>
          )}
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={wrong || save.isPending || !held.data}>
            {state("save")}
          </Button>
        </>
      }
    >
      {held.isPending ? (
        <SkeletonRows rows={4} />
      ) : held.isError ? (
        <Failed error={held.error} retry={() => void held.refetch()} />
      ) : (
        <form
          id={form}
          className="target-lines"
          onSubmit={(event) => {
            event.preventDefault()
            if (wrong) return
            save.mutate(Object.keys(typed).map((owner) => ({ owner, amount: clean(typed[owner] ?? "") || null })))
          }}
        >
          <p className="small quiet">{t("targetsText", { currency: held.data.currency })}</p>
          {users.map((user) => (
            <label key={user.id} className="row">
              <Avatar id={user.id} initial={user.initial ?? user.name.slice(0, 1)} size={20} />
              <span className="grow cut">{user.name}</span>
              <input
                className="input figure"
                inputMode="decimal"
                autoComplete="off"
                placeholder={t("noTarget")}
                aria-invalid={isWrong(user.id) || undefined}
                title={isWrong(user.id) ? t("targetWrong") : undefined}
                value={shown(user.id)}
                onChange={(event) => setTyped((now) => ({ ...now, [user.id]: event.target.value }))}
              />
            </label>
          ))}
          {wrong && (
            <p className="field-problem" role="alert">
              {t("targetWrong")}
            </p>
          )}
        </form>
      )}
      <FormProblem error={save.error} />
    </Dialog>
  )
}
