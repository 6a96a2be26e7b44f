// Questions to begin with: what teams ask most often, ready to be opened and changed.

import type { Locale } from "@api/contract"
import type { Asked } from "./coding"

export interface Start extends Asked {
  key: string
  name: Record<Locale, string>
}

const start = (key: string, cn: string, tw: string, en: string, asked: Asked): Start => ({
  key,
  name: { "zh-CN": cn, "zh-TW": tw, en },
  ...asked,
})

const wonSum = { of: "sum", field: "amount", filter: "state = won" } as const

export const STARTS: readonly Start[] = [
  start("won", "每月赢单金额", "每月贏單金額", "Won by month", {
    question: {
      object: "deal",
      measures: [wonSum],
      by: [{ field: "closed_at", unit: "month" }],
      period: { field: "closed_at", range: "last_365_days" },
    },
    look: { as: "column" },
  }),
  start("funnel", "销售漏斗：到过各阶段的商机", "銷售漏斗：到過各階段的商機", "Funnel: stages that deals reached", {
    question: { object: "deal", measures: [{ of: "count" }], by: [{ field: "reached" }] },
    look: { as: "funnel" },
  }),
  start("rate", "各人赢单率", "各人贏單率", "Win rate by owner", {
    question: {
      object: "deal",
      filter: "state in (won, lost)",
      measures: [{ of: "share", filter: "state = won" }, { of: "count" }],
      by: [{ field: "owner" }],
      period: { field: "closed_at", range: "this_quarter" },
      compare: "before",
    },
    look: { as: "table", sort: 0 },
  }),
  start("time", "赢单要多少天", "贏單要多少天", "Days to win", {
    question: {
      object: "deal",
      filter: "state = won",
      measures: [{ of: "days", field: "created_at", until: "closed_at" }],
      by: [{ field: "closed_at", unit: "month" }],
      period: { field: "closed_at", range: "last_365_days" },
    },
    look: { as: "line" },
  }),
  start("lost", "输单原因", "輸單原因", "Why deals are lost", {
    question: {
      object: "deal",
      filter: "state = lost",
      measures: [{ of: "count" }, { of: "sum", field: "amount" }],
      by: [{ field: "lost_reason" }],
    },
    look: { as: "pie" },
  }),
  start("coming", "预计成交：每月进行中的金额", "預計成交：每月進行中的金額", "Open amounts by expected month", {
    question: {
      object: "deal",
      filter: "state = open",
      measures: [{ of: "sum", field: "amount" }],
      by: [{ field: "expected_on", unit: "month" }],
    },
    look: { as: "column" },
  }),
  start("sources", "线索来源与转化率", "線索來源與轉化率", "Leads by source, and how many convert", {
    question: {
      object: "lead",
      measures: [{ of: "count" }, { of: "share", filter: "state = converted" }],
      by: [{ field: "source" }],
    },
    look: { as: "table", sort: 0 },
  }),
  start("leads", "每周新线索", "每週新線索", "New leads by week", {
    question: {
      object: "lead",
      measures: [{ of: "count" }],
      by: [{ field: "created_at", unit: "week" }],
      period: { field: "created_at", range: "last_90_days" },
      compare: "before",
    },
    look: { as: "line" },
  }),
  start("acts", "每人每周的跟进", "每人每週的跟進", "Activities done by colleague and week", {
    question: {
      object: "activity",
      filter: "state = done",
      measures: [{ of: "count" }],
      by: [{ field: "owner" }, { field: "done_at", unit: "week" }],
      across: true,
      period: { field: "done_at", range: "last_30_days" },
    },
    look: { as: "pivot" },
  }),
  start("overdue", "逾期未办的日程", "逾期未辦的行程", "Overdue activities", {
    question: {
      object: "activity",
      filter: "state = open and at < today",
      measures: [{ of: "count" }],
      by: [{ field: "owner" }],
    },
    look: { as: "bar", sort: 0 },
  }),
  start("orders", "每月订单金额，对比去年", "每月訂單金額，對比去年", "Orders by month, against last year", {
    question: {
      object: "order",
      measures: [{ of: "sum", field: "amount" }],
      by: [{ field: "placed_at", unit: "month" }],
      period: { field: "placed_at", range: "this_year" },
      compare: "year",
    },
    look: { as: "column" },
  }),
  start(
    "products",
    "卖得最多的产品，对比去年",
    "賣得最多的產品，對比去年",
    "Products that sell most, against last year",
    {
      question: {
        object: "order",
        filter: 'status != "cancelled"',
        measures: [
          { of: "sum", field: "line.amount" },
          { of: "sum", field: "line.quantity" },
          { of: "distinct", field: "person.id" },
        ],
        by: [{ field: "line.name" }],
        period: { field: "placed_at", range: "this_year" },
        compare: "year",
      },
      look: { as: "table", sort: 0 },
    },
  ),
  start("regions", "各省订单金额", "各省訂單金額", "Orders by province", {
    question: { object: "order", measures: [{ of: "sum", field: "amount" }], by: [{ field: "person.region" }] },
    look: { as: "map", map: "china" },
  }),
  start("again", "回头客：首次下单之后", "回頭客：首次下單之後", "Who buys again after the first order", {
    question: {
      object: "order",
      measures: [{ of: "distinct", field: "person.id" }],
      cohort: { field: "placed_at", unit: "month" },
    },
    look: { as: "cohort" },
  }),
  start("new", "每月新客户，对比去年", "每月新客戶，對比去年", "New customers by month", {
    question: {
      object: "person",
      measures: [{ of: "count" }],
      by: [{ field: "first_seen_at", unit: "month" }],
      period: { field: "first_seen_at", range: "last_365_days" },
      compare: "before",
    },
    look: { as: "line" },
  }),
  start("tiers", "会员等级", "會員等級", "Customers by tier", {
    question: {
      object: "person",
      measures: [{ of: "count" }, { of: "average", field: "order_total" }],
      by: [{ field: "tier" }],
    },
    look: { as: "bar" },
  }),
  start("where", "客户在哪些省份", "客戶在哪些省份", "Where customers live", {
    question: { object: "person", measures: [{ of: "count" }], by: [{ field: "region" }] },
    look: { as: "map", map: "china" },
  }),
  start("hours", "互动的星期与时段", "互動的星期與時段", "When customers are active", {
    question: {
      object: "interaction",
      measures: [{ of: "count" }],
      by: [
        { field: "occurred_at", unit: "weekday" },
        { field: "occurred_at", unit: "hour_of_day" },
      ],
      across: true,
      period: { field: "occurred_at", range: "last_90_days" },
    },
    look: { as: "heat" },
  }),
  start("channels", "各渠道的互动", "各管道的互動", "Interactions by channel", {
    question: {
      object: "interaction",
      measures: [{ of: "count" }, { of: "distinct", field: "person.id" }],
      by: [{ field: "channel" }],
      period: { field: "occurred_at", range: "last_30_days" },
      compare: "before",
    },
    look: { as: "bar" },
  }),
]
