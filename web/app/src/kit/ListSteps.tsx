// From a record to its neighbours in the list it was opened from: "12 / 340", up and down, also with [ and ].

import type { Page } from "@api/contract"
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { IconButton } from "@ui/Button"
import { useKeys } from "@ui/keys"
import { definePhrases, usePhrases } from "@ui/phrases"
import type { PagedOptions } from "./layout/useInfiniteMany"

const stepPhrases = definePhrases(
  { previous: "上一条", next: "下一条", position: "{n} / {total}", positionAtLeast: "{n} / {total}+" },
  {
    "zh-TW": { previous: "上一筆", next: "下一筆", position: "{n} / {total}", positionAtLeast: "{n} / {total}+" },
    en: { previous: "Previous", next: "Next", position: "{n} / {total}", positionAtLeast: "{n} / {total}+" },
  },
)

interface ListStepsProps<Row> {
  options: PagedOptions<Row>
  /** Whether the list is worth reading for this alone; otherwise only one that somebody has looked at is stepped through. */
  wanted: boolean
  idOf: (row: Row) => string
  id: string
  onStep: (row: Row) => void
}

export function ListSteps<Row>({ options, wanted, idOf, id, onStep }: ListStepsProps<Row>) {
  const t = usePhrases(stepPhrases)
  const cache = useQueryClient()
  const list = useInfiniteQuery({ ...options, enabled: wanted || cache.getQueryData(options.queryKey) !== undefined })
  const pages: Page<Row>[] = list.data?.pages ?? []
  const rows = pages.flatMap((page) => page.rows)
  const at = rows.findIndex((row) => idOf(row) === id)
  const [first] = pages
  const step = (to: number) => {
    const row = rows[to]
    if (row !== undefined) onStep(row)
    if (to > rows.length - 10 && list.hasNextPage) void list.fetchNextPage()
  }
  useKeys({ "[": () => step(at - 1), "]": () => step(at + 1) }, at >= 0)
  if (at < 0 || !first) return null
  return (
    <span className="row list-steps">
      <IconButton icon="up" small label={t("previous")} disabled={at === 0} onClick={() => step(at - 1)} />
      <IconButton icon="down" small label={t("next")} disabled={at === rows.length - 1} onClick={() => step(at + 1)} />
      <span className="small quiet nowrap">
        {t(first.total_at_least ? "positionAtLeast" : "position", { n: at + 1, total: first.total })}
      </span>
    </span>
  )
}
