// Why a value or a row is not taken, in the reader's language; the server's own sentence stands behind it for the curious.

import { definePhrases, usePhrases } from "@ui/phrases"
import { useCallback } from "react"

const problemPhrases = definePhrases(
  {
    ambiguous_date: "{value} 分不清是日在前还是月在前",
    no_such_day: "{value} 没有这一天",
    not_a_date: "{value} 不是日期",
    not_a_time: "{value} 不是时刻",
    not_a_number: "{value} 不是数字",
    not_an_integer: "{value} 不是整数",
    not_an_amount: "{value} 不是金额",
    not_a_currency: "{value} 不是货币",
    not_a_country: "{value} 不是国家",
    not_a_gender: "{value} 看不出性别",
    not_a_bool: "{value} 看不出是或否",
    not_a_phone: "{value} 不是那个国家的电话号码",
    phone_needs_country: "{value} 没有国家区号，请在上面选国家",
    not_an_email: "{value} 不是邮箱",
    not_a_url: "{value} 不是网址",
    too_long: "{value} 太长",
    unknown_user: "没有叫 {value} 的同事",
    unknown_kind: "没有“{value}”这种互动",
    unknown_direction: "{value} 不是方向（in、out）",
    no_name: "没有姓名，也没有标识",
    no_person: "没有说是哪位客户",
    no_date: "没有说是什么时候",
    no_amount: "没有金额",
    missing: "缺了必填的值",
    required: "规则要求填写",
    pattern: "{value} 不合规则的写法",
    not_unique: "{value} 已有别人用了",
    number_repeated: "单号在文件里重复，内容却不同",
    order_differs: "同一单号已在别人名下",
    person_unknown: "没有这位客户",
    person_ambiguous: "有几位客户同名，分不清是谁",
    too_many_identities: "标识太多",
    identity: "标识写法不对",
    ambiguous: "有几条记录都叫 {value}，请写编号",
    unknown_record: "没有叫 {value} 的记录",
    circle: "自己不能是自己的一部分",
    unknown_file: "没有传过叫 {value} 的文件，先传上来",
    too_many_files: "一格里的文件太多",
    nothing: "空值",
  },
  {
    "zh-TW": {
      ambiguous_date: "{value} 分不清是日在前還是月在前",
      no_such_day: "{value} 沒有這一天",
      not_a_date: "{value} 不是日期",
      not_a_time: "{value} 不是時刻",
      not_a_number: "{value} 不是數字",
      not_an_integer: "{value} 不是整數",
      not_an_amount: "{value} 不是金額",
      not_a_currency: "{value} 不是貨幣",
      not_a_country: "{value} 不是國家",
      not_a_gender: "{value} 看不出性別",
      not_a_bool: "{value} 看不出是或否",
      not_a_phone: "{value} 不是那個國家的電話號碼",
      phone_needs_country: "{value} 沒有國碼，請在上面選國家",
      not_an_email: "{value} 不是電子郵件",
      not_a_url: "{value} 不是網址",
      too_long: "{value} 太長",
      unknown_user: "沒有叫 {value} 的同事",
      unknown_kind: "沒有「{value}」這種互動",
      unknown_direction: "{value} 不是方向（in、out）",
      no_name: "沒有姓名，也沒有標識",
      no_person: "沒有說是哪位客戶",
      no_date: "沒有說是什麼時候",
      no_amount: "沒有金額",
      missing: "缺了必填的值",
      required: "規則要求填寫",
      pattern: "{value} 不合規則的寫法",
      not_unique: "{value} 已有別人用了",
      number_repeated: "單號在檔案裡重複，內容卻不同",
      order_differs: "同一單號已在別人名下",
      person_unknown: "沒有這位客戶",
      person_ambiguous: "有幾位客戶同名，分不清是誰",
      too_many_identities: "標識太多",
      identity: "標識寫法不對",
      ambiguous: "有幾筆記錄都叫 {value}，請寫編號",
      unknown_record: "沒有叫 {value} 的記錄",
      circle: "自己不能是自己的一部分",
      unknown_file: "沒有傳過叫 {value} 的檔案，先傳上來",
      too_many_files: "一格裡的檔案太多",
      nothing: "空值",
    },
    en: {
      ambiguous_date: "{value}: day first or month first?",
      no_such_day: "{value} is no day of the calendar",
      not_a_date: "{value} is no date",
      not_a_time: "{value} is no time of day",
      not_a_number: "{value} is no number",
      not_an_integer: "{value} is no whole number",
      not_an_amount: "{value} is no amount",
      not_a_currency: "{value} is no currency",
      not_a_country: "{value} is no country",
      not_a_gender: "{value} names no gender",
      not_a_bool: "{value} is neither yes nor no",
      not_a_phone: "{value} is no phone number of that country",
      phone_needs_country: "{value} lacks a country code; choose the country above",
      not_an_email: "{value} is no e-mail address",
      not_a_url: "{value} is no web address",
      too_long: "{value} is too long",
      unknown_user: "no colleague is called {value}",
      unknown_kind: "{value} is no kind of interaction",
      unknown_direction: "{value} is no direction (in, out)",
      no_name: "neither a name nor an identity",
      no_person: "does not say whose it is",
      no_date: "does not say when it was",
      no_amount: "no amount",
      missing: "a needed value is missing",
      required: "a rule asks for a value",
      pattern: "{value} is not of the form that a rule asks for",
      not_unique: "{value} is taken by another record",
      number_repeated: "the number is repeated with other content",
      order_differs: "the number already belongs to another order",
      person_unknown: "nobody of that name is known",
      person_ambiguous: "several people have that name",
      too_many_identities: "too many identities",
      identity: "an identity is malformed",
      ambiguous: "several records are called {value}; write the id of the one",
      unknown_record: "no record is called {value}",
      circle: "a record cannot be a part of itself",
      unknown_file: "no file called {value} was sent; send it first",
      too_many_files: "too many files in one cell",
      nothing: "an empty value",
    },
  },
)

interface RowProblem {
  column: number | null
  code: string
  message: string
}

/** The longest value worth repeating. */
const LONGEST = 40

export function useProblemWords(): (problem: RowProblem, cells: string[]) => string {
  const t = usePhrases(problemPhrases)
  return useCallback(
    ({ column, code, message }, cells) => {
      const cell = (column === null ? "" : (cells[column] ?? "")).trim()
      const value = cell === "" ? t("nothing") : cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell
      return t.maybe(code)?.replace("{value}", () => value) ?? message
    },
    [t],
  )
}
