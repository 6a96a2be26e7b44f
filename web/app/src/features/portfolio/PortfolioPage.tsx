// How each colleague's customers stand, and what customers may need. In: the URL (tab, days, sort, kind, owner).
// Out: the exact list behind each figure; needs put away.

import "./portfolio.css"
import { api } from "@api/client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, Skeleton, SkeletonRows } from "@ui/States"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { Needs } from "./Needs"
import { Overview } from "./Overview"
import { portfolioPhrases } from "./phrases"
import { together } from "./sorting"
import "../../kit/segments.css"

const route = getRouteApi("/frame/portfolio")
const DAYS = [30, 90, 180, 365]
const FIRST = 90

export function PortfolioPage() {
  const t = usePhrases(portfolioPhrases)
  const format = useFormat()
  const may = useCan("person.see")
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const days = DAYS.find((one) => String(one) === search.days) ?? FIRST
  const needs = search.tab === "needs"
  const portfolio = useQuery({
    queryKey: ["portfolio", days],
    queryFn: ({ signal }) => api.portfolio(days, signal),
    enabled: may,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
  if (!may) return <Forbidden permission="person.see" />
  const change = (set: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...set }), replace: true })
  const open = portfolio.data && together(portfolio.data.rows).needs
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      <div className="bar list-bar portfolio-bar">
        <nav className="row" aria-label={t("views")}>
          <Link
            to="/portfolio"
            search={{ days: search.days, sort: search.sort }}
            className={needs ? "chip" : "chip is-on"}
            aria-current={needs ? undefined : "page"}
          >
            {t("overview")}
          </Link>
          <Link
            to="/portfolio"
            search={{ days: search.days, sort: search.sort, tab: "needs" }}
            className={needs ? "chip is-on" : "chip"}
            aria-current={needs ? "page" : undefined}
          >
            {t("needsTab")} {open !== undefined && <small>{format.number(open)}</small>}
          </Link>
        </nav>
        {!needs && (
          <fieldset className="segments end" aria-label={t("period")}>
            {DAYS.map((one) => (
              <button
                key={one}
                type="button"
                className="segment"
                aria-pressed={one === days}
                onClick={() => change({ days: one === FIRST ? undefined : String(one) })}
              >
                {one === 365 ? t("year") : t("days", { n: one })}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      {needs ? (
        <Needs
          kind={search.kind}
          owner={search.owner}
          onKind={(kind) => change({ kind })}
          onOwner={(owner) => change({ owner })}
        />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <div className="portfolio scroll" tabIndex={0} aria-busy={portfolio.isPlaceholderData}>
          {portfolio.isPending ? (
            <Waiting />
          ) : portfolio.isError ? (
            <Failed error={portfolio.error} retry={() => void portfolio.refetch()} />
          ) : together(portfolio.data.rows).people === 0 ? (
            <Empty title={t("emptyTitle")} text={t("emptyText")} drawing="people">
              <Link to="/people" className="button">
                {t("toPeople")}
              </Link>
            </Empty>
          ) : (
            <Overview portfolio={portfolio.data} sort={search.sort} onSort={(sort) => change({ sort })} />
          )}
        </div>
      )}
    </div>
  )
}

function Waiting() {
  return (
    <>
      <div className="portfolio-top">
        {[72, 96, 64, 104, 88, 56].map((width) => (
          <div key={width} className="portfolio-tile">
            <Skeleton width={width / 1.5} />
            <Skeleton width={width} height={24} />
          </div>
        ))}
      </div>
      <SkeletonRows rows={6} height={48} />
    </>
  )
}
