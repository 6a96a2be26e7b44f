// Values of figures as they are read: short where they are large, in full where somebody asks.

import type { Answer, AnswerMeasure, Locale } from "@api/contract"
import { type Format, spaced } from "@ui/format"
import type { AnswerPhrases } from "./dateWords"

/** From here on figures are told in ten thousands, or in millions. */
const LARGE = 1_000_000

const forms = new Map<string, Intl.NumberFormat>()

export function compactMoney(locale: Locale): (amount: number, currency: string) => string {
  return (amount, currency) => {
    const key = `${locale} ${currency}`
    const form =
      forms.get(key) ??
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
        notation: "compact",
        maximumFractionDigits: 1,
      })
    forms.set(key, form)
    return spaced(form.format(amount))
  }
}

interface ValueReaders {
  t: AnswerPhrases
  format: Format
  money: (amount: number, currency: string) => string
}

/** Decimal text with at most so many digits behind the point. */
const rounded = (text: string, digits: number) => String(Number(Number(text).toFixed(digits)))

export function measureValue(
  { t, format, money }: ValueReaders,
  { currency }: Pick<Answer, "currency">,
  { type }: Pick<AnswerMeasure, "type">,
  text: string | null,
  short: boolean,
): string {
  if (text === null) return "—"
  const n = Number(text)
  switch (type) {
    case "money": {
      if (short && Math.abs(n) >= LARGE) return money(n, currency)
      const whole = Number.isInteger(n) || (short && Math.abs(n) >= 1000)
      return format.money(text, currency, whole)
    }
    case "percent":
      return `${format.decimal(rounded(text, short ? 1 : 2))}%`
    case "days":
      return t("inDays", { n: Number(rounded(text, 1)) })
    case "instant":
      return `${format.date(text)} ${format.time(text)}`
    case "date":
      return format.calendarDay(text.slice(0, 10))
    case "number":
      if (short && Math.abs(n) >= LARGE) return format.compact(n)
      return format.decimal(rounded(text, short ? 2 : 4))
  }
}
