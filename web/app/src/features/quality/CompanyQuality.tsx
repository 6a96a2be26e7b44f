// How good the file of companies is: what is to be mended, what is filled, whose they are.

import type { Quality } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { fieldLabel, useWords } from "../../kit/words"
import { Bar } from "./Bar"
import { qualityPhrases } from "./phrases"

export function CompanyQuality({ companies: of }: Pick<Quality, "companies">) {
  const t = usePhrases(qualityPhrases)
  const words = useWords()
  const format = useFormat()
  const share = (n: number) => (of.companies === 0 ? 0 : n / of.companies)
  const percent = (n: number) => `${Math.round(share(n) * 100)}%`
  const mend = of.mend.filter((one) => one.count > 0)
  return (
    <>
      <h2 className="quality-of is-wide">
        {t("companies")} <small className="quiet">{t("companyCount", { n: of.companies })}</small>
      </h2>
      {mend.length > 0 && (
        <section className="card quality-card">
          <h3 className="section-head">{t("mend")}</h3>
          <ul>
            {mend.map((one) => (
              <li key={one.what}>
                <Link to="/companies" search={{ filter: one.filter }} className="quality-line">
                  <span className="grow">
                    {t.maybe(`company.${one.what}`) ?? t.maybe(`mend.${one.what}`) ?? one.what}
                  </span>
                  <span className="quiet small">{percent(one.count)}</span>
                  <b>{format.number(one.count)}</b>
                  <Icon name="right" size={14} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {of.owners.length > 0 && (
        <section className="card quality-card">
          <h3 className="section-head">{t("owners")}</h3>
          <ul>
            {of.owners.map((one) => (
              <li key={one.owner?.id ?? ""}>
                <Link to="/companies" search={{ filter: one.filter }} className="quality-line">
                  {one.owner && <Avatar id={one.owner.id} initial={one.owner.name.slice(0, 1)} size={20} />}
                  <span className={one.owner ? "grow cut" : "grow quiet"}>{one.owner?.name ?? t("nobody")}</span>
                  <b>{format.number(one.count)}</b>
                  <Icon name="right" size={14} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card quality-card is-wide">
        <h3 className="section-head">{t("complete")}</h3>
        <ul className="quality-fields">
          {of.fields.map(({ field, filled, missing }) => (
            <li key={field.key}>
              <Link to="/companies" search={{ filter: missing }} className="quality-line">
                <span className="quality-name cut">{fieldLabel(words, field)}</span>
                <Bar share={share(filled)} />
                <b className="quality-share">{percent(filled)}</b>
                <span className="small quiet quality-gap">
                  {filled === of.companies ? t("full") : t("missing", { n: of.companies - filled })}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
