// Every identity the person is known under, with where each was first seen.

import type { Person } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { identityLabel, sourceLabel, useWords } from "../../kit/words"
import { displayIdentity, IDENTITY_ICONS } from "./ContactWays"
import { personPhrases } from "./phrases"

interface IdentitiesProps {
  person: Person
  mayEdit: boolean
  onRemove: (identity: string, what: string) => void
}

export function Identities({ person, mayEdit, onRemove }: IdentitiesProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const format = useFormat()
  if (person.identities.length === 0) return null
  return (
    <section className="matter">
      <h2 className="section-head">
        {t("identities")}
        <small>{person.identities.length}</small>
      </h2>
      <ul className="identities">
        {person.identities.map((identity) => {
          const shown = displayIdentity(identity.kind, identity.value)
          return (
            <li key={identity.id} className="identity">
              <Icon name={IDENTITY_ICONS[identity.kind] ?? "link"} size={14} />
              <span className="stack grow">
                <span className="row" style={{ gap: 6 }}>
                  <span className="cut" title={identity.value}>
                    {shown}
                  </span>
                  {identity.shared && <span className="tag is-waiting">{t("shared")}</span>}
                  {!identity.verified && !identity.shared && <span className="tag">{t("unverified")}</span>}
                </span>
                <span className="tiny quiet cut">
                  {identityLabel(words, identity.kind)} · {sourceLabel(words, identity.source)} ·{" "}
                  {format.day(identity.first_seen_at)}
                </span>
              </span>
              {mayEdit && identity.removable && (
                <IconButton
                  icon="close"
                  small
                  label={t("remove", { what: shown })}
                  onClick={() => onRemove(identity.id, shown)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
