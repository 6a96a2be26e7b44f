// How each kind of block of the timeline is drawn: a mark, one line, and a body only if there is more.

import type { TimelineItem } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon, type IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { type ReactNode, useState } from "react"
import { PersonLink } from "../../kit/PersonLink"
import { useFieldWords } from "../../kit/useFieldWords"
import { channelLabel, sourceLabel, useWords } from "../../kit/words"
import { Body } from "./bodies"
import { personPhrases } from "./phrases"
import type { Block } from "./story"
import { numberOf, textOf } from "./story"

const CHANNEL_ICONS: Record<string, IconName> = {
  wechat: "wechat",
  wecom: "wechat",
  weibo: "weibo",
  bluesky: "bluesky",
  community: "community",
  phone: "phone",
  sms: "sms",
  email: "mail",
  shop: "shop",
}

const KIND_ICONS: Record<string, IconName> = {
  purchase: "bag",
  order_update: "bag",
  call: "phone",
  visit: "shop",
  attendance: "calendar",
  repair: "wrench",
  survey: "form",
  note: "note",
  form: "form",
  sign_in: "signin",
  event: "bolt",
  like: "thumb",
  share: "share",
  follow: "plus",
  review: "star",
  comment: "community",
}

export const iconOf = (item: TimelineItem): IconName => KIND_ICONS[item.kind] ?? CHANNEL_ICONS[item.channel] ?? "pulse"

interface LineProps {
  icon: IconName
  quiet?: boolean
  fresh?: boolean
  time: ReactNode
  head: ReactNode
  children?: ReactNode
}

function Line({ icon, quiet, fresh, time, head, children }: LineProps) {
  return (
    <li className={`story-line${quiet ? " is-quiet" : ""}${fresh ? " is-fresh" : ""}`}>
      <span className="story-mark">
        <Icon name={icon} size={14} />
      </span>
      <div className="story-body">
        <div className="story-head">
          {head}
          {time}
        </div>
        {children}
      </div>
    </li>
  )
}

/** The time at the right edge; its title says when exactly and from where. */
function When({ from, to }: { from: TimelineItem; to?: TimelineItem }) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const format = useFormat()
  const start = format.time(from.occurred_at)
  const end = to && to.id !== from.id ? format.time(to.occurred_at) : start
  return (
    <>
      {from.late && (
        <span className="tag" title={t("lateHint", { moment: format.moment(from.received_at) })}>
          {t("late")}
        </span>
      )}
      <time
        dateTime={from.occurred_at}
        title={`${format.moment(from.occurred_at)} · ${sourceLabel(words, from.source)}`}
      >
        {end === start ? start : `${start}–${end}`}
      </time>
    </>
  )
}

interface BlockProps {
  block: Block
  fresh: ReadonlySet<string>
  onUndo: (batch: string) => void
}

export function BlockView({ block, fresh, onUndo }: BlockProps) {
  if (block.type === "chat") return <Chat messages={block.messages} channel={block.channel} fresh={fresh} />
  if (block.type === "pages") return <Pages items={block.items} fresh={fresh} />
  if (block.type === "changes") return <Changes items={block.items} fresh={fresh} onUndo={onUndo} />
  return <Single item={block.item} fresh={fresh.has(block.item.id)} />
}

function Chat({ messages, channel, fresh }: { messages: TimelineItem[]; channel: string; fresh: ReadonlySet<string> }) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const format = useFormat()
  const [first] = messages
  const last = messages.at(-1)
  if (!first) return null
  const staff = [...new Set(messages.flatMap((message) => (message.by ? [message.by.name] : [])))]
  const title = messages.find((message) => message.title)?.title
  return (
    <Line
      icon={CHANNEL_ICONS[channel] ?? "sms"}
      time={<When from={first} to={last} />}
      head={
        <span className="cut">
          <b>{t("conversation", { channel: channelLabel(words, channel) })}</b>
          {[staff.length > 0 && t("received", { names: format.list(staff) }), title]
            .filter(Boolean)
            .map((part) => format.gap + part)}
        </span>
      }
    >
      <div className="bubbles">
        {messages.map((message) => (
          <p
            key={message.id}
            className={`bubble${message.direction === "out" ? " is-ours" : ""}${fresh.has(message.id) ? " is-fresh" : ""}`}
          >
            <span>{message.text}</span>
            <time title={format.moment(message.occurred_at)}>
              {format.time(message.occurred_at)}
              {message.props.read === true && ` ${t("read")}`}
            </time>
          </p>
        ))}
      </div>
    </Line>
  )
}

/** A line that opens: what is folded is one click away. */
function Folded({
  label,
  open,
  onToggle,
  children,
}: {
  label: ReactNode
  open: boolean
  onToggle: () => void
  children?: ReactNode
}) {
  return (
    <button type="button" className="fold-button cut" aria-expanded={open} onClick={onToggle}>
      {label}
      {children}
    </button>
  )
}

