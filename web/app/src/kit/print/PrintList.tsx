// A list on paper: every row of it up to a bound, every column shown, the head on each page. The table on screen holds
// only what is in sight, so a plain one is made for the printer and goes away afterwards.

import type { Page } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { useKeys } from "@ui/keys"
import { definePhrases, usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { type ReactNode, useEffect, useState } from "react"
import { createPortal } from "react-dom"
import type { PagedOptions } from "../layout/useInfiniteMany"
import { toastFailure } from "../useUndo"

/** Rows of one print: forty sheets or so. */
const MOST = 1000

const printPhrases = definePhrases(
  {
    print: "打印",
    preparing: "正在准备打印……",
    some: "共 {total} 条，印出前 {n} 条",
    all: "共 {n} 条",
    printed: "{date} 打印",
  },
  {
    "zh-TW": {
      print: "列印",
      preparing: "正在準備列印……",
      some: "共 {total} 筆，印出前 {n} 筆",
      all: "共 {n} 筆",
      printed: "{date} 列印",
    },
    en: {
      print: "Print",
      preparing: "Preparing to print…",
      some: "The first {n} of {total}",
      all: "{n} in all",
      printed: "Printed {date}",
    },
  },
)

export interface PrintColumn<Row> {
  key: string
  label: string
  figure?: boolean
  cell: (row: Row) => ReactNode
}

interface PrintListProps<Row> {
  title: string
  /** What narrows the list, in words. */
  about: string | undefined
  options: PagedOptions<Row>
  columns: PrintColumn<Row>[]
  rowKey: (row: Row) => string
}

export function PrintList<Row>({ title, about, options, columns, rowKey }: PrintListProps<Row>) {
  const t = usePhrases(printPhrases)
  const format = useFormat()
  const [sheet, setSheet] = useState<{ rows: Row[]; total: number } | null>(null)

  const start = async () => {
    toast({ text: t("preparing") })
    const rows: Row[] = []
    let total = 0
    let cursor: string | null = options.initialPageParam
    try {
      while (cursor !== null && rows.length < MOST) {
        const page: Page<Row> = await options.queryFn({ pageParam: cursor, signal: new AbortController().signal })
        if (rows.length === 0) total = page.total
        rows.push(...page.rows)
        cursor = options.getNextPageParam(page)
      }
    } catch (error) {
      return toastFailure(error)
    }
    setSheet({ rows: rows.slice(0, MOST), total: cursor === null ? rows.length : Math.max(total, rows.length) })
  }
  useEffect(() => {
    if (!sheet) return
    const done = () => setSheet(null)
    window.addEventListener("afterprint", done, { once: true })
    window.print()
    return () => window.removeEventListener("afterprint", done)
  }, [sheet])
  useKeys({
    "mod+p": (event) => {
      event.preventDefault()
      void start()
    },
  })
  return (
    <>
      <IconButton icon="print" label={t("print")} className="not-phone" onClick={() => void start()} />
      {sheet &&
        createPortal(
          <div className="print-sheet">
            <h1>{title}</h1>
            <p>
              {[
                about,
                sheet.total > sheet.rows.length
                  ? t("some", { n: sheet.rows.length, total: sheet.total })
                  : t("all", { n: sheet.rows.length }),
                t("printed", { date: format.calendarDate(format.today()) }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            <table>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column.key} scope="col" className={column.figure ? "figure" : undefined}>
                      {column.label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sheet.rows.map((row) => (
                  <tr key={rowKey(row)}>
                    {columns.map((column) => (
                      <td key={column.key} className={column.figure ? "figure" : undefined}>
                        {column.cell(row)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>,
          document.body,
        )}
    </>
  )
}
