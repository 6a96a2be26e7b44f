// Keys with which other programs use the API as oneself, cut to scopes.

import "../setup.css"
import { api } from "@api/client"
import type { ApiKey } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { PageHead } from "../../../kit/PageHead"
import { usePhone } from "../../../kit/usePhone"
import { toastFailure } from "../../../kit/useUndo"
import { Secret } from "../Secret"
import { SetupTabs } from "../SetupTabs"
import { Ticks } from "../Ticks"
import { keyPhrases } from "./phrases"

const KEYS = ["keys"]
const SCOPES = ["read", "write", "delete", "export", "import", "setup"] as const
const DAYS = [30, 90, 365] as const

export function KeysPage() {
  const t = usePhrases(keyPhrases)
  const keys = useQuery({ queryKey: KEYS, queryFn: api.keys.list })
  const [making, setMaking] = useState(false)
  return (
    <div className="pane">
      <PageHead title={t("keys")} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        <div className="row setup-lead">
          <p className="small quiet grow">{t("keysText")}</p>
          <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
            {t("newKey")}
          </Button>
        </div>
        {keys.isPending ? (
          <SkeletonRows rows={4} height={52} />
        ) : keys.isError ? (
          <Failed error={keys.error} retry={() => void keys.refetch()} />
        ) : keys.data.length === 0 ? (
          <Empty title={t("keysEmpty")} text={t("keysEmptyText")} drawing="paper" />
        ) : (
          <ul className="setup-list">
            {keys.data.map((key) => (
              <Row key={key.id} of={key} />
            ))}
          </ul>
        )}
      </div>
      {making && <NewKey onClose={() => setMaking(false)} />}
    </div>
  )
}

function Row({ of: key }: { of: ApiKey }) {
  const t = usePhrases(keyPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => api.keys.revoke(key.id),
    onSuccess: () => {
      toast({ text: t("revokedTold", { name: key.name }) })
      return cache.invalidateQueries({ queryKey: KEYS })
    },
    onError: toastFailure,
  })
  const past = key.expires_at !== null && Date.parse(key.expires_at) <= Date.now()
  const gone = key.revoked_at !== null
  const used = key.last_used_at ? t("used", { ago: format.ago(key.last_used_at) }) : t("unused")
  const until = key.expires_at ? t("until", { date: format.date(key.expires_at) }) : t("forever")
  const phone = usePhone()
  const scopes = key.scopes.map((scope) => t.maybe(`scope.${scope}`) ?? scope)
  return (
    <li className="setup-row">
      <span className="setup-open">
        <span className="row">
          <span className={gone || past ? "medium cut quiet" : "medium cut"}>{key.name}</span>
          {gone ? <span className="tag">{t("revoked")}</span> : past && <span className="tag">{t("expired")}</span>}
        </span>
        <span className="small quiet cut">{[`…${key.hint}`, format.list(scopes), key.user].join(" · ")}</span>
        {phone && <span className="small quiet cut">{`${used} · ${until}`}</span>}
      </span>
      <span className="setup-side">{used}</span>
      <span className="setup-side">{until}</span>
      <Button small look="danger" disabled={gone || revoke.isPending} onClick={() => revoke.mutate()}>
        {t("revoke")}
      </Button>
    </li>
  )
}

function NewKey({ onClose }: { onClose: () => void }) {
  const t = usePhrases(keyPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const form = useId()
  const [name, setName] = useState("")
  const [scopes, setScopes] = useState<string[]>(["read"])
  const [days, setDays] = useState<number>(90)
  const make = useMutation({
    mutationFn: () => api.keys.create(name.trim(), scopes, days === 0 ? undefined : days),
    onSuccess: () => cache.invalidateQueries({ queryKey: KEYS }),
    onError: toastFailure,
  })
  const secret = make.data?.secret
  if (secret) {
    return (
      <Dialog
        title={t("keyMade")}
        closeLabel={state("close")}
        onClose={onClose}
        foot={
          <Button look="primary" onClick={onClose}>
            {t("done")}
          </Button>
        }
      >
        <p>{t("keyMadeText")}</p>
        <Secret text={secret} label={t("copyKey")} />
      </Dialog>
    )
  }
  const ready = name.trim() !== "" && scopes.length > 0
  return (
    <Dialog
      title={t("newKey")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={!ready || make.isPending}>
            {t("newKey")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        style={{ gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) make.mutate()
        }}
      >
        <div className="field">
          <label htmlFor={`${form}name`}>{t("keyName")}</label>
          <input
            id={`${form}name`}
            className="input"
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <Ticks
          legend={t("scopes")}
          choices={SCOPES}
          label={(scope) => t(`scope.${scope}`)}
          ticked={scopes}
          onTick={setScopes}
        />
        <div className="field">
          <label htmlFor={`${form}days`}>{t("expires")}</label>
          <select
            id={`${form}days`}
            className="input"
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {DAYS.map((n) => (
              <option key={n} value={n}>
                {t("days", { n })}
              </option>
            ))}
            <option value={0}>{t("forever")}</option>
          </select>
        </div>
      </form>
    </Dialog>
  )
}
