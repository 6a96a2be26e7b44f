// What matters now, first of all: who waits for an answer, what is on its way, what was said in public, a long silence.
// Each line opens the rows behind it.

import type { Person, TimelineItem } from "@api/contract"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { type ReactNode, useState } from "react"
import { storyPhrases } from "../../kit/story/phrases"
import { numberOf } from "../../kit/story/values"
import { channelLabel, useWords, wordOf } from "../../kit/words"
import { lastMention, longSilent, ordersUnderWay, type Waiting, whoWaits } from "./asks"
import { personPhrases } from "./phrases"

interface NowProps {
  person: Person
  /** The newest items of the whole story. */
  items: TimelineItem[]
  onGroup: (group: string) => void
  onWrite?: (kind: "note" | "call" | "visit") => void
}

export function Now({ person, items, onGroup, onWrite }: NowProps) {
  const t = usePhrases(personPhrases)
  const story = usePhrases(storyPhrases)
  const words = useWords()
  const format = useFormat()
  const now = Date.now()
  const waiting = whoWaits(items, now)
  const orders = ordersUnderWay(items, now)
  const mention = lastMention(items, now)
  const silent = longSilent(person.row.last_seen_at, now)
  const reach = mention && numberOf(mention.item, "reach", "views")
  return (
    <>
      {waiting && <WaitingCard person={person} waiting={waiting} onWrite={onWrite} />}
      {(orders.length > 0 || mention || silent) && (
        <section className="matter">
          <h2 className="section-head">{t("underWay")}</h2>
          <ul className="now-list">
            {orders.slice(0, 3).map(({ order, late }) => (
              <Line
                key={order.id}
                icon="bag"
                onOpen={() => onGroup("order")}
                head={order.number}
                figure={format.money(order.amount, order.currency)}
                under={[wordOf(words, "order", order.status) ?? order.status, channelLabel(words, order.channel)]}
                end={
                  <span className={late ? "bad" : undefined}>{t("ordered", { ago: format.ago(order.placed_at) })}</span>
                }
              />
            ))}
            {mention && (
              <Line
                icon="pulse"
                onOpen={() => onGroup("mention")}
                head={story("mentioned", { channel: channelLabel(words, mention.item.channel) })}
                figure={reach ? t("reach", { n: format.compact(reach) }) : undefined}
                under={[
                  <span key="answer" className={mention.answered ? undefined : "waiting"}>
                    {t(mention.answered ? "answeredThere" : "unansweredThere")}
                  </span>,
                ]}
                end={format.ago(mention.item.occurred_at)}
              />
            )}
            {silent && person.row.last_seen_at && (
              <Line
                icon="clock"
                onOpen={() => onGroup("all")}
                head={t("silent", { n: format.daysAgo(person.row.last_seen_at) })}
                under={[t("lastSeen", { date: format.date(person.row.last_seen_at) })]}
              />
            )}
          </ul>
        </section>
      )}
    </>
  )
}

interface LineProps {
  icon: IconName
  head: string
  figure?: string | undefined
  under: ReactNode[]
  end?: ReactNode
  onOpen: () => void
}

function Line({ icon, head, figure, under, end, onOpen }: LineProps) {
  return (
    <li>
      <button type="button" className="now-line" onClick={onOpen}>
        <Icon name={icon} size={14} />
        <span className="stack grow">
          <span className="row">
            <span className="cut grow medium" title={head}>
              {head}
            </span>
            <span className="nowrap">{figure}</span>
          </span>
          <span className="row small quiet">
            <span className="cut grow">
              {under.filter(Boolean).map((part, at) => (
                // Parts of one line never move, so their place is their key.
                <span key={at}>
                  {at > 0 && " · "}
                  {part}
                </span>
              ))}
            </span>
            <span className="nowrap">{end}</span>
          </span>
        </span>
      </button>
    </li>
  )
}

interface WaitingCardProps {
  person: Person
  waiting: Waiting
  /** On a phone: two lines and one action. */
  compact?: boolean
  onWrite: ((kind: "note" | "call" | "visit") => void) | undefined
}

export function WaitingCard({ person, waiting, compact = false, onWrite }: WaitingCardProps) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const { item, since, count } = waiting
  const channel = channelLabel(words, item.channel)
  const days = format.daysAgo(since)
  const day =
    days === 0 ? t("today").toLowerCase() : days === 1 ? t("yesterday").toLowerCase() : format.shortDate(since)
  const phone = person.identities.find((identity) => identity.kind === "phone")?.value
  const call =
    onWrite &&
    (phone ? (
      <a className="button is-small" href={`tel:${phone}`} onClick={() => onWrite("call")}>
        <Icon name="phone" size={14} />
        {t("callBack")}
      </a>
    ) : (
      <Button small icon="note" onClick={() => onWrite("note")}>
        {t("record")}
      </Button>
    ))
  return (
    <section className={compact ? "matter-card waiting-card is-compact" : "matter-card waiting-card"}>
      <div className="row small">
        <Icon name="clock" size={14} />
        <span className="waiting strong">{t("waitingSince", { when: `${day} ${format.time(since)}` })}</span>
        <button type="button" className="why end" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("why")}
        </button>
      </div>
      <div className="waiting-said">
        <p title={item.text ?? undefined}>{item.text}</p>
        {compact && call}
      </div>
      {open && (
        <div className="reasons">
          <div>{t("waitingWhy", { n: count, channel })}</div>
          <div>{t("waitingWhyNone")}</div>
        </div>
      )}
      {!compact && onWrite && (
        <div className="row">
          {call}
          {phone && (
            <Button small icon="note" onClick={() => onWrite("note")}>
              {t("record")}
            </Button>
          )}
          <span className="small quiet end">{channel}</span>
        </div>
      )}
    </section>
  )
}
