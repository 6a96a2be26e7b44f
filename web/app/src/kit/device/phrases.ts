import { definePhrases } from "@ui/phrases"

export const devicePhrases = definePhrases(
  {
    sent: "已送出 {n} 条改动",
    stuck: "{n} 条改动没有送成，等你决定",
    waits: "没有网，先记在这台设备上，连上后送出",
  },
  {
    "zh-TW": {
      sent: "已送出 {n} 筆更動",
      stuck: "{n} 筆更動沒有送成，等你決定",
      waits: "沒有網路，先記在這台裝置上，連上後送出",
    },
    en: {
      sent: "{n} {n#change|changes} sent",
      stuck: "{n} {n#change was|changes were} not taken and {n#waits|wait} for you",
      waits: "No connection: kept on this device, and sent when there is one",
    },
  },
)
