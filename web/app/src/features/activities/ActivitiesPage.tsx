// What is to be done as a list: mine, what is late, today's, the week's, all. In: the URL. Out: pages of rows, done, given,
// put to later days; a new one.

import "../../kit/grid.css"
import "../../kit/activities/activities.css"
import "./activity.css"
import type { View } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { lazy, Suspense, startTransition, useCallback, useState } from "react"
import { NEWS, todayQuery } from "../../kit/activities/queries"
import {
  ACTIVITY_TABS,
  type ActivitiesSearch,
  askedOf,
  bodyOfActivities,
  searchOfActivityView,
} from "../../kit/activities/search"
import { useActivityActions } from "../../kit/activities/useActivityActions"
import { useActivityFields } from "../../kit/activities/useActivityFields"
import { FilterBar } from "../../kit/list/FilterBar"
import { ListTools } from "../../kit/list/ListTools"
import { listPhrases } from "../../kit/list/phrases"
import { useListFilter } from "../../kit/list/useListFilter"
import { Views } from "../../kit/list/Views"
import { PageHead } from "../../kit/PageHead"
import { SearchBox } from "../../kit/SearchBox"
import { useSession } from "../../kit/session"
import { useColumns } from "../../kit/useColumns"
import { useFirstView } from "../../kit/useFirstView"
import { usePhone } from "../../kit/usePhone"
import { useSoldNews } from "../../kit/useSoldNews"
import { ActivityList } from "./ActivityList"
import { SHOWN_FIRST, useActivityColumns } from "./columns"
import { activitiesPhrases } from "./phrases"

const PlanDialog = lazy(async () => ({ default: (await import("../../kit/activities/PlanDialog")).PlanDialog }))
const route = getRouteApi("/frame/activities")

const FORGOTTEN: ActivitiesSearch = {
  tab: undefined,
  filter: undefined,
  q: undefined,
  sort: undefined,
  columns: undefined,
  frozen: undefined,
  widths: undefined,
  view: undefined,
}

export function ActivitiesPage() {
  useSoldNews("activity", NEWS)
  const t = usePhrases(activitiesPhrases)
  const inList = usePhrases(listPhrases)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const phone = usePhone()
  const mayEdit = !useSession().looking_as
  const { filter, q, sort } = search
  const tab = search.tab ?? "mine"
  const change = useCallback(
    (set: Partial<ActivitiesSearch>) => void navigate({ search: (now) => ({ ...now, ...set }), replace: true }),
    [navigate],
  )
  const onSearch = useCallback((text: string | undefined) => change({ q: text }), [change])
  const written = useListFilter("activity", filter ?? "")
  const openView = (view: View | null) => {
    const next = searchOfActivityView(view)
    written.show(next.filter ?? "")
    change({ ...FORGOTTEN, ...next })
  }
  const waits = useFirstView("activity", search, openView)
  const fields = useActivityFields()
  const [named, others] = useActivityColumns(fields, mayEdit, useActivityActions())
  const known = others.map((column) => column.key)
  const columns = useColumns({
    list: `activities.${tab === "all" ? "all" : "mine"}`,
    known,
    first: SHOWN_FIRST[tab],
    asked: search,
    onAsked: change,
  })
  const [creating, setCreating] = useState(false)
  const openCreate = () => startTransition(() => setCreating(true))
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
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        <Link to="/calendar" search={{}} className="button is-small end">
          <Icon name="calendar" size={14} />
          {t("toCalendar")}
        </Link>
        {mayEdit && (
          <Button look="primary" small icon="plus" title={`${t("create")} (C)`} onClick={openCreate}>
            {t("create")}
          </Button>
        )}
      </PageHead>
      <div className="bar act-bar">
        <Tabs tab={search.tab} />
        <button type="button" className="chip" aria-pressed={written.open} onClick={written.toggle}>
          <Icon name="filter" size={14} />
          {inList("filter")}
        </button>
        <Views
          object="activity"
          now={{ ...bodyOfActivities(search), ...columns.body }}
          openId={search.view}
          onOpen={openView}
        />
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
          object="activity"
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
      <ActivityList
        key={tab}
        tab={tab}
        asked={askedOf(search)}
        narrowed={Boolean(filter || q)}
        sort={sort}
        fields={fields}
        columns={columns}
        openId={search.panel}
        phone={phone}
        mayEdit={mayEdit}
        waits={waits}
        onSort={(next) => change({ sort: next })}
        onOpen={(id) => void navigate({ search: (now) => ({ ...now, panel: id }), replace: true })}
        onFull={(id) => void navigate({ to: "/activities/$id", params: { id }, search: {} })}
        onShowAll={() => change({ filter: undefined, q: undefined })}
        onDropFilter={() => change({ filter: undefined })}
        onCreate={openCreate}
        onTab={(next) => change({ tab: next === "mine" ? undefined : next })}
      />
      <Suspense>{creating && <PlanDialog onClose={() => setCreating(false)} />}</Suspense>
    </div>
  )
}

function Tabs({ tab }: { tab: ActivitiesSearch["tab"] }) {
  const t = usePhrases(activitiesPhrases)
  const format = useFormat()
  const due = useQuery(todayQuery()).data
  const counts = { overdue: due?.overdue_total, today: due?.today.length }
  return (
    <nav className="act-tabs" aria-label={t("tabs")}>
      {([undefined, ...ACTIVITY_TABS] as const).map((one) => {
        const label = one ?? "mine"
        const n = one === "overdue" || one === "today" ? counts[one] : undefined
        const here = (tab ?? "mine") === label
        return (
          <Link
            key={label}
            to="/activities"
            search={one ? { tab: one } : {}}
            activeOptions={{ exact: true }}
            className={one === "overdue" && n ? "act-tab is-late" : "act-tab"}
            aria-current={here ? "page" : undefined}
            data-here={here || undefined}
          >
            {t(label)}
            {n ? <small>{format.number(n)}</small> : null}
          </Link>
        )
      })}
    </nav>
  )
}
