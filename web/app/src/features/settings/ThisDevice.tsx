// What this device keeps to be read without a connection, how much of it, and the way to clear it.

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { type Format, useFormat } from "@ui/format"
import { definePhrases, usePhrases } from "@ui/phrases"
import { toast } from "@ui/Toasts"
import { useId, useState } from "react"
import { clearKept, keptPeople, letGo } from "../../kit/device/kept"
import { DAYS, keepWithin, mostOf, PEOPLE, readLimits, writeLimits } from "../../kit/device/limits"
import { useWaiting } from "../../kit/device/waiting"
import { useCan, useSession } from "../../kit/session"

const devicePhrases = definePhrases(
  {
    title: "这台设备",
    text: "没有网也能看你打开过的和你负责的客户。它们留在这台设备上，退出登录、失去权限或到期就清掉。",
    most: "你的角色不能导出，所以最多留 {people} 位、{days} 天。",
    people: "留多少位",
    days: "留多少天",
    none: "不留",
    peopleOf: "{n} 位",
    daysOf: "{n} 天",
    now: "现在留着 {n} 位，约 {size}",
    nothing: "现在什么也没留",
    clear: "立即清除",
    cleared: "这台设备上的客户已清除",
    waiting: "{n} 条改动待发送",
  },
  {
    "zh-TW": {
      title: "這台裝置",
      text: "沒有網路也能看你開過的和你負責的客戶。它們留在這台裝置上，登出、失去權限或到期就清掉。",
      most: "你的角色不能匯出，所以最多留 {people} 位、{days} 天。",
      people: "留多少位",
      days: "留多少天",
      none: "不留",
      peopleOf: "{n} 位",
      daysOf: "{n} 天",
      now: "現在留著 {n} 位，約 {size}",
      nothing: "現在什麼也沒留",
      clear: "立即清除",
      cleared: "這台裝置上的客戶已清除",
      waiting: "{n} 筆更動待傳送",
    },
    en: {
      title: "This device",
      text: "Without a connection you can read the people you opened and those you look after. They are kept on this device and go when you sign out, lose the right to see them, or their time is up.",
      most: "Your role may not export, so at most {people} people are kept, for {days} days.",
      people: "How many",
      days: "For how long",
      none: "None",
      peopleOf: "{n} people",
      daysOf: "{n} {n#day|days}",
      now: "{n} {n#person is|people are} kept now, about {size}",
      nothing: "Nothing is kept now",
      clear: "Clear now",
      cleared: "Cleared from this device",
      waiting: "{n} {n#change|changes} to be sent",
    },
  },
)

const KEY = ["device"]

const sizeText = (bytes: number, format: Format) =>
  bytes < 1e6 ? `${format.number(Math.ceil(bytes / 1e3))} KB` : `${format.decimal((bytes / 1e6).toFixed(1))} MB`

export function ThisDevice() {
  const t = usePhrases(devicePhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const { user } = useSession()
  const mayExport = useCan("export")
  const [peopleId, daysId] = [useId(), useId()]
  const [limits, setLimits] = useState(() => readLimits(user.id, mayExport))
  const waiting = useWaiting().length
  const kept = useQuery({ queryKey: KEY, queryFn: keptPeople, staleTime: 0 }).data ?? []
  const most = mostOf(mayExport)
  const bytes = kept.reduce((sum, { size }) => sum + size, 0)
  const change = async (set: Partial<typeof limits>) => {
    const next = { ...limits, ...set }
    setLimits(next)
    writeLimits(user.id, next)
    keepWithin(next)
    if (next.people === 0) await clearKept()
    else await letGo()
    await cache.invalidateQueries({ queryKey: KEY })
  }
  return (
    <section>
      <h2>{t("title")}</h2>
      <div className="settings-body">
        <p className="soft">{t("text")}</p>
        {!mayExport && <p className="small quiet">{t("most", { people: most.people, days: most.days })}</p>}
        <fieldset aria-labelledby={peopleId}>
          <legend id={peopleId}>{t("people")}</legend>
          <div className="row is-wrap">
            {PEOPLE.filter((n) => n <= most.people).map((n) => (
              <button
                key={n}
                type="button"
                className="chip"
                aria-pressed={n === limits.people}
                onClick={() => void change({ people: n })}
              >
                {n === 0 ? t("none") : t("peopleOf", { n })}
              </button>
            ))}
          </div>
        </fieldset>
        {limits.people > 0 && (
          <fieldset aria-labelledby={daysId}>
            <legend id={daysId}>{t("days")}</legend>
            <div className="row is-wrap">
              {DAYS.filter((n) => n <= most.days).map((n) => (
                <button
                  key={n}
                  type="button"
                  className="chip"
                  aria-pressed={n === limits.days}
                  onClick={() => void change({ days: n })}
                >
                  {t("daysOf", { n })}
                </button>
              ))}
            </div>
          </fieldset>
        )}
        <div className="row">
          <span className="grow">
            {kept.length > 0 ? t("now", { n: kept.length, size: sizeText(bytes, format) }) : t("nothing")}
          </span>
          <Button
            disabled={kept.length === 0}
            onClick={async () => {
              await clearKept()
              await cache.invalidateQueries({ queryKey: KEY })
              toast({ text: t("cleared") })
            }}
          >
            {t("clear")}
          </Button>
        </div>
        {waiting > 0 && (
          <Link to="/waiting" className="link">
            {t("waiting", { n: waiting })}
          </Link>
        )}
      </div>
    </section>
  )
}
