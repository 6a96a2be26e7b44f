// Today: what waits for me, whose birthday comes, who has gone quiet, who is here now. In: lists I could open myself. Out: links to them.

import "./home.css"
import { api, live as listen } from "@api/client"
import type { PersonRow } from "@api/contract"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { type ReactNode, useEffect } from "react"
import { useNoticeWords } from "../../frame/Notices"
import { displayPhone } from "../../kit/contact"
import { useOnline } from "../../kit/device/connection"
import { PageHead } from "../../kit/PageHead"
import { objectsQuery } from "../../kit/queries"
import { useCan, useSession } from "../../kit/session"
import { spentText } from "../../kit/spent"
import { Agenda } from "./Agenda"
import { Kept } from "./Kept"
import { MayNeed } from "./MayNeed"
import { homePhrases } from "./phrases"
import { Start } from "./Start"
import { ToReview } from "./ToReview"

const SHOWN = 6
const QUIET = "order_count > 0 and last_seen_at before today - 60 days"
const BIRTHDAY = "birthday in the next 7 days"

export function HomePage() {
  const t = usePhrases(homePhrases)
  const format = useFormat()
  const { user } = useSession()
  const [sees, merges] = [useCan("person.see"), useCan("person.merge")]
  const cache = useQueryClient()
  const live = useOnline()
  // Who looks after people begins with their own; everybody else with all they see.
  const mine = useQuery({
    queryKey: ["people", { count: ["owner = me", ""] }],
    queryFn: ({ signal }) => api.people.list({ filter: "owner = me", limit: 1 }, signal),
    enabled: sees,
    staleTime: 300_000,
  })
  useEffect(
    () =>
      listen(["people"], (event) => {
        if (event.type === "people") void cache.invalidateQueries({ queryKey: ["people", "today"] })
      }),
    [cache],
  )
  const own = (mine.data?.total ?? 0) > 0
  // What the role hides is neither asked for nor sorted by.
  const fields = useQuery(objectsQuery).data?.find((one) => one.object === "person")?.fields
  const shows = (key: string) => fields?.some((field) => field.key === key) ?? false
  const mostSpent = shows("order_total") ? "-order_total" : undefined
  const of = (filter: string) => (own ? ["owner = me", filter].filter(Boolean).join(" and ") : filter)
  const hour = Number(format.time(new Date().toISOString()).slice(0, 2))
  const greeting = hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening"
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="home scroll" tabIndex={0}>
        <header className="home-head">
          <h2>{t(greeting, { name: user.name })}</h2>
          <p className="quiet">
            {format.date(new Date().toISOString())} {format.weekday(new Date().toISOString())}
          </p>
        </header>
        {live && <Start />}
        {live && sees && fields && <Figures buyers={shows("order_count")} sort={mostSpent} />}
        <div className="home-grid">
          {live && <Agenda />}
          {live ? <Waiting merges={merges} /> : sees && <Kept />}
          {live && own && shows("review_on") && <ToReview />}
          {sees && mine.isSuccess && fields && (
            <>
              <People
                title={t(own ? "recentMine" : "recent")}
                filter={of("")}
                sort="-last_seen_at"
                end={(row) => row.last_seen_at && format.ago(row.last_seen_at)}
              />
              {shows("order_count") && (
                <People
                  title={t(own ? "quietMine" : "quiet")}
                  filter={of(QUIET)}
                  sort={mostSpent}
                  end={(row) => spentText(row, format)}
                />
              )}
              {live && own && <MayNeed owner={user.id} />}
              <Birthdays title={t(own ? "birthdaysMine" : "birthdays")} filter={of(BIRTHDAY)} sort={mostSpent} />
            </>
          )}
        </div>
      </div>
    </div>
  )
}

/** A role that does not see birthdays has no list of them. */
function Birthdays({ title, filter, sort }: Omit<PeopleProps, "end">) {
  const asked = useQuery({
    queryKey: ["filter", "person", filter],
    queryFn: ({ signal }) => api.filter.check("person", filter, signal),
    staleTime: 300_000,
    retry: false,
  })
  if (!asked.data?.ok) return null
  return <People title={title} filter={filter} sort={sort} end={(row) => row.city} />
}

function useCount(filter: string, kind: "people" | "orders", enabled = true) {
  return useQuery({
    queryKey: [kind, { count: [filter, ""] }],
    queryFn: async ({ signal }) => {
      const { total, total_at_least } = await api[kind].list({ filter, limit: 1 }, signal)
      return { total, total_at_least }
    },
    staleTime: 60_000,
    retry: false,
    enabled,
  }).data
}

