// A new password, proved by the present one.

import { api, Failure } from "@api/client"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { type FormEvent, useId, useState } from "react"
import { useSession } from "../../kit/session"
import { settingsPhrases } from "./phrases"

const SHORTEST = 8

export function Password() {
  const t = usePhrases(settingsPhrases)
  const { user } = useSession()
  const form = useId()
  const [current, setCurrent] = useState("")
  const [next, setNext] = useState("")
  const [again, setAgain] = useState("")
  const change = useMutation({
    mutationFn: () => api.session.password(current, next),
    onSuccess: () => {
      setCurrent("")
      setNext("")
      setAgain("")
      toast({ text: t("changed") })
    },
  })
  const short = next !== "" && [...next].length < SHORTEST
  const unlike = again !== "" && again !== next
  const ready = current !== "" && next !== "" && again === next && !short
  const problem = change.error instanceof Failure ? change.error.problem : undefined
  const wrong = problem?.fields?.some((one) => one.field === "current") || problem?.code === "wrong_password"
  const other = change.error && !wrong ? change.error.message : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) change.mutate()
  }
  return (
    <section>
      <h2>{t("password")}</h2>
      <form className="settings-body" onSubmit={submit}>
        <input type="text" hidden readOnly autoComplete="username" value={user.login} />
        <Secret
          id={`${form}-current`}
          label={t("current")}
          value={current}
          autoComplete="current-password"
          problem={wrong ? t("wrong") : undefined}
          onChange={(text) => {
            setCurrent(text)
            change.reset()
          }}
        />
        <Secret
          id={`${form}-next`}
          label={t("next")}
          value={next}
          autoComplete="new-password"
          problem={short ? t("tooShort") : undefined}
          onChange={setNext}
        />
        <Secret
          id={`${form}-again`}
          label={t("again")}
          value={again}
          autoComplete="new-password"
          problem={unlike ? t("notSame") : undefined}
          onChange={setAgain}
        />
        {other && (
          <p className="field-problem" role="alert">
            {other}
          </p>
        )}
        <div>
          <Button type="submit" disabled={!ready || change.isPending}>
            {t("change")}
          </Button>
        </div>
      </form>
    </section>
  )
}

interface SecretProps {
  id: string
  label: string
  value: string
  autoComplete: string
  problem: string | undefined
  onChange: (text: string) => void
}

function Secret({ id, label, value, autoComplete, problem, onChange }: SecretProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="password"
        value={value}
        autoComplete={autoComplete}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem && (
        <span id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
