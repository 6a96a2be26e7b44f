// The crumbs above a person, and the steps to the neighbours in the list they were opened from.

import type { Person } from "@api/contract"
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { PageHead } from "../../kit/PageHead"
import { type PeopleSearch, peopleQuery } from "../../kit/peopleQuery"
import { useFilterWords } from "../../kit/useFilterWords"
import { personPhrases } from "./phrases"

export function PersonHead({ person, search }: { person: Person; search: PeopleSearch }) {
  const t = usePhrases(personPhrases)
  const navigate = useNavigate()
  const cache = useQueryClient()
  const nameOf = useFilterWords()
  const { filter, q, sort } = search
  const options = peopleQuery({ filter, q, sort })
  const narrowed = Boolean(filter || q)
  // Only a list somebody has looked at is worth stepping through.
  const list = useInfiniteQuery({ ...options, enabled: narrowed || cache.getQueryData(options.queryKey) !== undefined })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const at = rows.findIndex((row) => row.id === person.id)
  const first = list.data?.pages[0]
  const total = first?.total ?? 0
  const listName = nameOf(filter, q) ?? t("listed")

  const step = (to: number) => {
    const row = rows[to]
    if (row) void navigate({ to: "/people/$id", params: { id: row.id }, search: { filter, q, sort } })
    if (to > rows.length - 10 && list.hasNextPage) void list.fetchNextPage()
  }
  useKeys({ "[": () => step(at - 1), "]": () => step(at + 1) }, at >= 0)

  return (
    <PageHead title={person.name || "—"}>
      <nav className="crumbs">
        <Link to="/people" search={sort ? { sort } : {}}>
          {t("people")}
        </Link>
        <Icon name="right" size={14} />
        {narrowed && (
          <>
            <Link to="/people" search={{ filter, q, sort }} className="cut" title={listName}>
              {listName}
            </Link>
            <Icon name="right" size={14} />
          </>
        )}
        <b className="strong cut crumb-here">{person.name || "—"}</b>
      </nav>
      {at >= 0 && (
        <span className="row" style={{ gap: 2 }}>
          <IconButton icon="up" small label={t("previous")} disabled={at === 0} onClick={() => step(at - 1)} />
          <IconButton
            icon="down"
            small
            label={t("next")}
            disabled={at === rows.length - 1}
            onClick={() => step(at + 1)}
          />
          <span className="small quiet" style={{ marginLeft: 4 }}>
            {t(first?.total_at_least ? "positionAtLeast" : "position", { n: at + 1, total })}
          </span>
        </span>
      )}
    </PageHead>
  )
}
