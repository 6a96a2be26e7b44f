// What waits for me: notices that I have not read, pairs that may be double.

import { api } from "@api/client"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useNoticeWords } from "../../frame/Notices"
import { Card } from "./Card"
import { homePhrases } from "./phrases"

const SHOWN = 6

export function Waiting({ merges }: { merges: boolean }) {
  const t = usePhrases(homePhrases)
  const format = useFormat()
  const words = useNoticeWords()
  const notices = useQuery({ queryKey: ["notices", "today"], queryFn: () => api.notices.list(), staleTime: 30_000 })
  const open = useQuery({
    queryKey: ["duplicates", { count: "open" }],
    queryFn: () => api.duplicates.list("open", null, 1),
    enabled: merges,
    staleTime: 60_000,
    retry: false,
  }).data
  const unread = (notices.data?.rows ?? []).filter((row) => !row.read).slice(0, SHOWN)
  const pairs = open?.total ?? 0
  return (
    <Card block="waiting" title={t("waiting")} ready={!notices.isPending}>
      {notices.isPending ? (
        <SkeletonRows rows={3} />
      ) : notices.isError ? (
        <Failed error={notices.error} retry={() => void notices.refetch()} />
      ) : (
        <ul>
          {unread.map((row) => (
            <li key={row.id}>
              {row.row && row.object === "person" ? (
                <Link to="/people/$id" params={{ id: row.row.id }} className="home-line">
                  <span className="grow">{words(row)}</span>
                  <span className="small quiet">{format.ago(row.at)}</span>
                </Link>
              ) : (
                <span className="home-line">
                  <span className="grow">{words(row)}</span>
                  <span className="small quiet">{format.ago(row.at)}</span>
                </span>
              )}
            </li>
          ))}
          {pairs > 0 && (
            <li>
              <Link to="/duplicates" className="home-line">
                <span className="grow">{t("duplicates", { n: pairs })}</span>
                <Icon name="right" size={14} />
              </Link>
            </li>
          )}
          {unread.length === 0 && pairs === 0 && <li className="quiet home-line">{t("nothing")}</li>}
        </ul>
      )}
    </Card>
  )
}
