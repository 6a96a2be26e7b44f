import { definePhrases } from "@ui/phrases"

/** Words around going through a customer's file. */
export const reviewPhrases = definePhrases(
  {
    title: "档案核对",
    late: "逾期 {n} 天",
    today: "今天",
    inDays: "{n} 天后",
    mark: "标为已核对",
    marked: "已核对 {name} 的档案",
    last: "上次",
    never: "还没核对过",
    due: "应于",
    setDue: "定下次日期",
  },
  {
    "zh-TW": {
      title: "檔案核對",
      late: "逾期 {n} 天",
      today: "今天",
      inDays: "{n} 天後",
      mark: "標為已核對",
      marked: "已核對 {name} 的檔案",
      last: "上次",
      never: "還沒核對過",
      due: "應於",
      setDue: "定下次日期",
    },
    en: {
      title: "File review",
      late: "{n} {n#day|days} late",
      today: "today",
      inDays: "in {n} {n#day|days}",
      mark: "Mark as reviewed",
      marked: "The file of {name} is reviewed",
      last: "Last",
      never: "Not reviewed yet",
      due: "Due",
      setDue: "Set a date",
    },
  },
)
