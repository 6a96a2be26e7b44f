// What each source brought: this is what expected worth is reckoned by.

import type { Fairness } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { fairnessPhrases } from "./phrases"

export function Sources({ of }: { of: Fairness }) {
  const t = usePhrases(fairnessPhrases)
  const format = useFormat()
  if (of.sources.length === 0) return null
  const most = Math.max(1e-9, ...of.sources.map((one) => Number(one.expected)))
  return (
    <section aria-labelledby="fairness-sources">
      <h2 className="fairness-title" id="fairness-sources">
        {t("sources")}
        <small>{t("sourcesText")}</small>
      </h2>
      <table className="plain-table fairness-sources">
        <thead>
          <tr>
            <th scope="col">{t("source")}</th>
            <th scope="col" className="figure">
              {t("leads")}
            </th>
            <th scope="col" className="figure">
              {t("conversion")}
            </th>
            <th scope="col" className="fairness-worth">
              {t("each")}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.sources.map(({ source, leads, converted, expected, filter }) => (
            <tr key={source}>
              <th scope="row">{source || <span className="quiet">{t("noSource")}</span>}</th>
              <td className="figure">
                <Link
                  to="/leads"
                  search={{ place: "all", filter }}
                  className="fairness-figure"
                  title={t("showSource", { source: source || t("noSource") })}
                >
                  {format.number(leads)}
                </Link>
              </td>
              <td className="figure">{converted}%</td>
              <td className="fairness-worth">
                <span className="row">
                  <span className="fairness-share" aria-hidden="true">
                    <i style={{ width: `${(Number(expected) / most) * 100}%` }} />
                  </span>
                  <b>{format.money(expected, of.currency, true)}</b>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
