import { definePhrases } from "@ui/phrases"

export const clockPhrases = definePhrases(
  {
    "clock.overdue": "逾期",
    "clock.today": "今天",
    "clock.planned": "已安排",
    late: "超 {n} 天",
    lateToday: "刚过 {time}",
    today: "今天 {time}",
    unplanned: "没有安排",
  },
  {
    "zh-TW": {
      "clock.overdue": "逾期",
      "clock.today": "今天",
      "clock.planned": "已安排",
      late: "逾 {n} 天",
      lateToday: "剛過 {time}",
      today: "今天 {time}",
      unplanned: "沒有安排",
    },
    en: {
      "clock.overdue": "overdue",
      "clock.today": "today",
      "clock.planned": "planned",
      late: "{n} {n#day|days} late",
      lateToday: "{time}, past",
      today: "Today {time}",
      unplanned: "Nothing planned",
    },
  },
)
