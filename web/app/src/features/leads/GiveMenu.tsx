// To whom leads are given: by the rules, to a colleague, into a pool.

import { useQuery } from "@tanstack/react-query"
import { MenuItem } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { poolsQuery } from "../../kit/leads"
import { usersQuery } from "../../kit/queries"
import { leadsPhrases } from "./phrases"

interface GiveMenuProps {
  onPick: (to: string, said: (n: number) => string) => void
}

export function GiveMenu({ onPick }: GiveMenuProps) {
  const t = usePhrases(leadsPhrases)
  const users = useQuery(usersQuery).data ?? []
  const pools = useQuery(poolsQuery).data ?? []
  return (
    <>
      <MenuItem icon="split" onSelect={() => onPick("rules", (n) => t("assignedRules", { n }))}>
        {t("byRules")}
      </MenuItem>
      <div className="menu-label">{t("colleagues")}</div>
      {users.map(({ id, name }) => (
        <MenuItem key={id} icon="person" onSelect={() => onPick(id, (n) => t("assignedTo", { n, name }))}>
          {name}
        </MenuItem>
      ))}
      {pools.length > 0 && <div className="menu-label">{t("intoPool")}</div>}
      {pools.map(({ id, name }) => (
        <MenuItem key={id} icon="sprout" onSelect={() => onPick(id, (n) => t("assignedPool", { n, name }))}>
          {name}
        </MenuItem>
      ))}
    </>
  )
}
