// How each kind of block of the timeline is drawn: a mark, one line, and a body only if there is more.

import type { TimelineItem } from "@api/contract"
import { useFormat } from "@ui/format"
import type { IconName } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { type ReactNode, useState } from "react"
import { Found } from "../../kit/found"
import { Headline } from "../../kit/story/Headline"
import { CHANNEL_ICONS, iconOf } from "../../kit/story/icons"
import { StoryMark } from "../../kit/story/StoryMark"
import { textOf } from "../../kit/story/values"
import { TalkAbout } from "../../kit/talk/about"
import { useFieldWords } from "../../kit/useFieldWords"
import { channelLabel, sourceLabel, useWords } from "../../kit/words"
import { Body } from "./bodies"
import { Noted } from "./Noted"
import { personPhrases } from "./phrases"
import { Strike } from "./Strike"
import type { Block } from "./story"

/** "T-2081" names a ticket; ids that only machines made do not. */
const TICKET = /^[A-Z]{1,4}-\d+$/

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
      <StoryMark icon={icon} />
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
      {from.props.waiting === true && <span className="tag is-waiting">{t("toBeSent")}</span>}
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
  /** Whose story it is, for what they did under no other name. */
  name: string
  /** Items whose order a newer one shows. */
  repeated: ReadonlySet<string>
  fresh: ReadonlySet<string>
  onUndo: (batch: string) => void
  /** Strikes out what a colleague noted by mistake; absent where nothing may be changed. */
  onStrike?: (item: string) => Promise<void>
}

export function BlockView({ block, name, repeated, fresh, onUndo, onStrike }: BlockProps) {
  if (block.type === "chat") return <Chat messages={block.messages} channel={block.channel} fresh={fresh} />
  if (block.type === "pages") return <Pages items={block.items} fresh={fresh} />
  if (block.type === "changes") return <Changes items={block.items} fresh={fresh} onUndo={onUndo} />
  const { item } = block
  return (
    <Line
      icon={iconOf(item)}
      fresh={fresh.has(item.id)}
      time={
        <>
          <About item={item} />
          {onStrike && <Strike item={item} onStrike={onStrike} />}
          <When from={item} />
        </>
      }
      head={<Headline item={item} name={name} />}
    >
      <Body item={item} repeated={repeated.has(item.id)} />
      {item.order && !repeated.has(item.id) && (
        <Noted object="order" fields={item.order.fields} linked={item.order.linked} />
      )}
      <Noted object="interaction" fields={item.fields} linked={item.linked} />
    </Line>
  )
}

/** The way to talk about an item; one that waits to be sent is nowhere yet. */
function About({ item }: { item: TimelineItem }) {
  const words = useWords()
  if (item.props.waiting === true) return null
  const kind = words.maybe(`kind.${item.kind}`) ?? item.kind
  return <TalkAbout about={{ id: item.id, what: item.text?.slice(0, 80) ?? item.title ?? kind }} />
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
  const ticket = messages.map((message) => textOf(message, "conversation")).find((id) => id && TICKET.test(id))
  return (
    <Line
      icon={CHANNEL_ICONS[channel] ?? "sms"}
      time={<When from={first} to={last} />}
      head={
        <span className="cut">
          <b>{t("conversation", { channel: channelLabel(words, channel) })}</b>
          {(staff.length > 0 || ticket || title) && format.gap}
          {[
            staff.length > 0 && t("received", { names: format.list(staff) }),
            ticket && t("ticket", { n: ticket }),
            title,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      }
    >
      <div className="bubbles">
        {messages.map((message) => (
          <p
            key={message.id}
            className={`bubble${message.direction === "out" ? " is-ours" : ""}${fresh.has(message.id) ? " is-fresh" : ""}`}
          >
            <span>
              <Found text={message.text ?? ""} />
            </span>
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
                {item.change?.way === "contacts" && <span>· {t("byContacts")}</span>}
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
