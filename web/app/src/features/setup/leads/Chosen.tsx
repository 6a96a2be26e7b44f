// Colleagues and teams that are chosen, each to be taken off again, and a list from which another is added.

import type { Named } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { usersQuery } from "../../../kit/queries"
import { leadSetupPhrases } from "./phrases"
import { teamsQuery } from "./queries"

interface ChosenProps {
  label: string
  users: string[]
  teams: string[]
  /** Names of those who are chosen already, who may have left since. */
  named: Named[]
  invalid?: boolean
  onChange: (now: { users: string[]; teams: string[] }) => void
}

export function Chosen({ label, users, teams, named, invalid = false, onChange }: ChosenProps) {
  const t = usePhrases(leadSetupPhrases)
  const allUsers = useQuery(usersQuery).data ?? []
  const allTeams = useQuery(teamsQuery).data ?? []
  const nameOf = (id: string) => [...allUsers, ...allTeams, ...named].find((one) => one.id === id)?.name ?? id
  const add = (id: string) => {
    if (allTeams.some((one) => one.id === id)) onChange({ users, teams: [...teams, id] })
    else if (id !== "") onChange({ users: [...users, id], teams })
  }
  const without = (all: string[], id: string) => all.filter((one) => one !== id)
  const [freeTeams, freeUsers] = [
    allTeams.filter(({ id }) => !teams.includes(id)),
    allUsers.filter(({ id }) => !users.includes(id)),
  ]
  const chip = (id: string, isTeam: boolean) => (
    <li key={id} className="chip chosen-chip">
      {isTeam ? <Icon name="community" size={14} /> : <Avatar id={id} initial={nameOf(id).slice(0, 1)} size={16} />}
      {nameOf(id)}
      <IconButton
        icon="close"
        small
        label={t("takeOff", { name: nameOf(id) })}
        onClick={() => onChange({ users: without(users, id), teams: without(teams, id) })}
      />
    </li>
  )
  return (
    <div className="chosen">
      {users.length + teams.length > 0 && (
        <ul className="chosen-list">
          {teams.map((id) => chip(id, true))}
          {users.map((id) => chip(id, false))}
        </ul>
      )}
      {freeTeams.length + freeUsers.length > 0 && (
        <select
          className="input chosen-add"
          aria-label={label}
          aria-invalid={invalid}
          value=""
          onChange={(event) => add(event.target.value)}
        >
          <option value="">{t("addWho")}</option>
          {freeTeams.length > 0 && (
            <optgroup label={t("team")}>
              {freeTeams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
          {freeUsers.length > 0 && (
            <optgroup label={t("colleague")}>
              {freeUsers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      )}
    </div>
  )
}
