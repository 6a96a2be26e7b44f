// The pinned lists in the navigation, each with how many are in it now.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { type PinnedView, usePinnedViews } from "../kit/pinnedViews"
import { useFilterWords } from "../kit/useFilterWords"
import { framePhrases } from "./phrases"

export function PinnedViews() {
  const t = usePhrases(framePhrases)
  const { views } = usePinnedViews()
  if (views.length === 0) return null
  return (
    <>
      <h2 className="nav-label">{t("pinned")}</h2>
      {views.map((view) => (
        <Pinned key={`${view.filter ?? ""}\n${view.q ?? ""}`} view={view} />
      ))}
    </>
  )
}

function Pinned({ view }: { view: PinnedView }) {
  const t = usePhrases(framePhrases)
  const format = useFormat()
  const nameOf = useFilterWords()
  const { filter, q } = view
  const count = useQuery({
    queryKey: ["people", { count: [filter ?? "", q ?? ""] }],
    queryFn: ({ signal }) => api.people.list({ filter, q, limit: 1 }, signal),
    staleTime: 60_000,
    retry: false,
  }).data
  const name = nameOf(filter, q) ?? filter ?? t("people")
  return (
    <Link
      to="/people"
      search={{ filter, q, sort: view.sort }}
      className="nav-item is-pinned"
      activeOptions={{ exact: true }}
      title={name}
    >
      <Icon name="bookmark" />
      <span className="cut">{name}</span>
      {count && (
        <span className="nav-count">
          {format.number(count.total)}
          {count.total_at_least && "+"}
        </span>
      )}
    </Link>
  )
}
