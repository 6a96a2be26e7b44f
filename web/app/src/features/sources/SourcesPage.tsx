// Where interactions come from, and the keys that let them in. In: the URL (which source is open). Out: changes to sources and keys.

import "./sources.css"
import { api } from "@api/client"
import type { KeyInfo, SourceInfo } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { usePhone } from "../../kit/usePhone"
import { toastFailure } from "../../kit/useUndo"
import { CreateSource, NewKey, RevokeKey } from "./dialogs"
import { sourcePhrases } from "./phrases"
import { Snippets } from "./Snippets"

const route = getRouteApi("/frame/sources")
const KEY = ["sources"]

export function SourcesPage() {
  const t = usePhrases(sourcePhrases)
  const phone = usePhone()
  const navigate = route.useNavigate()
  const { source: openId } = route.useSearch()
  const mayIngest = useCan("ingest")
  const list = useQuery({ queryKey: KEY, queryFn: api.sources.list, refetchInterval: 15_000 })
  const [creating, setCreating] = useState(false)
  const rows = list.data ?? []
  const open = rows.find((row) => row.id === openId) ?? (phone ? undefined : (rows.find(takesKeys) ?? rows[0]))
  const show = (id: string | undefined) => void navigate({ search: (now) => ({ ...now, source: id }), replace: true })
  const alone = phone && open !== undefined
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        {alone && <IconButton icon="left" label={t("back")} onClick={() => show(undefined)} />}
        <h1 className="strong cut">{alone ? open.name : t("title")}</h1>
        {mayIngest && (
          <Link to="/ingest" className="small link not-phone end">
            {t("toIngest")}
          </Link>
        )}
      </PageHead>
      {!alone && (
        <div className="bar">
          <Button icon="plus" look="primary" onClick={() => setCreating(true)} disabled={!list.data}>
            {t("create")}
          </Button>
          <span className="small quiet not-phone">{t("pauseHint")}</span>
        </div>
      )}
      {list.isPending ? (
        <SkeletonRows rows={6} height={48} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={t("emptyTitle")} text={t("emptyText")} drawing="road">
          <Button onClick={() => setCreating(true)}>{t("create")}</Button>
        </Empty>
      ) : (
        <div className="sources">
          {!alone && <SourceList rows={rows} open={open?.id} onOpen={show} />}
          {open && <SourceDetail key={open.id} source={open} />}
        </div>
      )}
      {creating && (
        <CreateSource
          onClose={() => setCreating(false)}
          onCreated={(made) => {
            setCreating(false)
            show(made.id)
          }}
        />
      )}
    </div>
  )
}

const takesKeys = (source: SourceInfo) => source.kind === "web" || source.kind === "server"

