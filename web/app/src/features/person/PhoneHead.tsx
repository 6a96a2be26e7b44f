// A person on a phone: who it is, what a thumb does, and the columns as tabs.

import type { Person, TimelineItem } from "@api/contract"
import { useRouter } from "@tanstack/react-router"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { PageHead } from "../../kit/PageHead"
import { TierTag } from "../../kit/TierTag"
import { useWords, valueLabel } from "../../kit/words"
import { whoWaits } from "./asks"
import { checkInPhrases } from "./checkInPhrases"
import { WaitingCard } from "./Now"
import { PersonMenu } from "./PortraitHead"
import { personPhrases } from "./phrases"

export type Tab = "timeline" | "matters" | "portrait" | "relations"
const TABS: Tab[] = ["timeline", "matters", "portrait", "relations"]

interface PhoneHeadProps {
  person: Person
  tab: Tab
  /** The newest items of the whole story. */
  newest: TimelineItem[]
  mayEdit: boolean
  onTab: (tab: Tab) => void
  onWrite: (kind: "note" | "call" | "visit") => void
  onCheckIn: () => void
  onDelete: () => void
}

export function PhoneHead({ person, tab, newest, mayEdit, onTab, onWrite, onCheckIn, onDelete }: PhoneHeadProps) {
  const t = usePhrases(personPhrases)
  const checkIn = usePhrases(checkInPhrases)
  const words = useWords()
  const router = useRouter()
  const { row } = person
  const identity = (kind: string) => person.identities.find((one) => one.kind === kind)?.value
  const [phone, email] = [identity("phone"), identity("email")]
  const waiting = whoWaits(newest, Date.now())
  const about = [row.lifecycle && valueLabel(words, "lifecycle", row.lifecycle), row.city, row.owner?.name]
  return (
    <header className="phone-head own-head">
      <PageHead title={person.name || "—"}>{null}</PageHead>
      <div className="row phone-who">
        <IconButton icon="left" size={20} label={t("back")} onClick={() => router.history.back()} />
        <Avatar id={person.id} initial={person.initial} size={36} />
        <div className="stack grow">
          <span className="row" style={{ gap: 6 }}>
            <h1 className="cut phone-name">{person.name || "—"}</h1>
            {row.tier && <TierTag tier={row.tier} />}
          </span>
          <span className="small quiet cut">{about.filter(Boolean).join(" · ")}</span>
        </div>
        <PersonMenu person={person} mayEdit={mayEdit} onCheckIn={onCheckIn} onDelete={onDelete} />
      </div>
      <div className="phone-acts">
        <a
          href={phone ? `tel:${phone}` : undefined}
          aria-disabled={!phone}
          onClick={mayEdit ? () => onWrite("call") : undefined}
        >
          <Icon name="phone" size={20} />
          {t("call")}
        </a>
        <a href={phone ? `sms:${phone}` : undefined} aria-disabled={!phone}>
          <Icon name="sms" size={20} />
          {t("sms")}
        </a>
        <a href={email ? `mailto:${email}` : undefined} aria-disabled={!email}>
          <Icon name="mail" size={20} />
          {t("mail")}
        </a>
        {mayEdit && (
          <>
            <button type="button" onClick={() => onWrite("note")}>
              <Icon name="note" size={20} />
              {t("note")}
            </button>
            <button type="button" onClick={onCheckIn}>
              <Icon name="pin" size={20} />
              {checkIn("checkIn")}
            </button>
          </>
        )}
      </div>
      {waiting && tab === "timeline" && (
        <WaitingCard compact person={person} waiting={waiting} onWrite={mayEdit ? onWrite : undefined} />
      )}
      <div className="phone-tabs" role="tablist">
        {TABS.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === tab} onClick={() => onTab(one)}>
            {t(one)}
            {one === "matters" && person.proposals > 0 && <small>{person.proposals}</small>}
          </button>
        ))}
      </div>
    </header>
  )
}
