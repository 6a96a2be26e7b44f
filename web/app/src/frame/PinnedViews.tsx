// The pinned lists in the navigation, each with how many are in it now.

import { api } from "@api/client"
import type { View } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { viewsQuery } from "../kit/views"
import { framePhrases } from "./phrases"

export function PinnedViews() {
  const t = usePhrases(framePhrases)
  const pinned = (useQuery(viewsQuery).data ?? []).filter((view) => view.pinned && view.object === "person")
  if (pinned.length === 0) return null
  return (
    <>
      <h2 className="nav-label">{t("pinned")}</h2>
      {pinned.map((view) => (
        <Pinned key={view.id} view={view} />
      ))}
    </>
  )
}

function Pinned({ view }: { view: View }) {
  const format = useFormat()
  const { filter, q } = view
  const count = useQuery({
    queryKey: ["people", { count: [filter ?? "", q ?? ""] }],
    queryFn: ({ signal }) => api.people.list({ filter, q, limit: 1 }, signal),
    staleTime: 60_000,
    retry: false,
  }).data
  return (
    <Link
      to="/people"
      search={{ filter, q, sort: view.sort, columns: view.columns?.join(","), view: view.id }}
      className="nav-item is-pinned"
      activeOptions={{ exact: true }}
      title={view.name}
    >
      <Icon name="bookmark" />
      <span className="cut">{view.name}</span>
      {count && (
        <span className="nav-count">
          {format.number(count.total)}
          {count.total_at_least && "+"}
        </span>
      )}
    </Link>
  )
}
