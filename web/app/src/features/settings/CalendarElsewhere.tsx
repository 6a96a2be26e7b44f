// My calendar in other programs: an address to subscribe to, and the server with which a phone keeps both in step.

import { calendarFeed } from "@api/activities"
import type { CalendarFeed } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, Skeleton, statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { useSession } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { Secret } from "../setup/Secret"

const elsewherePhrases = definePhrases(
  {
    title: "日历用在别的程序里",
    text: "待办和日历可以出现在手机、Outlook、Thunderbird 里。",
    feed: "只看：订阅地址",
    feedText: "把地址加到日历程序的“订阅日历”里。谁拿到这个地址，谁就能看到你的日历，请别外传。",
    make: "生成订阅地址",
    renew: "换一个地址",
    renewed: "新地址已生成，旧的已失效",
    made: "订阅地址已生成",
    stop: "停用",
    stopped: "订阅地址已停用",
    copy: "复制订阅地址",
    askTitle: "换一个订阅地址？",
    askText: "旧地址马上失效，已经订阅的程序要换成新地址。",
    stopTitle: "停用订阅地址？",
    stopText: "已经订阅的程序从此收不到更新。以后可以再生成新的。",
    sync: "两边同步：CalDAV",
    syncText: "在手机上改，这里也改；在这里改，手机上也改。用户名是“{login}”，密码用一把程序密钥。",
    copyServer: "复制服务器地址",
    key: "去生成程序密钥",
    iphone: "iPhone：设置 › App › 日历 › 日历账户 › 添加账户 › 其他 › 添加 CalDAV 账户，填服务器、用户名和密钥",
    thunderbird: "Thunderbird：日历 › 新建日历 › 在网络上，填用户名和服务器地址",
    android: "安卓：安装 DAVx⁵ › 添加账户 › 使用网址和用户名登录，勾选日历和任务",
    plain: "这个网址没有加密（http），手机多半会拒绝。请让管理员启用 https。",
  },
  {
    "zh-TW": {
      title: "日曆用在別的程式裡",
      text: "待辦和日曆可以出現在手機、Outlook、Thunderbird 裡。",
      feed: "只看：訂閱網址",
      feedText: "把網址加到日曆程式的「訂閱日曆」裡。誰拿到這個網址，誰就能看到你的日曆，請別外傳。",
      make: "產生訂閱網址",
      renew: "換一個網址",
      renewed: "新網址已產生，舊的已失效",
      made: "訂閱網址已產生",
      stop: "停用",
      stopped: "訂閱網址已停用",
      copy: "複製訂閱網址",
      askTitle: "換一個訂閱網址？",
      askText: "舊網址馬上失效，已經訂閱的程式要換成新網址。",
      stopTitle: "停用訂閱網址？",
      stopText: "已經訂閱的程式從此收不到更新。以後可以再產生新的。",
      sync: "兩邊同步：CalDAV",
      syncText: "在手機上改，這裡也改；在這裡改，手機上也改。使用者名稱是「{login}」，密碼用一把程式金鑰。",
      copyServer: "複製伺服器位址",
      key: "去產生程式金鑰",
      iphone:
        "iPhone：設定 › App › 行事曆 › 行事曆帳號 › 加入帳號 › 其他 › 加入 CalDAV 帳號，填伺服器、使用者名稱和金鑰",
      thunderbird: "Thunderbird：行事曆 › 新增行事曆 › 在網路上，填使用者名稱和伺服器位址",
      android: "Android：安裝 DAVx⁵ › 新增帳號 › 使用網址和使用者名稱登入，勾選行事曆和工作",
      plain: "這個網址沒有加密（http），手機多半會拒絕。請讓管理員啟用 https。",
    },
    en: {
      title: "Calendar in other programs",
      text: "What you have to do can stand in the calendar of your phone, of Outlook or of Thunderbird.",
      feed: "To look at: an address to subscribe to",
      feedText:
        "Add the address to “Subscribe” in a calendar program. Whoever has it reads your calendar, so keep it to yourself.",
      make: "Make an address",
      renew: "Take another address",
      renewed: "The new address is made; the old one has stopped",
      made: "The address is made",
      stop: "Stop",
      stopped: "The address has stopped",
      copy: "Copy the address",
      askTitle: "Take another address?",
      askText: "The old one stops at once, and programs that use it need the new one.",
      stopTitle: "Stop the address?",
      stopText: "Programs that use it get nothing new from now on. You may make another one later.",
      sync: "In step both ways: CalDAV",
      syncText:
        "A change on the phone is a change here, and the other way round. Your user name is “{login}”, the password an API key.",
      copyServer: "Copy the server's address",
      key: "Make an API key",
      iphone:
        "iPhone: Settings › Apps › Calendar › Calendar Accounts › Add Account › Other › Add CalDAV Account; fill in server, user name and key",
      thunderbird: "Thunderbird: Calendar › New Calendar › On the Network; fill in user name and server",
      android: "Android: install DAVx⁵ › Add account › Login with URL and user name; tick calendars and tasks",
      plain: "This address is not encrypted (http), and most phones refuse it. Ask an administrator for https.",
    },
  },
)

