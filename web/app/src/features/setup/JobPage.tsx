// A page of settings that a job carries out: read by whoever may, and read again while the job runs.

import "./setup.css"
import type { Progress } from "@api/contract"
import { type QueryKey, useQuery } from "@tanstack/react-query"
import { Failed, Forbidden, SkeletonRows } from "@ui/States"
import type { ReactNode } from "react"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { SetupTabs } from "./SetupTabs"

const isBusy = (now: { progress?: Progress } | undefined) => ["waiting", "running"].includes(now?.progress?.state ?? "")

interface JobPageProps<T> {
  title: string
  queryKey: QueryKey
  read: () => Promise<T>
  /** How tall a line is while it is read. */
  height: number
  children: (held: T, busy: boolean) => ReactNode
}

export function JobPage<T extends { progress?: Progress }>({
  title,
  queryKey,
  read,
  height,
  children,
}: JobPageProps<T>) {
  const may = useCan("users")
  const held = useQuery<T>({
    queryKey,
    queryFn: read,
    enabled: may,
    refetchInterval: (query) => (isBusy(query.state.data) ? 1000 : false),
  })
  if (!may) return <Forbidden permission="users" />
  return (
    <div className="pane">
      <PageHead title={title} />
      <SetupTabs />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="setup scroll" tabIndex={0}>
        {held.isPending ? (
          <SkeletonRows rows={5} height={height} />
        ) : held.isError ? (
          <Failed error={held.error} retry={() => void held.refetch()} />
        ) : (
          children(held.data, isBusy(held.data))
        )}
      </div>
    </div>
  )
}
