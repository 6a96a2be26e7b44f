// The crumbs above a person, and the steps to the neighbours in the list they were opened from.

import type { Person } from "@api/contract"
import { Link, useNavigate } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { ListSteps } from "../../kit/ListSteps"
import { PageHead } from "../../kit/PageHead"
import { type PeopleSearch, peopleQuery } from "../../kit/peopleQuery"
import { useFilterWords } from "../../kit/useFilterWords"
import { personPhrases } from "./phrases"

export function PersonHead({ person, search }: { person: Person; search: PeopleSearch }) {
  const t = usePhrases(personPhrases)
  const navigate = useNavigate()
  const nameOf = useFilterWords()
  const { filter, q, sort } = search
  const narrowed = Boolean(filter || q)
  const listName = nameOf(filter, q) ?? t("listed")

  return (
    <PageHead title={person.name || "—"}>
      <nav className="crumbs">
        <Link to="/people" search={sort ? { sort } : {}}>
          {t("people")}
        </Link>
        <Icon name="right" size={14} />
        {narrowed && (
          <>
            <Link to="/people" search={{ filter, q, sort }} className="cut" title={listName}>
              {listName}
            </Link>
            <Icon name="right" size={14} />
          </>
        )}
        <b className="strong cut crumb-here">{person.name || "—"}</b>
      </nav>
      <ListSteps
        options={peopleQuery({ filter, q, sort })}
        wanted={narrowed}
        idOf={(row) => row.id}
        id={person.id}
        onStep={(row) => void navigate({ to: "/people/$id", params: { id: row.id }, search: { filter, q, sort } })}
      />
    </PageHead>
  )
}
