// The rows behind a figure, beside what it is a figure of.

import "../sidePanel.css"
import "./rowsPanel.css"
import type { Answer, Question, ReportRows } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { useKeys } from "@ui/keys"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { useEffect, useRef } from "react"
import { type Opened, rowsWish } from "../charts/opened"
import { ListLink } from "../ListLink"
import { rowsQuery } from "./queries"
import { RowsLine } from "./RowsLine"
import { rowsPhrases } from "./rowsPhrases"
import { useAnswerWords } from "./words"

export interface RowsPanelProps {
  question: Question
  answer: Answer
  opened: Opened
  onClose: () => void
}

export function RowsPanel({ question, answer, opened, onClose }: RowsPanelProps) {
  const t = usePhrases(rowsPhrases)
  const rows = useInfiniteQuery(rowsQuery(rowsWish(question, answer, opened)))
  const panel = useReturnedFocus()
  useKeys({ Escape: onClose }, true, true)
  const first = rows.data?.pages[0]
  const all = rows.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <aside className="side-panel rows-panel" aria-label={t("title")} ref={panel} tabIndex={-1}>
      <Head question={question} answer={answer} opened={opened} first={first} onClose={onClose} />
      <div className="side-body scroll">
        {rows.isPending ? (
          <SkeletonRows rows={8} height={56} />
        ) : rows.isError ? (
          <Failed error={rows.error} retry={() => void rows.refetch()} />
        ) : all.length === 0 ? (
          <Empty title={t("empty")} text={t("emptyText")} />
        ) : (
          <>
            <ul className="rows-list">
              {all.map((row, place) => (
                // A record that counts in several cells may be told twice.
                <RowsLine key={`${row.id} ${place}`} row={row} />
              ))}
            </ul>
            {rows.hasNextPage && (
              <div className="rows-more">
                <Button disabled={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
                  {rows.isFetchingNextPage ? t("loading") : moreText(first, all.length, t)}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </aside>
  )
}

/** Pages are of fifty. */
function moreText(
  first: ReportRows | undefined,
  shown: number,
  t: ReturnType<typeof usePhrases<PhraseSource>>,
): string {
  const left = first?.total === null || first?.total === undefined ? 0 : first.total - shown
  return left > 0 ? t("more", { n: Math.min(left, 50) }) : t("moreUnknown")
}
type PhraseSource = NonNullable<(typeof rowsPhrases)["source"]>

interface HeadProps extends RowsPanelProps {
  first: ReportRows | undefined
}

function Head({ question, answer, opened, first, onClose }: HeadProps) {
  const t = usePhrases(rowsPhrases)
  const format = useFormat()
  const words = useAnswerWords()
  const { at, measure, before } = opened
  const keys = at.flatMap((place, axis) => {
    const of = answer.axes[axis]
    const key = place === null ? undefined : of?.keys[place]
    return of && key ? [{ axis: words.axis(of), key: words.key(of, key) }] : []
  })
  const of = answer.measures[measure]
  const cell = answer.cells.find((one) => one.at.join(",") === at.join(","))
  const value = (before ? cell?.before : cell?.values)?.[measure] ?? null
  const span = before ? answer.before : answer.span
  return (
    <header className="rows-head">
      <div className="row">
        <h2 className="grow cut">{keys.map(({ key }) => key).join(" · ") || t("all")}</h2>
        <IconButton icon="close" label={t("close")} onClick={onClose} />
      </div>
      {of && (
        <p>
          <span className="quiet">
            {before ? `${t(question.compare === "year" ? "yearBefore" : "before")} · ` : ""}
            {words.measure(question.object, of)}
          </span>{" "}
          <b className="rows-value">{words.exact(answer, of, value)}</b>
        </p>
      )}
      {keys.length > 0 && (
        <p className="small quiet">
          {keys.map(({ axis, key }) => t("figure", { name: axis, value: key })).join(" · ")}
        </p>
      )}
      {span && (
        <p className="small quiet">
          {t("span", { from: format.calendarDay(span.from), to: format.calendarDay(span.to) })}
        </p>
      )}
      <div className="row rows-tools">
        {first && first.total !== null && <span className="medium">{t("count", { n: first.total })}</span>}
        {typeof first?.filter === "string" && (
          <ListLink object={question.object} filter={first.filter} className="link end">
            {t("openList")}
          </ListLink>
        )}
      </div>
    </header>
  )
}

/** The panel takes the focus, and gives it back to the figure that opened it. */
function useReturnedFocus() {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const from = document.activeElement
    panel.current?.focus({ preventScroll: true })
    const element = panel.current
    return () => {
      const held = element?.contains(document.activeElement) || document.activeElement === document.body
      if (held && from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true })
    }
  }, [])
  return panel
}