function SourceList({
  rows,
  open,
  onOpen,
}: {
  rows: SourceInfo[]
  open: string | undefined
  onOpen: (id: string) => void
}) {
  const t = usePhrases(sourcePhrases)
  const format = useFormat()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <nav className="source-list scroll" aria-label={t("title")} tabIndex={0}>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className="source-item"
              aria-current={row.id === open ? "true" : undefined}
              onClick={() => onOpen(row.id)}
            >
              <span className="row">
                <span className="medium cut grow">{row.name}</span>
                {row.paused ? (
                  <span className="tag is-waiting">{t("paused")}</span>
                ) : (
                  <span className="tag">{t.maybe(`kind.${row.kind}`) ?? row.kind}</span>
                )}
              </span>
              <span className="row small quiet">
                <span className="grow cut">
                  {t("accepted")} {format.number(row.accepted)}
                  {row.refused > 0 && (
                    <span className="bad">
                      {" · "}
                      {t("refused")} {format.number(row.refused)}
                    </span>
                  )}
                </span>
                <span>{row.last_at ? format.ago(row.last_at) : t("never")}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function SourceDetail({ source }: { source: SourceInfo }) {
  const t = usePhrases(sourcePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<KeyInfo | null>(null)
  const [name, setName] = useState<string | null>(null)
  const again = () => cache.invalidateQueries({ queryKey: KEY })
  const change = useMutation({
    mutationFn: (set: { name?: string; paused?: boolean }) => api.sources.change(source.id, set),
    onSuccess: (now, set) => {
      cache.setQueryData<SourceInfo[]>(KEY, (rows) => rows?.map((row) => (row.id === now.id ? now : row)))
      if (set.name !== undefined) toast({ text: t("renamed", { name: now.name }) })
      else toast({ text: t(now.paused ? "pausedTold" : "resumedTold", { name: now.name }) })
      return again()
    },
    onError: toastFailure,
  })
  const rename = () => {
    const text = name?.trim() ?? ""
    setName(null)
    if (text !== "" && text !== source.name) change.mutate({ name: text })
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section className="source-detail scroll" aria-label={source.name} tabIndex={0}>
      <div className="row source-title">
        {name === null ? (
          <>
            <h2 className="cut">{source.name}</h2>
            <IconButton small icon="edit" label={t("rename")} onClick={() => setName(source.name)} />
          </>
        ) : (
          <input
            className="input grow"
            aria-label={t("name")}
            value={name}
            maxLength={80}
            // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed.
            autoFocus
            onChange={(event) => setName(event.target.value)}
            onBlur={rename}
            onKeyDown={(event) => {
              if (event.key === "Enter") rename()
              if (event.key === "Escape") setName(null)
            }}
          />
        )}
        {source.kind !== "staff" && (
          <Button className="end" disabled={change.isPending} onClick={() => change.mutate({ paused: !source.paused })}>
            {t(source.paused ? "resume" : "pause")}
          </Button>
        )}
      </div>
      <dl className="source-facts">
        <div>
          <dt>{t("kind")}</dt>
          <dd>{t.maybe(`kind.${source.kind}`) ?? source.kind}</dd>
        </div>
        <div>
          <dt>{t("state")}</dt>
          <dd>
            <span className={source.paused ? "tag is-waiting" : "tag is-good"}>
              {t(source.paused ? "paused" : "running")}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t("accepted")}</dt>
          <dd>{format.number(source.accepted)}</dd>
        </div>
        <div>
          <dt>{t("refused")}</dt>
          <dd className={source.refused > 0 ? "bad" : undefined}>{format.number(source.refused)}</dd>
        </div>
        <div>
          <dt>{t("last")}</dt>
          <dd>{source.last_at ? format.ago(source.last_at) : t("never")}</dd>
        </div>
      </dl>
      {takesKeys(source) ? (
        <>
          <h3 className="section-head">
            {t("keys")}
            <small>{source.keys.length > 0 && t("keyCount", { n: source.keys.length })}</small>
            <Button small icon="key" className="end" onClick={() => setMaking(true)}>
              {t("newKey")}
            </Button>
          </h3>
          {source.keys.length === 0 ? (
            <p className="quiet">
              {t("noKeys")}　{t("noKeysText")}
            </p>
          ) : (
            <ul className="key-list">
              {source.keys.map((key) => (
                <li key={key.id}>
                  <code>…{key.hint}</code>
                  <span className="medium cut">{key.name}</span>
                  <span className="small quiet grow cut">
                    {t("createdAt", { date: format.date(key.created_at) })} ·{" "}
                    {key.last_used_at ? t("usedAt", { when: format.ago(key.last_used_at) }) : t("unused")}
                  </span>
                  <Button small look="danger" onClick={() => setRevoking(key)}>
                    {t("revoke")}
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <h3 className="section-head" style={{ marginTop: 24 }}>
            {t("connect")}
            <small>{t("connectHint")}</small>
          </h3>
          <Snippets kind={source.kind} />
        </>
      ) : (
        <p className="quiet">{t("ownKeys")}</p>
      )}
      {making && <NewKey source={source} onClose={() => setMaking(false)} />}
      {revoking && <RevokeKey held={revoking} onClose={() => setRevoking(null)} />}
    </section>
  )
}
