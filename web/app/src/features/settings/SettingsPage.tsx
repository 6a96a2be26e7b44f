// My name, language, appearance and password; the workspace; the demo. In: the session. Out: changes to it.

import "./settings.css"
import { api, Failure } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useLocale, usePhrases } from "@ui/phrases"
import { Skeleton, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { type FormEvent, useId, useState } from "react"
import { framePhrases } from "../../frame/phrases"
import { LOCALES, type Theme, useAppearance } from "../../kit/appearance"
import { PageHead } from "../../kit/PageHead"
import { useCan, useSession } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { demoQuery } from "./demoQuery"
import { settingsPhrases } from "./phrases"
import { RemoveDemo } from "./RemoveDemo"

const THEMES: Theme[] = ["light", "dark", "system"]

export function SettingsPage() {
  const t = usePhrases(settingsPhrases)
  const session = useSession()
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="settings scroll" tabIndex={0}>
        <Me />
        <Looks />
        <Password />
        <Workspace />
        {session.demo && <Demo />}
        <More />
      </div>
    </div>
  )
}

function Me() {
  const t = usePhrases(settingsPhrases)
  const state = usePhrases(statePhrases)
  const frame = usePhrases(framePhrases)
  const { user } = useSession()
  const cache = useQueryClient()
  const field = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? user.name
  const save = useMutation({
    mutationFn: () => api.session.change({ name: name.trim() }),
    onSuccess: (session) => {
      cache.setQueryData(["session"], session)
      setTyped(null)
      toast({ text: t("nameSaved") })
      void cache.invalidateQueries({ queryKey: ["users"] })
    },
    onError: toastFailure,
  })
  const ready = name.trim() !== "" && name.trim() !== user.name
  return (
    <section>
      <h2>{t("me")}</h2>
      <div className="settings-body">
        <div className="row" style={{ gap: 12 }}>
          <Avatar id={user.id} initial={user.name.slice(0, 1)} size={48} />
          <span className="stack">
            <span className="strong">{user.name}</span>
            <span className="small quiet">
              {user.login} · {frame.maybe(`role.${user.role}`) ?? user.role}
            </span>
          </span>
        </div>
        <form
          className="field"
          onSubmit={(event) => {
            event.preventDefault()
            if (ready) save.mutate()
          }}
        >
          <label htmlFor={field}>{t("name")}</label>
          <div className="row">
            <input
              id={field}
              className="input"
              value={name}
              maxLength={80}
              autoComplete="name"
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => event.key === "Escape" && setTyped(null)}
            />
            <Button type="submit" disabled={!ready || save.isPending}>
              {state("save")}
            </Button>
          </div>
        </form>
      </div>
    </section>
  )
}

function Looks() {
  const t = usePhrases(settingsPhrases)
  const { locale, theme, setLocale, setTheme } = useAppearance()
  return (
    <section>
      <h2>{t("appearance")}</h2>
      <div className="settings-body">
        <fieldset>
          <legend>{t("language")}</legend>
          <div className="row is-wrap">
            {LOCALES.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                lang={id}
                className="chip"
                aria-pressed={id === locale}
                onClick={() => {
                  setLocale(id)
                  api.session.change({ locale: id }).catch(toastFailure)
                }}
              >
                {name}
              </button>
            ))}
          </div>
          <p className="small quiet">{t("languageHint")}</p>
        </fieldset>
        <fieldset>
          <legend>{t("theme")}</legend>
          <div className="row is-wrap">
            {THEMES.map((one) => (
              <button
                key={one}
                type="button"
                className="chip"
                aria-pressed={one === theme}
                onClick={() => {
                  setTheme(one)
                  api.session.change({ theme: one }).catch(toastFailure)
                }}
              >
                {t(one)}
              </button>
            ))}
          </div>
        </fieldset>
      </div>
    </section>
  )
}

const SHORTEST = 8

function Password() {
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
  const other =
    change.error && !wrong ? (problem?.fields?.[0]?.message ?? problem?.message ?? String(change.error)) : null
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

function zoneName(locale: string, zone: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "long" }).formatToParts(new Date())
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone
}

function Workspace() {
  const t = usePhrases(settingsPhrases)
  const locale = useLocale()
  const { workspace } = useSession()
  const name = (type: "currency" | "region", code: string) => new Intl.DisplayNames([locale], { type }).of(code) ?? code
  return (
    <section>
      <h2>{t("workspace")}</h2>
      <dl className="settings-body settings-facts">
        <dt>{t("workspaceName")}</dt>
        <dd>{workspace.name}</dd>
        <dt>{t("zone")}</dt>
        <dd>
          {zoneName(locale, workspace.zone)} <span className="quiet">{workspace.zone}</span>
        </dd>
        <dt>{t("currency")}</dt>
        <dd>
          {name("currency", workspace.currency)} <span className="quiet">{workspace.currency}</span>
        </dd>
        <dt>{t("country")}</dt>
        <dd>{name("region", workspace.country)}</dd>
      </dl>
    </section>
  )
}

function Demo() {
  const t = usePhrases(settingsPhrases)
  const cache = useQueryClient()
  const mayRemove = useCan("users")
  const demo = useQuery(demoQuery)
  const [removing, setRemoving] = useState(false)
  const label = useId()
  const turn = useMutation({
    mutationFn: (on: boolean) => api.demo.live(on),
    onSuccess: (now) => {
      cache.setQueryData(demoQuery.queryKey, now)
      toast({ text: t(now.live ? "liveOn" : "liveOff") })
    },
    onError: toastFailure,
  })
  const on = turn.isPending ? turn.variables : demo.data?.live === true
  return (
    <section id="demo">
      <h2>{t("demo")}</h2>
      <div className="settings-body">
        <p className="soft">{demo.data ? t("demoText", { n: demo.data.people }) : <Skeleton width="60%" />}</p>
        <div className="row switch-row">
          <span className="stack grow">
            <span id={label} className="medium">
              {t("live")}
            </span>
            <span className="small quiet">{t("liveText")}</span>
          </span>
          <button
            type="button"
            role="switch"
            className="switch"
            aria-checked={on}
            aria-labelledby={label}
            disabled={!demo.data || turn.isPending}
            onClick={() => turn.mutate(!on)}
          >
            <span />
          </button>
        </div>
        <div className="row switch-row">
          <span className="stack grow">
            <span className="medium">{t("remove")}</span>
            <span className="small quiet">{mayRemove ? t("removeText") : t("adminOnly")}</span>
          </span>
          {mayRemove && (
            <Button look="danger" icon="trash" onClick={() => setRemoving(true)}>
              {t("removeNow")}
            </Button>
          )}
        </div>
      </div>
      {removing && <RemoveDemo onClose={() => setRemoving(false)} />}
    </section>
  )
}

function More() {
  const t = usePhrases(settingsPhrases)
  const { can } = useSession()
  const links = [
    { to: "/sources", label: t("toSources"), may: can.sources },
    { to: "/ingest", label: t("toIngest"), may: can.ingest },
  ] as const
  const open = links.filter((link) => link.may)
  if (open.length === 0) return null
  return (
    <section>
      <h2>{t("more")}</h2>
      <div className="settings-body row is-wrap">
        {open.map((link) => (
          <Link key={link.to} to={link.to} className="button">
            {link.label}
          </Link>
        ))}
      </div>
    </section>
  )
}
