// Choosing a password by a link, and inside: an invitation, or a reset by mail. The token stays behind the # of the address.

import "./session.css"
import { api, Failure } from "@api/client"
import type { SecondStep } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useRouter } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useId, useState } from "react"
import { Mark } from "../../frame/Mark"
import { framePhrases } from "../../frame/phrases"
import { sessionPhrases } from "./phrases"
import { SecondStepPage } from "./SecondStepPage"

export function InvitePage() {
  return <ChoosePassword how={api.invite} title="inviteTitle" gone="inviteGone" />
}

export function ResetPage() {
  const how = { look: api.password.look, accept: api.password.reset }
  return <ChoosePassword how={how} title="resetTitle" gone="resetGone" />
}

interface ChooseProps {
  how: {
    look: (token: string) => Promise<{ login: string; name: string }>
    accept: (token: string, password: string) => Promise<{ second: SecondStep } | null>
  }
  title: "inviteTitle" | "resetTitle"
  gone: "inviteGone" | "resetGone"
}

function ChoosePassword({ how, title, gone: goneText }: ChooseProps) {
  const t = usePhrases(sessionPhrases)
  const frame = usePhrases(framePhrases)
  const router = useRouter()
  const cache = useQueryClient()
  const [token] = useState(() => window.location.hash.slice(1))
  const invite = useQuery({ queryKey: ["link", token], queryFn: () => how.look(token), retry: false })
  const accept = useMutation({
    mutationFn: (password: string) => how.accept(token, password),
    onSuccess: (answer) => {
      if (answer) return setStep(answer.second)
      cache.clear()
      router.history.push("/")
    },
  })
  const [step, setStep] = useState<SecondStep | null>(null)
  const [passwordId, againId] = [useId(), useId()]
  const [unlike, setUnlike] = useState(false)
  const gone = invite.error instanceof Failure && invite.error.problem.status === 410
  if (step) {
    const enter = () => {
      cache.clear()
      router.history.push("/")
    }
    return <SecondStepPage step={step} onEntered={enter} onBack={() => router.history.push("/sign-in")} />
  }
  return (
    <main className="sign-in">
      <title>{frame("product")}</title>
      <div className="sign-in-card">
        <div className="sign-in-brand">
          <Mark />
          <h1>{invite.data ? t(title, { name: invite.data.name }) : frame("product")}</h1>
          {invite.data && <p className="soft">{t("inviteText", { login: invite.data.login })}</p>}
        </div>
        {invite.isPending ? (
          <SkeletonRows rows={2} />
        ) : gone ? (
          <div className="card sign-in-form">
            <p>{t(goneText)}</p>
            <Link to="/sign-in" className="button">
              {t("toSignIn")}
            </Link>
          </div>
        ) : invite.isError ? (
          <Failed error={invite.error} retry={() => void invite.refetch()} />
        ) : (
          <form
            className="card sign-in-form"
            onSubmit={(event) => {
              event.preventDefault()
              const data = new FormData(event.currentTarget)
              const password = String(data.get("password"))
              const same = password === String(data.get("again"))
              setUnlike(!same)
              if (same) accept.mutate(password)
            }}
          >
            <input type="hidden" name="username" autoComplete="username" value={invite.data.login} readOnly />
            <div className="field">
              <label htmlFor={passwordId}>{t("newPassword")}</label>
              <input
                id={passwordId}
                name="password"
                type="password"
                className="input"
                autoComplete="new-password"
                minLength={8}
                maxLength={200}
                required
              />
            </div>
            <div className="field">
              <label htmlFor={againId}>{t("again")}</label>
              <input id={againId} name="again" type="password" className="input" autoComplete="new-password" required />
            </div>
            {(unlike || accept.error) && (
              <p className="field-problem" role="alert">
                {unlike ? t("notSame") : accept.error?.message}
              </p>
            )}
            <Button look="primary" type="submit" disabled={accept.isPending}>
              {t("enter")}
            </Button>
          </form>
        )}
      </div>
    </main>
  )
}
