// The second step of signing in: a code of the authenticator, or a recovery code.

import "./session.css"
import { api, Failure } from "@api/client"
import type { SecondStep } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { Mark } from "../../frame/Mark"
import { framePhrases } from "../../frame/phrases"
import { sessionPhrases } from "./phrases"

interface SecondStepProps {
  step: SecondStep
  onEntered: () => void
  onBack: () => void
}

export function SecondStepPage({ step, onEntered, onBack }: SecondStepProps) {
  const t = usePhrases(sessionPhrases)
  const frame = usePhrases(framePhrases)
  const cache = useQueryClient()
  const id = useId()
  const take = useMutation({
    mutationFn: api.session.code,
    onSuccess: () => {
      cache.clear()
      onEntered()
    },
  })
  const passkey = useMutation({
    mutationFn: async () => (await import("../../kit/factor/passkey")).signInWithPasskey(),
    onSuccess: () => {
      cache.clear()
      onEntered()
    },
  })
  return (
    <main className="sign-in">
      <title>{`${t("stepTitle")} · ${frame("product")}`}</title>
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <Mark />
          <h1>{t("stepTitle")}</h1>
          {step.code && <p className="soft">{t("stepText")}</p>}
        </div>
        {step.code && (
          <form
            className="card sign-in-form"
            onSubmit={(event) => {
              event.preventDefault()
              take.mutate(String(new FormData(event.currentTarget).get("code")))
            }}
          >
            <div className="field">
              <label htmlFor={id}>{t("stepCode")}</label>
              <input
                id={id}
                name="code"
                className="input"
                autoComplete="one-time-code"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={40}
                required
                // biome-ignore lint/a11y/noAutofocus: the page asks for this and nothing else.
                autoFocus
                aria-describedby={`${id}-problem`}
              />
            </div>
            <p id={`${id}-problem`} className="field-problem" role="alert" hidden={!take.error}>
              {take.error && <Reason failure={take.error} />}
            </p>
            <Button look="primary" type="submit" disabled={take.isPending}>
              {t("stepSubmit")}
            </Button>
            <p className="small quiet">{t("stepLost")}</p>
          </form>
        )}
        {step.passkey && (
          <div className="card sign-in-form">
            {!step.code && <p className="soft">{t("stepPasskey")}</p>}
            <Button
              look={step.code ? undefined : "primary"}
              disabled={passkey.isPending}
              onClick={() => passkey.mutate()}
            >
              {t("withPasskey")}
            </Button>
            {passkey.error && (
              <p className="field-problem" role="alert">
                {passkey.error instanceof Failure ? passkey.error.message : t("passkeyCancelled")}
              </p>
            )}
          </div>
        )}
        <button type="button" className="link sign-in-back" onClick={onBack}>
          {t("stepBack")}
        </button>
      </div>
    </main>
  )
}

function Reason({ failure }: { failure: Error }) {
  const t = usePhrases(sessionPhrases)
  const code = failure instanceof Failure ? failure.problem.code : ""
  if (code === "wrong_code") return t("stepWrong")
  if (code === "not_signed_in") return t("stepGone")
  return code === "too_many_tries" ? t("many") : failure.message
}
