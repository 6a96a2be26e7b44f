// Sign-in: the account form and, in a demo, the colleagues one can be.
// In: the welcome of the server. Out: a session, then the page asked for. It must never keep a password.

import "./session.css"
import { api, Failure } from "@api/client"
import type { Welcome } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useRouter } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { Mark } from "../../frame/Mark"
import { framePhrases } from "../../frame/phrases"
import { LOCALES, useAppearance } from "../../kit/appearance"
import { sessionQuery, welcomeQuery } from "../../kit/queries"
import { sessionPhrases } from "./phrases"

const route = getRouteApi("/sign-in")

export function SignInPage() {
  const welcome = useQuery(welcomeQuery).data
  const { to } = route.useSearch()
  const router = useRouter()
  const cache = useQueryClient()
  const open = useMutation({
    mutationFn: ({ login, password }: { login: string; password: string }) => api.session.open(login, password),
    onSuccess: (session) => {
      cache.setQueryData(sessionQuery.queryKey, session)
      // Only an address of this app; anything else could lead a fresh session elsewhere.
      const inside = to?.startsWith("/") && !to.startsWith("//") ? to : "/"
      router.history.push(inside)
    },
  })
  return (
    <SignIn
      welcome={welcome}
      failure={open.error}
      pending={open.isPending}
      onSubmit={(login, password) => open.mutate({ login, password })}
    />
  )
}

interface SignInProps {
  welcome: Welcome | undefined
  failure: Error | null
  pending: boolean
  onSubmit: (login: string, password: string) => void
}

export function SignIn({ welcome, failure, pending, onSubmit }: SignInProps) {
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
          <p id={problemId} className="field-problem" role="alert" hidden={!failure}>
            {failure && <Reason failure={failure} />}
          </p>
          <Button look="primary" type="submit" disabled={pending}>
            {t("submit")}
          </Button>
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
  const status = failure instanceof Failure ? failure.problem.status : 0
  if (status === 401 || status === 422) return t("wrong")
  return status === 429 ? t("many") : t("failed", { reason: failure.message })
}
