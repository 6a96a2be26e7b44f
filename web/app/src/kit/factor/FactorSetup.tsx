// Setting an authenticator app up: scan, confirm with a code, keep the recovery codes.
// In: nothing. Out: a factor that is on; `onDone` once the codes are stored.

import "./factor.css"
import { api, Failure } from "@api/client"
import { useMutation, useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useId, useState } from "react"
import { factorPhrases } from "./phrases"
import { QrCode } from "./QrCode"
import { RecoveryCodes } from "./RecoveryCodes"

export function FactorSetup({ onDone }: { onDone: () => void }) {
  const t = usePhrases(factorPhrases)
  const id = useId()
  const [code, setCode] = useState("")
  const [copied, setCopied] = useState(false)
  // A secret is made once for each visit, and never again behind the reader's back.
  const begun = useQuery({
    queryKey: ["factor", "new"],
    queryFn: api.factor.begin,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const confirm = useMutation({ mutationFn: () => api.factor.confirm(code) })
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recovery_codes} onKept={onDone} />
  if (begun.isPending) return <SkeletonRows rows={4} />
  if (begun.isError) return <Failed error={begun.error} retry={() => void begun.refetch()} />
  const { secret, uri } = begun.data
  const wrong = confirm.error instanceof Failure && confirm.error.problem.fields?.[0]?.code === "wrong_code"
  return (
    <form
      className="factor-setup"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate()
      }}
    >
      <p className="soft">{t("scan")}</p>
      <QrCode text={uri} label={t("qr")} />
      <div className="field">
        <span className="small quiet">{t("typed")}</span>
        <span className="row factor-secret">
          <code className="grow">{secret.match(/.{1,4}/g)?.join(" ")}</code>
          <Button small onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>
            {copied ? t("copied") : t("copy")}
          </Button>
        </span>
      </div>
      <div className="field">
        <label htmlFor={id}>{t("code")}</label>
        <div className="row">
          <input
            id={id}
            className="input factor-code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            required
            value={code}
            aria-invalid={confirm.isError}
            aria-describedby={confirm.isError ? `${id}-problem` : undefined}
            onChange={(event) => setCode(event.target.value)}
          />
          <Button look="primary" type="submit" disabled={confirm.isPending}>
            {t("turnOn")}
          </Button>
        </div>
        {confirm.error && (
          <span id={`${id}-problem`} className="field-problem" role="alert">
            {wrong ? t("wrongCode") : confirm.error.message}
          </span>
        )}
      </div>
    </form>
  )
}
