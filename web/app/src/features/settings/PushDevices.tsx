// Which of my phones and browsers are told of notices while the app is closed, and the way to begin on this one.

import { api } from "@api/client"
import type { PushDevice } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { definePhrases, usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import { toast } from "@ui/Toasts"
import { beginPush, endPush, pushState } from "../../kit/device/push"
import { useSession } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { deviceName } from "./Sessions"

const pushPhrases = definePhrases(
  {
    title: "推送到设备",
    text: "关掉关系也收得到通知。内容加密，只有那台设备读得到；退出登录就停。",
    begin: "推送到这台设备",
    begun: "这台设备会收到通知",
    unsupported: "这个浏览器不支持推送。",
    install: "在 iPhone 和 iPad 上，要先把关系添加到主屏幕（分享 → 添加到主屏幕），再从那里打开。",
    insecure: "要用 https:// 的网址打开，才能推送。",
    refused: "浏览器已拒绝这个网站的通知。在地址栏旁的网站设置里改成允许，再回到这里。",
    here: "这台",
    unknown: "未知的浏览器",
    sent: "最近推送 {ago}",
    unsent: "还没推送过",
    failed: "上一条没送到：{why}",
    "why.timeout": "推送服务没有及时回答",
    "why.no_connection": "连不上推送服务",
    "why.broken_off": "中途断了",
    "why.not_permitted": "推送服务的地址在内网",
    whyStatus: "推送服务回答 {status}",
    test: "试一条",
    tested: "已发出，几秒内应当收到",
    remove: "不再推送到 {name}",
    removed: "不再推送到 {name}",
  },
  {
    "zh-TW": {
      title: "推送到裝置",
      text: "關掉關係也收得到通知。內容加密，只有那台裝置讀得到；登出就停。",
      begin: "推送到這台裝置",
      begun: "這台裝置會收到通知",
      unsupported: "這個瀏覽器不支援推送。",
      install: "在 iPhone 和 iPad 上，要先把關係加入主畫面（分享 → 加入主畫面），再從那裡打開。",
      insecure: "要用 https:// 的網址打開，才能推送。",
      refused: "瀏覽器已拒絕這個網站的通知。在網址列旁的網站設定裡改成允許，再回到這裡。",
      here: "這台",
      unknown: "未知的瀏覽器",
      sent: "最近推送 {ago}",
      unsent: "還沒推送過",
      failed: "上一則沒送到：{why}",
      "why.timeout": "推送服務沒有及時回答",
      "why.no_connection": "連不上推送服務",
      "why.broken_off": "中途斷了",
      "why.not_permitted": "推送服務的位址在內網",
      whyStatus: "推送服務回答 {status}",
      test: "試一則",
      tested: "已送出，幾秒內應當收到",
      remove: "不再推送到 {name}",
      removed: "不再推送到 {name}",
    },
    en: {
      title: "On my devices",
      text: "Notices reach you with the app closed. They are encrypted for the device alone, and end when you sign out there.",
      begin: "Push to this device",
      begun: "This device is told from now on",
      unsupported: "This browser cannot be pushed to.",
      install:
        "On an iPhone or iPad, first add Guanxi to the home screen (Share → Add to Home Screen) and open it from there.",
      insecure: "Only an address with https:// can be pushed to.",
      refused:
        "The browser was told to refuse notifications of this site. Allow them in its site settings, next to the address, and come back.",
      here: "This one",
      unknown: "An unknown browser",
      sent: "Last pushed {ago}",
      unsent: "Nothing pushed yet",
      failed: "The last one did not arrive: {why}",
      "why.timeout": "the push service did not answer in time",
      "why.no_connection": "the push service cannot be reached",
      "why.broken_off": "the connection broke",
      "why.not_permitted": "the push service lies in a network inside",
      whyStatus: "the push service answered {status}",
      test: "Try it",
      tested: "Sent; it should be there in a few seconds",
      remove: "Push no more to {name}",
      removed: "{name} is not pushed to any more",
    },
  },
)

const KEY = ["push"]

export function PushDevices() {
  const t = usePhrases(pushPhrases)
  const cache = useQueryClient()
  const me = useSession().user.id
  const pushing = useQuery({ queryKey: KEY, queryFn: api.push.look })
  const state = useQuery({ queryKey: [...KEY, "state"], queryFn: () => pushState(me), staleTime: 0 })
  const again = () => cache.invalidateQueries({ queryKey: KEY })
  const begin = useMutation({
    mutationFn: (key: string) => beginPush(me, key),
    onSuccess: (now) => {
      if (now) toast({ text: t("begun") })
      return again()
    },
    onError: toastFailure,
  })
  const remove = useMutation({
    mutationFn: async (device: PushDevice) => {
      if (device.this) await endPush()
      return api.push.remove(device.id)
    },
    onSuccess: (_, device) => {
      toast({ text: t("removed", { name: deviceName(device.agent) ?? t("unknown") }) })
      return again()
    },
    onError: toastFailure,
  })
  const test = useMutation({
    mutationFn: (device: PushDevice) => api.push.test(device.id),
    onSuccess: () => toast({ text: t("tested") }),
    onError: toastFailure,
  })
  const hint = state.data && state.data !== "on" && state.data !== "off" ? state.data : null
  const missing = state.data === "off" || (state.data === "on" && pushing.data?.devices.every((one) => !one.this))
  return (
    <section id="push">
      <h2>{t("title")}</h2>
      <div className="settings-body">
        <p className="soft">{t("text")}</p>
        {pushing.isPending ? (
          <SkeletonRows rows={1} />
        ) : pushing.isError ? (
          <Failed error={pushing.error} retry={() => void pushing.refetch()} />
        ) : (
          <>
            {pushing.data.devices.length > 0 && (
              <ul>
                {pushing.data.devices.map((device) => (
                  <Device
                    key={device.id}
                    device={device}
                    busy={remove.isPending || test.isPending}
                    onTest={() => test.mutate(device)}
                    onRemove={() => remove.mutate(device)}
                  />
                ))}
              </ul>
            )}
            {missing && (
              <span>
                <Button disabled={begin.isPending} onClick={() => begin.mutate(pushing.data.key)}>
                  {t("begin")}
                </Button>
              </span>
            )}
          </>
        )}
        {hint && (
          <p className="small waiting" role="status">
            {t(hint)}
          </p>
        )}
      </div>
    </section>
  )
}

function Device(props: { device: PushDevice; busy: boolean; onTest: () => void; onRemove: () => void }) {
  const { device, busy, onTest, onRemove } = props
  const t = usePhrases(pushPhrases)
  const format = useFormat()
  const name = deviceName(device.agent) ?? t("unknown")
  const why = device.answer && (t.maybe(`why.${device.answer}`) ?? t("whyStatus", { status: device.answer }))
  return (
    <li className="row session-row">
      <span className="stack grow">
        <span className="row">
          <span className="cut">{name}</span>
          {device.this && <span className="tag is-good">{t("here")}</span>}
        </span>
        <span className="small quiet">
          {why ? t("failed", { why }) : device.sent_at ? t("sent", { ago: format.ago(device.sent_at) }) : t("unsent")}
        </span>
      </span>
      <Button small disabled={busy} onClick={onTest}>
        {t("test")}
      </Button>
      <IconButton icon="trash" label={t("remove", { name })} disabled={busy} onClick={onRemove} />
    </li>
  )
}
