import { definePhrases } from "@ui/phrases"

export const worthMarkPhrases = definePhrases(
  { className: "{name} 类", late: "过了 {n} 天", today: "今天", inDays: "{n} 天后" },
  {
    "zh-TW": { className: "{name} 類", late: "過了 {n} 天", today: "今天", inDays: "{n} 天後" },
    en: {
      className: "Class {name}",
      late: "{n} {n#day|days} late",
      today: "today",
      inDays: "in {n} {n#day|days}",
    },
  },
)
