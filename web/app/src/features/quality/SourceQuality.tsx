// Where people come from, and how good what each source says is.

import type { Quality } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { sourceLabel, useWords } from "../../kit/words"
import { qualityPhrases } from "./phrases"

const FIGURES = ["reachable", "named", "fresh"] as const

export function SourceQuality({ sources }: Pick<Quality, "sources">) {
  const t = usePhrases(qualityPhrases)
  const words = useWords()
  const format = useFormat()
  return (
    <section className="card quality-card is-wide">
      <h2 className="section-head">
        {t("sources")}
        <small>{t("sourcesText")}</small>
      </h2>
      <div className="quality-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("source")}</th>
              <th scope="col" className="figure">
                {t("count")}
              </th>
              {FIGURES.map((key) => (
                <th key={key} scope="col" className="figure">
                  {t(key === "fresh" ? "recent" : key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sources.map((one) => (
              <tr key={one.source ? `${one.source.kind} ${one.source.id}` : ""}>
                <td>
                  <Opens filter={one.filter}>
                    {one.source ? sourceLabel(words, one.source) : <span className="quiet">{t("noSource")}</span>}
                  </Opens>
                </td>
                <td className="figure">
                  <Opens filter={one.filter}>{format.number(one.count)}</Opens>
                </td>
                {FIGURES.map((key) => (
                  <td key={key} className="figure">
                    {one.count === 0 ? 0 : Math.round((one[key] / one.count) * 100)}%
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Leads to those of a source, where the role may ask for them. */
function Opens({ filter, children }: { filter: string | null; children: ReactNode }) {
  if (filter === null) return children
  return (
    <Link to="/people" search={{ filter }} className="quality-open">
      {children}
    </Link>
  )
}
