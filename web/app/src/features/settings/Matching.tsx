// Whether the program may merge by itself, and from which probability on.

import { api } from "@api/client"
import type { Matching as Rules } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useId } from "react"
import { Switch } from "../../kit/Switch"
import { toastFailure } from "../../kit/useUndo"
import { matchingPhrases } from "./matchingPhrases"

/** What can be chosen; in between nobody could say what it changes. */
const STEPS = [0.95, 0.98, 0.99, 0.995, 0.999]
const FIRST = 0.99
const queryKey = ["settings", "matching"]
const percent = (share: number) => `${Number((share * 100).toFixed(1))}%`

export function Matching() {
  const t = usePhrases(matchingPhrases)
  const cache = useQueryClient()
  const id = useId()
  const rules = useQuery({ queryKey, queryFn: api.settings.matching })
  const save = useMutation({
    mutationFn: api.settings.setMatching,
    onSuccess: (now: Rules) => {
      cache.setQueryData(queryKey, now)
      toast({
        text:
          now.merge_automatically_above === null
            ? t("isOff")
            : t("isOn", { share: percent(now.merge_automatically_above) }),
      })
    },
    onError: toastFailure,
  })
  const above = (save.isPending ? save.variables : rules.data)?.merge_automatically_above ?? null
  const steps = above === null || STEPS.includes(above) ? STEPS : [...STEPS, above].toSorted((a, b) => a - b)
  const disabled = !rules.data || save.isPending
  return (
    <section id="matching">
      <h2>{t("title")}</h2>
      <div className="settings-body">
        <div className="row switch-row">
          <span className="stack grow">
            <span id={`${id}label`} className="medium">
              {t("alone")}
            </span>
            <span className="small quiet">{t("aloneText")}</span>
          </span>
          <Switch
            on={above !== null}
            labelledBy={`${id}label`}
            disabled={disabled}
            onTurn={(on) => save.mutate({ merge_automatically_above: on ? FIRST : null })}
          />
        </div>
        {above !== null && (
          <div className="field">
            <label htmlFor={`${id}above`}>{t("above")}</label>
            <select
              id={`${id}above`}
              className="input"
              value={above}
              disabled={disabled}
              onChange={(event) => save.mutate({ merge_automatically_above: Number(event.target.value) })}
            >
              {steps.map((step) => (
                <option key={step} value={step}>
                  {percent(step)}
                </option>
              ))}
            </select>
            <span className="small quiet">{t("aboveText")}</span>
          </div>
        )}
        <p className="small quiet">{t("never")}</p>
        <Link to="/duplicates" search={{ state: "same" }} className="link small">
          {t("merged")}
        </Link>
      </div>
    </section>
  )
}
