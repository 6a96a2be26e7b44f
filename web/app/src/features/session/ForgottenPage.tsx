// A forgotten password: a link by mail. What it says is the same whether there is such an account or not.

import "./session.css"
import { api, Failure } from "@api/client"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useLocale, usePhrases } from "@ui/phrases"
import { useId } from "react"
import { Mark } from "../../frame/Mark"
import { framePhrases } from "../../frame/phrases"
import { sessionPhrases } from "./phrases"

export function ForgottenPage() {
  const t = usePhrases(sessionPhrases)
  const frame = usePhrases(framePhrases)
  const locale = useLocale()
  const id = useId()
  const ask = useMutation({ mutationFn: (login: string) => api.password.forgotten(login, locale) })
  const many = ask.error instanceof Failure && ask.error.problem.status === 429
  return (
    <main className="sign-in">
      <title>{`${t("forgotTitle")} · ${frame("product")}`}</title>
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <Mark />
          <h1>{t("forgotTitle")}</h1>
          {!ask.isSuccess && <p className="soft">{t("forgotText")}</p>}
        </div>
        {ask.isSuccess ? (
          <p className="card sign-in-form" role="status">
            {t("forgotSent")}
          </p>
        ) : (
          <form
            className="card sign-in-form"
            onSubmit={(event) => {
              event.preventDefault()
              ask.mutate(String(new FormData(event.currentTarget).get("login")))
            }}
          >
            <div className="field">
              <label htmlFor={id}>{t("forgotLogin")}</label>
              <input id={id} name="login" className="input" autoComplete="username" maxLength={254} required />
            </div>
            {ask.error && (
              <p className="field-problem" role="alert">
                {many ? t("forgotMany") : ask.error.message}
              </p>
            )}
            <Button look="primary" type="submit" disabled={ask.isPending}>
              {t("forgotSend")}
            </Button>
          </form>
        )}
        <Link to="/sign-in" className="link sign-in-back">
          {t("toSignIn")}
        </Link>
      </div>
    </main>
  )
}
