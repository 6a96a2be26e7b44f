// Days and moments as a letter writes them, by the customer's own clock.

import { spaced, useFormat } from "@ui/format"
import { useLocale } from "@ui/phrases"
import { useMemo } from "react"

export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function useWhen() {
  const locale = useLocale()
  const format = useFormat()
  return useMemo(() => {
    const short = new Intl.DateTimeFormat(locale, { timeZone: "UTC", month: "long", day: "numeric" })
    /** "12 月 8 日" this year, with the year otherwise. */
    const day = (iso: string) =>
      iso.slice(0, 4) === format.today().slice(0, 4)
        ? spaced(short.format(new Date(`${iso.slice(0, 10)}T00:00Z`)))
        : format.calendarDate(iso)
    return {
      day,
      dayOf: (instant: string) => day(format.day(instant)),
      moment: (instant: string) => `${day(format.day(instant))} ${format.time(instant)}`,
    }
  }, [locale, format])
}
