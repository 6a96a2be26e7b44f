// The company's own sign-in: where it is, and what is done with whom it names.

import { api, Failure } from "@api/client"
import type { SsoSettings as Settings } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { framePhrases } from "../../../frame/phrases"
import { Switch } from "../../../kit/Switch"
import { toastFailure } from "../../../kit/useUndo"
import { Secret } from "../Secret"
import { ssoPhrases } from "./ssoPhrases"

const KEY = ["settings", "sso"]

export function SsoSettings() {
  const t = usePhrases(ssoPhrases)
  const settings = useQuery({ queryKey: KEY, queryFn: api.settings.sso })
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
        <SsoForm key={JSON.stringify(settings.data.provider)} settings={settings.data} />
      )}
    </section>
  )
}

function SsoForm({ settings }: { settings: Settings }) {
  const t = usePhrases(ssoPhrases)
  const state = usePhrases(statePhrases)
  const frame = usePhrases(framePhrases)
  const cache = useQueryClient()
  const id = useId()
  const { provider, redirect } = settings
  const roles = useQuery({ queryKey: ["roles"], queryFn: api.roles.list }).data ?? []
  const [links, setLinks] = useState(provider?.link_by_email ?? true)
  const [role, setRole] = useState(provider?.new_role ?? "")
  const done = (now: Settings, text: string) => {
    cache.setQueryData(KEY, now)
    void cache.invalidateQueries({ queryKey: ["welcome"] })
    toast({ text })
  }
  const save = useMutation({ mutationFn: api.settings.setSso, onSuccess: (now) => done(now, t("saved")) })
  const off = useMutation({
    mutationFn: () => api.settings.setSso({ issuer: "" }),
    onSuccess: (now) => done(now, t("isOff")),
    onError: toastFailure,
  })
  const test = useMutation({
    mutationFn: api.settings.testSso,
    onSuccess: () => toast({ text: t("tested") }),
    onError: toastFailure,
  })
  const fault = save.error instanceof Failure ? save.error.problem.fields?.[0]?.field : undefined
  const text = (
    key: "label" | "issuer" | "client_id" | "domains",
    label: "label" | "issuer" | "clientId" | "domains",
    value: string,
    more: { hint?: string; required?: boolean; type?: string } = {},
  ) => (
    <div className="field">
      <label htmlFor={id + key}>{t(label)}</label>
      <input
        id={id + key}
        name={key}
        type={more.type ?? "text"}
        className="input"
        autoComplete="off"
        placeholder={more.hint}
        required={more.required}
        defaultValue={value}
        aria-invalid={fault === key}
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
        save.mutate({
          issuer: read("issuer"),
          label: read("label"),
          client_id: read("client_id"),
          secret: read("secret") || undefined,
          link_by_email: links,
          new_role: role || null,
          domains: read("domains")
            .split(/[\s,，;；]+/)
            .filter(Boolean),
        })
      }}
    >
      <p className="small quiet">{t("text")}</p>
      {redirect ? (
        <div className="field">
          <span className="small quiet">{t("redirect")}</span>
          <Secret text={redirect} label={t("copy")} />
        </div>
      ) : (
        <p className="small waiting">{t("needsAddress")}</p>
      )}
      {text("issuer", "issuer", provider?.issuer ?? "", {
        hint: "https://login.example.com",
        required: true,
        type: "url",
      })}
      <div className="setup-halves">
        {text("client_id", "clientId", provider?.client_id ?? "", { required: true })}
        <div className="field">
          <label htmlFor={`${id}secret`}>{t("secret")}</label>
          <input
            id={`${id}secret`}
            name="secret"
            type="password"
            className="input"
            autoComplete="new-password"
            placeholder={provider?.has_secret ? t("secretKept") : undefined}
            aria-invalid={fault === "secret"}
          />
        </div>
      </div>
      {text("label", "label", provider?.label ?? "", { hint: t("labelHint") })}
      <div className="row switch-row">
        <span className="stack grow">
          <span id={`${id}link`} className="medium">
            {t("link")}
          </span>
          <span className="small quiet">{t("linkText")}</span>
        </span>
        <Switch on={links} labelledBy={`${id}link`} disabled={save.isPending} onTurn={setLinks} />
      </div>
      <div className="field">
        <label htmlFor={`${id}role`}>{t("newRole")}</label>
        <select id={`${id}role`} className="input" value={role} onChange={(event) => setRole(event.target.value)}>
          <option value="">{t("noNew")}</option>
          {roles.map((one) => (
            <option key={one.key} value={one.key}>
              {t("newAs", { role: (one.house && frame.maybe(`role.${one.key}`)) || one.name })}
            </option>
          ))}
        </select>
      </div>
      {role !== "" && text("domains", "domains", provider?.domains.join(", ") ?? "", { hint: t("domainsHint") })}
      {save.error && (
        <p className="field-problem" role="alert">
          {save.error.message}
        </p>
      )}
      <div className="row is-wrap">
        <Button look="primary" type="submit" disabled={save.isPending}>
          {state("save")}
        </Button>
        {provider && (
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
    </form>
  )
}
