// What is asked before changes are lost.

import { definePhrases } from "@ui/phrases"

export const leavePhrases = definePhrases(
  {
    title: "改动还没有保存",
    text: "现在离开，这些改动就没有了。",
    stay: "留下",
    leave: "不保存，离开",
  },
  {
    "zh-TW": {
      title: "改動還沒有儲存",
      text: "現在離開，這些改動就沒有了。",
      stay: "留下",
      leave: "不儲存，離開",
    },
    en: {
      title: "Your changes are not saved",
      text: "If you leave now, they are lost.",
      stay: "Stay",
      leave: "Leave without saving",
    },
  },
)
