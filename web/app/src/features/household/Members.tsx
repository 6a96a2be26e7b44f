// Everybody of a household: what each is in it, changed where it stands, and what each bought.

import type { Field, HouseholdMate, HouseholdPage } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { useState } from "react"
import { ChooseRecord, saidWord } from "../../kit/ChooseRecord"
import { PersonLink } from "../../kit/PersonLink"
import { EditableValue } from "../../kit/portrait/EditableValue"
import { spentText } from "../../kit/spent"
import { TierTag } from "../../kit/TierTag"
import { householdPhrases } from "./phrases"
import type { useHouseholdActions } from "./useHouseholdActions"

const ROLE: Omit<Field, "label"> = { key: "role", type: "text", custom: false, editable: true, sortable: false }
const ROLES = ["role.1", "role.2", "role.3", "role.4", "role.5", "role.6", "role.7", "role.8"] as const
const ROLE_MAX = 40

interface MembersProps {
  household: HouseholdPage
  actions: ReturnType<typeof useHouseholdActions>
}

export function Members({ household, actions }: MembersProps) {
  const t = usePhrases(householdPhrases)
  const [adding, setAdding] = useState(false)
  const { people, may_edit: mayEdit } = household
  return (
    <section aria-label={t("members")}>
      <h2 className="section-head">
        {t("members")}
        {mayEdit && (
          <span className="end">
            <IconButton icon="plus" small label={t("addMember")} onClick={() => setAdding(true)} />
          </span>
        )}
      </h2>
      <ul className="household-people card">
        {people.map((mate) => (
          <Mate key={mate.person.id} mate={mate} alone={people.length === 1} actions={actions} />
        ))}
      </ul>
      {people.length === 1 && <Empty title={t("alone")} text={t("aloneText")} drawing="people" />}
      {adding && (
        <ChooseRecord
          title={t("addMember")}
          act={t("add")}
          label={t("who")}
          kinds={["person"]}
          except={people.map((one) => one.person.id)}
          onChoose={(hit, said) => actions.onAdd(hit.id, hit.title, saidWord(said, "role"))}
          onClose={() => setAdding(false)}
        >
          {(_, id) => (
            <div className="field">
              <label htmlFor={`${id}role`}>{t("role")}</label>
              <input
                id={`${id}role`}
                name="role"
                className="input"
                list={`${id}roles`}
                autoComplete="off"
                maxLength={ROLE_MAX}
                placeholder={t("roleHint")}
              />
              <datalist id={`${id}roles`}>
                {ROLES.map((role) => (
                  <option key={role} value={t(role)} />
                ))}
              </datalist>
            </div>
          )}
        </ChooseRecord>
      )}
    </section>
  )
}

interface MateProps {
  mate: HouseholdMate
  alone: boolean
  actions: MembersProps["actions"]
}

function Mate({ mate: { person, role, spouse, since, may_edit: mayEdit }, alone, actions }: MateProps) {
  const t = usePhrases(householdPhrases)
  const format = useFormat()
  const said = role ?? (spouse ? t("spouse") : "")
  return (
    <li className="row">
      <PersonLink person={person} avatar={24} className="strong household-who" />
      <span className="household-role">
        {alone ? null : mayEdit ? (
          <EditableValue
            field={{ ...ROLE, label: t("role") }}
            label={`${t("role")} · ${person.name}`}
            value={role}
            users={[]}
            onSave={(value) => void actions.onSay(person.id, person.name, String(value ?? ""))}
          >
            {said === "" ? <span className="quiet">{t("setRole")}</span> : said}
          </EditableValue>
        ) : (
          said
        )}
      </span>
      <span className="grow not-phone">{person.tier && <TierTag tier={person.tier} />}</span>
      <span
        className="small quiet not-phone nowrap"
        title={since ? t("since", { date: format.date(since) }) : undefined}
      >
        {person.last_seen_at && format.ago(person.last_seen_at)}
      </span>
      <span className="small household-bought">{spentText(person, format)}</span>
      {mayEdit && !alone && (
        <IconButton
          icon="close"
          small
          label={t("remove", { name: person.name })}
          onClick={() => void actions.onRemove(person.id, person.name)}
        />
      )}
    </li>
  )
}
