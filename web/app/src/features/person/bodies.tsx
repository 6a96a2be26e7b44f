// What stands below the line of a timeline item: an order as a card, a post as a card, a comment with a rule, a call as prose.

import type { OrderRow, TimelineItem } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Fragment, useState } from "react"
import { OrderStatus } from "../../kit/OrderStatus"
import { channelLabel, useWords } from "../../kit/words"
import { personPhrases } from "./phrases"
import { numberOf, textOf } from "./story"

export function Body({ item }: { item: TimelineItem }) {
  switch (item.kind) {
    case "purchase":
    case "order_update":
      return item.order ? <OrderCard order={item.order} /> : <PlainAmount item={item} />
    case "mention":
    case "post":
    case "review":
      return <Post item={item} />
    case "comment":
      return <Comment item={item} />
    default:
      return item.text ? <p className="story-prose">{item.text}</p> : <PlainAmount item={item} />
  }
}

function PlainAmount({ item }: { item: TimelineItem }) {
  const format = useFormat()
  if (item.amount === null || item.currency === null) return null
  return <p className="story-prose strong">{format.money(item.amount, item.currency)}</p>
}

function OrderCard({ order }: { order: OrderRow }) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const format = useFormat()
  const goods = order.lines.filter((line) => !line.amount?.startsWith("-"))
  const off = order.lines.filter((line) => line.amount?.startsWith("-"))
  return (
    <div className="card order">
      <div className="order-head row">
        <span className="strong">{order.number}</span>
        <span className="quiet small cut">{channelLabel(words, order.channel)}</span>
        <span className="end">
          <OrderStatus status={order.status} />
        </span>
      </div>
      <table>
        <tbody>
          {goods.map((line) => (
            <tr key={`${line.sku ?? ""}${line.name}`}>
              <td>{line.name}</td>
              <td className="quiet">× {format.number(line.quantity)}</td>
              <td>{line.amount !== null && format.money(line.amount, order.currency)}</td>
            </tr>
          ))}
          <tr>
            <td className="quiet">
              {off.length > 0
                ? off
                    .map((line) => `${line.name} ${format.money(line.amount ?? "0", order.currency).replace("-", "−")}`)
                    .join("、")
                : t("total")}
            </td>
            <td />
            <td className="strong">{format.money(order.amount, order.currency)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Mentions({ text }: { text: string }) {
  return text.split(/([@#][\p{L}\p{N}_.·-]+)/u).map((part, at) =>
    // Parts of one text never move, so their place is their key.
    at % 2 === 1 ? (
      <span key={at} className="good">
        {part}
      </span>
    ) : (
      <Fragment key={at}>{part}</Fragment>
    ),
  )
}

function Post({ item }: { item: TimelineItem }) {
  const t = usePhrases(personPhrases)
  const format = useFormat()
  const sentiment = numberOf(item, "sentiment")
  const stars = numberOf(item, "rating", "stars")
  const reach = numberOf(item, "reach", "views")
  const figures = [
    ["shares", numberOf(item, "shares", "reposts")],
    ["comments", numberOf(item, "comments", "replies")],
    ["likes", numberOf(item, "likes")],
  ] as const
  const some = figures.filter(([, n]) => n !== null)
  return (
    <div className="card post">
      {item.title && item.kind !== "review" && <p className="strong">{item.title}</p>}
      <p>
        <Mentions text={item.text ?? ""} />
      </p>
      {(sentiment !== null || stars !== null || reach !== null || some.length > 0) && (
        <div className="post-figures">
          {sentiment !== null && <Sentiment value={sentiment} />}
          {stars !== null && <span className="waiting">{"★".repeat(Math.max(0, Math.min(5, Math.round(stars))))}</span>}
          {reach !== null && <span>{t("reach", { n: format.compact(reach) })}</span>}
          {some.map(([key, n]) => (
            <span key={key}>{t(key, { n: n ?? 0 })}</span>
          ))}
        </div>
      )}
    </div>
  )
}

function Sentiment({ value }: { value: number }) {
  const t = usePhrases(personPhrases)
  const n = `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`
  if (value < -0.2) return <span className="tag is-bad">{t("negative", { n })}</span>
  return value > 0.2 ? (
    <span className="tag is-good">{t("positive", { n })}</span>
  ) : (
    <span className="tag">{t("neutral", { n })}</span>
  )
}

function Comment({ item }: { item: TimelineItem }) {
  const t = usePhrases(personPhrases)
  const [open, setOpen] = useState(false)
  const likes = numberOf(item, "likes", "useful")
  const circle = textOf(item, "circle", "category", "topic")
  const accepted = item.props.accepted === true
  return (
    <div className="quote">
      {item.text && (
        <button type="button" className={open ? undefined : "cut"} aria-expanded={open} onClick={() => setOpen(!open)}>
          {item.text}
        </button>
      )}
      {(accepted || likes !== null || circle) && (
        <div className="post-figures">
          {accepted && (
            <span className="row good" style={{ gap: 4 }}>
              <Icon name="check" size={14} />
              {t("accepted")}
            </span>
          )}
          {likes !== null && (
            <span className="row" style={{ gap: 4 }}>
              <Icon name="thumb" size={14} />
              {t("useful", { n: likes })}
            </span>
          )}
          {circle && <span>{t("circle", { name: circle })}</span>}
        </div>
      )}
    </div>
  )
}
