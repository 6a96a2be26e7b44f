// How member numbers are made.

import { api } from "@api/client"
import type { Membership } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { FormProblem } from "../../../kit/FormProblem"
import { MEMBERSHIP } from "../../../kit/queries"
import { memberPhrases } from "./phrases"

export function Numbers({ of: held }: { of: Membership }) {
  const t = usePhrases(memberPhrases)
  const cache = useQueryClient()
  const id = useId()
  const [numbers, setNumbers] = useState(held.numbers)
  const change = (part: Partial<Membership["numbers"]>) => setNumbers((now) => ({ ...now, ...part }))
  const save = useMutation({
    mutationFn: () => api.membership.put({ numbers }),
    onSuccess: (now) => {
      cache.setQueryData(MEMBERSHIP, now)
      setNumbers(now.numbers)
      toast({ text: t("saved") })
    },
  })
  return (
    <section>
      <h2 className="section-head">{t("numbers")}</h2>
      <p className="small quiet setup-text">{t("numbersText")}</p>
      <form
        className="member-numbers"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${id}prefix`}>{t("prefix")}</label>
          <input
            id={`${id}prefix`}
            className="input"
            maxLength={10}
            autoComplete="off"
            value={numbers.prefix}
            onChange={(event) => change({ prefix: event.target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}digits`}>{t("digits")}</label>
          <input
            id={`${id}digits`}
            className="input"
            type="number"
            min={3}
            max={12}
            value={numbers.digits}
            onChange={(event) => change({ digits: Number(event.target.value) })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}next`}>{t("next")}</label>
          <input
            id={`${id}next`}
            className="input"
            type="number"
            min={1}
            value={numbers.next}
            onChange={(event) => change({ next: Number(event.target.value) })}
          />
        </div>
        <label className="row member-check">
          <input
            type="checkbox"
            className="tick"
            checked={numbers.check}
            onChange={(event) => change({ check: event.target.checked })}
          />
          <span className="stack">
            <span>{t("check")}</span>
            <span className="small quiet">{t("checkHint")}</span>
          </span>
        </label>
        <div className="row member-foot">
          <span className="small quiet grow figures">{t("example", { number: held.next })}</span>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t("save")}
          </Button>
        </div>
        <FormProblem error={save.error} />
      </form>
    </section>
  )
}
