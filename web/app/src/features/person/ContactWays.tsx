// How the person can be reached, and for what they agreed to be.

import type { Consent, Identity, Person } from "@api/contract"
import { Button, IconButton } from "@ui/Button"
import { Icon, type IconName } from "@ui/Icon"
import { Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { speakIdentity } from "../../kit/contact"
import { Sourced } from "../../kit/portrait/Sourced"
import { channelLabel, identityLabel, useWords } from "../../kit/words"
import { personPhrases } from "./phrases"

const IDENTITY_ICONS: Record<string, IconName> = {
  phone: "phone",
  email: "mail",
  wechat_openid: "wechat",
  wechat_unionid: "wechat",
  wecom_external: "wechat",
  weibo: "weibo",
  did: "bluesky",
  handle: "person",
  device: "device",
  member_no: "idcard",
  user_id: "key",
}

export function identityIcon({ kind, value }: { kind: string; value: string }): IconName {
  if (kind === "handle" && value.startsWith("bluesky:")) return "bluesky"
  if (kind === "handle" && value.startsWith("weibo:")) return "weibo"
  return IDENTITY_ICONS[kind] ?? "link"
}

/** The channel whose consent speaks for an identity. */
const CHANNEL_OF: Record<string, string> = {
  phone: "phone",
  email: "email",
  wechat_openid: "wechat",
  wecom_external: "wechat",
}
/** How people reach each other, the most personal way first. */
const REACHABLE = ["phone", "wechat_openid", "wecom_external", "email", "weibo", "did", "handle"]
const CHOICES = ["phone", "email", "weibo", "wechat_openid", "did", "handle", "member_no"] as const
/** Read by anybody; nobody agreed to be written to there. */
const PUBLIC = new Set(["weibo", "did", "handle"])

/** An identity in words: its handle where people read it, its kind where it is a number for machines. */
export function useIdentityWords() {
  const words = useWords()
  return ({ kind, value }: { kind: string; value: string }) => {
    const { text, place } = speakIdentity(kind, value)
    const label = place ? channelLabel(words, place) : identityLabel(words, kind)
    return { text: text ?? label, label, opaque: text === null }
  }
}

function useConsentMark() {
  const t = usePhrases(personPhrases)
  return (consents: Consent[], channel: string | undefined): { text: string; tone: string } | null => {
    if (!channel) return null
    const stateOf = (purpose: string) =>
      consents.find((one) => one.channel === channel && one.purpose === purpose)?.state
    const [service, marketing] = [stateOf("service"), stateOf("marketing")]
    if (service === "granted" && marketing === "granted") return { text: t("both"), tone: "good" }
    if (service === "granted") return { text: t("onlyService"), tone: "quiet" }
    if (marketing === "granted") return { text: t("onlyMarketing"), tone: "quiet" }
    if (service === "denied" || marketing === "denied") return { text: t("declined"), tone: "waiting" }
    return { text: t("unasked"), tone: "quiet" }
  }
}

interface ContactWaysProps {
  person: Person
  mayEdit: boolean
  onAddIdentity: (kind: string, value: string) => void
  onRemoveIdentity: (identity: string, what: string) => void
}

export function ContactWays({ person, mayEdit, onAddIdentity, onRemoveIdentity }: ContactWaysProps) {
  const t = usePhrases(personPhrases)
  const mark = useConsentMark()
  const say = useIdentityWords()
  const ways = person.identities
    .filter((identity) => REACHABLE.includes(identity.kind))
    .toSorted((a, b) => REACHABLE.indexOf(a.kind) - REACHABLE.indexOf(b.kind))
  return (
    <section className="portrait-section">
      <h2 className="section-head">
        {t("contact")}
        {mayEdit && (
          <span className="end">
            <Popover
              label={t("addContact")}
              trigger={(props) => <IconButton icon="plus" small label={t("addContact")} {...props} />}
            >
              {(close) => (
                <AddIdentity
                  onAdd={(kind, value) => {
                    close()
                    onAddIdentity(kind, value)
                  }}
                />
              )}
            </Popover>
          </span>
        )}
      </h2>
      {ways.length === 0 && <p className="small quiet">{t("noContact")}</p>}
      <ul>
        {ways.map((identity) => {
          const { text: shown, label, opaque } = say(identity)
          const consent = mark(person.consents, CHANNEL_OF[identity.kind])
          const state = consent?.text ?? (PUBLIC.has(identity.kind) ? t("onlyPublic") : label)
          return (
            <li key={identity.id} className="contact-way">
              <Sourced
                source={identity.source}
                at={identity.first_seen_at}
                note={opaque ? identity.value : shown === label ? undefined : label}
                focusable={!linkOf(identity)}
              >
                <div className="row">
                  <Icon name={identityIcon(identity)} />
                  <ContactValue identity={identity} shown={shown} />
                  <span className={`small nowrap ${consent?.tone ?? "quiet"}`}>{state}</span>
                  {mayEdit && identity.removable && (
                    <IconButton
                      icon="close"
                      small
                      className="contact-remove"
                      label={t("remove", { what: shown })}
                      onClick={() => onRemoveIdentity(identity.id, shown)}
                    />
                  )}
                </div>
              </Sourced>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function linkOf(identity: Identity): string | null {
  if (identity.kind === "phone") return `tel:${identity.value}`
  return identity.kind === "email" ? `mailto:${identity.value}` : null
}

function ContactValue({ identity, shown }: { identity: Identity; shown: string }) {
  const link = linkOf(identity)
  if (!link)
    return (
      <span className="cut grow" title={shown}>
        {shown}
      </span>
    )
  return (
    <a className="cut grow" href={link} title={shown}>
      {shown}
    </a>
  )
}

function AddIdentity({ onAdd }: { onAdd: (kind: string, value: string) => void }) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const [kindId, valueId] = [useId(), useId()]
  return (
    <form
      className="small-form"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const value = String(form.get("value")).trim()
        if (value !== "") onAdd(String(form.get("kind")), value)
      }}
    >
      <div className="field">
        <label htmlFor={kindId}>{t("kind")}</label>
        <select id={kindId} name="kind" className="input">
          {CHOICES.map((kind) => (
            <option key={kind} value={kind}>
              {identityLabel(words, kind)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={valueId}>{t("value")}</label>
        <input id={valueId} name="value" className="input" required autoComplete="off" />
      </div>
      <Button look="primary" type="submit">
        {t("add")}
      </Button>
    </form>
  )
}
