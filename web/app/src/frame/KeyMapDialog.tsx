import { Dialog } from "@ui/Dialog"
import { modifier } from "@ui/keys"
import { definePhrases, usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"

const keyPhrases = definePhrases(
  {
    title: "快捷键",
    everywhere: "到处可用",
    list: "列表",
    person: "客户页",
    palette: "查找或执行",
    create: "新建客户",
    task: "安排任务",
    calendar: "日历",
    plan: "安排一件事",
    look: "日、周、工作周、月、日程",
    turn: "前一天、后一天",
    grab: "拿起一件事，用方向键移动",
    put: "放下",
    help: "帮助",
    map: "打开这张表",
    escape: "关闭、还原",
    search: "查找",
    next: "下一行",
    previous: "上一行",
    select: "选中",
    open: "在侧边打开",
    full: "打开整页",
    width: "列宽（在表头上）",
    note: "写记录",
    edit: "编辑姓名",
    send: "保存记录",
    step: "上一条、下一条",
    cells: "单元格",
    walk: "移动",
    edge: "移到边上",
    extend: "选中一片",
    all: "全选",
    cellEdit: "编辑单元格",
    copy: "复制、剪切、粘贴",
    clear: "清空",
    fill: "向下填充",
    leave: "离开单元格",
    print: "打印列表",
    move: "看板、日历上移动",
  },
  {
    "zh-TW": {
      title: "快速鍵",
      everywhere: "到處可用",
      list: "列表",
      person: "客戶頁",
      palette: "尋找或執行",
      create: "新增客戶",
      task: "安排任務",
      calendar: "日曆",
      plan: "安排一件事",
      look: "日、週、工作週、月、日程",
      turn: "前一天、後一天",
      grab: "拿起一件事，用方向鍵移動",
      put: "放下",
      help: "說明",
      map: "打開這張表",
      escape: "關閉、還原",
      search: "尋找",
      next: "下一列",
      previous: "上一列",
      select: "選取",
      open: "在側邊打開",
      full: "打開整頁",
      width: "欄寬（在表頭上）",
      note: "寫記錄",
      edit: "編輯姓名",
      send: "儲存記錄",
      step: "上一筆、下一筆",
      cells: "儲存格",
      walk: "移動",
      edge: "移到邊上",
      extend: "選取一片",
      all: "全選",
      cellEdit: "編輯儲存格",
      copy: "複製、剪下、貼上",
      clear: "清空",
      fill: "向下填滿",
      leave: "離開儲存格",
      print: "列印清單",
      move: "看板、日曆上移動",
    },
    en: {
      title: "Keyboard map",
      everywhere: "Everywhere",
      list: "Lists",
      person: "A person",
      palette: "Find or do",
      create: "New person",
      task: "Plan a task",
      calendar: "Calendar",
      plan: "Plan something",
      look: "Day, week, work week, month, agenda",
      turn: "Back, on",
      grab: "Pick one up; arrows move it",
      put: "Put it down",
      help: "Help",
      map: "This map",
      escape: "Close, restore",
      search: "Search",
      next: "Next row",
      previous: "Previous row",
      select: "Select",
      open: "Open beside the list",
      full: "Open the page",
      width: "Column width, on its head",
      note: "Write a note",
      edit: "Edit the name",
      send: "Save what you wrote",
      step: "Previous, next record",
      cells: "Cells",
      walk: "Move",
      edge: "To the edge",
      extend: "Select a stretch",
      all: "Select all",
      cellEdit: "Edit the cell",
      copy: "Copy, cut, paste",
      clear: "Clear",
      fill: "Fill down",
      leave: "Leave the cells",
      print: "Print the list",
      move: "Move on a board or calendar",
    },
  },
)

const MAP = [
  {
    group: "everywhere",
    keys: [
      ["palette", `${modifier}K`],
      ["create", "C"],
      ["task", "T"],
      ["help", "F1"],
      ["map", "?"],
      ["escape", "Esc"],
    ],
  },
  {
    group: "list",
    keys: [
      ["search", "/"],
      ["next", "J"],
      ["previous", "K"],
      ["select", "X"],
      ["open", "Enter"],
      ["full", "Shift Enter"],
      ["width", "Shift ← →"],
      ["step", "[ ]"],
      ["move", "Alt ← →"],
      ["print", `${modifier}P`],
    ],
  },
  {
    group: "cells",
    keys: [
      ["walk", "← ↑ ↓ → Tab"],
      ["edge", `Home End ${modifier}→`],
      ["extend", "Shift →"],
      ["all", `${modifier}A`],
      ["cellEdit", "Enter F2"],
      ["copy", `${modifier}C X V`],
      ["fill", `${modifier}D`],
      ["clear", "Delete"],
      ["leave", "Esc"],
    ],
  },
  {
    group: "calendar",
    keys: [
      ["plan", "C"],
      ["look", "D W F M A"],
      ["turn", "[ ]"],
      ["grab", "Space"],
      ["put", "Enter"],
    ],
  },
  {
    group: "person",
    keys: [
      ["search", "/"],
      ["note", "N"],
      ["edit", "E"],
      ["send", `${modifier}Enter`],
      ["step", "[ ]"],
    ],
  },
] as const

export function KeyMapDialog({ onClose }: { onClose: () => void }) {
  const t = usePhrases(keyPhrases)
  const state = usePhrases(statePhrases)
  return (
    <Dialog title={t("title")} closeLabel={state("close")} onClose={onClose}>
      {MAP.map(({ group, keys }) => (
        <section key={group}>
          <h3 className="section-head">{t(group)}</h3>
          <dl className="key-map">
            {keys.map(([what, key]) => (
              <div key={what} className="row">
                <dt className="soft grow">{t(what)}</dt>
                <dd>
                  <kbd>{key}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
