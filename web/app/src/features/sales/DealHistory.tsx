// What was changed of a deal: by whom, when, from what to what, and the way back.

import { api } from "@api/client"
import type { ChangeRow, Deal } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useFieldWords } from "../../kit/useFieldWords"
import { sourceLabel, useWords } from "../../kit/words"
import { dealPhrases } from "./dealPhrases"
import type { DealActions } from "./useDealActions"

interface DealHistoryProps {
  deal: Deal
  actions: DealActions
}

export function DealHistory({ deal, actions }: DealHistoryProps) {
  const t = usePhrases(dealPhrases)
  const { id } = deal.row
  const list = useInfiniteQuery({
    queryKey: ["deal-changes", id],
    queryFn: ({ pageParam }) => api.deals.changes(id, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section className="deal-part" aria-label={t("history")}>
      <h2 className="section-head">{t("history")}</h2>
      {list.isPending ? (
        <SkeletonRows rows={2} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <p className="small quiet">{t("noHistory")}</p>
      ) : (
        <ol className="deal-history">
          {rows.map((row) => (
            <Change
              key={`${row.batch}${row.op}${row.fields.map(({ key }) => key).join()}`}
              row={row}
              deal={deal}
              actions={actions}
            />
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

function Change({ row, deal, actions }: DealHistoryProps & { row: ChangeRow }) {
  const t = usePhrases(dealPhrases)
  const words = useWords()
  const format = useFormat()
  const fields = useFieldWords("deal")
  const said = t.maybe(`op.${row.op}`)
  const made = row.op === "create"
  const textOfValue = (key: string, value: unknown): string => {
    const stage = key === "stage" ? deal.stages.find((one) => one.id === value) : undefined
    if (stage) return stage.name
    if (key === "next_at" && typeof value === "string") return format.moment(value)
    return fields.value(key, value)
  }
  return (
    <li>
      <div className="row small quiet">
        <span className="cut">{sourceLabel(words, row.by)}</span>
        {said && <span>{said}</span>}
        {row.undone && <span>{t("undone")}</span>}
        <time className="end nowrap" dateTime={row.at} title={format.moment(row.at)}>
          {format.shortDate(row.at)} {format.time(row.at)}
        </time>
        {row.undoable && !row.undone && deal.may_edit && !made && (
          <button type="button" className="link" onClick={() => void actions.onUndo(row.batch)}>
            {t("undo")}
          </button>
        )}
      </div>
      {row.fields.map((field) => (
        <div key={field.key} className="deal-change">
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
