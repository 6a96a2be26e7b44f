// All dashboards: the one that opens for the reader's role first, with its layout; then those for everybody, then one's own.

import "./dashboards.css"
import type { DashboardRow } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { Layout } from "./Layout"
import { NewDashboard } from "./NewDashboard"
import { dashboardPhrases } from "./phrases"
import { dashboardQuery, dashboardsQuery } from "./queries"
import { Tabs } from "./Tabs"
import { useBoardActs } from "./useBoardActs"

const route = getRouteApi("/frame/dashboards")

export function DashboardsPage() {
  const t = usePhrases(dashboardPhrases)
  const may = useCan("person.see")
  const { act } = route.useSearch()
  const navigate = route.useNavigate()
  const all = useQuery({ ...dashboardsQuery, enabled: may })
  const create = () => void navigate({ search: { act: "create" } })
  useKeys(
    {
      c: (event) => {
        event.preventDefault()
        create()
      },
    },
    may,
    true,
  )
  if (!may) return <Forbidden permission="person.see" />
  const first = all.data?.find(({ opens }) => opens)
  const shared = all.data?.filter((row) => row !== first && row.shared) ?? []
  const mine = all.data?.filter((row) => row !== first && !row.shared) ?? []
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar board-bar">
        <Tabs />
        <Button look="primary" icon="plus" className="end" title={`${t("create")} (C)`} onClick={create}>
          {t("create")}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="boards scroll" tabIndex={0}>
        {all.isPending ? (
          <SkeletonRows rows={4} height={72} />
        ) : all.isError ? (
          <Failed error={all.error} retry={() => void all.refetch()} />
        ) : all.data.length === 0 ? (
          <Empty title={t("emptyTitle")} text={t("emptyText")}>
            <Button look="primary" icon="plus" onClick={create}>
              {t("create")}
            </Button>
          </Empty>
        ) : (
          <>
            {first && <First row={first} />}
            <Rows title={t("shared")} rows={shared} />
            <Rows title={t("mine")} rows={mine} />
          </>
        )}
      </div>
      {act === "create" && <NewDashboard onClose={() => void navigate({ search: {}, replace: true })} />}
    </div>
  )
}

/** The one that opens for the role, large. */
function First({ row }: { row: DashboardRow }) {
  const t = usePhrases(dashboardPhrases)
  const tiles = useQuery(dashboardQuery(row.id)).data?.tiles
  return (
    <section className="boards-first">
      <div className="stack boards-said">
        <span className="row small good">
          <Icon name="star" size={14} />
          {t("opensFor")}
        </span>
        <h2>
          <Link to="/dashboards/$id" params={{ id: row.id }} search={{}}>
            {row.name}
          </Link>
        </h2>
        {row.note && <p className="soft">{row.note}</p>}
        <Facts row={row} />
        <span className="row boards-acts">
          <Link to="/dashboards/$id" params={{ id: row.id }} search={{}} className="button is-primary" tabIndex={-1}>
            {t("open")}
          </Link>
          <More row={row} />
        </span>
      </div>
      {tiles && <Layout tiles={tiles} label={t("layout", { name: row.name })} />}
    </section>
  )
}

function Facts({ row }: { row: DashboardRow }) {
  const t = usePhrases(dashboardPhrases)
  const format = useFormat()
  return (
    <span className="row small quiet boards-facts">
      <span className="row boards-owner">
        <Avatar id={row.owner.id} initial={row.owner.initial ?? row.owner.name.slice(0, 1)} />
        {row.owner.name}
      </span>
      <span>{t("parts", { n: row.tiles })}</span>
      <span title={format.moment(row.updated_at)}>{t("updated", { when: format.ago(row.updated_at) })}</span>
    </span>
  )
}

function Rows({ title, rows }: { title: string; rows: DashboardRow[] }) {
  if (rows.length === 0) return null
  return (
    <section>
      <h2 className="section-head">
        {title} <small>{rows.length}</small>
      </h2>
      <ul className="boards-list">
        {rows.map((row) => (
          <li key={row.id} className="card boards-card">
            <span className="row">
              <Link to="/dashboards/$id" params={{ id: row.id }} search={{}} className="boards-name medium cut grow">
                {row.name}
              </Link>
              <More row={row} />
            </span>
            {row.note && <p className="small soft boards-note">{row.note}</p>}
            <Facts row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function More({ row }: { row: DashboardRow }) {
  const t = usePhrases(dashboardPhrases)
  const acts = useBoardActs()
  const label = t("more", { name: row.name })
  return (
    <Popover
      kind="menu"
      label={label}
      trigger={(props) => <IconButton icon="more" small label={label} className="boards-more" {...props} />}
    >
      {(close) => (
        <>
          <MenuItem
            icon="copies"
            onSelect={() => {
              close()
              acts.copy(row)
            }}
          >
            {t("copy")}
          </MenuItem>
          {row.editable && (
            <MenuItem
              icon="trash"
              onSelect={() => {
                close()
                acts.remove(row)
              }}
            >
              {t("remove")}
            </MenuItem>
          )}
        </>
      )}
    </Popover>
  )
}
