// What customers own, found by name, serial number or owner. In: the URL. Out: pages of rows, a new one.

import "../../kit/grid.css"
import "../../kit/list/list.css"
import "./assetsPage.css"
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { useCallback, useState } from "react"
import { AssetForm } from "../../kit/assets/AssetForm"
import { AssetLine } from "../../kit/assets/AssetLine"
import { assetPhrases } from "../../kit/assets/phrases"
import { assetsQuery } from "../../kit/assets/queries"
import { PageHead } from "../../kit/PageHead"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { usePhone } from "../../kit/usePhone"

const route = getRouteApi("/frame/assets")

export function AssetsPage() {
  const t = usePhrases(assetPhrases)
  const [may, mayEdit] = [useCan("person.see"), useCan("person.edit")]
  const phone = usePhone()
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const onSearch = useCallback(
    (text: string | undefined) => void navigate({ search: { q: text }, replace: true }),
    [navigate],
  )
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
    ...assetsQuery(q ? { q } : {}),
    placeholderData: keepPreviousData,
    enabled: may,
  })
  if (!may) return <Forbidden permission="person.see" />
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        {total !== undefined && <span className="small quiet">{t("count", { n: total })}</span>}
        {mayEdit && (
          <Button
            look="primary"
            small
            icon="plus"
            className="end"
            title={`${t("create")} (C)`}
            aria-label={t("create")}
            onClick={() => setCreating(true)}
          >
            {!phone && t("create")}
          </Button>
        )}
      </PageHead>
      <div className="bar list-bar">
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="assets scroll" tabIndex={0}>
        {list.isPending ? (
          <SkeletonRows rows={8} height={60} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          q ? (
            <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search">
              <Button onClick={() => onSearch(undefined)}>{t("showAll")}</Button>
            </Empty>
          ) : (
            <Empty title={t("emptyTitle")} text={t("emptyText")}>
              {mayEdit && <Button onClick={() => setCreating(true)}>{t("create")}</Button>}
            </Empty>
          )
        ) : (
          <ul className="asset-list">
            {rows.map((row) => (
              <li key={row.id}>
                <AssetLine of={row} />
              </li>
            ))}
          </ul>
        )}
        {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t("more")}</Button>}
      </div>
      {creating && <AssetForm onClose={() => setCreating(false)} />}
    </div>
  )
}
