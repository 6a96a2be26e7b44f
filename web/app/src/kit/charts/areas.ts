// Which area of a map a value names: provinces of China as people write them, countries by their code. Pure.

import type { Locale } from "@api/contract"
import { provinceNames } from "../map/provinces"

const SUFFIX =
  /(?:壮族|壯族|回族|维吾尔|維吾爾)?自治[区區]$|特别行政区$|特別行政區$|[省市]$| (?:province|municipality|autonomous region)$/i
const LOCALES: Locale[] = ["zh-CN", "zh-TW", "en"]
/** Those that the outlines of provinces do not have; their own outlines are among the countries. */
const BESIDE: [string, string[]][] = [
  ["TW", ["台湾", "臺灣", "台灣", "taiwan"]],
  ["HK", ["香港", "hong kong"]],
  ["MO", ["澳门", "澳門", "macao", "macau"]],
]
/** Names that are written in more ways than one. */
const ALSO: [string, string][] = [
  ["tibet", "CN.14"],
  ["neimenggu", "CN.20"],
  ["nei mongol", "CN.20"],
]

const folded = (text: string) => text.trim().replace(SUFFIX, "").toLowerCase()

const byName = new Map<string, string>([
  ...LOCALES.flatMap((locale) =>
    Object.entries(provinceNames(locale)).flatMap(([area, name]) => [
      [name.toLowerCase(), area] as const,
      [area.toLowerCase(), area] as const,
    ]),
  ),
  ...BESIDE.flatMap(([area, names]) => [...names, area.toLowerCase()].map((name) => [name, area] as const)),
  ...ALSO,
])

/** "江苏省" is CN.04; null where it is no province. */
export const provinceOf = (value: string): string | null => byName.get(folded(value)) ?? null

export const areaOf = (map: "china" | "world", value: string): string | null =>
  map === "china" ? provinceOf(value) : /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : null