/** Whoever does not see orders is not told which buyers are silent. */
function Figures({ buyers, sort }: { buyers: boolean; sort: string | undefined }) {
  const t = usePhrases(homePhrases)
  const format = useFormat()
  const [fresh, silent, unowned] = ["created_at in the last 7 days", QUIET, "owner is empty"]
  const ordered = "placed_at in the last 7 days"
  const counts = {
    newPeople: useCount(fresh, "people"),
    newOrders: useCount(ordered, "orders"),
    silent: useCount(silent, "people", buyers),
    unowned: useCount(unowned, "people"),
  }
  const figure = (key: keyof typeof counts) => {
    const count = counts[key]
    return (
      <>
        <span className="small quiet">{t(key)}</span>
        <b>{count ? `${format.number(count.total)}${count.total_at_least ? "+" : ""}` : "…"}</b>
      </>
    )
  }
  return (
    <nav className="home-figures" aria-label={t("title")}>
      <Link to="/people" search={{ filter: fresh, sort: "-created_at" }}>
        {figure("newPeople")}
      </Link>
      <Link to="/orders" search={{ filter: ordered }}>
        {figure("newOrders")}
      </Link>
      {buyers && (
        <Link to="/people" search={{ filter: silent, sort }}>
          {figure("silent")}
        </Link>
      )}
      <Link to="/people" search={{ filter: unowned, sort }}>
        {figure("unowned")}
      </Link>
    </nav>
  )
}

function Waiting({ merges }: { merges: boolean }) {
  const t = usePhrases(homePhrases)
  const format = useFormat()
  const words = useNoticeWords()
  const notices = useQuery({ queryKey: ["notices", "today"], queryFn: () => api.notices.list(), staleTime: 30_000 })
  const open = useQuery({
    queryKey: ["duplicates", { count: "open" }],
    queryFn: () => api.duplicates.list("open", null, 1),
    enabled: merges,
    staleTime: 60_000,
    retry: false,
  }).data
  const unread = (notices.data?.rows ?? []).filter((row) => !row.read).slice(0, SHOWN)
  const pairs = open?.total ?? 0
  return (
    <section className="card home-card">
      <h3 className="section-head">{t("waiting")}</h3>
      {notices.isPending ? (
        <SkeletonRows rows={3} />
      ) : (
        <ul>
          {unread.map((row) => (
            <li key={row.id}>
              {row.row && row.object === "person" ? (
                <Link to="/people/$id" params={{ id: row.row.id }} className="home-line">
                  <span className="grow">{words(row)}</span>
                  <span className="small quiet">{format.ago(row.at)}</span>
                </Link>
              ) : (
                <span className="home-line">
                  <span className="grow">{words(row)}</span>
                  <span className="small quiet">{format.ago(row.at)}</span>
                </span>
              )}
            </li>
          ))}
          {pairs > 0 && (
            <li>
              <Link to="/duplicates" className="home-line">
                <span className="grow">{t("duplicates", { n: pairs })}</span>
                <Icon name="right" size={14} />
              </Link>
            </li>
          )}
          {unread.length === 0 && pairs === 0 && <li className="quiet home-line">{t("nothing")}</li>}
        </ul>
      )}
    </section>
  )
}

interface PeopleProps {
  title: string
  filter: string
  sort: string | undefined
  /** What stands at the end of a line. */
  end: (row: PersonRow) => ReactNode
}

function People({ title, filter, sort, end }: PeopleProps) {
  const t = usePhrases(homePhrases)
  const list = useQuery({
    queryKey: ["people", "today", filter, sort],
    queryFn: ({ signal }) => api.people.list({ filter, sort, limit: SHOWN }, signal),
    staleTime: 60_000,
  })
  const { data } = list
  return (
    <section className="card home-card">
      <h3 className="section-head">
        <span className="grow">{title}</span>
        {data && data.total > 0 && (
          <Link to="/people" search={{ filter: filter || undefined, sort }} className="link small end">
            {t(data.total_at_least ? "allAtLeast" : "all", { n: data.total })}
          </Link>
        )}
      </h3>
      {list.isPending ? (
        <SkeletonRows rows={SHOWN} height={44} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : (
        <ul>
          {list.data.rows.map((row) => (
            <li key={row.id}>
              <Link to="/people/$id" params={{ id: row.id }} className="home-line">
                <Avatar id={row.id} initial={row.initial} size={28} />
                <span className="stack grow">
                  <span className="medium cut">{row.name}</span>
                  <span className="small quiet cut">
                    {[row.city, row.phone ? displayPhone(row.phone) : row.email].filter(Boolean).join(" · ")}
                  </span>
                </span>
                <span className="small quiet nowrap">{end(row)}</span>
              </Link>
            </li>
          ))}
          {list.data.rows.length === 0 && <li className="quiet home-line">{t("nobody")}</li>}
        </ul>
      )}
    </section>
  )
}