function Pages({ items, fresh }: { items: TimelineItem[]; fresh: ReadonlySet<string> }) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const [first] = items
  const last = items.at(-1)
  if (!first) return null
  const titles = [...new Set(items.map((item) => item.title ?? textOf(item, "url", "path") ?? ""))].filter(Boolean)
  return (
    <Line
      icon="eye"
      quiet
      fresh={items.some((item) => fresh.has(item.id))}
      time={<When from={first} to={last} />}
      head={
        <Folded label={t("pages", { n: items.length })} open={open} onToggle={() => setOpen(!open)}>
          <span className="quiet">{format.gap + format.list(titles.slice(0, 3))}</span>
        </Folded>
      }
    >
      {open && (
        <ul className="fold-list">
          {items.map((item) => (
            <li key={item.id} className="row">
              <span className="cut grow">
                {item.kind !== "page" && `${words.maybe(`kind.${item.kind}`)} · `}
                {item.title ?? textOf(item, "url", "path")}
              </span>
              <time className="small quiet">{format.time(item.occurred_at)}</time>
            </li>
          ))}
        </ul>
      )}
    </Line>
  )
}

function Changes({
  items,
  fresh,
  onUndo,
}: {
  items: TimelineItem[]
  fresh: ReadonlySet<string>
  onUndo: (batch: string) => void
}) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const fields = useFieldWords()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const [first] = items
  const last = items.at(-1)
  if (!first) return null
  const keys = [...new Set(items.flatMap((item) => item.change?.fields.map((field) => field.key) ?? []))]
  const labels = keys.map(fields.label)
  return (
    <Line
      icon="edit"
      quiet
      fresh={items.some((item) => fresh.has(item.id))}
      time={<When from={first} to={last} />}
      head={
        <Folded label={t("fields", { n: keys.length })} open={open} onToggle={() => setOpen(!open)}>
          <span className="quiet">{format.gap + format.list(labels)}</span>
        </Folded>
      }
    >
      {open && (
        <ul className="fold-list">
          {items.map((item) => (
            <li key={item.id}>
              {item.change?.fields.map((field) => (
                <div key={field.key} className="row">
                  <span className="quiet nowrap">{fields.label(field.key)}</span>
                  <span className="cut grow">
                    <s className="quiet">{fields.value(field.key, field.before)}</s> →{" "}
                    {fields.value(field.key, field.after)}
                  </span>
                </div>
              ))}
              <div className="row small quiet">
                {sourceLabel(words, item.source)}
                {item.change?.undone && <span>· {t("undone")}</span>}
                {item.change?.undoable && (
                  <button type="button" className="link" onClick={() => item.change && onUndo(item.change.batch)}>
                    {t("undo")}
                  </button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Line>
  )
}

function Single({ item, fresh }: { item: TimelineItem; fresh: boolean }) {
  return (
    <Line icon={iconOf(item)} fresh={fresh} time={<When from={item} />} head={<Headline item={item} />}>
      <Body item={item} />
    </Line>
  )
}

/** The one line: a bold actor or event, a full-width space, what happened. */
function Headline({ item }: { item: TimelineItem }) {
  const format = useFormat()
  const { actor, said } = useHeadline(item)
  return (
    <span className="cut">
      <b>{actor}</b>
      {said !== "" && format.gap + said}
      {item.other && <PersonLink person={item.other} />}
    </span>
  )
}

function useHeadline(item: TimelineItem): { actor: string; said: string } {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const duration = useDuration()
  const kind = words.maybe(`kind.${item.kind}`) ?? item.kind
  const channel = channelLabel(words, item.channel)
  const staff = item.by?.name
  const join = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(" · ")
  switch (item.kind) {
    case "call": {
      const spoken = duration(item)
      const verb = t(item.direction === "in" ? "calledIn" : "calledOut")
      return staff
        ? { actor: staff, said: [verb, spoken].filter(Boolean).join(t("clause")) }
        : { actor: verb, said: spoken }
    }
    case "note":
      return { actor: staff ?? item.source.name, said: item.title ?? t("wroteNote") }
    case "visit":
      return {
        actor: item.direction === "out" && staff && !item.title ? staff : kind,
        said: join(item.title, staff && t("attended", { name: staff })),
      }
    case "mention":
    case "post":
    case "review": {
      const place = t(item.kind === "mention" ? "mentioned" : item.kind === "post" ? "posted" : "reviewed", { channel })
      return {
        actor: textOf(item, "author", "handle") ?? kind,
        said: item.kind === "review" ? join(place, item.title) : place,
      }
    }
    case "comment":
      return {
        actor: item.title ? kind : (textOf(item, "author") ?? kind),
        said: item.title ?? t("commented", { channel }),
      }
    case "purchase":
      return { actor: kind, said: channel }
    case "order_update": {
      const status = item.order?.status ?? textOf(item, "status")
      const worded = status === null ? null : words.maybe(`order.${status}`)
      return {
        actor: worded ? t("orderUpdate", { status: worded.toLowerCase() }) : kind,
        said: item.title === item.order?.number ? "" : (item.title ?? ""),
      }
    }
    default:
      return { actor: kind, said: join(item.title, staff) || channel }
  }
}

function useDuration(): (item: TimelineItem) => string {
  const t = usePhrases(personPhrases)
  return (item) => {
    const seconds = numberOf(item, "seconds", "duration") ?? (numberOf(item, "minutes") ?? 0) * 60
    const [m, s] = [Math.floor(seconds / 60), Math.round(seconds % 60)]
    if (seconds === 0) return ""
    return s === 0 ? t("durationMinutes", { m }) : t("duration", { m, s })
  }
}
