import { definePhrases } from "@ui/phrases"

export const cellByCellPhrases = definePhrases(
  {
    edited: "{name} 的{field}已改为 {value}",
    cleared: "{name} 的{field}已清空",
    pasteOne: "这里一次改一格",
  },
  {
    "zh-TW": {
      edited: "{name} 的{field}已改為 {value}",
      cleared: "{name} 的{field}已清空",
      pasteOne: "這裡一次改一格",
    },
    en: {
      edited: "{field} of {name} is now {value}",
      cleared: "Cleared {field} of {name}",
      pasteOne: "Here one cell is changed at a time",
    },
  },
)
