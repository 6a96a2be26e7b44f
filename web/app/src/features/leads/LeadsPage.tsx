// Leads: mine, those that wait in pools, all that I see. In: the URL. Out: pages of rows, claims, gifts, a new lead.

import "../../kit/grid.css"
import "./leads.css"
import type { View } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Forbidden } from "@ui/States"
import { lazy, Suspense, startTransition, useCallback, useEffect, useState } from "react"
import { bodyOfLeads, LEADS, type LeadsSearch, POOLS, poolsQuery, searchOfLeadView, withinPlace } from "../../kit/leads"
import { FilterBar } from "../../kit/list/FilterBar"
import { ListTools } from "../../kit/list/ListTools"
import { listPhrases } from "../../kit/list/phrases"
import { useListFilter } from "../../kit/list/useListFilter"
import { Views } from "../../kit/list/Views"
import { PageHead } from "../../kit/PageHead"
import { SearchBox } from "../../kit/SearchBox"
import { useCan } from "../../kit/session"
import { useColumns } from "../../kit/useColumns"
import { useFirstView } from "../../kit/useFirstView"
import { useLeadFields } from "../../kit/useLeadFields"
import { usePhone } from "../../kit/usePhone"
import { useSoldNews } from "../../kit/useSoldNews"
import { SHOWN_FIRST, useLeadColumns } from "./columns"
import { LeadList } from "./LeadList"
import { LeadTabs } from "./LeadTabs"
import { PoolLine, PoolPicker, PoolStrip } from "./PoolLine"
import { leadsPhrases } from "./phrases"

const CreateLead = lazy(async () => ({ default: (await import("./CreateLead")).CreateLead }))
const route = getRouteApi("/frame/leads")

/** What is read anew when a colleague did something about a lead. */
const NEWS = [LEADS, POOLS, ["lead"]]

export function LeadsPage() {
  useSoldNews("lead", NEWS)
  const t = usePhrases(leadsPhrases)
  const inList = usePhrases(listPhrases)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const phone = usePhone()
  const [may, mayEdit] = [useCan("person.see"), useCan("person.edit")]
  const { filter, q, sort, act } = search
  const place = search.place ?? "mine"
  const change = useCallback(
    (set: Partial<LeadsSearch>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const written = useListFilter("lead", filter ?? "")
  const openView = (view: View | null) => {
    const next = searchOfLeadView(view)
    written.show(next.filter ?? "")
    change({
      place: undefined,
      pool: undefined,
      filter: undefined,
      q: undefined,
      sort: undefined,
      columns: undefined,
      frozen: undefined,
      widths: undefined,
      view: undefined,
      ...next,
    })
  }
  const waits = useFirstView("lead", search, openView)
  const pools = useQuery({ ...poolsQuery, enabled: may })
  const pool = pools.data?.find(({ id }) => id === search.pool)
  const fields = useLeadFields()
  const [named, others] = useLeadColumns(fields, mayEdit)
  const known = others.map((column) => column.key)
  const columns = useColumns({
    list: `leads.${place}`,
    known,
    first: SHOWN_FIRST[place],
    asked: search,
    onAsked: change,
  })
  // Where one pool is looked at, its name is said above.
  const shown = search.pool ? { ...columns, keys: columns.keys.filter((key) => key !== "pool") } : columns
  const [creating, setCreating] = useState(false)
  const openCreate = () => startTransition(() => setCreating(true))
  // The palette asks for the form; the address forgets it, so that going back does not open it again.
  useEffect(() => {
    if (act === undefined) return
    if (act === "create" && mayEdit) startTransition(() => setCreating(true))
    change({ act: undefined })
  }, [act, mayEdit, change])
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
  if (!may) return <Forbidden permission="person.see" />
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        {mayEdit && (
          <Button look="primary" small icon="plus" className="end" title={`${t("create")} (C)`} onClick={openCreate}>
            {t("create")}
          </Button>
        )}
      </PageHead>
      <div className="bar lead-bar">
        <LeadTabs place={search.place} />
        {place === "pool" && pools.data && pools.data.length > 0 && (
          <PoolPicker pools={pools.data} now={search.pool} onPick={(picked) => change({ pool: picked })} />
        )}
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views object="lead" now={{ ...bodyOfLeads(search), ...columns.body }} openId={search.view} onOpen={openView} />
        <span className="end not-phone" />
        <SearchBox value={q ?? ""} label={t("search")} onSearch={onSearch} />
        <ListTools
          columns={columns}
          known={known}
          fields={fields}
          sorts={[named, ...others]}
          sort={sort}
          onSort={(next) => change({ sort: next })}
        />
      </div>
      {written.open && (
        <FilterBar
          object="lead"
          filter={filter ?? ""}
          fields={fields}
          check={written.check}
          draft={written.draft}
          onDraft={written.onDraft}
          onApply={(text) => {
            written.onDraft(text)
            change({ filter: text === "" ? undefined : text })
          }}
        />
      )}
      {place === "pool" && pool && <PoolLine pool={pool} />}
      {place === "pool" && !search.pool && pools.data && pools.data.length > 1 && (
        <PoolStrip pools={pools.data} onPick={(picked) => change({ pool: picked })} />
      )}
      <LeadList
        key={place}
        place={place}
        filter={withinPlace(search)}
        narrowed={Boolean(filter || q)}
        q={q}
        sort={sort}
        fields={fields}
        columns={shown}
        openId={search.panel}
        phone={phone}
        waits={waits}
        onSort={(next) => change({ sort: next })}
        onOpen={(id) => void navigate({ search: (now) => ({ ...now, panel: id }), replace: true })}
        onFull={(id) => void navigate({ to: "/leads/$id", params: { id }, search: {} })}
        onShowAll={() => change({ filter: undefined, q: undefined })}
        onDropFilter={() => change({ filter: undefined })}
        onCreate={openCreate}
      />
      <Suspense>{creating && <CreateLead pool={search.pool} onClose={() => setCreating(false)} />}</Suspense>
    </div>
  )
}
