// What may be sent where: a table of channel and purpose, changed with a click, each mark with its source.

import type { Consent, Person } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { channelLabel, sourceLabel, useWords } from "../../kit/words"
import { personPhrases } from "./phrases"

interface ConsentMatrixProps {
  person: Person
  mayEdit: boolean
  onSet: (consent: Consent, state: "granted" | "denied") => void
}

const MARKS: Record<Consent["state"], { icon: IconName; tone: string }> = {
  granted: { icon: "check", tone: "good" },
  denied: { icon: "close", tone: "waiting" },
  unknown: { icon: "minus", tone: "consent-open" },
}
const PURPOSES = ["service", "marketing"] as const

export function ConsentMatrix({ person, mayEdit, onSet }: ConsentMatrixProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const channels = [...new Set(person.consents.map((consent) => consent.channel))]
  if (channels.length === 0) return null
  return (
    <section className="matter">
      <table className="consents">
        <thead>
          <tr>
            <th scope="col" className="consents-title">
              {t("privacy")}
            </th>
            {channels.map((channel) => (
              <th key={channel} scope="col" title={channelLabel(words, channel)}>
                {channelLabel(words, channel)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PURPOSES.map((purpose) => (
            <tr key={purpose}>
              <th scope="row">{words(`purpose.${purpose}`)}</th>
              {channels.map((channel) => (
                <td key={channel}>
                  <ConsentCell
                    consent={person.consents.find((one) => one.channel === channel && one.purpose === purpose)}
                    mayEdit={mayEdit}
                    onSet={onSet}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface ConsentCellProps {
  consent: Consent | undefined
  mayEdit: boolean
  onSet: (consent: Consent, state: "granted" | "denied") => void
}

function ConsentCell({ consent, mayEdit, onSet }: ConsentCellProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const format = useFormat()
  if (!consent) return null
  const mark = MARKS[consent.state]
  const said = t("consentCell", {
    channel: channelLabel(words, consent.channel),
    purpose: words(`purpose.${consent.purpose}`),
    state: words(`consent.${consent.state}`),
  })
  const from =
    consent.source && consent.at
      ? t("consentSource", { source: sourceLabel(words, consent.source), date: format.day(consent.at) })
      : ""
  return (
    <button
      type="button"
      className={`consent ${mark.tone}`}
      disabled={!mayEdit}
      aria-label={said}
      title={[said, from].filter(Boolean).join("\n")}
      onClick={() => onSet(consent, consent.state === "granted" ? "denied" : "granted")}
    >
      <Icon name={mark.icon} size={14} />
    </button>
  )
}
