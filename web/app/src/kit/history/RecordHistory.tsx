// What was changed of a deal or a lead: by whom, when, from what to what, and the way back.

import "./history.css"
import type { ChangeRow, ObjectKind, Page } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useFieldWords } from "../useFieldWords"
import { sourceLabel, useWords } from "../words"
import { historyPhrases } from "./phrases"

interface RecordHistoryProps {
  object: ObjectKind
  /** Under which the changes of this record are kept. */
  queryKey: readonly [string, string]
  read: (cursor: string) => Promise<Page<ChangeRow>>
  mayUndo: boolean
  /** A value in words where the fields of the object do not say it; undefined where they do. */
  valueText?: (key: string, value: unknown) => string | undefined
  onUndo: (batch: string) => Promise<void>
  className: string
}

export function RecordHistory({ queryKey, read, className, ...rest }: RecordHistoryProps) {
  const t = usePhrases(historyPhrases)
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className={className} aria-label={t("history")}>
      <h2 className="section-head">{t("history")}</h2>
      {list.isPending ? (
        <SkeletonRows rows={2} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <p className="small quiet">{t("noHistory")}</p>
      ) : (
        <ol className="record-history">
          {rows.map((row) => (
            <Change key={`${row.batch}${row.op}${row.fields.map(({ key }) => key).join()}`} row={row} {...rest} />
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <button type="button" className="link small" onClick={() => void list.fetchNextPage()}>
          {t("moreHistory")}
        </button>
      )}
    </section>
  )
}

type ChangeProps = Pick<RecordHistoryProps, "object" | "mayUndo" | "valueText" | "onUndo"> & { row: ChangeRow }

function Change({ row, object, mayUndo, valueText, onUndo }: ChangeProps) {
  const t = usePhrases(historyPhrases)
  const words = useWords()
  const format = useFormat()
  const fields = useFieldWords(object)
  const said = t.maybe(`op.${row.op}`)
  const way = row.way ? t.maybe(`way.${row.way}`) : undefined
  const made = row.op === "create"
  const textOfValue = (key: string, value: unknown) => valueText?.(key, value) ?? fields.value(key, value)
  return (
    <li>
      <div className="row small quiet">
        <span className="cut">{sourceLabel(words, row.by)}</span>
        {said && <span>{said}</span>}
        {way && <span>{way}</span>}
        {row.undone && <span>{t("undone")}</span>}
        <time className="end nowrap" dateTime={row.at} title={format.moment(row.at)}>
          {format.shortDate(row.at)} {format.time(row.at)}
        </time>
        {row.undoable && !row.undone && mayUndo && !made && (
          <button type="button" className="link" onClick={() => void onUndo(row.batch)}>
            {t("undo")}
          </button>
        )}
      </div>
      {row.fields.map((field) => (
        <div key={field.key} className="record-change">
          <span className="quiet">{fields.label(field.key)}</span>{" "}
          {!made && (
            <>
              <s className="quiet">{textOfValue(field.key, field.before)}</s>
              {" → "}
            </>
          )}
          {textOfValue(field.key, field.after)}
        </div>
      ))}
    </li>
  )
}
