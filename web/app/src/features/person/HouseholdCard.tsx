// Who lives with this person, and what the household is to us together.

import type { Household } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { PersonLink } from "../../kit/PersonLink"
import { personPhrases } from "./phrases"

export function HouseholdCard({ of, household }: { of: string; household: Household }) {
  const t = usePhrases(personPhrases)
  const format = useFormat()
  const sums = household.bought.map((sum) => format.money(sum.total, sum.currency, true))
  const did = household.interaction_count
  return (
    <section className="matter">
      <h2 className="section-head">
        {t("household")}
        <small>{t("householdOf", { n: household.people.length + 1 })}</small>
        <Link to="/people/$id/household" params={{ id: of }} className="link small end">
          {t("householdOpen")}
        </Link>
      </h2>
      <ul className="household">
        {household.people.map((one) => (
          <li key={one.id}>
            <PersonLink person={one} avatar={20} />
          </li>
        ))}
      </ul>
      <p className="small quiet">
        {[
          sums.length > 0 && t("householdBought", { sum: sums.join(" + ") }),
          did !== null && t("householdDid", { n: format.number(did) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </section>
  )
}
