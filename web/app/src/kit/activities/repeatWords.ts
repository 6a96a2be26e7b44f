// How something repeats, in words.

import type { Locale } from "@api/contract"
import { spaced } from "@ui/format"
import { definePhrases, type Translate, useLocale, usePhrases } from "@ui/phrases"
import { useMemo } from "react"
import { type Repeat, WEEKDAYS, type Weekday, WORKDAYS, weekdayOf } from "./repeat"

export const repeatPhrases = definePhrases(
  {
    daily: "每天",
    dailyEvery: "每 {n} 天",
    workdays: "每个工作日",
    weekly: "每{days}",
    weeklyEvery: "每 {n} 周的{days}",
    monthly: "每月 {day} 日",
    monthlyEvery: "每 {n} 个月的 {day} 日",
    monthlyNth: "每月第 {nth} 个{day}",
    monthlyNthEvery: "每 {n} 个月的第 {nth} 个{day}",
    monthlyLast: "每月最后一个{day}",
    monthlyLastEvery: "每 {n} 个月的最后一个{day}",
    monthlyEnd: "每月最后一天",
    monthlyEndEvery: "每 {n} 个月的最后一天",
    yearly: "每年 {date}",
    yearlyEvery: "每 {n} 年的 {date}",
    until: "{text}，到 {date} 为止",
    times: "{text}，共 {n} 次",
    "nth.1": "1",
    "nth.2": "2",
    "nth.3": "3",
    "nth.4": "4",
    "nth.5": "5",
    own: "按自己的规则重复",
  },
  {
    "zh-TW": {
      daily: "每天",
      dailyEvery: "每 {n} 天",
      workdays: "每個工作日",
      weekly: "每{days}",
      weeklyEvery: "每 {n} 週的{days}",
      monthly: "每月 {day} 日",
      monthlyEvery: "每 {n} 個月的 {day} 日",
      monthlyNth: "每月第 {nth} 個{day}",
      monthlyNthEvery: "每 {n} 個月的第 {nth} 個{day}",
      monthlyLast: "每月最後一個{day}",
      monthlyLastEvery: "每 {n} 個月的最後一個{day}",
      monthlyEnd: "每月最後一天",
      monthlyEndEvery: "每 {n} 個月的最後一天",
      yearly: "每年 {date}",
      yearlyEvery: "每 {n} 年的 {date}",
      until: "{text}，到 {date} 為止",
      times: "{text}，共 {n} 次",
      "nth.1": "1",
      "nth.2": "2",
      "nth.3": "3",
      "nth.4": "4",
      "nth.5": "5",
      own: "按自己的規則重複",
    },
    en: {
      daily: "Every day",
      dailyEvery: "Every {n} days",
      workdays: "Every weekday",
      weekly: "Weekly on {days}",
      weeklyEvery: "Every {n} weeks on {days}",
      monthly: "Monthly on day {day}",
      monthlyEvery: "Every {n} months on day {day}",
      monthlyNth: "Monthly on the {nth} {day}",
      monthlyNthEvery: "Every {n} months on the {nth} {day}",
      monthlyLast: "Monthly on the last {day}",
      monthlyLastEvery: "Every {n} months on the last {day}",
      monthlyEnd: "Monthly on the last day",
      monthlyEndEvery: "Every {n} months on the last day",
      yearly: "Yearly on {date}",
      yearlyEvery: "Every {n} years on {date}",
      until: "{text}, until {date}",
      times: "{text}, {n} {n#time|times}",
      "nth.1": "first",
      "nth.2": "second",
      "nth.3": "third",
      "nth.4": "fourth",
      "nth.5": "fifth",
      own: "Repeats by a rule of its own",
    },
  },
)

type Words = Translate<NonNullable<(typeof repeatPhrases)["source"]>>

// The first of 2024 was a Monday.
const dateOf = (weekday: Weekday) => new Date(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(weekday)))

/** "周一", "Mon". */
export function weekdayText(weekday: Weekday, locale: Locale, width: "short" | "narrow" = "short"): string {
  return new Intl.DateTimeFormat(locale, { weekday: width, timeZone: "UTC" }).format(dateOf(weekday))
}

export function repeatWords(t: Words, locale: Locale): (repeat: Repeat, start: string) => string {
  const list = (parts: string[]) => parts.join(locale === "en" ? ", " : "、")
  const day = (iso: string) =>
    locale === "en"
      ? new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${iso}T00:00Z`))
      : iso
  const monthDay = (iso: string) =>
    spaced(
      new Intl.DateTimeFormat(locale, {
        month: locale === "en" ? "short" : "long",
        day: "numeric",
        timeZone: "UTC",
      }).format(new Date(`${iso}T00:00Z`)),
    )
  const base = ({ freq, every: n, days, nth, lastDay }: Repeat, start: string): string => {
    const one = n === 1
    if (freq === "daily") return one ? t("daily") : t("dailyEvery", { n })
    if (freq === "weekly") {
      const on = days.length > 0 ? days : [weekdayOf(start)]
      if (one && on.length === WORKDAYS.length && WORKDAYS.every((day) => on.includes(day))) return t("workdays")
      const text = list(on.map((day) => weekdayText(day, locale)))
      return one ? t("weekly", { days: text }) : t("weeklyEvery", { n, days: text })
    }
    if (freq === "yearly")
      return one ? t("yearly", { date: monthDay(start) }) : t("yearlyEvery", { n, date: monthDay(start) })
    if (lastDay) return one ? t("monthlyEnd") : t("monthlyEndEvery", { n })
    const [weekday] = days
    if (nth === null || weekday === undefined) {
      const date = Number(start.slice(8))
      return one ? t("monthly", { day: date }) : t("monthlyEvery", { n, day: date })
    }
    const on = weekdayText(weekday, locale)
    if (nth < 0) return one ? t("monthlyLast", { day: on }) : t("monthlyLastEvery", { n, day: on })
    const which = t.maybe(`nth.${nth}`) ?? String(nth)
    return one ? t("monthlyNth", { nth: which, day: on }) : t("monthlyNthEvery", { n, nth: which, day: on })
  }
  return (repeat, start) => {
    const text = base(repeat, start)
    if (repeat.until !== null) return t("until", { text, date: day(repeat.until) })
    return repeat.count === null ? text : t("times", { text, n: repeat.count })
  }
}

export function useRepeatWords(): (repeat: Repeat | null, start: string) => string {
  const t = usePhrases(repeatPhrases)
  const locale = useLocale()
  return useMemo(() => {
    const words = repeatWords(t, locale)
    return (repeat, start) => (repeat ? words(repeat, start) : t("own"))
  }, [t, locale])
}
