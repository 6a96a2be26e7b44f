// The rows behind a figure, beside what it is a figure of.

import "../sidePanel.css"
import "./rows.css"
import type { Answer, Question, ReportHit } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useEffect, useRef } from "react"
import { type Opened, rowsWish } from "../charts/opened"
import { ListLink } from "../ListLink"
import { PersonLink } from "../PersonLink"
import { RecordLink } from "../RecordLink"
import { useFieldWords } from "../useFieldWords"
import { reportWords } from "./phrases"
import { rowsQuery } from "./queries"
import { useAnswerWords } from "./words"

export interface RowsPanelProps {
  question: Question
  answer: Answer
  opened: Opened
  onClose: () => void
}

const PAGE: Partial<Record<ReportHit["object"], string>> = {
  company: "/companies",
  deal: "/deals",
  lead: "/leads",
  order: "/orders",
  activity: "/activities",
}
const STATE: Partial<Record<ReportHit["object"], string>> = {
  person: "lifecycle",
  lead: "state",
  order: "status",
  activity: "kind",
  interaction: "kind",
}

function Name({ hit }: { hit: ReportHit }) {
  if (hit.object === "person") return <PersonLink person={{ id: hit.id, name: hit.name }} />
  const page = PAGE[hit.object]
  return page ? (
    <RecordLink page={page} id={hit.id}>
      {hit.name}
    </RecordLink>
  ) : (
    <span className="cut">{hit.name}</span>
  )
}

export function RowsPanel({ question, answer, opened, onClose }: RowsPanelProps) {
  const t = usePhrases(reportWords)
  const words = useAnswerWords()
  const field = useFieldWords(question.object)
  const format = useFormat()
  const rows = useInfiniteQuery(rowsQuery(rowsWish(question, answer, opened)))
  const place = useRef<HTMLElement>(null)
  useKeys({ Escape: onClose })
  useEffect(() => {
    const from = document.activeElement
    place.current?.focus()
    return () => (from instanceof HTMLElement ? from.focus() : undefined)
  }, [])
  const hits = rows.data?.pages.flatMap((page) => page.rows) ?? []
  const first = rows.data?.pages[0]
  const measure = answer.measures[opened.measure]
  const cell = answer.cells.find((one) => one.at.join() === opened.at.join())
  const figure = (opened.before ? cell?.before : cell?.values)?.[opened.measure] ?? null
  const keys = opened.at.flatMap((at, n) => {
    const axis = answer.axes[n]
    const key = axis?.keys[at ?? -1]
    return axis && key ? [words.key(axis, key)] : []
  })
  const state = (hit: ReportHit) => {
    const key = STATE[hit.object]
    return hit.state_label ?? (hit.state && key ? field.value(key, hit.state) : undefined)
  }
  return (
    <aside className="side-panel" ref={place} tabIndex={-1} aria-label={keys.join(" · ")}>
      <div className="side-head row">
        <div className="cut">
          <div className="side-name cut">{keys.join(" · ") || t("total")}</div>
          <div className="xs quiet cut">
            {measure && `${words.measure(question.object, measure)} ${words.value(answer, measure, figure)}`}
          </div>
        </div>
        <span className="end" />
        <IconButton icon="close" label={t("close")} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="side-body scroll" tabIndex={0}>
        {first && (
          <div className="row rows-line">
            <span className="small quiet">{t("rows", { n: format.number(first.total ?? hits.length) })}</span>
            <span className="end" />
            {first.filter !== null && (
              <ListLink object={question.object} filter={first.filter} className="link small">
                {t("openList")}
              </ListLink>
            )}
          </div>
        )}
        {rows.isError ? (
          <Failed error={rows.error} retry={() => void rows.refetch()} />
        ) : rows.isPending ? (
          <SkeletonRows rows={8} height={48} />
        ) : (
          <ul className="rows">
            {hits.map((hit) => (
              <li key={hit.id} className="rows-hit">
                <div className="row">
                  <Name hit={hit} />
                  <span className="end" />
                  {hit.amount && <span className="num">{format.money(hit.amount.total, hit.amount.currency)}</span>}
                </div>
                <div className="xs quiet row">
                  <span className="cut">
                    {[state(hit), hit.person?.name, hit.owner?.name].filter(Boolean).join(" · ")}
                  </span>
                  <span className="end" />
                  <span>{hit.at && (hit.at.length > 10 ? format.date(hit.at) : format.calendarDay(hit.at))}</span>
                </div>
              </li>
            ))}
          </ul>
        )}
        {rows.hasNextPage && (
          <div className="rows-more">
            <Button small onClick={() => void rows.fetchNextPage()} disabled={rows.isFetchingNextPage}>
              {t("moreRows")}
            </Button>
          </div>
        )}
      </div>
    </aside>
  )
}
