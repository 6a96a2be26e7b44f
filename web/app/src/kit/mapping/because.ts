// The server says in English why a column was taken for what it is; the shapes it uses are said in the reader's language.

import { definePhrases, type Translate, usePhrases } from "@ui/phrases"
import { useCallback } from "react"

export const becausePhrases = definePhrases(
  {
    named: "列名是“{name}”",
    "named.values": "列名是“{name}”，值也是{what}",
    "named.not": "列名“{name}”像是{what}，可多数值不是",
    "named.own": "列名“{name}”是文件自己的编号，与别处的编号分开",
    "named.row": "列名“{name}”是这一行自己的编号",
    "named.government": "列名“{name}”是证件号：存为自定义字段，从不用来认人",
    share: "{percent} 的值是{what}",
    taken: "另一列更有把握，这列存为自定义字段",
    unknown: "看不出是什么，存为自定义字段",
    empty: "这一列是空的",
    "what.e-mail addresses": "邮箱",
    "what.phone numbers": "电话",
    "what.words for a gender": "性别",
    "what.Chinese names": "中文姓名",
    "what.dates": "日期",
    "what.numbers": "数字",
    "what.amounts of money": "金额",
    "what.web addresses": "网址",
    "what.long texts": "长文字",
  },
  {
    "zh-TW": {
      named: "欄名是「{name}」",
      "named.values": "欄名是「{name}」，值也是{what}",
      "named.not": "欄名「{name}」像是{what}，可多數值不是",
      "named.own": "欄名「{name}」是檔案自己的編號，與別處的編號分開",
      "named.row": "欄名「{name}」是這一列自己的編號",
      "named.government": "欄名「{name}」是證件號：存為自訂欄位，從不用來認人",
      share: "{percent} 的值是{what}",
      taken: "另一欄更有把握，這欄存為自訂欄位",
      unknown: "看不出是什麼，存為自訂欄位",
      empty: "這一欄是空的",
      "what.e-mail addresses": "電子郵件",
      "what.phone numbers": "電話",
      "what.words for a gender": "性別",
      "what.Chinese names": "中文姓名",
      "what.dates": "日期",
      "what.numbers": "數字",
      "what.amounts of money": "金額",
      "what.web addresses": "網址",
      "what.long texts": "長文字",
    },
    en: {
      named: "The column is called “{name}”",
      "named.values": "The column is called “{name}”, and the values are {what}",
      "named.not": "The name “{name}” promises {what}, but most values are none",
      "named.own": "“{name}” is the file’s own id, kept apart from all others",
      "named.row": "“{name}” is the row’s own id",
      "named.government": "“{name}” is a government number: a custom field, never used to link",
      share: "{percent} of the values are {what}",
      taken: "Another column fills it more surely: a custom field",
      unknown: "Nothing is known of it: a custom field",
      empty: "The column is empty",
      "what.e-mail addresses": "e-mail addresses",
      "what.phone numbers": "phone numbers",
      "what.words for a gender": "words for a gender",
      "what.Chinese names": "Chinese names",
      "what.dates": "dates",
      "what.numbers": "numbers",
      "what.amounts of money": "amounts of money",
      "what.web addresses": "web addresses",
      "what.long texts": "long texts",
    },
  },
)

type Words = Translate<NonNullable<(typeof becausePhrases)["source"]>>

/** The reason in the reader's words; a shape nobody has translated is shown as it came. */
export function becauseText(t: Words, because: string): string {
  const what = (text: string | undefined) => t.maybe(`what.${text ?? ""}`) ?? text ?? ""
  const named = /^the name "((?:[^"\\]|\\.)*)"(.*)$/s.exec(because)
  if (named) {
    const [, name = "", rest = ""] = named
    const values = /^, and the values are (.+)$/.exec(rest)
    const not = /^ promises (.+), but most values are none$/.exec(rest)
    if (values) return t("named.values", { name, what: what(values[1]) })
    if (not) return t("named.not", { name, what: what(not[1]) })
    if (rest.startsWith(" is the file's own id")) return t("named.own", { name })
    if (rest.startsWith(" is the row's own id")) return t("named.row", { name })
    if (rest.startsWith(" is a number that a government gives")) return t("named.government", { name })
    return rest === "" ? t("named", { name }) : because
  }
  const share = /^(\d+) % of the values are (.+)$/.exec(because)
  if (share) return t("share", { percent: `${share[1]}%`, what: what(share[2]) })
  if (because.startsWith("another column fills")) return t("taken")
  if (because.startsWith("nothing is known of it")) return t("unknown")
  if (because === "the column is empty") return t("empty")
  return because
}

export function useBecauseText(): (because: string) => string {
  const t = usePhrases(becausePhrases)
  return useCallback((because) => becauseText(t, because), [t])
}
