import { definePhrases } from "@ui/phrases"

/** Words around a value that says where it came from and is changed where it stands. */
export const portraitPhrases = definePhrases(
  {
    source: "来源：{source} · {date}",
    also: "另有 {value}（{source} {date}）",
    edit: "编辑{field}",
    editHint: "回车保存，Esc 还原",
    changed: "{field}已改为 {value}",
    cleared: "{field}已清空",
    addValue: "补一项",
    clear: "清空",
    cancel: "取消",
  },
  {
    "zh-TW": {
      source: "來源：{source} · {date}",
      also: "另有 {value}（{source} {date}）",
      edit: "編輯{field}",
      editHint: "Enter 儲存，Esc 還原",
      changed: "{field}已改為 {value}",
      cleared: "{field}已清空",
      addValue: "補一項",
      clear: "清空",
      cancel: "取消",
    },
    en: {
      source: "From {source} · {date}",
      also: "also {value} ({source}, {date})",
      edit: "Edit {field}",
      editHint: "Enter saves, Esc restores",
      changed: "{field} is now {value}",
      cleared: "{field} cleared",
      addValue: "Add a value",
      clear: "Clear",
      cancel: "Cancel",
    },
  },
)
