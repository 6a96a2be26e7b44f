// The workspace's public address, and whether everyone needs a second factor.

import { api, Failure } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { Switch } from "../../../kit/Switch"
import { toastFailure } from "../../../kit/useUndo"
import { signInPhrases } from "./signInPhrases"

const KEY = ["settings", "sign-in"]

export function SignInRules() {
  const t = usePhrases(signInPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const id = useId()
  const rules = useQuery({ queryKey: KEY, queryFn: api.settings.signIn })
  const [typed, setTyped] = useState<string | null>(null)
  const demand = useMutation({
    mutationFn: (on: boolean) => api.settings.setSignIn({ demand_factor: on }),
    onSuccess: (now) => {
      cache.setQueryData(KEY, now)
      toast({ text: t(now.demand_factor ? "demandOn" : "demandOff") })
      // Whoever demands it without having one is led through it as well.
      void cache.invalidateQueries({ queryKey: ["session"] })
    },
    onError: toastFailure,
  })
  const move = useMutation({
    mutationFn: (address: string) => api.settings.setSignIn({ address }),
    onSuccess: (now) => {
      cache.setQueryData(KEY, now)
      setTyped(null)
      toast({ text: t("addressSaved") })
    },
  })
  if (rules.isPending) return <SkeletonRows rows={3} />
  if (rules.isError) return <Failed error={rules.error} retry={() => void rules.refetch()} />
  const address = typed ?? rules.data.address ?? ""
  const changed = address !== (rules.data.address ?? "")
  const problem = move.error instanceof Failure ? move.error.message : undefined
  return (
    <section>
      <div className="section-head">
        <h2>{t("rules")}</h2>
      </div>
      <div className="setup-form">
        <div className="row switch-row">
          <span className="stack grow">
            <span id={`${id}demand`} className="medium">
              {t("demand")}
            </span>
            <span className="small quiet">{t("demandText")}</span>
          </span>
          <Switch
            on={rules.data.demand_factor}
            labelledBy={`${id}demand`}
            disabled={demand.isPending}
            onTurn={(on) => demand.mutate(on)}
          />
        </div>
        <form
          className="field"
          onSubmit={(event) => {
            event.preventDefault()
            move.mutate(address.trim())
          }}
        >
          <label htmlFor={`${id}address`}>{t("address")}</label>
          <div className="row">
            <input
              id={`${id}address`}
              className="input"
              type="url"
              inputMode="url"
              placeholder={window.location.origin}
              value={address}
              aria-invalid={problem !== undefined}
              aria-describedby={`${id}address-text`}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => event.key === "Escape" && setTyped(null)}
            />
            <Button type="submit" disabled={!changed || move.isPending}>
              {state("save")}
            </Button>
          </div>
          <span id={`${id}address-text`} className={problem ? "field-problem" : "small quiet"}>
            {problem ?? t("addressText")}
          </span>
          {rules.data.address === null && typed === null && (
            <button type="button" className="link small start" onClick={() => setTyped(window.location.origin)}>
              {t("addressHere", { address: window.location.origin })}
            </button>
          )}
        </form>
      </div>
    </section>
  )
}
