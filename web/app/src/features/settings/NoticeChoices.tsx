// What I want to be told of.

import { api } from "@api/client"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { useId } from "react"
import { Switch } from "../../kit/Switch"
import { toastFailure } from "../../kit/useUndo"

const choicePhrases = definePhrases(
  {
    title: "通知",
    mention: "有人在记录或讨论里提到我",
    comment: "我参与的讨论、我关注的客户有人说话",
    owner: "有人把客户交给我",
    share: "有人把客户共享给我",
    follow: "我关注的客户有新动态",
    digest: "没读的每天早上发一封邮件",
    digestText: "没有没读的，就不发。",
    digestNeeds: "先在同事页填好你的邮箱，并设好邮件服务器。",
    lead: "线索交给了我，或快要回公海、已经回去",
    dispute: "与我有关的争议有了进展",
    quote: "客户回应了我的报价，或有报价等我批准",
    agreement: "我的协议快到期",
    activity: "待办到了时间，或有人请我参加、交给我",
    import: "我的导入结束了",
    hook: "我的 Webhook 停了",
    connector: "我的连接停了",
    privacy: "有人就自己的资料提出请求，或快到期（办理的人）",
    watch: "有同事大量读取客户（看得到审计的人）",
    inApp: "这里",
    mail: "邮件",
    push: "设备",
    what: "什么事",
    ways: "“邮件”是每天早上那一封，“设备”是推送到下面的手机和浏览器。",
  },
  {
    "zh-TW": {
      title: "通知",
      mention: "有人在記錄或討論裡提到我",
      comment: "我參與的討論、我關注的客戶有人說話",
      owner: "有人把客戶交給我",
      share: "有人把客戶共享給我",
      follow: "我關注的客戶有新動態",
      digest: "沒讀的每天早上寄一封郵件",
      digestText: "沒有沒讀的，就不寄。",
      digestNeeds: "先在同事頁填好你的電子郵件，並設好郵件伺服器。",
      lead: "線索交給了我，或快要回公海、已經回去",
      dispute: "與我有關的爭議有了進展",
      quote: "客戶回應了我的報價，或有報價等我核准",
      agreement: "我的協議快到期",
      activity: "待辦到了時間，或有人請我參加、交給我",
      import: "我的匯入結束了",
      hook: "我的 Webhook 停了",
      connector: "我的連接停了",
      privacy: "有人就自己的資料提出請求，或快到期（辦理的人）",
      watch: "有同事大量讀取客戶（看得到審計的人）",
      inApp: "這裡",
      mail: "郵件",
      push: "裝置",
      what: "什麼事",
      ways: "「郵件」是每天早上那一封，「裝置」是推送到下面的手機和瀏覽器。",
    },
    en: {
      title: "Notices",
      mention: "Somebody names me in a note or a discussion",
      comment: "New words in a discussion of mine or of a customer I follow",
      owner: "Somebody gives me a customer",
      share: "Somebody shares a customer with me",
      follow: "Something new with a customer I follow",
      digest: "Mail me each morning what I have not read",
      digestText: "Nothing is sent when there is nothing.",
      digestNeeds: "Your account needs a mail address, and the workspace a mail server.",
      lead: "I am given a lead, or one of mine is about to go back, or went",
      dispute: "Something new in a dispute of mine",
      quote: "A customer answered a quote of mine, or one waits for my approval",
      agreement: "An agreement of mine ends soon",
      activity: "Something of mine is due, or I am asked to come or given one",
      import: "An import of mine has ended",
      hook: "A webhook of mine has stopped",
      connector: "A connector of mine has stopped",
      privacy: "Somebody asks about their own data, or is due an answer (for those who answer)",
      watch: "A colleague reads very many customers (for those who see the audit log)",
      inApp: "Here",
      mail: "Mail",
      push: "Devices",
      what: "What",
      ways: "“Mail” is the one of the morning, “Devices” are the phones and browsers below.",
    },
  },
)

const WAYS = ["wanted", "mail", "push"] as const
const KEY = ["notices", "wanted"]
const DIGEST = ["notices", "digest"]

export function NoticeChoices() {
  const t = usePhrases(choicePhrases)
  const cache = useQueryClient()
  const id = useId()
  const choices = useQuery({ queryKey: KEY, queryFn: api.notices.wanted })
  const want = useMutation({
    mutationFn: api.notices.want,
    onSuccess: (now) => cache.setQueryData(KEY, now),
    onError: toastFailure,
  })
  const digest = useQuery({ queryKey: DIGEST, queryFn: api.notices.digest })
  const setDigest = useMutation({
    mutationFn: api.notices.setDigest,
    onSuccess: (now) => cache.setQueryData(DIGEST, now),
    onError: toastFailure,
  })
  return (
    <section>
      <h2>{t("title")}</h2>
      <div className="settings-body">
        {choices.isPending ? (
          <SkeletonRows rows={4} />
        ) : choices.isError ? (
          <Failed error={choices.error} retry={() => void choices.refetch()} />
        ) : (
          <>
            <table className="notice-choices">
              <thead>
                <tr>
                  <th scope="col">{t("what")}</th>
                  {WAYS.map((way) => (
                    <th key={way} scope="col" id={`${id}${way}`}>
                      {t(way === "wanted" ? "inApp" : way)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {choices.data.map((choice) => (
                  <tr key={choice.kind}>
                    <th scope="row" id={`${id}${choice.kind}`}>
                      {t.maybe(choice.kind) ?? choice.kind}
                    </th>
                    {WAYS.map((way) => (
                      <td key={way}>
                        <Switch
                          on={choice.wanted && choice[way]}
                          labelledBy={`${id}${choice.kind} ${id}${way}`}
                          disabled={want.isPending || (way !== "wanted" && !choice.wanted)}
                          onTurn={(on) => want.mutate({ kind: choice.kind, [way]: on })}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="small quiet">{t("ways")}</p>
          </>
        )}
        {digest.data && (
          <div className="row switch-row">
            <span id={`${id}digest`} className="grow stack">
              {t("digest")}
              <span className="small quiet">{t(digest.data.possible ? "digestText" : "digestNeeds")}</span>
            </span>
            <Switch
              on={digest.data.on}
              labelledBy={`${id}digest`}
              disabled={setDigest.isPending || !(digest.data.possible || digest.data.on)}
              onTurn={(on) => setDigest.mutate(on)}
            />
          </div>
        )}
      </div>
    </section>
  )
}
