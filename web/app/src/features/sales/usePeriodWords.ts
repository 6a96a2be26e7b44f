// What a period is called: "四季度" this year, "2027 年一季度" another; "Nov" or "Nov 2027".

import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { type Period, readPeriod } from "./periods"
import { salesPhrases } from "./phrases"

export function usePeriodWords(): (period: Period | string) => string {
  const t = usePhrases(salesPhrases)
  const format = useFormat()
  const locale = useLocale()
  return (given) => {
    const period = typeof given === "string" ? readPeriod(given) : given
    if (!period) return String(given)
    const here = period.year === Number(format.today().slice(0, 4))
    if (period.kind === "quarter") {
      const word = t.maybe(`quarter.${period.n}`) ?? ""
      return here ? word : t("ofYear", { year: String(period.year), period: word })
    }
    const parts = period.kind === "year" ? { year: "numeric" as const } : { month: "short" as const }
    const shown = new Intl.DateTimeFormat(locale, {
      timeZone: "UTC",
      ...parts,
      ...(!here && { year: "numeric" as const }),
    }).format(Date.UTC(period.year, Math.max(0, period.n - 1), 1))
    return locale === "en" ? shown : shown.replace(/(\d)(?=[年月])/g, "$1 ").replace(/年(?=\d)/, "年 ")
  }
}
