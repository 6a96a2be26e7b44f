// What is to be done about quotes, the most pressing first: customers who asked, approvals, drafts of one's own.

import type { QuoteRow } from "@api/contract"
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { quotesQuery } from "../../kit/quotes"
import { quotesPhrases } from "./phrases"

interface QuoteTasksProps {
  mine: boolean
  q: string | undefined
  onShowAll: () => void
}

export function QuoteTasks({ mine, q, onShowAll }: QuoteTasksProps) {
  const t = usePhrases(quotesPhrases)
  const keep = { placeholderData: keepPreviousData }
  // There is no asking for quotes with a question: they are found among those that were sent.
  const sent = useInfiniteQuery({ ...quotesQuery({ state: "sent", mine, q }), ...keep })
  const waiting = useInfiniteQuery({ ...quotesQuery({ state: "waiting", mine, q }), ...keep })
  const drafts = useInfiniteQuery({ ...quotesQuery({ state: "draft", mine: true, q }), ...keep })
  const all = [sent, waiting, drafts]
  const rowsOf = (list: typeof sent) => list.data?.pages.flatMap((page) => page.rows) ?? []
  const failed = all.find((list) => list.isError)
  const again = () => {
    for (const list of all) void list.refetch()
  }
  if (failed) return <Failed error={failed.error} retry={again} />
  if (all.some((list) => list.isPending)) return <SkeletonRows rows={6} height={60} />
  const groups = [
    { key: "questions", rows: rowsOf(sent).filter(({ asked }) => asked), more: sent },
    { key: "approvals", rows: rowsOf(waiting), more: waiting },
    { key: "myDrafts", rows: rowsOf(drafts), more: drafts },
  ] as const
  if (groups.every(({ rows }) => rows.length === 0)) {
    return (
      <Empty title={t("emptyTodo")} text={t("emptyTodoText")} drawing="paper">
        <Button onClick={onShowAll}>{t("showAll")}</Button>
      </Empty>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="quote-tasks scroll" tabIndex={0}>
      {groups.map(
        ({ key, rows, more }) =>
          (rows.length > 0 || (key === "questions" && more.hasNextPage)) && (
            <section key={key} aria-label={t(key)}>
              <h2 className="section-head">
                {t(key)}
                <small>{t("count", { n: rows.length })}</small>
              </h2>
              <ul>
                {rows.map((row) => (
                  <Task key={row.id} row={row} />
                ))}
              </ul>
              {more.hasNextPage && (
                <Button small look="plain" onClick={() => void more.fetchNextPage()}>
                  {t("further")}
                </Button>
              )}
            </section>
          ),
      )}
    </div>
  )
}

function Task({ row }: { row: QuoteRow }) {
  const format = useFormat()
  const title = row.company?.name ?? row.person?.name ?? row.deal.name
  return (
    <li>
      <Link to="/quotes/$quote" params={{ quote: row.id }} className="quote-task">
        <Avatar id={row.company?.id ?? row.id} initial={title.slice(0, 1)} square={row.company !== null} />
        <span className="stack grow">
          <span className="row">
            <span className="medium cut">{title}</span>
            <span className="small quiet nowrap">
              {row.number}
              {row.version > 1 && ` v${row.version}`}
            </span>
          </span>
          <span className="small quiet cut">
            {[row.deal.name, row.person?.name, row.owner?.name].filter(Boolean).join(" · ")}
          </span>
        </span>
        <span className="stack quote-task-end">
          <span className="medium">{format.money(row.total, row.currency)}</span>
          <span className="small quiet">{format.ago(row.updated_at)}</span>
        </span>
        <Icon name="right" size={14} />
      </Link>
    </li>
  )
}
