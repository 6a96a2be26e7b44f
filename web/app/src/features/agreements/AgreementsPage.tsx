// What runs on: subscriptions and service contracts, those that end soon first of all. In: the URL. Out: pages of rows,
// an agreement made, changed, renewed, ended.

import "../../kit/grid.css"
import "../../kit/list/list.css"
import "./agreementsPage.css"
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { useCallback, useState } from "react"
import { AgreementDialog } from "../../kit/agreements/AgreementDialog"
import { AgreementForm } from "../../kit/agreements/AgreementForm"
import { AgreementLine } from "../../kit/agreements/AgreementLine"
import { agreementPhrases } from "../../kit/agreements/phrases"
import { type AgreementsAsked, agreementsQuery } from "../../kit/agreements/queries"
import { PageHead } from "../../kit/PageHead"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { usePhone } from "../../kit/usePhone"

const route = getRouteApi("/frame/agreements")

export const AGREEMENT_VIEWS = ["all", "running", "30", "60", "90", "over", "ended"] as const
type View = (typeof AGREEMENT_VIEWS)[number]

/** What a view asks of the server. */
export function askedBy(view: View): AgreementsAsked {
  if (view === "all") return {}
  return view === "running" || view === "over" || view === "ended" ? { state: view } : { due: Number(view) }
}

export function AgreementsPage() {
  const t = usePhrases(agreementPhrases)
  const [may, mayEdit] = [useCan("person.see"), useCan("person.edit")]
  const phone = usePhone()
  const { q, view: asked, open } = route.useSearch()
  const view = AGREEMENT_VIEWS.find((one) => one === asked) ?? "all"
  const navigate = route.useNavigate()
  const change = useCallback(
    (set: { q?: string | undefined; view?: string | undefined; open?: string | undefined }) =>
      void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const [creating, setCreating] = useState(false)
  useKeys(
    {
      c: (event) => {
        event.preventDefault()
        setCreating(true)
      },
    },
    mayEdit,
    true,
  )
  const list = useInfiniteQuery({
    ...agreementsQuery({ ...askedBy(view), ...(q && { q }) }),
    placeholderData: keepPreviousData,
    enabled: may,
  })
  if (!may) return <Forbidden permission="person.see" />
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total
  const opened = rows.find(({ id }) => id === open)
  const create = (
    <Button
      look="primary"
      small
      icon="plus"
      title={`${t("create")} (C)`}
      aria-label={t("create")}
      onClick={() => setCreating(true)}
    >
      {!phone && t("create")}
    </Button>
  )
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        {total !== undefined && <span className="small quiet">{t("count", { n: total })}</span>}
        {mayEdit && <span className="end">{create}</span>}
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
        <fieldset className="row quick-chips agreement-views" aria-label={t("views")}>
          {AGREEMENT_VIEWS.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === view}
              onClick={() => change({ view: one === "all" ? undefined : one })}
            >
              {t(`view.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="agreements scroll" tabIndex={0}>
        {list.isPending ? (
          <SkeletonRows rows={8} height={60} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          q || view !== "all" ? (
            <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search">
              <Button onClick={() => change({ q: undefined, view: undefined })}>{t("showAll")}</Button>
            </Empty>
          ) : (
            <Empty title={t("emptyTitle")} text={t("emptyText")}>
              {mayEdit && <Button onClick={() => setCreating(true)}>{t("create")}</Button>}
            </Empty>
          )
        ) : (
          <ul className="agreement-list">
            {rows.map((row) => (
              <li key={row.id}>
                <AgreementLine of={row} onOpen={() => change({ open: row.id })} />
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t("more")}</Button>}
      </div>
      {creating && <AgreementForm onClose={() => setCreating(false)} />}
      {opened && <AgreementDialog key={opened.id} of={opened} onClose={() => change({ open: undefined })} />}
    </div>
  )
}
