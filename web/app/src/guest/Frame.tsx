// What stands around every page of a customer: who speaks to them, and in which language.

import type { Locale } from "@api/contract"
import { ZoneContext } from "@ui/format"
import { LOCALES } from "@ui/locales"
import { LocaleProvider, usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { useLanguage } from "./language"
import { guestPhrases } from "./phrases"
import { ZONE } from "./when"

interface FrameProps {
  /** The language the seller wrote in. */
  language: Locale | undefined
  seller: string | undefined
  sellerLines?: string[]
  number: string | undefined
  children: ReactNode
}

const SHORT: Record<Locale, string> = { "zh-CN": "简", "zh-TW": "繁", en: "EN" }

export function Frame({ language, seller, sellerLines = [], number, children }: FrameProps) {
  const [locale, setLocale] = useLanguage(language)
  return (
    <LocaleProvider locale={locale}>
      <ZoneContext value={ZONE}>
        {seller !== undefined && <title>{`${seller} ${number ?? ""}`.trim()}</title>}
        <header className="top">
          <div className="wrap">
            <span className="brand">{seller ?? ""}</span>
            <Languages now={locale} onChoose={setLocale} />
          </div>
        </header>
        <main className="wrap">{children}</main>
        {seller !== undefined && (
          <footer className="foot">
            <div className="wrap">
              <b>{seller}</b>
              {sellerLines.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </div>
          </footer>
        )}
      </ZoneContext>
    </LocaleProvider>
  )
}

function Languages({ now, onChoose }: { now: Locale; onChoose: (locale: Locale) => void }) {
  const t = usePhrases(guestPhrases)
  return (
    <nav className="languages" aria-label={t("language")}>
      {LOCALES.map(({ id, name }) => (
        <button key={id} type="button" lang={id} aria-pressed={id === now} title={name} onClick={() => onChoose(id)}>
          <span className="wide">{name}</span>
          <span className="narrow">{SHORT[id]}</span>
        </button>
      ))}
    </nav>
  )
}
