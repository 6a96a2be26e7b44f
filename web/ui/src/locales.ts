// The languages there are, under their own names, and the one that a browser asks for.

import type { Locale } from "@api/contract"

export const LOCALES: { id: Locale; name: string }[] = [
  { id: "zh-CN", name: "简体中文" },
  { id: "zh-TW", name: "繁體中文" },
  { id: "en", name: "English" },
]

export const isLocale = (text: string | null): text is Locale => LOCALES.some((locale) => locale.id === text)

export function browserLocale(): Locale {
  for (const language of navigator.languages) {
    if (/^zh-(tw|hk|mo|hant)/i.test(language)) return "zh-TW"
    if (/^zh/i.test(language)) return "zh-CN"
    if (/^en/i.test(language)) return "en"
  }
  return "zh-CN"
}
