// People by a filter, as a block of the page: a few of them, and the way to all.

import { api } from "@api/client"
import type { PersonRow } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import type { ReactNode } from "react"
import { displayPhone } from "../../kit/contact"
import { homePhrases } from "./phrases"

const SHOWN = 6

interface PeopleProps {
  title: string
  filter: string
  sort: string | undefined
  /** What stands at the end of a line. */
  end: (row: PersonRow) => ReactNode
}

export function People({ title, filter, sort, end }: PeopleProps) {
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

/** A role that does not see birthdays has no list of them. */
export function Birthdays({ title, filter, sort }: Omit<PeopleProps, "end">) {
  const asked = useQuery({
    queryKey: ["filter", "person", filter],
    queryFn: ({ signal }) => api.filter.check("person", filter, signal),
    staleTime: 300_000,
    retry: false,
  })
  if (!asked.data?.ok) return null
  return <People title={title} filter={filter} sort={sort} end={(row) => row.city} />
}
