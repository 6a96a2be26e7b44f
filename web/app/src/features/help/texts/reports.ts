// Help on reports: those that are saved, and how one is built.

import { type HelpEntry, said } from "../entry"

const BUILD: Omit<HelpEntry, "title"> = {
  purpose: said(
    "在左边说要看什么，右边马上就有答案；满意了存下来，也可以共享给同事。",
    "在左邊說要看什麼，右邊馬上就有答案；滿意了存下來，也可以共享給同事。",
    "Say at the left what you want to know; the answer stands at the right at once. Save what you like, and share it.",
  ),
  deeds: [
    {
      what: said(
        "选看什么、设条件、定时间；换了对象，还合用的条件和字段都留着",
        "選看什麼、設條件、定時間；換了對象，還合用的條件和欄位都留著",
        "Choose what it is about, which rows count and when; what still fits stays when you change the object",
      ),
    },
    {
      what: said(
        "算一到六个数：个数、合计、平均、占比、间隔天数；每个可以有自己的条件和名称",
        "算一到六個數：個數、合計、平均、占比、間隔天數；每個可以有自己的條件和名稱",
        "Reckon one to six figures: counts, sums, averages, shares, days between; each with its own conditions and name",
      ),
    },
    {
      what: said(
        "按最多三个字段来分，抓住左边的点上下拖，换先后",
        "按最多三個欄位來分，抓住左邊的點上下拖，換先後",
        "Part by up to three fields; drag the dots at their left to put them in order",
      ),
    },
    {
      what: said(
        "点图上或表里的任何一个数，看它是哪些记录加出来的",
        "點圖上或表裡的任何一個數，看它是哪些記錄加出來的",
        "Click any figure in the chart or table to see the records behind it",
      ),
    },
    {
      what: said(
        "导出成 Excel、CSV、PDF 或图片，或者打印",
        "匯出成 Excel、CSV、PDF 或圖片，或者列印",
        "Export to Excel, CSV, PDF or a picture, or print it",
      ),
    },
  ],
  words: ["filter", "owner"],
  troubles: [
    {
      sign: said("有的图选不了", "有的圖選不了", "Some looks cannot be chosen"),
      remedy: said(
        "把指针停在上面，会说缺什么：比如折线要按日期来分，地图要按省份来分。",
        "把指標停在上面，會說缺什麼：比如折線要按日期來分，地圖要按省份來分。",
        "Rest the pointer on it: it tells what is missing, such as a date for a line or a province for a map.",
      ),
    },
    {
      sign: said("数字和同事的不一样", "數字和同事的不一樣", "A colleague sees other figures"),
      remedy: said(
        "每个人只算自己看得到的记录。再比一比条件、时间和上面写的时区。",
        "每個人只算自己看得到的記錄。再比一比條件、時間和上面寫的時區。",
        "Everybody counts the records that they may see. Compare the conditions, the span and the time zone above the answer, too.",
      ),
    },
    {
      sign: said("金额比想的少", "金額比想的少", "An amount is less than expected"),
      remedy: said(
        "没有汇率的金额不会算进去，答案上面会列出来；请管理员在销售流程设置里补上汇率。",
        "沒有匯率的金額不會算進去，答案上面會列出來；請管理員在銷售流程設定裡補上匯率。",
        "Amounts without a rate are left out and named above the answer; an administrator sets rates with the pipelines.",
      ),
    },
  ],
}

export const reports: Record<string, HelpEntry> = {
  "/reports": {
    title: said("报表", "報表", "Reports"),
    purpose: said(
      "存下来的报表都在这里；没有合用的，就从下面现成的挑一个改。",
      "存下來的報表都在這裡；沒有合用的，就從下面現成的挑一個改。",
      "All saved reports; where none fits, begin with one of those below and change it.",
    ),
    deeds: [
      {
        what: said("点一份报表打开它的答案", "點一份報表打開它的答案", "Open a report to see its answer"),
        leads: "/reports",
      },
      {
        what: said(
          "从现成的开始：赢单、漏斗、线索转化、回头客都有",
          "從現成的開始：贏單、漏斗、線索轉化、回頭客都有",
          "Begin with a ready one: what was won, the funnel, leads that convert, buyers who return",
        ),
      },
      { what: said("新建一份报表", "新增一份報表", "Make a new report"), keys: "C" },
      {
        what: said(
          "从右边的菜单共享、复制链接或删除；删错了马上可以撤销",
          "從右邊的選單共享、複製連結或刪除；刪錯了馬上可以復原",
          "Share, copy the link or delete from the menu at the right; a deletion can be undone at once",
        ),
      },
    ],
    words: ["filter"],
    troubles: [
      {
        sign: said("找不到同事说的那一份", "找不到同事說的那一份", "A colleague’s report is not there"),
        remedy: said(
          "请对方共享，或者把链接发给你：链接里带着整个问题。",
          "請對方共享，或者把連結發給你：連結裡帶著整個問題。",
          "Ask them to share it, or to send the link: it holds the whole question.",
        ),
      },
    ],
  },
  "/reports/new": { title: said("新建报表", "新增報表", "A new report"), ...BUILD },
  "/reports/$id": { title: said("一份报表", "一份報表", "One report"), ...BUILD },
}
