// Help on orders in hand, on what runs on, and on what customers own.

import { type HelpEntry, said } from "../entry"

export const hand: Record<string, HelpEntry> = {
  "/orders/$order": {
    title: said("订单", "訂單", "Order"),
    purpose: said(
      "一笔订单从下单到送达：发了多少、收了多少钱、退了什么。",
      "一筆訂單從下單到送達：出了多少、收了多少錢、退了什麼。",
      "One order from its placing to its arrival: how much was sent, paid and returned.",
    ),
    deeds: [
      {
        what: said(
          "点“发货”：还没发的已经填好，少发就改数量",
          "點「出貨」：還沒出的已經填好，少出就改數量",
          "Press “Send”: what is left is filled in; write less to send less",
        ),
      },
      {
        what: said("货到了，在那一批旁边点“已送达”", "貨到了，在那一批旁邊點「已送達」", "Mark a delivery as arrived"),
      },
      {
        what: said(
          "记收款和退款，待收多少自己算出来",
          "記收款和退款，待收多少自己算出來",
          "Record payments and refunds; what is due follows",
        ),
      },
      {
        what: said(
          "记退货；没发的可以整单或部分取消",
          "記退貨；沒出的可以整單或部分取消",
          "Record returns, and cancel the order or what is left of it",
        ),
      },
      {
        what: said(
          "在菜单里复制客户页面的链接，发给客户自己看进度",
          "在選單裡複製客戶頁面的連結，傳給客戶自己看進度",
          "Copy the link of the customer’s page from the menu, so that they can follow it themselves",
        ),
      },
      {
        what: said(
          "记错了，点那一行的撤回，或马上点“撤销”",
          "記錯了，點那一行的撤回，或馬上點「復原」",
          "Take back what was recorded wrongly, from its line or with Undo",
        ),
      },
    ],
    words: ["order", "deal"],
    troubles: [
      {
        sign: said(
          "没有“发货”“收款”这些按钮",
          "沒有「出貨」「收款」這些按鈕",
          "There are no buttons to send or record",
        ),
        remedy: said(
          "你的角色不能改这位客户，或者这笔订单由商城自己处理。",
          "你的角色不能改這位客戶，或者這筆訂單由商城自己處理。",
          "Your role may not change this person, or the shop handles the order itself.",
        ),
      },
      {
        sign: said("取消不了", "取消不了", "It cannot be cancelled"),
        remedy: said(
          "已经发出的取消不了，只能取消还没发的；发出的等退回来再记退货。",
          "已經寄出的取消不了，只能取消還沒出的；寄出的等退回來再記退貨。",
          "What was sent cannot be cancelled, only what is left. Record a return once it is back.",
        ),
      },
    ],
  },
  "/agreements": {
    title: said("合约", "合約", "Agreements"),
    purpose: said(
      "按月按年一直做下去的：订阅和服务合约，到期前提醒负责人。",
      "按月按年一直做下去的：訂閱和服務合約，到期前提醒負責人。",
      "What goes on month by month or year by year: subscriptions and service contracts, whose owners are told before they end.",
    ),
    deeds: [
      {
        what: said(
          "看 30、60、90 天内要到期的",
          "看 30、60、90 天內要到期的",
          "See what ends within 30, 60 or 90 days",
        ),
      },
      { what: said("新建一份合约", "新增一份合約", "Make an agreement"), keys: "C" },
      {
        what: said(
          "打开一份，续一期，或续到别的日子",
          "打開一份，續一期，或續到別的日子",
          "Open one and renew it for a period, or until another day",
        ),
      },
      {
        what: said("不做了就终止，写上原因", "不做了就終止，寫上原因", "End one that goes on no more, with the reason"),
      },
      {
        what: said(
          "在客户和企业的页面上看他们的合约",
          "在客戶和企業的頁面上看他們的合約",
          "See those of a person or a company on their page",
        ),
        leads: "/people",
      },
    ],
    words: ["agreement", "owner"],
    troubles: [
      {
        sign: said("到期了没有人提醒", "到期了沒有人提醒", "Nobody was told that one ends"),
        remedy: said(
          "只提醒负责人。打开合约，看有没有负责人，提前几天提醒。",
          "只提醒負責人。打開合約，看有沒有負責人，提前幾天提醒。",
          "Only its owner is told. Open it and see whether it has one, and how many days before they are told.",
        ),
      },
      {
        sign: said("自动续的也显示快到期", "自動續的也顯示快到期", "One that renews itself is shown as due"),
        remedy: said(
          "到了那一天它自己续下一期；不想续，在那之前终止。",
          "到了那一天它自己續下一期；不想續，在那之前終止。",
          "It goes on by itself on that day; end it before if it shall not.",
        ),
      },
    ],
  },
  "/assets": {
    title: said("客户物品", "客戶物品", "What customers own"),
    purpose: said(
      "客户手里、由我们保养维修的东西，按序列号找得到。",
      "客戶手裡、由我們保養維修的東西，按序號找得到。",
      "What customers own and we look after, found by its serial number.",
    ),
    deeds: [
      {
        what: said("按序列号、名称或客户查找", "按序號、名稱或客戶尋找", "Search by serial number, name or customer"),
        keys: "/",
      },
      { what: said("新建一件物品", "新增一件物品", "Record a thing"), keys: "C" },
      {
        what: said(
          "看下次保养：快到的是黄色，过了的是红色",
          "看下次保養：快到的是黃色，過了的是紅色",
          "See when each is served next: amber is near, red is past",
        ),
      },
      {
        what: said("打开一件，看做过什么", "打開一件，看做過什麼", "Open one to see all that was done to it"),
      },
    ],
    words: ["asset"],
    troubles: [
      {
        sign: said("扫到的序列号找不到", "掃到的序號找不到", "A serial number is not found"),
        remedy: said(
          "可能还没有建，或者你看不到它的客户。新建时写上序列号。",
          "可能還沒有建，或者你看不到它的客戶。新增時寫上序號。",
          "It may not be recorded yet, or belong to somebody you do not see. Write the number when you record it.",
        ),
      },
    ],
  },
  "/assets/$asset": {
    title: said("物品", "物品", "A thing"),
    purpose: said(
      "一件客户的东西：保修到哪天，修过什么，下次什么时候保养。",
      "一件客戶的東西：保固到哪天，修過什麼，下次什麼時候保養。",
      "One thing that a customer owns: its warranty, what was done to it, and when it is served next.",
    ),
    deeds: [
      {
        what: said(
          "点“记一次”：维修、保养、检查或安装",
          "點「記一次」：維修、保養、檢查或安裝",
          "Press “Record a service”: a repair, maintenance, inspection or installation",
        ),
      },
      {
        what: said(
          "记的时候写上下次保养的日子",
          "記的時候寫上下次保養的日子",
          "Name the day of the next service while you record this one",
        ),
      },
      {
        what: said(
          "直接点资料就能改：序列号、保修、状态",
          "直接點資料就能改：序號、保固、狀態",
          "Change its values where they stand: serial number, warranty, state",
        ),
      },
    ],
    words: ["asset"],
    troubles: [
      {
        sign: said("记录写错了", "紀錄寫錯了", "A record is wrong"),
        remedy: said(
          "马上点提示里的“撤销”；过后再记一次，写明更正什么。",
          "馬上點提示裡的「復原」；過後再記一次，寫明更正什麼。",
          "Press Undo at once; later, record another one that says what it corrects.",
        ),
      },
    ],
  },
}
