// "I am here": the place of this device is written to a visit, with how far that is from where it was to be.

import "./activities.css"
import type { Activity } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { Icon } from "@ui/Icon"
import { definePhrases, usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { metresBetween } from "../distance"
import { FormProblem } from "../FormProblem"
import { useDistance } from "../nearby/Near"
import { usePosition } from "../nearby/usePosition"
import { useActivityActions } from "./useActivityActions"

const checkInPhrases = definePhrases(
  {
    title: "“{title}”签到",
    here: "我到了",
    asking: "正在看这台设备在哪里……",
    known: "已定位，误差约 {n} 米",
    away: "离约定地点 {distance}",
    far: "离约定地点 {distance}，还没到？照样可以签到。",
    noPlace: "这次拜访没有定位，只记下你在哪里。",
    denied: "浏览器不让看位置。在地址栏旁的网站设置里允许后再试。",
    unknown: "这台设备现在定不了位，到窗边或室外再试。",
    closed: "这个网址没有加密（http），浏览器不给位置。请管理员启用 https。",
    again: "再定位一次",
  },
  {
    "zh-TW": {
      title: "「{title}」簽到",
      here: "我到了",
      asking: "正在看這台裝置在哪裡……",
      known: "已定位，誤差約 {n} 公尺",
      away: "離約定地點 {distance}",
      far: "離約定地點 {distance}，還沒到？照樣可以簽到。",
      noPlace: "這次拜訪沒有定位，只記下你在哪裡。",
      denied: "瀏覽器不讓看位置。在網址列旁的網站設定裡允許後再試。",
      unknown: "這台裝置現在定不了位，到窗邊或室外再試。",
      closed: "這個網址沒有加密（http），瀏覽器不給位置。請管理員啟用 https。",
      again: "再定位一次",
    },
    en: {
      title: "Check in: {title}",
      here: "I am here",
      asking: "Looking where this device is…",
      known: "Found, to about {n} m",
      away: "{distance} from where it was to be",
      far: "{distance} from where it was to be: not there yet? You may check in all the same.",
      noPlace: "This visit has no place on the map; only where you are is written down.",
      denied:
        "The browser does not tell the place. Allow it in the site's settings beside the address, then try again.",
      unknown: "This device cannot be placed just now; try at a window or outside.",
      closed: "This address is not encrypted (http), so the browser tells no place. Ask an administrator for https.",
      again: "Look again",
    },
  },
)

/** Whoever is further away is asked whether they are there yet. */
const NEAR = 500

interface CheckInDialogProps {
  of: Pick<Activity, "row" | "turn" | "lat" | "lon">
  onClose: () => void
}

export function CheckInDialog({ of, onClose }: CheckInDialogProps) {
  const t = usePhrases(checkInPhrases)
  const state = usePhrases(statePhrases)
  const distance = useDistance()
  const actions = useActivityActions()
  const position = usePosition(true)
  const here = position.state === "known" ? position : null
  const metres =
    here && of.lat !== null && of.lon !== null ? metresBetween(here.place, { lat: of.lat, lng: of.lon }) : null
  const send = useMutation({
    mutationFn: () => {
      if (!here) throw new Error(t("unknown"))
      const { lat, lng } = here.place
      return actions.onCheckIn(
        { id: of.row.id, turn: of.turn, title: of.row.title },
        { lat, lon: lng, accuracy: here.accuracy },
      )
    },
    onSuccess: onClose,
  })
  return (
    <Dialog
      title={t("title", { title: of.row.title })}
      closeLabel={state("close")}
      onClose={onClose}
      still
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" icon="pin" disabled={!here || send.isPending} onClick={() => send.mutate()}>
            {t("here")}
          </Button>
        </>
      }
    >
      {of.row.place && (
        <p className="row soft">
          <Icon name="pin" />
          <span>{of.row.place}</span>
        </p>
      )}
      <p role="status" className={position.state === "known" || position.state === "asking" ? "soft" : "waiting"}>
        {here ? t("known", { n: here.accuracy }) : t(position.state === "known" ? "asking" : position.state)}
      </p>
      {here && metres !== null && (
        <p className={metres > NEAR ? "waiting" : "good"}>
          {t(metres > NEAR ? "far" : "away", { distance: distance(metres) })}
        </p>
      )}
      {here && metres === null && <p className="small quiet">{t("noPlace")}</p>}
      <FormProblem error={send.error} />
    </Dialog>
  )
}
