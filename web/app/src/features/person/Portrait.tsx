// The left column: who this is. Every value with its source, changed where it stands.

import type { Field, Named, Person } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { ADDRESS_KEYS } from "../../kit/address"
import { AddValue } from "../../kit/portrait/AddValue"
import { ValueRow } from "../../kit/portrait/ValueRow"
import { AddressRow } from "./AddressRow"
import { ContactWays } from "./ContactWays"
import { MergedFrom } from "./MergedFrom"
import { PortraitHead } from "./PortraitHead"
import { personPhrases } from "./phrases"
import { ELSEWHERE, inOrder } from "./portraitOrder"
import { ReviewDates } from "./ReviewDates"
import { Tags } from "./Tags"

export interface PersonEdits {
  mayEdit: boolean
  onSet: (fields: Record<string, unknown>, display: string, text: string) => void
  onAddIdentity: (kind: string, value: string) => void
  onRemoveIdentity: (identity: string, what: string) => void
  onSplit: (merge: string, name: string) => void
}

interface PortraitProps extends PersonEdits {
  person: Person
  fields: Field[]
  users: Named[]
  editName: boolean
  onEditName: (open: boolean) => void
  onWrite: (kind: "note" | "call" | "visit") => void
  onCheckIn: () => void
  onDelete: () => void
}

const SHOWN_FIRST = 9
const AN_ADDRESS = new Set<string>(ADDRESS_KEYS)

export function Portrait(props: PortraitProps) {
  const { person, fields, users, mayEdit, onSet } = props
  const t = usePhrases(personPhrases)
  const [all, setAll] = useState(false)
  const values = inOrder(person.portrait)
  const address = values.filter((value) => AN_ADDRESS.has(value.key))
  // One known part is a value like any other; several are one address.
  const rows = values.filter((value) => address.length < 2 || !AN_ADDRESS.has(value.key) || value === address[0])
  const shown = all || rows.length <= SHOWN_FIRST + 1 ? rows : rows.slice(0, SHOWN_FIRST)
  const edits = { users, mayEdit, onSet }
  return (
    <>
      <PortraitHead {...props} />
      <ContactWays {...props} />
      <section className="portrait-section">
        <h2 className="section-head">
          {t("portrait")}
          <small>{t("portraitCount", { n: values.length })}</small>
        </h2>
        <dl className="values">
          {shown.map((value) =>
            address.length > 1 && value === address[0] ? (
              <AddressRow key="address" {...edits} values={address} fields={fields} />
            ) : (
              <ValueRow
                key={value.key}
                {...edits}
                value={value}
                field={fields.find((field) => field.key === value.key)}
              />
            ),
          )}
        </dl>
        <div className="row value-foot">
          {mayEdit && <AddValue {...edits} portrait={person.portrait} fields={fields} except={ELSEWHERE} />}
          {rows.length > SHOWN_FIRST + 1 && (
            <button type="button" className="why end" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t("fewerValues") : t("moreValues", { n: rows.length - SHOWN_FIRST })}
            </button>
          )}
        </div>
      </section>
      <ReviewDates {...edits} person={person} fields={fields} />
      <Tags {...props} />
      <MergedFrom person={person} onSplit={props.onSplit} mayEdit={mayEdit} />
    </>
  )
}
