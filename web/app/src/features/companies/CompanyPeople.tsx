// The people of a company, each one click from their story; who belongs there is said here.

import type { Company } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { useState } from "react"
import { ChooseRecord, saidWord } from "../../kit/ChooseRecord"
import { PersonLink } from "../../kit/PersonLink"
import { useCan } from "../../kit/session"
import { useWords } from "../../kit/words"
import { companyPhrases } from "./phrases"
import type { useCompanyActions } from "./useCompanyActions"

interface CompanyPeopleProps {
  company: Company
  actions: ReturnType<typeof useCompanyActions>
}

export function CompanyPeople({ company, actions }: CompanyPeopleProps) {
  const t = usePhrases(companyPhrases)
  const format = useFormat()
  const mayEdit = useCan("person.edit")
  const [adding, setAdding] = useState(false)
  const { people, row } = company
  return (
    <section aria-label={t("people")}>
      <h2 className="section-head">
        {t("people")}
        {row.people_count > 0 && <small>{format.number(row.people_count)}</small>}
        {row.people_count > 0 && (
          <Link
            to="/people"
            search={{ filter: `related works_at company where id = "${row.id}"` }}
            className="link small end"
          >
            {t("inTheList")}
          </Link>
        )}
        {mayEdit && (
          <span className={row.people_count > 0 ? undefined : "end"}>
            <IconButton icon="plus" small label={t("addPerson")} onClick={() => setAdding(true)} />
          </span>
        )}
      </h2>
      {people.length === 0 ? (
        <Empty title={t("nobody")} text={t("nobodyText")} drawing="people" />
      ) : (
        <ul className="company-people card">
          {people.map(({ edge, person, title }) => (
            <li key={edge} className="row">
              <span className="grow stack">
                <PersonLink person={person} avatar={24} className="strong" />
                {title && <span className="small soft cut company-title">{title}</span>}
              </span>
              <span className="small quiet company-place">
                {[person.city, person.tier].filter(Boolean).join(" · ")}
              </span>
              <span className="small quiet company-seen">{person.last_seen_at && format.ago(person.last_seen_at)}</span>
              {mayEdit && (
                <IconButton
                  icon="close"
                  small
                  label={t("removePerson", { name: person.name })}
                  onClick={() => void actions.onRemovePerson(edge, person.name)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <AddPerson company={company} onAdd={actions.onAddPerson} onClose={() => setAdding(false)} />}
    </section>
  )
}

interface AddPersonProps {
  company: Company
  onAdd: (person: string, name: string, title: string | undefined) => Promise<void>
  onClose: () => void
}

function AddPerson({ company, onAdd, onClose }: AddPersonProps) {
  const t = usePhrases(companyPhrases)
  const words = useWords()
  return (
    <ChooseRecord
      title={t("addPerson")}
      act={t("add")}
      label={t("who")}
      kinds={["person"]}
      except={company.people.map((member) => member.person.id)}
      onChoose={(hit, said) => onAdd(hit.id, hit.title, saidWord(said, "title"))}
      onClose={onClose}
    >
      {(_, id) => (
        <div className="field">
          <label htmlFor={`${id}title`}>{words("field.job_title")}</label>
          <input id={`${id}title`} name="title" className="input" autoComplete="off" maxLength={80} />
        </div>
      )}
    </ChooseRecord>
  )
}
