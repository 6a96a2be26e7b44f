// Colleagues who come too: chips that take one away, and a choice of those that are left.

import type { Named } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { planPhrases } from "./planPhrases"

interface GuestsFieldProps {
  users: Named[]
  owner: string
  guests: string[]
  fault: string | undefined
  onGuests: (guests: string[]) => void
}

export function GuestsField({ users, owner, guests, fault, onGuests }: GuestsFieldProps) {
  const t = usePhrases(planPhrases)
  const id = useId()
  const left = users.filter((one) => one.id !== owner && !guests.includes(one.id))
  return (
    <div className="field">
      <label htmlFor={id}>{t("guests")}</label>
      <div className="row is-wrap">
        {guests.map((guest) => {
          const name = users.find((one) => one.id === guest)?.name ?? guest
          return (
            <button
              key={guest}
              type="button"
              className="chip"
              aria-label={t("drop", { name })}
              onClick={() => onGuests(guests.filter((one) => one !== guest))}
            >
              <Avatar id={guest} initial={name.slice(0, 1)} size={16} />
              {name}
              <Icon name="close" size={14} />
            </button>
          )
        })}
        {left.length > 0 && (
          <select
            id={id}
            className="input plan-guest"
            value=""
            onChange={(event) => event.target.value !== "" && onGuests([...guests, event.target.value])}
          >
            <option value="">{t("addGuest")}</option>
            {left.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </div>
      {fault && (
        <p className="field-problem" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
