// The help of one screen.

import { Button } from "@ui/Button"
import { modifier } from "@ui/keys"
import { useLocale, usePhrases } from "@ui/phrases"
import type { HelpEntry, Leads } from "./entry"
import { helpPhrases } from "./phrases"
import { HELP_WORDS } from "./words"

interface HelpArticleProps {
  entry: HelpEntry
  path: string
  /** Whether it is the screen one is on. */
  here: boolean
  may: (leads: Leads) => boolean
  onLead: (leads: Leads) => void
}

const keyText = (keys: string) => keys.replaceAll("mod ", modifier)

export function HelpArticle({ entry, path, here, may, onLead }: HelpArticleProps) {
  const t = usePhrases(helpPhrases)
  const locale = useLocale()
  const go = (leads: Leads | undefined) =>
    leads !== undefined && may(leads) ? (
      <button type="button" className="link small help-go" onClick={() => onLead(leads)}>
        {t("open")}
      </button>
    ) : null
  const page = LEADS.find((one) => one === path)
  return (
    <article>
      <h3 className="help-title">{entry.title[locale]}</h3>
      <p className="help-purpose">{entry.purpose[locale]}</p>
      {!here && page && may(page) && (
        <Button small icon="right" onClick={() => onLead(page)}>
          {t("openPage", { page: entry.title[locale] })}
        </Button>
      )}
      <section>
        <h3>{t("deeds")}</h3>
        <ul className="help-deeds">
          {entry.deeds.map(({ what, keys, leads }) => (
            <li key={what.en}>
              <span className="grow">
                {what[locale]} {go(leads)}
              </span>
              {keys && <kbd className="not-phone">{keyText(keys)}</kbd>}
            </li>
          ))}
        </ul>
      </section>
      {entry.words.length > 0 && (
        <section>
          <h3>{t("words")}</h3>
          <dl className="help-words">
            {entry.words.map((key) => (
              <div key={key}>
                <dt>{HELP_WORDS[key].word[locale]}</dt>
                <dd>{HELP_WORDS[key].means[locale]}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <section>
        <h3>{t("troubles")}</h3>
        <dl className="help-words">
          {entry.troubles.map(({ sign, remedy, leads }) => (
            <div key={sign.en}>
              <dt>{sign[locale]}</dt>
              <dd>
                {remedy[locale]} {go(leads)}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </article>
  )
}

const LEADS: Leads[] = [
  "/today",
  "/people",
  "/companies",
  "/orders",
  "/interactions",
  "/duplicates",
  "/quality",
  "/imports",
  "/ingest",
  "/sources",
  "/settings",
  "/settings/staff",
  "/settings/roles",
  "/settings/fields",
  "/settings/keys",
  "/settings/audit",
]
