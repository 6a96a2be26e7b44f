// Countries and languages in the reader's words, from the browser's own names.

/** Where customers of a Chinese company live most; the rest of the world follows in the reader's order. */
const NEAR = ["CN", "HK", "MO", "TW", "SG", "MY", "JP", "KR", "US", "GB"]
const OTHERS =
  "AE AF AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GD GE GH GM GN GQ GR GT GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO KE KG KH KM KW KZ LA LB LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MR MT MU MV MW MX MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PT PY QA RO RS RU RW SA SB SC SD SE SI SK SL SM SN SO SR SS SV SY SZ TD TG TH TJ TL TM TN TO TR TT TZ UA UG UY UZ VE VN VU WS YE ZA ZM ZW".split(
    " ",
  )
const LANGUAGES = ["zh-CN", "zh-TW", "zh-HK", "en", "ja", "ko", "fr", "de", "es", "ru"]

export interface RegionNames {
  country: (code: string) => string
  language: (tag: string) => string
  countries: () => { id: string; label: string }[]
  languages: () => { id: string; label: string }[]
}

/** A name, or the text itself where it is no code: imports bring "China" as well as "CN". */
function named(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code
  } catch {
    return code
  }
}

const kept = new Map<string, RegionNames>()

export function regionNames(locale: string): RegionNames {
  const known = kept.get(locale)
  if (known) return known
  const made = makeNames(locale)
  kept.set(locale, made)
  return made
}

function makeNames(locale: string): RegionNames {
  const regions = new Intl.DisplayNames([locale], { type: "region" })
  const tongues = new Intl.DisplayNames([locale], { type: "language" })
  const country = (code: string) => (/^[A-Za-z]{2}$/.test(code) ? named(regions, code.toUpperCase()) : code)
  const language = (tag: string) => (/^[a-z]{2,3}([-_]|$)/i.test(tag) ? named(tongues, tag.replace("_", "-")) : tag)
  const option = (id: string) => ({ id, label: country(id) })
  const byName = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, locale)
  return {
    country,
    language,
    countries: () => [...NEAR.map(option), ...OTHERS.map(option).sort(byName)],
    languages: () => LANGUAGES.map((id) => ({ id, label: language(id) })),
  }
}
