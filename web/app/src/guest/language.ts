// The language of the page: the one the seller wrote in, until the customer chooses another. The choice stands in the
// address, so that it is there after reading anew and goes with a link that is passed on.

import type { Locale } from "@api/contract"
import { browserLocale, isLocale } from "@ui/locales"
import { useEffect, useState } from "react"

const asked = (): Locale | null => {
  const text = new URLSearchParams(window.location.search).get("lang")
  return isLocale(text) ? text : null
}

/** Before the page is read, the browser's own language speaks. */
export function useLanguage(own: Locale | undefined): [Locale, (locale: Locale) => void] {
  const [chosen, setChosen] = useState(asked)
  const locale = chosen ?? own ?? browserLocale()
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return [
    locale,
    (next) => {
      const url = new URL(window.location.href)
      url.searchParams.set("lang", next)
      window.history.replaceState(null, "", url)
      setChosen(next)
    },
  ]
}
