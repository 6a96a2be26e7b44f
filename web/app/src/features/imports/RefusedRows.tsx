// The rows that were refused, each with its line, its reasons and what stood in it.

import { api } from "@api/client"
import type { ImportInfo } from "@api/contract"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useProblemWords } from "../../kit/mapping/problemWords"
import { importPhrases } from "./phrases"

export function RefusedRows({ info }: { info: ImportInfo }) {
  const t = usePhrases(importPhrases)
  const format = useFormat()
  const reason = useProblemWords()
  const list = useInfiniteQuery({
    queryKey: ["import-refused", info.id, info.progress?.refused],
    queryFn: ({ pageParam }) => api.imports.refused(info.id, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const header = (column: number) => info.columns.find((one) => one.index === column)?.header
  return (
    <section className="import-part">
      <h3 className="section-head">
        {t("refusedRows")}
        <small>{format.number(info.progress?.refused ?? 0)}</small>
      </h3>
      {list.isPending ? (
        <SkeletonRows rows={4} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : (
        <ol className="refused-rows">
          {rows.map((row) => (
            <li key={row.line}>
              <span className="small quiet refused-line">{t("lineOf", { n: row.line })}</span>
              <span className="stack grow">
                {row.problems.map((problem) => (
                  <span key={`${problem.column} ${problem.code}`}>
                    {problem.column !== null && header(problem.column) && (
                      <span className="quiet">{header(problem.column) + format.gap}</span>
                    )}
                    <span className="bad">{reason(problem, row.cells)}</span>
                  </span>
                ))}
                <span className="small quiet cut" title={row.cells.join(" · ")}>
                  {row.cells.filter((cell) => cell.trim() !== "").join(" · ")}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage && (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("moreRefused")}
        </Button>
      )}
    </section>
  )
}
