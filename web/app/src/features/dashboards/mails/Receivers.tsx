// To whom a mail goes: colleagues as chips, one added after the other. Who may not share sends to themselves.

import type { Named } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { usersQuery } from "../../../kit/queries"
import { useCan, useSession } from "../../../kit/session"
import { RECEIVERS } from "./draft"
import { mailPhrases } from "./phrases"

interface ReceiversProps {
  to: readonly string[]
  /** Those whose names are known already. */
  named: readonly Named[]
  fault: string | undefined
  onTo: (to: string[]) => void
}

export function Receivers({ to, named, fault, onTo }: ReceiversProps) {
  const t = usePhrases(mailPhrases)
  const shares = useCan("views")
  const { user: me } = useSession()
  const users = useQuery(usersQuery).data ?? []
  const nameOf = (id: string) =>
    [...users, ...named].find((one) => one.id === id)?.name ?? (id === me.id ? me.name : id)
  const left = users.filter(({ id }) => !to.includes(id) && (shares || id === me.id))
  return (
    <fieldset className="mail-field">
      <legend>{t("to")}</legend>
      {to.length > 0 && (
        <div className="row is-wrap">
          {to.map((id) => (
            <button
              key={id}
              type="button"
              className="chip"
              aria-label={t("dropOne", { name: nameOf(id) })}
              onClick={() => onTo(to.filter((other) => other !== id))}
            >
              {nameOf(id)}
              <Icon name="close" size={14} />
            </button>
          ))}
        </div>
      )}
      {left.length > 0 && to.length < RECEIVERS && (
        <select
          className="input"
          aria-label={t("add")}
          aria-invalid={fault !== undefined || undefined}
          value=""
          onChange={(event) => onTo([...to, event.target.value])}
        >
          <option value="">{t("add")}</option>
          {left.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {!shares && <p className="small quiet">{t("onlyMe")}</p>}
      {fault && (
        <p className="field-problem" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
