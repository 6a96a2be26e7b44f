// The rows behind a figure, beside it. In: the question, its answer, which cell. Out: records, or the whole as a list.

import "../../../kit/sidePanel.css"
import "./rows.css"
import type { Answer, ObjectKind, Question } from "@api/contract"
import { reports } from "@api/reports"
import { useInfiniteQuery } from "@tanstack/react-query"
import { linkOptions, useNavigate } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { useEffect, useRef } from "react"
import { useAnswerWords } from "../../../kit/charts/useAnswerWords"
import type { CellAsked } from "../ask/url"
import { reportPhrases } from "../phrases"
import { atOfCell } from "./cell"
import { HitLine } from "./HitLine"

interface RowsPanelProps {
  question: Question
  answer: Answer
  asked: CellAsked
  onClose: () => void
}

const listOf = (object: ObjectKind, filter: string) => {
  switch (object) {
    case "deal":
      return linkOptions({ to: "/sales", search: { show: "list", filter } })
    case "lead":
      return linkOptions({ to: "/leads", search: { place: "all", filter } })
    case "order":
      return linkOptions({ to: "/orders", search: { filter } })
    case "company":
      return linkOptions({ to: "/companies", search: { filter } })
    case "interaction":
      return linkOptions({ to: "/interactions", search: { filter } })
    case "activity":
      return linkOptions({ to: "/activities", search: { filter } })
    default:
      return linkOptions({ to: "/people", search: { filter } })
  }
}

export function RowsPanel({ question, answer, asked, onClose }: RowsPanelProps) {
  const t = usePhrases(reportPhrases)
  const format = useFormat()
  const navigate = useNavigate()
  const words = useAnswerWords(question.object, answer)
  const { cell, measure, before } = asked
  const list = useInfiniteQuery({
    queryKey: ["reports", "rows", JSON.stringify(question), JSON.stringify(asked)],
    queryFn: ({ pageParam, signal }) =>
      reports.rows(
        {
          question,
          cell,
          measure,
          ...(before && { before }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  useKeys({ Escape: onClose }, true)
  const panel = useRef<HTMLElement>(null)
  const which = JSON.stringify(asked)
  // Whoever opened it by keyboard goes on in it.
  useEffect(() => panel.current?.focus({ preventScroll: true }), [which])
  const first = list.data?.pages[0]
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const at = atOfCell(answer, cell)
  const shown = answer.measures[measure]
  const where = words.cell(at) || t("all")
  const span = before ? answer.before : answer.span
  return (
    <aside ref={panel} className="side-panel rows-panel" aria-label={t("rowsOf", { cell: where })} tabIndex={-1}>
      <div className="row side-head">
        <span className="stack grow">
          <h2 className="side-name cut">{where}</h2>
          <span className="small quiet cut">
            {[
              shown && words.measure(shown),
              first?.total !== null && first?.total !== undefined && t("count", { n: first.total }),
              before && t("wasSpan"),
              span && t("span", { from: format.calendarDay(span.from), to: format.calendarDay(span.to) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <IconButton icon="close" label={t("closeRows")} onClick={onClose} />
      </div>
      {first?.filter !== null && first?.filter !== undefined && (
        <div className="row rows-acts">
          <Button small icon="list" onClick={() => void navigate(listOf(question.object, first.filter ?? ""))}>
            {t("asList")}
          </Button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="scroll side-body" tabIndex={0}>
        {list.isPending ? (
          <SkeletonRows rows={8} height={52} />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <Empty title={t("noRows")} drawing="search" />
        ) : (
          <>
            <ul>
              {rows.map((hit) => (
                <HitLine key={hit.id} hit={hit} />
              ))}
            </ul>
            {list.hasNextPage && (
              <div className="rows-more">
                <Button small disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t("moreRows")}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </aside>
  )
}
