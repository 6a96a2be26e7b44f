import { definePhrases } from "@ui/phrases"

export const nearbyPhrases = definePhrases(
  {
    nearby: "附近的客户",
    nobody: "附近没有别的客户",
    noField: "要看附近的客户，请管理员建一个“地理位置”字段。",
    onDevice: "离线：只算这台设备上的",
    more: "客户太多，只比了最近来过的一万位。",
    metres: "{n} 米",
    kilometres: "{n} 公里",
    visit: "去签到",
    map: "附近的地图",
  },
  {
    "zh-TW": {
      nearby: "附近的客戶",
      nobody: "附近沒有別的客戶",
      noField: "要看附近的客戶，請管理員建一個「地理位置」欄位。",
      onDevice: "離線：只算這台裝置上的",
      more: "客戶太多，只比了最近來過的一萬位。",
      metres: "{n} 公尺",
      kilometres: "{n} 公里",
      visit: "去打卡",
      map: "附近的地圖",
    },
    en: {
      nearby: "Customers nearby",
      nobody: "Nobody else is near",
      noField: "To see customers nearby, an administrator makes a field of the type “Place on the map”.",
      onDevice: "Offline: only those on this device",
      more: "There are many: only the ten thousand heard of last were compared.",
      metres: "{n} m",
      kilometres: "{n} km",
      visit: "Check in",
      map: "Map of who is near",
    },
  },
)
