// Every identity the person is known under: folded to how many of what, opened to each with where it was first seen.

import type { Person } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { identityLabel, sourceLabel, useWords } from "../../kit/words"
import { identityIcon, useIdentityWords } from "./ContactWays"
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
  const say = useIdentityWords()
  const [open, setOpen] = useState(false)
  const { identities } = person
  if (identities.length === 0) return null
  const kinds = [...new Set(identities.map(({ kind }) => identityLabel(words, kind)))]
  return (
    <section className="matter">
      <h2>
        <button type="button" className="section-head fold-head" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("identities")}
          <small>{identities.length}</small>
          <Icon name={open ? "up" : "down"} size={14} />
        </button>
      </h2>
      {!open && <p className="small quiet">{format.list(kinds)}</p>}
      {open && (
        <ul className="identities">
          {identities.map((identity) => {
            const { text, label, opaque } = say(identity)
            const from = `${sourceLabel(words, identity.source)} · ${format.date(identity.first_seen_at)}`
            return (
              <li key={identity.id} className="identity">
                <Icon name={identityIcon(identity)} size={14} />
                <span className="stack grow">
                  <span className="row" style={{ gap: 6 }}>
                    <span className="cut" title={identity.value}>
                      {text}
                    </span>
                    {identity.verified && (
                      <span className="good" title={t("verified")}>
                        <Icon name="check" size={14} />
                        <span className="hidden-visually">{t("verified")}</span>
                      </span>
                    )}
                    {identity.shared && <span className="tag is-waiting">{t("shared")}</span>}
                  </span>
                  <span className="tiny quiet cut" title={`${identity.value} · ${from}`}>
                    {opaque ? identity.value : label} · {from}
                  </span>
                </span>
                {mayEdit && identity.removable && (
                  <IconButton
                    icon="close"
                    small
                    label={t("remove", { what: text })}
                    onClick={() => onRemove(identity.id, text)}
                  />
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
