// The mail server of the workspace, and a test that says what the server says.

import { api, Failure } from "@api/client"
import type { MailServer, MailSettings as Settings } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId } from "react"
import { toastFailure } from "../../../kit/useUndo"
import { mailPhrases } from "./mailPhrases"

const KEY = ["settings", "mail"]
const ENCRYPTIONS = ["start_tls", "tls", "none"] as const

export function MailSettings() {
  const t = usePhrases(mailPhrases)
  const settings = useQuery({ queryKey: KEY, queryFn: api.settings.mail })
  return (
    <section>
      <div className="section-head">
        <h2>{t("title")}</h2>
      </div>
      {settings.isPending ? (
        <SkeletonRows rows={4} />
      ) : settings.isError ? (
        <Failed error={settings.error} retry={() => void settings.refetch()} />
      ) : (
        // A form of its own for each state that was saved, so that what is typed starts from there.
        <MailForm key={JSON.stringify(settings.data.server)} settings={settings.data} />
      )}
    </section>
  )
}

function MailForm({ settings }: { settings: Settings }) {
  const t = usePhrases(mailPhrases)
  const state = usePhrases(statePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const id = useId()
  const address = useQuery({ queryKey: ["settings", "sign-in"], queryFn: api.settings.signIn }).data?.address
  const { server, last } = settings
  const done = (now: Settings, text: string) => {
    cache.setQueryData(KEY, now)
    void cache.invalidateQueries({ queryKey: ["welcome"] })
    toast({ text })
  }
  const save = useMutation({ mutationFn: api.settings.setMail, onSuccess: (now) => done(now, t("saved")) })
  const off = useMutation({
    mutationFn: () => api.settings.setMail({ host: "" }),
    onSuccess: (now) => done(now, t("isOff")),
    onError: toastFailure,
  })
  const test = useMutation({
    mutationFn: api.settings.testMail,
    onSuccess: ({ to }) => toast({ text: t("tested", { address: to }) }),
    onError: (error) => {
      if (error instanceof Failure && error.problem.code === "no_address") toast({ text: t("noAddress"), tone: "bad" })
      else if (!(error instanceof Failure && error.problem.code === "mail_failed")) toastFailure(error)
    },
    onSettled: () => cache.invalidateQueries({ queryKey: KEY }),
  })
  const fault = save.error instanceof Failure ? save.error.problem.fields?.[0] : undefined
  const text = (key: keyof MailServer, type: string, more: { required?: boolean; hint?: string } = {}) => (
    <div className="field">
      <label htmlFor={id + key}>{t(LABELS[key] ?? "host")}</label>
      <input
        id={id + key}
        name={key}
        type={type}
        className="input"
        autoComplete="off"
        required={more.required}
        placeholder={more.hint}
        defaultValue={server ? String(server[key]) : key === "port" ? "587" : ""}
        aria-invalid={fault?.field === key}
      />
    </div>
  )
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        const read = (key: string) => String(data.get(key) ?? "").trim()
        const password = String(data.get("password") ?? "")
        save.mutate({
          host: read("host"),
          port: Number(read("port")),
          encryption: ENCRYPTIONS.find((one) => one === read("encryption")),
          user: read("user"),
          password: password === "" ? undefined : password,
          from_name: read("from_name"),
          from_address: read("from_address"),
        })
      }}
    >
      <p className="small quiet">{t("text")}</p>
      <div className="setup-pair">
        {text("host", "text", { required: true, hint: "smtp.example.com" })}
        {text("port", "number", { required: true })}
      </div>
      <div className="field">
        <label htmlFor={`${id}encryption`}>{t("encryption")}</label>
        <select
          id={`${id}encryption`}
          name="encryption"
          className="input"
          defaultValue={server?.encryption ?? "start_tls"}
          aria-invalid={fault?.field === "encryption"}
        >
          {ENCRYPTIONS.map((one) => (
            <option key={one} value={one}>
              {t(`encryption.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="setup-halves">
        {text("user", "text")}
        <div className="field">
          <label htmlFor={`${id}password`}>{t("password")}</label>
          <input
            id={`${id}password`}
            name="password"
            type="password"
            className="input"
            autoComplete="new-password"
            placeholder={server?.has_password ? t("passwordKept") : undefined}
            aria-invalid={fault?.field === "password"}
          />
        </div>
      </div>
      <div className="setup-halves">
        {text("from_name", "text")}
        {text("from_address", "email", { required: true, hint: "crm@example.com" })}
      </div>
      {save.error && (
        <p className="field-problem" role="alert">
          {save.error.message}
        </p>
      )}
      <div className="row is-wrap">
        <Button look="primary" type="submit" disabled={save.isPending}>
          {state("save")}
        </Button>
        {server && (
          <>
            <Button disabled={test.isPending} onClick={() => test.mutate()}>
              {t("test")}
            </Button>
            <Button disabled={off.isPending} onClick={() => off.mutate()}>
              {t("off")}
            </Button>
          </>
        )}
      </div>
      {last && (
        <p className={last.ok ? "small quiet" : "small bad"} role="status">
          {last.ok
            ? t("lastOk", { ago: format.ago(last.at) })
            : t("lastBad", {
                ago: format.ago(last.at),
                reason: `${t.maybe(`reason.${last.reason}`) ?? last.reason}${last.status ? ` (${last.status})` : ""}`,
              })}
        </p>
      )}
      {server && address === null && <p className="small waiting">{t("needsAddress")}</p>}
    </form>
  )
}

const LABELS: Partial<Record<keyof MailServer, "host" | "port" | "user" | "fromName" | "fromAddress">> = {
  host: "host",
  port: "port",
  user: "user",
  from_name: "fromName",
  from_address: "fromAddress",
}
