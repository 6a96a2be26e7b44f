// Who has a part in a deal, and which: who decides, pays, uses, influences, champions, blocks.

import type { Deal, DealPerson, DealRole } from "@api/contract"
import { IconButton } from "@ui/Button"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { ChooseRecord } from "../../kit/ChooseRecord"
import { PersonLink } from "../../kit/PersonLink"
import { dealPhrases } from "./dealPhrases"
import type { DealActions } from "./useDealActions"

const ROLES: readonly DealRole[] = ["decides", "pays", "uses", "influences", "champions", "blocks"]
const roleOf = (text: FormDataEntryValue | null): DealRole | null => ROLES.find((role) => role === text) ?? null

export function DealPeople({ deal, actions }: { deal: Deal; actions: DealActions }) {
  const t = usePhrases(dealPhrases)
  const [adding, setAdding] = useState(false)
  return (
    <section className="deal-part" aria-label={t("people")}>
      <h2 className="section-head">
        {t("people")}
        {deal.may_edit && (
          <button type="button" className="link small end" onClick={() => setAdding(true)}>
            {t("addPerson")}
          </button>
        )}
      </h2>
      {deal.people.length === 0 ? (
        <p className="small quiet">{t("noPeople")}</p>
      ) : (
        <ul className="deal-people">
          {deal.people.map((one) => (
            <Part key={one.person.id} one={one} mayEdit={deal.may_edit} actions={actions} />
          ))}
        </ul>
      )}
      {adding && (
        <ChooseRecord
          title={t("addPerson")}
          act={t("add")}
          label={t("addPerson")}
          kinds={["person"]}
          except={deal.people.map(({ person }) => person.id)}
          onChoose={(hit, said) =>
            actions.onPerson(hit.id, roleOf(said.get("role")), t("personAdded", { name: hit.title }))
          }
          onClose={() => setAdding(false)}
        >
          {(_, id) => (
            <div className="field">
              <label htmlFor={`${id}role`}>{t("role")}</label>
              <select id={`${id}role`} name="role" className="input" defaultValue="">
                <RoleOptions />
              </select>
            </div>
          )}
        </ChooseRecord>
      )}
    </section>
  )
}

interface PartProps {
  one: DealPerson
  mayEdit: boolean
  actions: DealActions
}

function Part({ one: { person, title, role, main }, mayEdit, actions }: PartProps) {
  const t = usePhrases(dealPhrases)
  const { name } = person
  const about = [title, main && t("main")].filter(Boolean).join(" · ")
  return (
    <li className="row">
      <span className="grow row">
        <PersonLink person={person} avatar={20} className="link" />
        <span className="small quiet cut">{about}</span>
      </span>
      {mayEdit ? (
        <select
          className={role === null ? "input deal-role is-none" : "input deal-role"}
          aria-label={t("roleOf", { name })}
          value={role ?? ""}
          onChange={(event) => {
            const next = roleOf(event.target.value)
            void actions.onPerson(person.id, next, t("roleSet", { name, role: t(`role.${next ?? "none"}`) }))
          }}
        >
          <RoleOptions />
        </select>
      ) : (
        role && <span className="tag">{t(`role.${role}`)}</span>
      )}
      {mayEdit && !main && (
        <IconButton
          icon="close"
          small
          label={t("removePerson", { name })}
          onClick={() => void actions.onRemovePerson(person.id, name)}
        />
      )}
    </li>
  )
}

function RoleOptions() {
  const t = usePhrases(dealPhrases)
  return (
    <>
      <option value="">{t("role.none")}</option>
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {t(`role.${role}`)}
        </option>
      ))}
    </>
  )
}
