import { definePhrases } from "@ui/phrases"

export const boardPhrases = definePhrases(
  {
    board: "看板",
    more: "更多",
    moved: "{name} 的{field}改为 {value}",
    moveTo: "移到",
    move: "移动 {name}",
    empty: "空",
    tooMany: "分组太多，只列出最大的 {n} 组。",
    total: "订单合计",
  },
  {
    "zh-TW": {
      board: "看板",
      more: "更多",
      moved: "{name} 的{field}改為 {value}",
      moveTo: "移到",
      move: "移動 {name}",
      empty: "空",
      tooMany: "分組太多，只列出最大的 {n} 組。",
      total: "訂單合計",
    },
    en: {
      board: "Board",
      more: "More",
      moved: "{field} of {name} is now {value}",
      moveTo: "Move to",
      move: "Move {name}",
      empty: "Nothing here",
      tooMany: "Too many groups; the {n} largest are shown.",
      total: "Orders in all",
    },
  },
)
