// People on a map. In: the list's filter. Out: a person beside it, a list of some place, who is near.

import { api } from "@api/client"
import type { PersonRow } from "@api/contract"
import { Link, useNavigate } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { usePhrases } from "@ui/phrases"
import type { MapLook } from "../../kit/layout/layout"
import { ListMap } from "../../kit/map/ListMap"
import { Near } from "../../kit/nearby/Near"
import { peoplePhrases } from "./phrases"

interface PeopleMapProps {
  filter: string
  q: string | undefined
  look: MapLook
  at: string | undefined
  phone: boolean
  onLook: (look: { map?: MapLook; at?: string }) => void
  onOpenFilter: (filter: string) => void
}

const idOf = (row: PersonRow) => row.id
const nameOf = (row: PersonRow) => row.name

export function PeopleMap({ filter, q, look, at, phone, onLook, onOpenFilter }: PeopleMapProps) {
  const t = usePhrases(peoplePhrases)
  const navigate = useNavigate()
  return (
    <ListMap
      title={t("title")}
      queryKey={["people", filter, q ?? ""]}
      read={(params, signal) => api.people.map({ ...params, filter, q }, signal)}
      rowKey={idOf}
      nameOf={nameOf}
      look={look}
      at={at}
      onLook={onLook}
      onOpenFilter={onOpenFilter}
      onOpenRow={(row) =>
        void (phone
          ? navigate({ to: "/people/$id", params: { id: row.id } })
          : navigate({ to: ".", search: (now) => ({ ...now, panel: row.id }) }))
      }
      entry={(row, className) => (
        <Link
          to={phone ? "/people/$id" : "/people"}
          params={phone ? { id: row.id } : {}}
          search={(now) => (phone ? {} : { ...now, panel: row.id })}
          className={className}
        >
          <Avatar id={row.id} initial={row.initial} size={24} />
          <span className="cut grow">{row.name}</span>
          <span className="small quiet cut">{row.city}</span>
        </Link>
      )}
      near={(here) => <Near here={here} plain onGo={() => undefined} />}
    />
  )
}
