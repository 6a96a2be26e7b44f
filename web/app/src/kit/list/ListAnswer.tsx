// What stands where a list's rows belong: that they are on their way, why they could not be read, why there are none, or
// the rows.

import { Failure } from "@api/client"
import { Button } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed } from "@ui/States"
import type { ReactNode } from "react"
import { GridSkeleton } from "../GridSkeleton"
import { listPhrases } from "./phrases"

/** A question to the server, as far as it matters here. */
interface Asked {
  isPending: boolean
  isError: boolean
  error: Error | null
  refetch: () => unknown
}

interface ListAnswerProps {
  /** The list, and its groups where it is grouped. */
  asked: readonly Asked[]
  /** What is said where there is no row; false where there are some. */
  empty: ReactNode
  /** Drops a filter that the server does not understand, such as one by a field that was taken away. */
  onDropFilter: () => void
  /** The rows. */
  children: ReactNode
}

export function ListAnswer({ asked, empty, onDropFilter, children }: ListAnswerProps) {
  const t = usePhrases(listPhrases)
  if (asked.some((one) => one.isPending)) return <GridSkeleton />
  const failed = asked.find((one) => one.isError)
  if (!failed) return empty || children
  if (failed.error instanceof Failure && failed.error.problem.code === "filter") {
    return (
      <Empty title={t("failedFilter")} text={t("failedFilterText")} drawing="search">
        <Button onClick={onDropFilter}>{t("clearAll")}</Button>
      </Empty>
    )
  }
  return <Failed error={failed.error} retry={() => void failed.refetch()} />
}
