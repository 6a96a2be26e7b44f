// What each colleague has done about the person, counted by the program; and the registrations that hold.

import type { Lead, LeadWork as Work } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { leadPhrases } from "./leadPhrases"

const COUNTED = ["calls", "visits", "messages", "notes"] as const

export function LeadWork({ lead: { work, registrations } }: { lead: Lead }) {
  const t = usePhrases(leadPhrases)
  const format = useFormat()
  return (
    <>
      <section className="lead-part" aria-label={t("work")}>
        <h2 className="section-head">{t("work")}</h2>
        {work.length === 0 ? (
          <p className="small quiet">{t("noWork")}</p>
        ) : (
          <table className="plain-table lead-work">
            <thead>
              <tr>
                <th scope="col">{t("colleague")}</th>
                <th scope="col" className="figure">
                  {t("held")}
                </th>
                {COUNTED.map((key) => (
                  <th key={key} scope="col" className="figure">
                    {t(key)}
                  </th>
                ))}
                <th scope="col" className="figure">
                  {t("last")}
                </th>
              </tr>
            </thead>
            <tbody>
              {work.map((one) => (
                <Line key={one.who.id} of={one} />
              ))}
            </tbody>
          </table>
        )}
      </section>
      {registrations.length > 0 && (
        <section className="lead-part" aria-label={t("registered")}>
          <h2 className="section-head">{t("registered")}</h2>
          <ul>
            {registrations.map((one) => (
              <li key={one.id} className="lead-registered">
                <p className="row">
                  <Icon name="flag" size={14} />
                  <span className="grow">{t("registeredBy", { who: one.who.name })}</span>
                  <span className="small quiet nowrap" title={format.moment(one.at)}>
                    {t("until", { date: format.shortDate(one.until) })}
                  </span>
                </p>
                {one.text && <p className="small soft">{one.text}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Line({ of }: { of: Work }) {
  const t = usePhrases(leadPhrases)
  const format = useFormat()
  return (
    <tr>
      <th scope="row">
        <span className="row">
          <Avatar id={of.who.id} initial={of.who.initial ?? of.who.name.slice(0, 1)} size={20} />
          <span className="cut">{of.who.name}</span>
        </span>
      </th>
      <td className="figure">{t("daysN", { n: of.held_days })}</td>
      {COUNTED.map((key) => (
        <td key={key} className={of[key] === 0 ? "figure quiet" : "figure"}>
          {of[key] === 0 ? "–" : format.number(of[key])}
        </td>
      ))}
      <td className="figure quiet" title={of.last_at ? format.moment(of.last_at) : undefined}>
        {of.last_at ? format.shortDate(of.last_at) : "–"}
      </td>
    </tr>
  )
}
