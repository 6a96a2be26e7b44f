import { definePhrases } from "@ui/phrases"

/** Words of a record with parts. */
export const recordPhrases = definePhrases(
  {
    changedPlain: "{field}已改",
    close: "关闭",
    fullPage: "整页打开",
    more: "更多",
    copyLink: "复制链接",
    copied: "已复制",
    copy: "复制 {what}",
    facts: "资料",
    undone: "已撤销",
  },
  {
    "zh-TW": {
      changedPlain: "{field}已改",
      close: "關閉",
      fullPage: "整頁打開",
      more: "更多",
      copyLink: "複製連結",
      copied: "已複製",
      copy: "複製 {what}",
      facts: "資料",
      undone: "已復原",
    },
    en: {
      changedPlain: "{field} changed",
      close: "Close",
      fullPage: "Open the full page",
      more: "More",
      copyLink: "Copy the link",
      copied: "Copied",
      copy: "Copy {what}",
      facts: "Facts",
      undone: "undone",
    },
  },
)
