// Language and theme: chosen by the browser, then by the person; kept on this device and in their account.

import type { Locale, Session } from "@api/contract"
import { browserLocale, isLocale } from "@ui/locales"
import { LocaleProvider } from "@ui/phrases"
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react"

export type Theme = Session["user"]["theme"]

interface Choice {
  locale: Locale
  theme: Theme
  setLocale: (locale: Locale) => void
  setTheme: (theme: Theme) => void
}

const ChoiceContext = createContext<Choice>({
  locale: "zh-CN",
  theme: "system",
  setLocale: () => {},
  setTheme: () => {},
})
export const useAppearance = () => useContext(ChoiceContext)

const isTheme = (text: string | null): text is Theme => text === "light" || text === "dark" || text === "system"

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function store(key: string, value: string) {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A private window may refuse; the account still remembers.
  }
}

export function Appearance({ children }: { children: ReactNode }) {
  const [locale, setLocaleState] = useState<Locale>(() => {
    const kept = stored("guanxi.locale")
    return isLocale(kept) ? kept : browserLocale()
  })
  const [theme, setThemeState] = useState<Theme>(() => {
    const kept = stored("guanxi.theme")
    return isTheme(kept) ? kept : "system"
  })

  useEffect(() => {
    document.documentElement.lang = locale
    // Whoever installs the app finds it on their device under its name in their language.
    document.querySelector("link[rel=manifest]")?.setAttribute("href", `/app.${locale}.webmanifest`)
  }, [locale])

  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)")
    const paint = () => {
      const dark = theme === "dark" || (theme === "system" && system.matches)
      document.documentElement.dataset.theme = dark ? "dark" : "light"
      // The bar around an installed app follows the choice, which may differ from the system's.
      const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper-1").trim()
      for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.setAttribute("content", paper)
    }
    paint()
    system.addEventListener("change", paint)
    return () => system.removeEventListener("change", paint)
  }, [theme])

  const choice = useMemo<Choice>(
    () => ({
      locale,
      theme,
      setLocale: (next) => {
        store("guanxi.locale", next)
        setLocaleState(next)
      },
      setTheme: (next) => {
        store("guanxi.theme", next)
        setThemeState(next)
      },
    }),
    [locale, theme],
  )
  return (
    <ChoiceContext value={choice}>
      <LocaleProvider locale={locale}>{children}</LocaleProvider>
    </ChoiceContext>
  )
}
