// Companies on a map. In: the list's filter. Out: a company's page, a list of some place.

import { api } from "@api/client"
import type { CompanyRow } from "@api/contract"
import { Link, useNavigate } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { usePhrases } from "@ui/phrases"
import type { MapLook } from "../../kit/layout/layout"
import { ListMap } from "../../kit/map/ListMap"
import { companyPhrases } from "./phrases"

interface CompanyMapProps {
  filter: string
  q: string | undefined
  look: MapLook
  at: string | undefined
  onLook: (look: { map?: MapLook; at?: string }) => void
  onOpenFilter: (filter: string) => void
}

const idOf = (row: CompanyRow) => row.id
const nameOf = (row: CompanyRow) => row.name

export function CompanyMap({ filter, q, look, at, onLook, onOpenFilter }: CompanyMapProps) {
  const t = usePhrases(companyPhrases)
  const navigate = useNavigate()
  return (
    <ListMap
      title={t("title")}
      queryKey={["companies", filter, q ?? ""]}
      read={(params, signal) => api.companies.map({ ...params, filter, q }, signal)}
      rowKey={idOf}
      nameOf={nameOf}
      look={look}
      at={at}
      onLook={onLook}
      onOpenFilter={onOpenFilter}
      onOpenRow={(row) => void navigate({ to: "/companies/$id", params: { id: row.id } })}
      entry={(row, className) => (
        <Link to="/companies/$id" params={{ id: row.id }} className={className}>
          <Avatar id={row.id} initial={row.name.slice(0, 1)} size={24} square />
          <span className="cut grow">{row.name}</span>
          <span className="small quiet cut">{row.city}</span>
        </Link>
      )}
    />
  )
}
