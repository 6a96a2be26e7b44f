// Registrations: whom colleagues are about to win, until when each holds, and one's own to make and take back.

import "../../../kit/grid.css"
import "../leads.css"
import "./registrations.css"
import { api } from "@api/client"
import type { Registration } from "@api/contract"
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { lazy, Suspense, startTransition, useCallback, useState } from "react"
import { displayPhone } from "../../../kit/contact"
import { PageHead } from "../../../kit/PageHead"
import { PersonLink } from "../../../kit/PersonLink"
import { SearchBox } from "../../../kit/SearchBox"
import { useCan } from "../../../kit/session"
import { toastFailure } from "../../../kit/useUndo"
import { LeadTabs } from "../LeadTabs"
import { REGISTRATIONS } from "../queries"
import { registrationPhrases } from "./phrases"

const CreateRegistration = lazy(async () => ({ default: (await import("./CreateRegistration")).CreateRegistration }))
const route = getRouteApi("/frame/registrations")

export function RegistrationsPage() {
  const t = usePhrases(registrationPhrases)
  const [may, mayEdit] = [useCan("person.see"), useCan("person.edit")]
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const [creating, setCreating] = useState(false)
  const openCreate = () => startTransition(() => setCreating(true))
  const onSearch = useCallback(
    (text: string | undefined) => void navigate({ search: { q: text }, replace: true }),
    [navigate],
  )
  useKeys(
    {
      c: (event) => {
        event.preventDefault()
        openCreate()
      },
    },
    mayEdit,
    true,
  )
  const list = useInfiniteQuery({
    queryKey: [...REGISTRATIONS, q ?? ""],
    queryFn: ({ pageParam }) => api.registrations.list({ q, limit: 100, cursor: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: may,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  if (!may) return <Forbidden permission="person.see" />
  const create = (
    <Button look="primary" small icon="plus" title={`${t("create")} (C)`} onClick={openCreate}>
      {t("create")}
    </Button>
  )
  const groups = [
    { key: "mine", list: rows.filter((row) => row.mine) },
    { key: "others", list: rows.filter((row) => !row.mine) },
  ] as const
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        {mayEdit && <span className="end">{create}</span>}
      </PageHead>
      <div className="bar lead-bar">
        <LeadTabs />
        <span className="end not-phone" />
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="registrations scroll" tabIndex={0}>
        {list.isPending ? (
          <SkeletonRows rows={6} height={64} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          q ? (
            <Empty title={t("nothing")} text={t("nothingText")} drawing="search" />
          ) : (
            <Empty title={t("empty")} text={t("emptyText")} drawing="road">
              {mayEdit && create}
            </Empty>
          )
        ) : (
          <>
            <p className="soft registrations-text">{t("text")}</p>
            {groups.map(
              ({ key, list: some }) =>
                some.length > 0 && (
                  <section key={key} aria-label={t(key)}>
                    <h2 className="section-head">
                      {t(key)}
                      <small>{t("count", { n: some.length })}</small>
                    </h2>
                    <ul>
                      {some.map((row) => (
                        <Line key={row.id} of={row} />
                      ))}
                    </ul>
                  </section>
                ),
            )}
            {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t("more")}</Button>}
          </>
        )}
      </div>
      <Suspense>{creating && <CreateRegistration onClose={() => setCreating(false)} />}</Suspense>
    </div>
  )
}

function Line({ of }: { of: Registration }) {
  const t = usePhrases(registrationPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => api.registrations.remove(of.id),
    onSuccess: async () => {
      toast({ text: t("withdrawn", { name: of.name }) })
      await cache.invalidateQueries({ queryKey: REGISTRATIONS })
    },
    onError: toastFailure,
  })
  const ways = of.identities.map(({ kind, value }) => (kind === "phone" ? displayPhone(value) : value))
  return (
    <li className={of.state === "holds" ? "registration" : "registration is-over"}>
      <span className="stack registration-who">
        <span className="row">
          {of.person ? (
            <PersonLink person={of.person} className="link medium" />
          ) : (
            <span className="medium cut">{of.name}</span>
          )}
          {of.company && <span className="soft cut">{of.company}</span>}
        </span>
        <span className="small quiet cut">
          {[...ways, of.text].filter(Boolean).join(" · ") || t("registeredOn", { date: format.date(of.at) })}
        </span>
      </span>
      <span className="row registration-by">
        {!of.mine && (
          <>
            <Avatar id={of.who.id} initial={of.who.initial ?? of.who.name.slice(0, 1)} size={20} />
            <span className="cut">{of.who.name}</span>
          </>
        )}
      </span>
      <Until of={of} />
      <span className="registration-act">
        {of.mine && of.state === "holds" && (
          <Button
            small
            disabled={withdraw.isPending}
            aria-label={t("withdrawName", { name: of.name })}
            onClick={() => withdraw.mutate()}
          >
            {t("withdraw")}
          </Button>
        )}
      </span>
    </li>
  )
}

/** How long it holds still, as a line that runs out. */
function Until({ of }: { of: Registration }) {
  const t = usePhrases(registrationPhrases)
  const format = useFormat()
  if (of.state !== "holds") {
    return (
      <span className="stack registration-until">
        <span className={of.state === "came" ? "small good" : "small quiet"}>{t(`state.${of.state}`)}</span>
        <span className="tiny quiet">{t("registeredOn", { date: format.date(of.at) })}</span>
      </span>
    )
  }
  const days = -format.daysAgo(of.until)
  const [from, to] = [Date.parse(of.at), Date.parse(of.until)]
  const left = Math.max(0, Math.min(1, (to - Date.now()) / Math.max(1, to - from)))
  return (
    <span className="stack registration-until" title={t("registeredOn", { date: format.date(of.at) })}>
      <span className="row small">
        <span className={days <= 3 ? "waiting" : "soft"}>{days <= 0 ? t("holdsToday") : t("holds", { n: days })}</span>
        <span className="quiet end">{t("until", { date: format.shortDate(of.until) })}</span>
      </span>
      <span className={days <= 3 ? "registration-line is-near" : "registration-line"} aria-hidden="true">
        <i style={{ width: `${left * 100}%` }} />
      </span>
    </span>
  )
}
