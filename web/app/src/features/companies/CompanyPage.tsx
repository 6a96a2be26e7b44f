// A company and the people who work there. In: its id. Out: its facts and people, each one click from their story.

import "./companies.css"
import { api, Failure } from "@api/client"
import type { CompanyRow, PersonRow } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty, Failed, SkeletonRows } from "@ui/States"
import { PageHead } from "../../kit/PageHead"
import { PersonLink } from "../../kit/PersonLink"
import { useWords } from "../../kit/words"
import { companyPhrases } from "./phrases"

const route = getRouteApi("/frame/companies/$id")

async function findCompany(id: string): Promise<CompanyRow> {
  const page = await api.companies.list({ filter: `id = "${id}"`, limit: 1 })
  const [row] = page.rows
  if (!row) throw new Failure({ status: 404, code: "not_found", message: "No such company" })
  return row
}

export function CompanyPage() {
  const t = usePhrases(companyPhrases)
  const { id } = route.useParams()
  const company = useQuery({ queryKey: ["company", id], queryFn: () => findCompany(id) })
  const people = useQuery({
    queryKey: ["people", "of-company", id],
    queryFn: () => api.people.list({ filter: `related works_at company where id = "${id}"`, limit: 100 }),
  })
  const name = company.data?.name ?? ""
  return (
    <div className="pane">
      <PageHead title={name === "" ? t("title") : name}>
        <nav className="crumbs">
          <Link to="/companies">{t("title")}</Link>
          <Icon name="right" size={14} />
          <h1 className="strong cut">{name}</h1>
        </nav>
      </PageHead>
      {company.isPending ? (
        <SkeletonRows rows={8} />
      ) : company.isError ? (
        <Failed error={company.error} retry={() => void company.refetch()} />
      ) : (
        <div className="company scroll">
          <CompanyFacts company={company.data} />
          <section aria-label={t("people")}>
            <h2 className="section-head">
              {t("people")}
              <small>{company.data.people_count}</small>
            </h2>
            {people.isPending ? (
              <SkeletonRows rows={4} />
            ) : people.isError ? (
              <Failed error={people.error} retry={() => void people.refetch()} />
            ) : people.data.rows.length === 0 ? (
              <Empty title={t("nobody")} text={t("nobodyText")} drawing="people" />
            ) : (
              <CompanyPeople people={people.data.rows} />
            )}
          </section>
        </div>
      )}
    </div>
  )
}

function CompanyFacts({ company }: { company: CompanyRow }) {
  const t = usePhrases(companyPhrases)
  const words = useWords()
  const format = useFormat()
  const facts = [
    { key: "industry", value: company.industry },
    {
      key: "city",
      value: [company.region, company.city].filter((part, at, all) => part && all.indexOf(part) === at).join(" "),
    },
    { key: "size", value: company.size === null ? null : t("staff", { n: company.size }) },
    {
      key: "phone",
      value: company.phone && (
        <a className="link" href={`tel:${company.phone}`}>
          {company.phone}
        </a>
      ),
    },
    {
      key: "domain",
      value: company.domain && (
        <a className="link" href={`https://${company.domain}`} rel="noreferrer noopener" target="_blank">
          {company.domain}
        </a>
      ),
    },
    { key: "owner", value: company.owner?.name },
  ].filter((fact) => fact.value)
  return (
    <section className="company-facts" aria-label={t("facts")}>
      <div className="row" style={{ gap: 12 }}>
        <Avatar id={company.id} initial={company.name.slice(0, 1)} size={56} square />
        <div className="stack">
          <span className="company-name">{company.name}</span>
          <span className="small quiet">{t("since", { date: format.date(company.created_at) })}</span>
        </div>
      </div>
      <dl>
        {facts.map((fact) => (
          <div key={fact.key}>
            <dt>{words.maybe(`field.${fact.key}`)}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function CompanyPeople({ people }: { people: PersonRow[] }) {
  const format = useFormat()
  return (
    <ul className="company-people card">
      {people.map((person) => (
        <li key={person.id} className="row">
          <span className="grow">
            <PersonLink person={person} avatar={24} className="strong" />
          </span>
          <span className="small quiet">{[person.city, person.tier].filter(Boolean).join(" · ")}</span>
          <span className="small quiet company-seen">{person.last_seen_at && format.ago(person.last_seen_at)}</span>
        </li>
      ))}
    </ul>
  )
}
