// Help on reports: questions, dashboards, goals, mails.

import { type HelpEntry, said } from "../entry"

export const reports: Record<string, HelpEntry> = {
  "/reports": {
    title: said("报表", "報表", "Reports"),
    purpose: said(
      "对客户、商机、线索、日程、订单、互动提问，答案画成表或图。每个数字点开都是它背后的记录。",
      "對客戶、商機、線索、行程、訂單、互動提問，答案畫成表或圖。每個數字點開都是它背後的記錄。",
      "Questions about customers, deals, leads, activities, orders and interactions, answered in tables and charts. Every figure opens the records behind it.",
    ),
    deeds: [
      {
        what: said(
          "从现成的问题开始，再改成自己的",
          "從現成的問題開始，再改成自己的",
          "Begin with a ready question, then make it yours",
        ),
      },
      { what: said("存下来，共享给大家", "存下來，共享給大家", "Save it, share it") },
      { what: said("按名字找一张报表", "按名字找一張報表", "Find a report by its name") },
    ],
    words: ["deal", "lead", "interaction"],
    troubles: [
      {
        sign: said(
          "同一张报表，同事看到的数字不一样",
          "同一張報表，同事看到的數字不一樣",
          "A colleague sees other figures in the same report",
        ),
        remedy: said(
          "报表按看的人的权限计算，各看各有权看的。",
          "報表按看的人的權限計算，各看各有權看的。",
          "A report is reckoned under the rights of whoever looks: each sees what they may see.",
        ),
      },
    ],
  },
  "/reports/new": {
    title: said("新建报表", "新增報表", "A new report"),
    purpose: said(
      "左边说要看什么、哪些、什么时候、算什么、怎么分组、怎么画；右边马上有答案。",
      "左邊說要看什麼、哪些、什麼時候、算什麼、怎麼分組、怎麼畫；右邊馬上有答案。",
      "Say at the left what it is about, which records, when, which figures, parted by what, drawn how; the answer is at the right at once.",
    ),
    deeds: [
      {
        what: said(
          "点一个数字，看它背后的记录",
          "點一個數字，看它背後的記錄",
          "Click a figure for the records behind it",
        ),
      },
      {
        what: said(
          "和上一期或去年同期对比",
          "和上一期或去年同期對比",
          "Compare with the span before, or a year before",
        ),
      },
      {
        what: said(
          "导出成 Excel、CSV、PDF 或图片",
          "匯出成 Excel、CSV、PDF 或圖片",
          "Export as Excel, CSV, PDF or a picture",
        ),
      },
    ],
    words: ["deal", "lead"],
    troubles: [
      {
        sign: said("有金额没有计入", "有金額沒有計入", "Amounts are left out"),
        remedy: said(
          "那个币种在那一天没有汇率。到设置的销售流程里填写。",
          "那個幣種在那一天沒有匯率。到設定的銷售流程裡填寫。",
          "That currency has no rate for that day. Set it under Pipelines in the settings.",
        ),
      },
    ],
  },
  "/reports/$id": {
    title: said("一张报表", "一張報表", "A report"),
    purpose: said(
      "存下来的一个问题，每次打开都重新计算。改了不存，只有你的地址栏里有。",
      "存下來的一個問題，每次打開都重新計算。改了不存，只有你的網址列裡有。",
      "A question that is kept and answered anew each time. A change that is not saved is in your address line only.",
    ),
    deeds: [
      { what: said("改名：点页面上方的名字", "改名：點頁面上方的名字", "Rename it: click its name on top") },
      { what: said("另存一份来改", "另存一份來改", "Save a copy and change that") },
      {
        what: said(
          "点一个数字，看它背后的记录",
          "點一個數字，看它背後的記錄",
          "Click a figure for the records behind it",
        ),
      },
    ],
    words: ["deal"],
    troubles: [
      {
        sign: said("说字段不存在", "說欄位不存在", "It says that a field is not there"),
        remedy: said(
          "那个字段被删掉了。在设置里换一个字段再保存。",
          "那個欄位被刪掉了。在設定裡換一個欄位再儲存。",
          "The field was removed. Choose another one under Settings and save.",
        ),
      },
    ],
  },
  "/dashboards": {
    title: said("仪表盘", "儀表板", "Dashboards"),
    purpose: said(
      "几张报表放在一页。为你的角色打开的排在最前。",
      "幾張報表放在一頁。為你的角色打開的排在最前。",
      "Several reports on one page. Those that open for your role come first.",
    ),
    deeds: [
      { what: said("新建一个，或打开一个", "新增一個，或打開一個", "Make one, or open one") },
      { what: said("看哪一个为你的角色打开", "看哪一個為你的角色打開", "See which one opens for your role") },
      { what: said("删掉不用的，也能撤销", "刪掉不用的，也能復原", "Delete one that is not used; it can be undone") },
    ],
    words: ["deal"],
    troubles: [
      {
        sign: said("有一块说报表已被删除", "有一塊說報表已被刪除", "A part says that its report was deleted"),
        remedy: said(
          "把报表恢复或共享给大家，或者在编辑里拿掉这一块。",
          "把報表恢復或共享給大家，或者在編輯裡拿掉這一塊。",
          "Bring the report back, share it, or take the part away under Edit.",
        ),
      },
    ],
  },
  "/dashboards/$id": {
    title: said("一个仪表盘", "一個儀表板", "A dashboard"),
    purpose: said(
      "每一块各自计算；上面的期间对所有有期间的块起作用。",
      "每一塊各自計算；上面的期間對所有有期間的塊起作用。",
      "Each part is reckoned by itself; the period on top holds for all parts that have one.",
    ),
    deeds: [
      {
        what: said(
          "编辑：拖动或用按钮移动、改大小、加报表",
          "編輯：拖動或用按鈕移動、改大小、加報表",
          "Edit: move by dragging or by buttons, change sizes, add reports",
        ),
      },
      { what: said("点数字看背后的记录", "點數字看背後的記錄", "Click a figure for the records behind it") },
      { what: said("换一个期间看全部", "換一個期間看全部", "See all of it over another period") },
    ],
    words: ["deal"],
    troubles: [
      {
        sign: said("有一块说报表已被删除", "有一塊說報表已被刪除", "A part says that its report was deleted"),
        remedy: said(
          "把报表恢复或共享给大家，或者在编辑里拿掉这一块。",
          "把報表恢復或共享給大家，或者在編輯裡拿掉這一塊。",
          "Bring the report back, share it, or take the part away under Edit.",
        ),
      },
    ],
  },
  "/goals": {
    title: said("目标", "目標", "Goals"),
    purpose: said(
      "每周、每月、每季、每年要达到的数。条上的竖线是今天的平均进度。",
      "每週、每月、每季、每年要達到的數。條上的豎線是今天的平均進度。",
      "What is to be reached each week, month, quarter or year. The mark on the bar is an even pace today.",
    ),
    deeds: [
      { what: said("给自己定一个", "給自己定一個", "Set one for yourself") },
      { what: said("看比平均进度快还是慢", "看比平均進度快還是慢", "See whether you are ahead of an even pace") },
      { what: said("看前六期各是多少", "看前六期各是多少", "See what the six periods before came to") },
    ],
    words: ["deal", "owner"],
    troubles: [
      {
        sign: said("看不到团队的目标", "看不到團隊的目標", "A team's goal is not there"),
        remedy: said(
          "只有能看到全部记录的人才看得到，否则数字会不对。",
          "只有能看到全部記錄的人才看得到，否則數字會不對。",
          "It is told to whoever sees all that it counts; a part of it would be a wrong figure.",
        ),
      },
    ],
  },
  "/report-mails": {
    title: said("报表邮件", "報表郵件", "Reports by mail"),
    purpose: said(
      "报表或仪表盘按时寄给同事，各看各有权看的数字。",
      "報表或儀表板按時寄給同事，各看各有權看的數字。",
      "Reports and dashboards mailed to colleagues on a schedule; each gets the figures that they may see.",
    ),
    deeds: [
      { what: said("现在发一次试试", "現在發一次試試", "Send once now, to try it") },
      {
        what: said(
          "选每天、每周或每月的几点",
          "選每天、每週或每月的幾點",
          "Choose the hour of each day, week or month",
        ),
      },
      { what: said("附上 Excel 或 CSV", "附上 Excel 或 CSV", "Enclose Excel or CSV") },
      {
        what: said(
          "同事排给我的，我不想再收",
          "同事排給我的，我不想再收",
          "Stop a mail that a colleague has set up for me",
        ),
      },
    ],
    words: ["owner"],
    troubles: [
      {
        sign: said("没有寄出", "沒有寄出", "It was not sent"),
        remedy: said(
          "行里写着原因；多半是设置里还没有填邮件服务器和网址。",
          "列裡寫著原因；多半是設定裡還沒有填郵件伺服器和網址。",
          "Its line says why; mostly the mail server and the public address are not set yet.",
        ),
      },
    ],
  },
}
