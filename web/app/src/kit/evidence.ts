// Reasons for and against two records being one person, in words.
// A code is a level and a thing, `digits_swapped_birth_date`; both have phrases, so that every code is a sentence.

import type { Evidence } from "@api/contract"
import { definePhrases, type Translate, usePhrases } from "@ui/phrases"
import { useCallback } from "react"

export const evidencePhrases = definePhrases(
  {
    "level.same": "{thing}相同",
    "level.almost_same": "{thing}几乎相同",
    "level.similar": "{thing}相近",
    "level.partly_same": "{thing}部分相同",
    "level.other_number_in": "{thing}只有数字不同",
    "level.sounds_like": "{thing}读音相近",
    "level.same_pinyin": "{thing}拼音相同",
    "level.initial_of": "{thing}与首字母相符",
    "level.nickname_of": "{thing}是小名与本名",
    "level.swapped": "{thing}写在了另一栏",
    "level.contained": "一方的{thing}包含另一方",
    "level.digits_swapped": "{thing}有一两位数字颠倒或写错",
    "level.day_month_swapped": "{thing}的月与日颠倒",
    "level.reordered": "{thing}词序不同",
    "level.different": "{thing}不同",
    "level.missing": "有一方没有{thing}",
    "level.two_accounts": "各有自己的{thing}",
    "level.could_be_household": "也可能是同住的家人",
    "level.could_be_neighbour": "也可能是邻居",
    "level.may_have_moved": "可能搬过家",
    "level.seen_together": "{thing}在同一条来信里出现",
    "thing.": "资料",
    "thing.given_name": "名",
    "thing.family_name": "姓",
    "thing.full_name": "姓名",
    "thing.name": "姓名",
    "thing.org_name": "企业名",
    "thing.address": "地址",
    "thing.street": "地址",
    "thing.house_number": "门牌号",
    "thing.district": "区县",
    "thing.city": "城市",
    "thing.region": "省份",
    "thing.postcode": "邮编",
    "thing.country": "国家",
    "thing.birth_date": "生日",
    "thing.date": "日期",
    "thing.phone": "电话",
    "thing.email": "邮箱",
    "thing.gender": "性别",
    "thing.id_number": "证件号",
    "thing.text": "文字",
    "thing.category": "类别",
    "thing.number": "数值",
    "thing.identity": "身份标识",
    "thing.member_no": "会员编号",
    "thing.user_id": "账号",
    "thing.domain": "网站域名",
    "thing.external": "外部编号",
    "thing.device": "设备",
  },
  {
    "zh-TW": {
      "level.same": "{thing}相同",
      "level.almost_same": "{thing}幾乎相同",
      "level.similar": "{thing}相近",
      "level.partly_same": "{thing}部分相同",
      "level.other_number_in": "{thing}只有數字不同",
      "level.sounds_like": "{thing}讀音相近",
      "level.same_pinyin": "{thing}拼音相同",
      "level.initial_of": "{thing}與首字母相符",
      "level.nickname_of": "{thing}是小名與本名",
      "level.swapped": "{thing}寫在了另一欄",
      "level.contained": "一方的{thing}包含另一方",
      "level.digits_swapped": "{thing}有一兩位數字顛倒或寫錯",
      "level.day_month_swapped": "{thing}的月與日顛倒",
      "level.reordered": "{thing}詞序不同",
      "level.different": "{thing}不同",
      "level.missing": "有一方沒有{thing}",
      "level.two_accounts": "各有自己的{thing}",
      "level.could_be_household": "也可能是同住的家人",
      "level.could_be_neighbour": "也可能是鄰居",
      "level.may_have_moved": "可能搬過家",
      "level.seen_together": "{thing}在同一則來訊裡出現",
      "thing.": "資料",
      "thing.given_name": "名",
      "thing.family_name": "姓",
      "thing.full_name": "姓名",
      "thing.name": "姓名",
      "thing.org_name": "企業名",
      "thing.address": "地址",
      "thing.street": "地址",
      "thing.house_number": "門牌號",
      "thing.district": "區縣",
      "thing.city": "城市",
      "thing.region": "省份",
      "thing.postcode": "郵遞區號",
      "thing.country": "國家",
      "thing.birth_date": "生日",
      "thing.date": "日期",
      "thing.phone": "電話",
      "thing.email": "電子郵件",
      "thing.gender": "性別",
      "thing.id_number": "證件號",
      "thing.text": "文字",
      "thing.category": "類別",
      "thing.number": "數值",
      "thing.identity": "身分標識",
      "thing.member_no": "會員編號",
      "thing.user_id": "帳號",
      "thing.domain": "網域",
      "thing.external": "外部編號",
      "thing.device": "裝置",
    },
    en: {
      "level.same": "Same {thing}",
      "level.almost_same": "Almost the same {thing}",
      "level.similar": "Similar {thing}",
      "level.partly_same": "Partly the same {thing}",
      "level.other_number_in": "Only a number differs in the {thing}",
      "level.sounds_like": "The {thing} sounds alike",
      "level.same_pinyin": "Same pinyin of the {thing}",
      "level.initial_of": "An initial agrees with the {thing}",
      "level.nickname_of": "A nickname of the {thing}",
      "level.swapped": "The {thing} stands in another field",
      "level.contained": "One {thing} contains the other",
      "level.digits_swapped": "Digits swapped or mistyped in the {thing}",
      "level.day_month_swapped": "Day and month swapped in the {thing}",
      "level.reordered": "The words of the {thing} in another order",
      "level.different": "Different {thing}",
      "level.missing": "The {thing} is missing on one side",
      "level.two_accounts": "Each has a {thing} of their own",
      "level.could_be_household": "Could be two people of one household",
      "level.could_be_neighbour": "Could be neighbours",
      "level.may_have_moved": "May have moved",
      "level.seen_together": "The {thing} arrived in one message",
      "thing.": "data",
      "thing.given_name": "given name",
      "thing.family_name": "family name",
      "thing.full_name": "name",
      "thing.name": "name",
      "thing.org_name": "company name",
      "thing.address": "address",
      "thing.street": "address",
      "thing.house_number": "house number",
      "thing.district": "district",
      "thing.city": "city",
      "thing.region": "province",
      "thing.postcode": "postcode",
      "thing.country": "country",
      "thing.birth_date": "birth date",
      "thing.date": "date",
      "thing.phone": "phone",
      "thing.email": "email",
      "thing.gender": "gender",
      "thing.id_number": "ID number",
      "thing.text": "text",
      "thing.category": "category",
      "thing.number": "number",
      "thing.identity": "identity",
      "thing.member_no": "member number",
      "thing.user_id": "account",
      "thing.domain": "domain",
      "thing.external": "external number",
      "thing.device": "device",
    },
  },
)

