// Time zones as they are called, and the one that this browser is in.

import type { Locale } from "@api/contract"

export const zoneOfBrowser = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** "中国标准时间"; the name of the database where it has no other. */
export function zoneName(zone: string, locale: Locale): string {
  try {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts()
    return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone
  } catch {
    return zone
  }
}
