// Language and appearance.

import { api } from "@api/client"
import { LOCALES } from "@ui/locales"
import { usePhrases } from "@ui/phrases"
import { type Theme, useAppearance } from "../../kit/appearance"
import { toastFailure } from "../../kit/useUndo"
import { settingsPhrases } from "./phrases"

const THEMES: Theme[] = ["light", "dark", "system"]

export function Looks() {
  const t = usePhrases(settingsPhrases)
  const { locale, theme, setLocale, setTheme } = useAppearance()
  return (
    <section>
      <h2>{t("appearance")}</h2>
      <div className="settings-body">
        <fieldset>
          <legend>{t("language")}</legend>
          <div className="row is-wrap">
            {LOCALES.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                lang={id}
                className="chip"
                aria-pressed={id === locale}
                onClick={() => {
                  setLocale(id)
                  api.session.change({ locale: id }).catch(toastFailure)
                }}
              >
                {name}
              </button>
            ))}
          </div>
          <p className="small quiet">{t("languageHint")}</p>
        </fieldset>
        <fieldset>
          <legend>{t("theme")}</legend>
          <div className="row is-wrap">
            {THEMES.map((one) => (
              <button
                key={one}
                type="button"
                className="chip"
                aria-pressed={one === theme}
                onClick={() => {
                  setTheme(one)
                  api.session.change({ theme: one }).catch(toastFailure)
                }}
              >
                {t(one)}
              </button>
            ))}
          </div>
        </fieldset>
      </div>
    </section>
  )
}
