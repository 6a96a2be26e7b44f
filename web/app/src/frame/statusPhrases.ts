import { definePhrases } from "@ui/phrases"

export const statusPhrases = definePhrases(
  {
    newVersion: "新版本已就绪",
    takeIt: "更新",
  },
  {
    "zh-TW": {
      newVersion: "新版本已就緒",
      takeIt: "更新",
    },
    en: {
      newVersion: "A new version is ready",
      takeIt: "Update",
    },
  },
)