const FEED = ["calendar-feed"]

export function CalendarElsewhere() {
  const t = usePhrases(elsewherePhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const { user } = useSession()
  const feed = useQuery({ queryKey: FEED, queryFn: calendarFeed.get })
  const [asks, setAsks] = useState<"renew" | "stop" | null>(null)
  const turn = useMutation({
    mutationFn: (what: "make" | "renew" | "stop"): Promise<CalendarFeed> =>
      what === "stop" ? calendarFeed.stop() : calendarFeed.renew(),
    onSuccess: (now, what) => {
      cache.setQueryData(FEED, now)
      toast({ text: t(what === "make" ? "made" : what === "renew" ? "renewed" : "stopped") })
      setAsks(null)
    },
    onError: toastFailure,
  })
  return (
    <section>
      <h2>{t("title")}</h2>
      <div className="settings-body">
        <p className="soft">{t("text")}</p>
        {feed.isPending ? (
          <Skeleton height={80} />
        ) : feed.isError ? (
          <Failed error={feed.error} retry={() => void feed.refetch()} />
        ) : (
          <>
            <div className="stack elsewhere">
              <h3 className="medium">{t("feed")}</h3>
              <p className="small quiet">{t("feedText")}</p>
              {feed.data.url === null ? (
                <div className="row">
                  <Button disabled={turn.isPending} onClick={() => turn.mutate("make")}>
                    {t("make")}
                  </Button>
                </div>
              ) : (
                <>
                  <Secret text={feed.data.url} label={t("copy")} />
                  <div className="row is-wrap">
                    <Button small onClick={() => setAsks("renew")}>
                      {t("renew")}
                    </Button>
                    <Button small look="danger" onClick={() => setAsks("stop")}>
                      {t("stop")}
                    </Button>
                  </div>
                </>
              )}
            </div>
            <div className="stack elsewhere">
              <h3 className="medium">{t("sync")}</h3>
              <p className="small quiet">{t("syncText", { login: user.login })}</p>
              <Secret text={feed.data.caldav} label={t("copyServer")} />
              {feed.data.caldav.startsWith("http:") && <p className="small waiting">{t("plain")}</p>}
              <ul className="small elsewhere-ways">
                <li>{t("iphone")}</li>
                <li>{t("thunderbird")}</li>
                <li>{t("android")}</li>
              </ul>
              <Link to="/settings/keys" className="link">
                {t("key")}
              </Link>
            </div>
          </>
        )}
      </div>
      {asks && (
        <Dialog
          title={t(asks === "renew" ? "askTitle" : "stopTitle")}
          closeLabel={state("close")}
          onClose={() => setAsks(null)}
          still
          foot={
            <>
              <Button onClick={() => setAsks(null)}>{state("cancel")}</Button>
              <Button
                look={asks === "stop" ? "danger" : "primary"}
                disabled={turn.isPending}
                onClick={() => turn.mutate(asks)}
              >
                {t(asks)}
              </Button>
            </>
          }
        >
          <p className="soft">{t(asks === "renew" ? "askText" : "stopText")}</p>
        </Dialog>
      )}
    </section>
  )
}
