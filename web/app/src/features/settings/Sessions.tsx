// Where I am signed in, and the way to end what I left open.

import { api } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { toastFailure } from "../../kit/useUndo"

const sessionListPhrases = definePhrases(
  {
    title: "登录的设备",
    here: "这台",
    seen: "最近 {ago}",
    end: "结束",
    others: "结束其他所有",
    ended: "已结束 {n} 个会话",
    unknown: "未知的浏览器",
  },
  {
    "zh-TW": {
      title: "登入的裝置",
      here: "這台",
      seen: "最近 {ago}",
      end: "結束",
      others: "結束其他所有",
      ended: "已結束 {n} 個工作階段",
      unknown: "未知的瀏覽器",
    },
    en: {
      title: "Signed in on",
      here: "This one",
      seen: "Seen {ago}",
      end: "End",
      others: "End all others",
      ended: "Ended {n} {n#session|sessions}",
      unknown: "An unknown browser",
    },
  },
)

const KEY = ["sessions"]
const SYSTEMS = ["Windows", "Android", "iPhone", "iPad", "Mac OS X", "Linux"]
const BROWSERS = ["Edg", "MicroMessenger", "OPR", "Firefox", "Chrome", "Safari"]
const NAMES: Record<string, string> = { Edg: "Edge", MicroMessenger: "WeChat", OPR: "Opera", "Mac OS X": "macOS" }

/** "Chrome · Windows" of the long text that browsers call themselves by. */
export function deviceName(agent: string | null): string | null {
  if (!agent) return null
  const found = [BROWSERS, SYSTEMS].flatMap((list) => list.find((one) => agent.includes(one)) ?? [])
  return found.length > 0 ? found.map((one) => NAMES[one] ?? one).join(" · ") : agent.slice(0, 40)
}

export function Sessions() {
  const t = usePhrases(sessionListPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const sessions = useQuery({ queryKey: KEY, queryFn: api.sessions.list })
  const end = useMutation({
    mutationFn: api.sessions.end,
    onSuccess: ({ ended }) => {
      toast({ text: t("ended", { n: ended }) })
      return cache.invalidateQueries({ queryKey: KEY })
    },
    onError: toastFailure,
  })
  return (
    <section>
      <h2>{t("title")}</h2>
      <div className="settings-body">
        {sessions.isPending ? (
          <SkeletonRows rows={2} />
        ) : sessions.isError ? (
          <Failed error={sessions.error} retry={() => void sessions.refetch()} />
        ) : (
          <>
            <ul>
              {sessions.data.map((session) => (
                <li key={session.id} className="row session-row">
                  <span className="stack grow">
                    <span className="cut" title={session.agent ?? undefined}>
                      {deviceName(session.agent) ?? t("unknown")}
                    </span>
                    <span className="small quiet">{t("seen", { ago: format.ago(session.last_seen_at) })}</span>
                  </span>
                  {session.this ? (
                    <span className="tag is-good">{t("here")}</span>
                  ) : (
                    <Button small disabled={end.isPending} onClick={() => end.mutate(session.id)}>
                      {t("end")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {sessions.data.length > 1 && (
              <span>
                <Button disabled={end.isPending} onClick={() => end.mutate("others")}>
                  {t("others")}
                </Button>
              </span>
            )}
          </>
        )}
      </div>
    </section>
  )
}
