import { definePhrases } from "@ui/phrases"

/** Words of what was changed of a record. */
export const historyPhrases = definePhrases(
  {
    history: "变更",
    noHistory: "还没有变更",
    undo: "撤销",
    undone: "已撤销",
    moreHistory: "更早的",
    "way.calendar": "从手机日历",
    "op.create": "新建",
    "op.delete": "删除",
    "op.restore": "恢复",
  },
  {
    "zh-TW": {
      history: "變更",
      noHistory: "還沒有變更",
      undo: "復原",
      undone: "已復原",
      moreHistory: "更早的",
      "way.calendar": "從手機行事曆",
      "op.create": "新增",
      "op.delete": "刪除",
      "op.restore": "恢復",
    },
    en: {
      history: "Changes",
      noHistory: "No changes yet",
      undo: "Undo",
      undone: "undone",
      moreHistory: "Earlier",
      "way.calendar": "from another calendar",
      "op.create": "created",
      "op.delete": "deleted",
      "op.restore": "restored",
    },
  },
)
