// Which of my customers may need something, the surest first. Nothing where the program guesses nothing.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { NEED_ICONS, NEED_KINDS } from "../../kit/needs/evidence"
import { GuessTag } from "../../kit/needs/GuessTag"
import { needPhrases } from "../../kit/needs/phrases"
import { NEEDS } from "../../kit/needs/useDecide"
import { homePhrases } from "./phrases"

const SHOWN = 5

export function MayNeed({ owner }: { owner: string }) {
  const t = usePhrases(homePhrases)
  const need = usePhrases(needPhrases)
  const { data } = useQuery({
    queryKey: [...NEEDS, "today", owner],
    queryFn: ({ signal }) => api.needs.list({ owner, limit: SHOWN }, signal),
    staleTime: 60_000,
    retry: false,
  })
  if (!data || data.rows.length === 0) return null
  return (
    <section className="card home-card">
      <h3 className="section-head">
        {t("mayNeed")}
        <GuessTag />
        <Link to="/portfolio" search={{ tab: "needs", owner }} className="link small end">
          {t("allNeeds", { n: NEED_KINDS.reduce((sum, kind) => sum + data.counts[kind], 0) })}
        </Link>
      </h3>
      <ul>
        {data.rows.map((row) => (
          <li key={row.id}>
            <Link to="/people/$id" params={{ id: row.person.id }} search={{ tab: "matters" }} className="home-line">
              <Avatar id={row.person.id} initial={row.person.initial ?? row.person.name.slice(0, 1)} size={28} />
              <span className="stack grow">
                <span className="medium cut">{row.person.name}</span>
                <span className="small quiet cut">{row.what || need(`kind.${row.kind}`)}</span>
              </span>
              <span className="small quiet row nowrap" style={{ gap: 4 }}>
                <Icon name={NEED_ICONS[row.kind]} size={14} />
                {need(`kind.${row.kind}`)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
