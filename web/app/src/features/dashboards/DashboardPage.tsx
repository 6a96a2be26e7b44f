// One dashboard, read or changed.

import "./board.css"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden, Skeleton } from "@ui/States"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { BoardView } from "./BoardView"
import { boardPhrases } from "./boardPhrases"
import { BoardEdit } from "./edit/BoardEdit"
import { OpenRows } from "./OpenRows"
import { dashboardPhrases } from "./phrases"
import { dashboardQuery } from "./queries"
import { readRange } from "./ranges"
import { Tabs } from "./Tabs"

const route = getRouteApi("/frame/dashboards/$id")

export function DashboardPage() {
  const t = usePhrases(dashboardPhrases)
  const words = usePhrases(boardPhrases)
  const may = useCan("person.see")
  const { id } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const board = useQuery({ ...dashboardQuery(id), enabled: may })
  if (!may) return <Forbidden permission="person.see" />
  const edits = board.data?.editable === true && search.edit === "yes"
  return (
    <>
      <div className="pane">
        <PageHead title={board.data?.name ?? t("title")}>
          <nav className="crumbs">
            <Link to="/dashboards" search={{}} className="not-phone">
              {t("title")}
            </Link>
            <span className="not-phone">
              <Icon name="right" size={14} />
            </span>
            <Link to="/dashboards" search={{}} className="only-phone" aria-label={words("back")}>
              <Icon name="left" />
            </Link>
            <h1 className="strong cut">{board.data?.name ?? t("title")}</h1>
          </nav>
        </PageHead>
        {board.data ? (
          edits ? (
            <BoardEdit
              key={board.data.id}
              board={board.data}
              onDone={() => void navigate({ search: (now) => ({ ...now, edit: undefined }), replace: true })}
            />
          ) : (
            <BoardView key={board.data.id} board={board.data} />
          )
        ) : (
          <>
            <div className="bar board-bar">
              <Tabs />
            </div>
            <div className="board scroll">
              {board.isError ? (
                <Failed error={board.error} retry={() => void board.refetch()}>
                  <Link to="/dashboards" search={{}} className="button">
                    {words("back")}
                  </Link>
                </Failed>
              ) : (
                <Waiting />
              )}
            </div>
          </>
        )}
      </div>
      {board.data && !edits && (
        <OpenRows
          tiles={board.data.tiles}
          rows={search.rows}
          range={readRange(search.range)}
          onClose={() => void navigate({ search: (now) => ({ ...now, rows: undefined }) })}
        />
      )}
    </>
  )
}

/** Grey where the parts will stand. */
function Waiting() {
  return (
    <div className="board-wait" role="status">
      {[3, 3, 3, 3, 8, 4, 4, 4, 4].map((width, at) => (
        <div key={at} className="board-tile" style={{ gridColumn: `span ${width}` }}>
          <Skeleton width="40%" />
          <Skeleton width="70%" height={24} />
        </div>
      ))}
    </div>
  )
}
