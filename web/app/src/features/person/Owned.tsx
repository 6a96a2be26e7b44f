import type { Person } from "@api/contract"
import { AgreementSection } from "../../kit/agreements/AgreementSection"
import { AssetSection } from "../../kit/assets/AssetSection"

/** What runs on with a person, and what they own. */
export function Owned({ person, mayEdit }: { person: Person; mayEdit: boolean }) {
  const of = { person: person.id }
  const who = {
    person: { id: person.id, name: person.name },
    // Who works at several is not guessed at.
    company: person.companies.length === 1 ? person.companies[0]?.company : undefined,
  }
  return (
    <>
      <AgreementSection of={of} who={who} mayEdit={mayEdit} className="matter" />
      <AssetSection of={of} who={who} mayEdit={mayEdit} className="matter" />
    </>
  )
}
