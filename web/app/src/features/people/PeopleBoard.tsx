// People on a board: what their cards show, and what moving one changes.

import { api } from "@api/client"
import type { Field, PersonRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { displayPhone } from "../../kit/contact"
import { Board } from "../../kit/layout/Board"
import { peopleQuery } from "../../kit/peopleQuery"
import { spentText } from "../../kit/spent"
import { TierTag } from "../../kit/TierTag"

interface PeopleBoardProps {
  filter: string
  q: string | undefined
  sort: string | undefined
  field: Field
  mayEdit: boolean
}

export function PeopleBoard({ filter, q, sort, field, mayEdit }: PeopleBoardProps) {
  const format = useFormat()
  return (
    <Board<PersonRow>
      filter={filter}
      q={q}
      field={field}
      mayEdit={mayEdit}
      cards={{
        queryKey: "people",
        groups: api.people.groups,
        list: (part) => peopleQuery({ filter: part, q, sort }),
        set: api.people.set,
        nameOf: (row) => row.name,
        head: (row, link) => (
          <>
            <Avatar id={row.id} initial={row.initial} />
            <Link ref={link} to="/people" search={(now) => ({ ...now, panel: row.id })} className="medium cut grow">
              {row.name}
            </Link>
          </>
        ),
        rest: (row) => (
          <>
            <span className="row small quiet">
              <span className="cut grow">
                {[row.city, row.phone ? displayPhone(row.phone) : row.email].filter(Boolean).join(" · ")}
              </span>
              {row.tier && <TierTag tier={row.tier} />}
            </span>
            <span className="row small quiet">
              <span className="grow">{row.last_seen_at && format.ago(row.last_seen_at)}</span>
              {spentText(row, format)}
            </span>
          </>
        ),
      }}
    />
  )
}
