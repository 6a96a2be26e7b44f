// Sign-in: the account form and, in a demo, the colleagues one can be.
// In: the welcome of the server. Out: a session, then the page asked for. It must never keep a password.

import "./session.css"
import { api, Failure } from "@api/client"
import type { SecondStep, Welcome } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link, useRouter } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { LOCALES } from "@ui/locales"
import { usePhrases } from "@ui/phrases"
import { useId, useState } from "react"
import { Mark } from "../../frame/Mark"
import { framePhrases } from "../../frame/phrases"
import { useAppearance } from "../../kit/appearance"
import { sessionQuery, welcomeQuery } from "../../kit/queries"
import { sessionPhrases } from "./phrases"
import { SecondStepPage } from "./SecondStepPage"

const route = getRouteApi("/sign-in")

export function SignInPage() {
  const welcome = useQuery(welcomeQuery).data
  const { to, problem } = route.useSearch()
  const router = useRouter()
  const cache = useQueryClient()
  const [step, setStep] = useState<SecondStep | null>(null)
  const enter = () => {
    // Only an address of this app; anything else could lead a fresh session elsewhere.
    const inside = to?.startsWith("/") && !to.startsWith("//") ? to : "/"
    router.history.push(inside)
  }
  const open = useMutation({
    mutationFn: ({ login, password }: { login: string; password: string }) => api.session.open(login, password),
    onSuccess: (answer) => {
      if ("second" in answer) return setStep(answer.second)
      cache.setQueryData(sessionQuery.queryKey, answer)
      enter()
    },
  })
  const passkey = useMutation({
    mutationFn: async () => (await import("../../kit/factor/passkey")).signInWithPasskey(),
    onSuccess: () => {
      cache.clear()
      enter()
    },
  })
  if (step) return <SecondStepPage step={step} onEntered={enter} onBack={() => setStep(null)} />
  return (
    <SignIn
      welcome={welcome}
      failure={open.error ?? passkey.error}
      problem={open.isIdle && passkey.isIdle ? problem : undefined}
      pending={open.isPending || passkey.isPending}
      onSubmit={(login, password) => {
        passkey.reset()
        open.mutate({ login, password })
      }}
      onPasskey={() => {
        open.reset()
        passkey.mutate()
      }}
      ssoPath={`/api/sso/start${to ? `?to=${encodeURIComponent(to)}` : ""}`}
    />
  )
}

interface SignInProps {
  welcome: Welcome | undefined
  failure: Error | null
  /** What went wrong on the way back from the company's own sign-in. */
  problem: string | undefined
  pending: boolean
  onSubmit: (login: string, password: string) => void
  onPasskey: () => void
  ssoPath: string
}

export function SignIn({ welcome, failure, problem, pending, onSubmit, onPasskey, ssoPath }: SignInProps) {
  const t = usePhrases(sessionPhrases)
  const frame = usePhrases(framePhrases)
  const { locale, setLocale } = useAppearance()
  const [loginId, passwordId, problemId] = [useId(), useId(), useId()]
  return (
    <main className="sign-in">
      <title>{`${t("title")} · ${frame("product")}`}</title>
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <Mark />
          <h1>{frame("product")}</h1>
          <p className="soft">{t("lead")}</p>
        </div>
        <form
          className="card sign-in-form"
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            onSubmit(String(form.get("login")), String(form.get("password")))
          }}
        >
          <div className="field">
            <label htmlFor={loginId}>{t("login")}</label>
            <input
              className="input"
              id={loginId}
              name="login"
              autoComplete="username"
              required
              aria-describedby={problemId}
            />
          </div>
          <div className="field">
            <label htmlFor={passwordId}>{t("password")}</label>
            <input
              className="input"
              id={passwordId}
              name="password"
              type="password"
              autoComplete="current-password"
              required
            />
          </div>
          <p id={problemId} className="field-problem" role="alert" hidden={!failure && !problem}>
            {failure ? <Reason failure={failure} /> : problem && (t.maybe(`problem.${problem}`) ?? t("problem.other"))}
          </p>
          <Button look="primary" type="submit" disabled={pending}>
            {t("submit")}
          </Button>
          {welcome?.ways.forgotten && (
            <Link to="/forgotten" className="link small sign-in-forgot">
              {t("forgot")}
            </Link>
          )}
          {(welcome?.ways.passkeys || welcome?.ways.sso) && (
            <div className="sign-in-other">
              <span className="small quiet">{t("or")}</span>
              {welcome.ways.sso && (
                <a className="button" href={ssoPath}>
                  <Icon name="signin" size={16} />
                  {t("with", { name: welcome.ways.sso })}
                </a>
              )}
              {welcome.ways.passkeys && (
                <Button disabled={pending} icon="key" onClick={onPasskey}>
                  {t("withPasskey")}
                </Button>
              )}
            </div>
          )}
        </form>
        {welcome && welcome.accounts.length > 0 && (
          <section className="sign-in-accounts">
            <p className="small quiet">{t("demo")}</p>
            <ul>
              {welcome.accounts.map((account) => (
                <li key={account.login}>
                  <button type="button" disabled={pending} onClick={() => onSubmit(account.login, account.password)}>
                    <Avatar id={account.login} initial={account.name.slice(0, 1)} size={32} />
                    <span className="stack grow">
                      <span className="medium">{account.name}</span>
                      <span className="small quiet">
                        {frame.maybe(`role.${account.role}`) ?? account.role} · {account.login}
                      </span>
                    </span>
                    <Icon name="right" />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <div className="sign-in-languages">
          {LOCALES.map(({ id, name }) => (
            <button key={id} type="button" lang={id} aria-pressed={locale === id} onClick={() => setLocale(id)}>
              {name}
            </button>
          ))}
          {welcome && <span className="end">{t("version", { version: welcome.version })}</span>}
        </div>
      </div>
    </main>
  )
}

function Reason({ failure }: { failure: Error }) {
  const t = usePhrases(sessionPhrases)
  if (!(failure instanceof Failure)) {
    const cancelled = failure.name === "NotAllowedError" || failure.name === "AbortError"
    return cancelled ? t("passkeyCancelled") : t("failed", { reason: failure.message })
  }
  const { code, status } = failure.problem
  if (code === "passkey_refused" || code === "ceremony_gone" || code === "no_host") return t(`problem.${code}`)
  if (status === 401 || status === 422) return t("wrong")
  return status === 429 ? t("many") : t("failed", { reason: failure.message })
}
