import { definePhrases } from "@ui/phrases"

export const statusPhrases = definePhrases(
  {
    newVersion: "新版本已就绪",
    takeIt: "更新",
    offline: "离线",
    slow: "网络很慢",
    asOf: "截至 {time}",
    waiting: "{n} 条待发送",
    stuck: "{n} 条等你决定",
    leaveTitle: "还有没送出的改动",
    leaveText: "{n} 条改动还没有送到服务器。退出登录会清掉这台设备上的一切，它们也会丢失。",
    lookFirst: "先去看看",
  },
  {
    "zh-TW": {
      newVersion: "新版本已就緒",
      takeIt: "更新",
      offline: "離線",
      slow: "網路很慢",
      asOf: "截至 {time}",
      waiting: "{n} 筆待傳送",
      stuck: "{n} 筆等你決定",
      leaveTitle: "還有沒送出的更動",
      leaveText: "{n} 筆更動還沒有送到伺服器。登出會清掉這台裝置上的一切，它們也會遺失。",
      lookFirst: "先去看看",
    },
    en: {
      newVersion: "A new version is ready",
      takeIt: "Update",
      offline: "Offline",
      slow: "Slow network",
      asOf: "as of {time}",
      waiting: "{n} to be sent",
      stuck: "{n} {n#needs|need} a decision",
      leaveTitle: "Some changes were not sent",
      leaveText:
        "{n} {n#change has|changes have} not reached the server. Signing out clears everything on this device, and they would be lost.",
      lookFirst: "Look at them first",
    },
  },
)
