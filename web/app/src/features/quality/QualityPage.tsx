// How good the customer file is: what is filled, what is fresh, who is out of reach. In: one count of what the reader sees. Out: links to the lists to be mended.

import "./quality.css"
import { api } from "@api/client"
import type { Quality } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, Forbidden, SkeletonRows } from "@ui/States"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { fieldLabel, useWords } from "../../kit/words"
import { Bar } from "./Bar"
import { CompanyQuality } from "./CompanyQuality"
import { qualityPhrases } from "./phrases"
import { Rules } from "./rules/Rules"
import { SourceQuality } from "./SourceQuality"

const STANDARDS = ["standardPhone", "standardEmail", "standardDate", "standardName", "standardBlocked"] as const

export function QualityPage() {
  const t = usePhrases(qualityPhrases)
  const format = useFormat()
  const may = useCan("person.see")
  // Counting goes over every row, so it is done when somebody asks and not with each glance.
  const quality = useQuery({ queryKey: ["quality"], queryFn: api.quality, enabled: may, staleTime: 300_000 })
  if (!may) return <Forbidden permission="person.see" />
  return (
    <div className="pane">
      <PageHead title={t("title")}>
        <h1 className="strong">{t("title")}</h1>
        {quality.data && <span className="small quiet">{t("people", { n: quality.data.people })}</span>}
      </PageHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className="quality scroll" tabIndex={0}>
        {quality.isPending ? (
          <SkeletonRows rows={10} height={40} />
        ) : quality.isError ? (
          <Failed error={quality.error} retry={() => void quality.refetch()} />
        ) : quality.data.people === 0 ? (
          <Empty title={t("emptyTitle")} text={t("emptyText")} drawing="people" />
        ) : (
          <>
            <div className="row quality-lead">
              <span className="small quiet grow">
                {t("asOf", { time: format.moment(quality.data.at) })} · {t("mendText")}
              </span>
              <Button small icon="undo" disabled={quality.isFetching} onClick={() => void quality.refetch()}>
                {t("again")}
              </Button>
            </div>
            <Report quality={quality.data} />
          </>
        )}
      </div>
    </div>
  )
}

function Report({ quality }: { quality: Quality }) {
  const t = usePhrases(qualityPhrases)
  const words = useWords()
  const format = useFormat()
  const { people } = quality
  const share = (n: number) => (people === 0 ? 0 : n / people)
  const percent = (n: number) => `${format.decimal((share(n) * 100).toFixed(share(n) > 0.99 && n < people ? 1 : 0))}%`
  const mend = quality.mend.filter((one) => one.count > 0)
  return (
    <div className="quality-grid">
      <section className="card quality-card">
        <h2 className="section-head">{t("mend")}</h2>
        <ul>
          {quality.duplicates > 0 && (
            <li>
              <Link to="/duplicates" className="quality-line">
                <span className="grow">{t("duplicates")}</span>
                <b>{format.number(quality.duplicates)}</b>
                <Icon name="right" size={14} />
              </Link>
            </li>
          )}
          {mend.map((one) => (
            <li key={one.what}>
              <Link to="/people" search={{ filter: one.filter }} className="quality-line">
                <span className="grow">{t.maybe(`mend.${one.what}`) ?? one.what}</span>
                <span className="quiet small">{percent(one.count)}</span>
                <b>{format.number(one.count)}</b>
                <Icon name="right" size={14} />
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section className="card quality-card">
        <h2 className="section-head">{t("fresh")}</h2>
        <ul>
          {quality.freshness.map((one) => (
            <li key={one.what}>
              <Link to="/people" search={{ filter: one.filter }} className="quality-line">
                <span className="quality-name">{t.maybe(`fresh.${one.what}`) ?? one.what}</span>
                <Bar share={share(one.count)} tone={one.what} />
                <b>{format.number(one.count)}</b>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section className="card quality-card is-wide">
        <h2 className="section-head">{t("complete")}</h2>
        <ul className="quality-fields">
          {quality.fields.map(({ field, filled, missing }) => (
            <li key={field.key}>
              <Link to="/people" search={{ filter: missing }} className="quality-line">
                <span className="quality-name cut">{fieldLabel(words, field)}</span>
                <Bar share={share(filled)} />
                <b className="quality-share">{percent(filled)}</b>
                <span className="small quiet quality-gap">
                  {filled === people ? t("full") : t("missing", { n: people - filled })}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      {quality.owners.length > 0 && (
        <section className="card quality-card is-wide">
          <h2 className="section-head">{t("owners")}</h2>
          <div className="quality-table">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("owner")}</th>
                  <th scope="col" className="figure">
                    {t("count")}
                  </th>
                  <th scope="col" className="figure">
                    {t("reachable")}
                  </th>
                  <th scope="col" className="figure">
                    {t("recent")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {quality.owners.map((one) => {
                  const of = (n: number) => `${one.count === 0 ? 0 : Math.round((n / one.count) * 100)}%`
                  return (
                    <tr key={one.owner?.id ?? ""}>
                      <td>
                        <Link to="/people" search={{ filter: one.filter }} className="row quality-open">
                          {one.owner && <Avatar id={one.owner.id} initial={one.owner.name.slice(0, 1)} size={20} />}
                          {one.owner?.name ?? <span className="quiet">{t("nobody")}</span>}
                        </Link>
                      </td>
                      <td className="figure">{format.number(one.count)}</td>
                      <td className="figure">{of(one.reachable)}</td>
                      <td className="figure">{of(one.fresh)}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {quality.sources.length > 0 && <SourceQuality sources={quality.sources} />}
      {quality.companies.companies > 0 && <CompanyQuality companies={quality.companies} />}
      <Rules />
      <section className="quality-standards is-wide">
        <h2 className="section-head">{t("standards")}</h2>
        <ul>
          {STANDARDS.map((one) => (
            <li key={one} className="small soft">
              {t(one)}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