type Words = Translate<(typeof evidencePhrases)["zh-CN"]>

// Longest first, so that `same_pinyin_` is not read as `same_`.
const LEVELS = Object.keys(evidencePhrases.en)
  .filter((key) => key.startsWith("level."))
  .map((key) => key.slice("level.".length))
  .sort((a, b) => b.length - a.length)

/** The sentence of a reason; a code nobody has named is shown as its own words. */
export function evidenceText(words: Words, reason: Pick<Evidence, "field" | "code">, label?: string): string {
  const level = LEVELS.find((one) => reason.code === one || reason.code.startsWith(`${one}_`))
  const own = level === undefined ? "" : reason.code.slice(level.length + 1)
  const field = reason.field.startsWith("external") ? "external" : reason.field
  const said = field !== "" ? (words.maybe(`thing.${field}`) ?? label) : undefined
  const thing = said ?? words.maybe(`thing.${own}`)
  const pattern = level === undefined ? undefined : words.maybe(`level.${level}`)
  if (pattern === undefined || thing === undefined) return reason.code.replaceAll("_", " ")
  return pattern.replace("{thing}", thing)
}

export function useEvidenceText(): (reason: Pick<Evidence, "field" | "code">) => string {
  const words = usePhrases(evidencePhrases)
  return useCallback((reason) => evidenceText(words, reason), [words])
}

/** Bits for or against, as read: "+12.8", "−0.4". */
export function weightText(weight: number): string {
  return `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(1)}`
}
