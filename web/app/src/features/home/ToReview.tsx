// Which of my customers' files are due to be gone through, the longest overdue first. Nothing while none is.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { usePhrases } from "@ui/phrases"
import { displayPhone } from "../../kit/contact"
import { DueDay } from "../../kit/review/DueDay"
import { homePhrases } from "./phrases"

const SHOWN = 5
const COLUMNS = "city,tier,phone,reviewed_on,review_on,last_seen_at"
const DUE = { filter: "owner = me and review_on <= today", sort: "review_on" }

export function ToReview() {
  const t = usePhrases(homePhrases)
  const { data } = useQuery({
    queryKey: ["people", "today", DUE.filter, DUE.sort],
    queryFn: ({ signal }) => api.people.list({ ...DUE, limit: SHOWN }, signal),
    staleTime: 60_000,
    retry: false,
  })
  if (!data || data.rows.length === 0) return null
  return (
    <section className="card home-card">
      <h3 className="section-head">
        <span className="grow">{t("toReview")}</span>
        <Link to="/people" search={{ ...DUE, columns: COLUMNS }} className="link small end">
          {t(data.total_at_least ? "allAtLeast" : "all", { n: data.total })}
        </Link>
      </h3>
      <ul>
        {data.rows.map((row) => (
          <li key={row.id}>
            <Link to="/people/$id" params={{ id: row.id }} search={DUE} className="home-line">
              <Avatar id={row.id} initial={row.initial} size={28} />
              <span className="stack grow">
                <span className="medium cut">{row.name}</span>
                <span className="small quiet cut">
                  {[row.city, row.phone ? displayPhone(row.phone) : row.email].filter(Boolean).join(" · ")}
                </span>
              </span>
              <span className="small quiet nowrap">{row.review_on && <DueDay on={row.review_on} brief />}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
