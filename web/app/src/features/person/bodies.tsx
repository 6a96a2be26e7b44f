// What stands below the line of a timeline item: an order as a card, a post as a card, a comment with a rule, a call as prose.

import type { OrderRow, TimelineItem } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useState } from "react"
import { FileLines } from "../../kit/files/FileLines"
import { Found } from "../../kit/found"
import { OrderStatus } from "../../kit/OrderStatus"
import { numberOf, textOf } from "../../kit/story/values"
import { channelLabel, useWords } from "../../kit/words"
import { PlaceLine } from "./PlaceLine"
import { personPhrases } from "./phrases"

export function Body({ item, repeated }: { item: TimelineItem; repeated: boolean }) {
  const files = item.files ?? []
  return (
    <>
      <Words item={item} repeated={repeated} />
      {files.length > 0 && (
        <div className="story-files">
          <FileLines files={files} />
        </div>
      )}
    </>
  )
}

function Words({ item, repeated }: { item: TimelineItem; repeated: boolean }) {
  switch (item.kind) {
    case "purchase":
    case "order_update":
      if (!item.order) return <PlainAmount item={item} />
      return repeated ? <OrderLine order={item.order} /> : <OrderCard order={item.order} />
    case "survey":
      return <Survey item={item} />
    case "mention":
    case "post":
    case "review":
      return <Post item={item} />
    case "comment":
      return <Comment item={item} />
    default:
      return (
        <>
          {item.text ? (
            <p className="story-prose">
              <Found text={item.text} />
            </p>
          ) : (
            <PlainAmount item={item} />
          )}
          {item.kind === "visit" && <PlaceLine item={item} />}
        </>
      )
  }
}

function PlainAmount({ item }: { item: TimelineItem }) {
  const format = useFormat()
  if (item.amount === null || item.currency === null) return null
  return <p className="story-prose strong">{format.money(item.amount, item.currency)}</p>
}

/** An order that a newer item shows in full: its number and amount, opened by a click. */
function OrderLine({ order }: { order: OrderRow }) {
  const format = useFormat()
  const [open, setOpen] = useState(false)
  if (open) return <OrderCard order={order} />
  return (
    <button type="button" className="order-line row" aria-expanded={false} onClick={() => setOpen(true)}>
      <span className="cut">
        {order.number}
        {order.lines[0] && <span className="quiet"> · {order.lines[0].name}</span>}
      </span>
      <span className="end nowrap">{format.money(order.amount, order.currency)}</span>
    </button>
  )
}

const cents = (amount: string | null) => Math.round(Number(amount ?? 0) * 100)

function OrderCard({ order }: { order: OrderRow }) {
  const t = usePhrases(personPhrases)
  const words = useWords()
  const format = useFormat()
  const goods = order.lines.filter((line) => !line.amount?.startsWith("-"))
  const off = order.lines.filter((line) => line.amount?.startsWith("-"))
  const minus = (amount: string) => format.money(amount, order.currency).replace("-", "−")
  // What the goods cost more than was paid, where no line says so.
  const sum = goods.reduce((all, line) => all + cents(line.amount), 0)
  const saved = off.length === 0 && goods.every((line) => line.amount !== null) ? sum - cents(order.amount) : 0
  const foot =
    off.length > 0
      ? off.map((line) => `${line.name} ${minus(line.amount ?? "0")}`).join("、")
      : saved > 0
        ? t("discount", { amount: minus(`-${saved / 100}`) })
        : t("total")
  return (
    <div className="card order">
      <div className="order-head row">
        <Link to="." search={(now) => ({ ...now, panel: order.id })} className="strong nowrap">
          {order.number}
        </Link>
        <span className="quiet small cut">{channelLabel(words, order.channel)}</span>
        <span className="end">
          <OrderStatus status={order.status} />
        </span>
      </div>
      <table>
        <tbody>
          {goods.map((line) => (
            <tr key={`${line.sku ?? ""}${line.name}`}>
              <td>
                <Found text={line.name} />
              </td>
              <td className="quiet">× {format.number(line.quantity)}</td>
              <td>{line.amount !== null && format.money(line.amount, order.currency)}</td>
            </tr>
          ))}
          <tr>
            <td className="quiet">{foot}</td>
            <td />
            <td className="strong">{format.money(order.amount, order.currency)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** Questions and answers of a survey, the question in small ink. */
function Survey({ item }: { item: TimelineItem }) {
  const answers = Array.isArray(item.props.answers) ? item.props.answers.flatMap(readAnswer) : []
  if (answers.length === 0)
    return item.text ? (
      <p className="story-prose">
        <Found text={item.text} />
      </p>
    ) : null
  return (
    <dl className="answers">
      {answers.map(({ question, answer }) => (
        <div key={question}>
          <dt className="small quiet">{question}</dt>
          <dd>
            <Found text={answer} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function readAnswer(value: unknown): { question: string; answer: string }[] {
  if (typeof value !== "object" || value === null || !("question" in value) || !("answer" in value)) return []
  return [{ question: String(value.question), answer: String(value.answer ?? "—") }]
}

function Mentions({ text }: { text: string }) {
  return text.split(/([@#][\p{L}\p{N}_.·-]+)/u).map((part, at) =>
    // Parts of one text never move, so their place is their key.
    at % 2 === 1 ? (
      <span key={at} className="good">
        <Found text={part} />
      </span>
    ) : (
      <Found key={at} text={part} />
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
  const url = textOf(item, "url", "link")
  const original = url && /^https?:\/\//.test(url) ? url : null
  return (
    <div className="card post">
      {item.title && item.kind !== "review" && <p className="strong">{item.title}</p>}
      <p>
        <Mentions text={item.text ?? ""} />
      </p>
      {(sentiment !== null || stars !== null || reach !== null || original || some.length > 0) && (
        <div className="post-figures">
          {sentiment !== null && <Sentiment value={sentiment} />}
          {stars !== null && <Stars n={stars} />}
          {reach !== null && <span>{t("reach", { n: format.compact(reach) })}</span>}
          {some.map(([key, n]) => (
            <span key={key}>{t(key, { n: n ?? 0 })}</span>
          ))}
          {original && (
            <a className="end row link" href={original} target="_blank" rel="noreferrer" style={{ gap: 4 }}>
              <Icon name="out" size={12} />
              {t("original")}
            </a>
          )}
        </div>
      )}
    </div>
  )
}

function Stars({ n }: { n: number }) {
  const whole = Math.max(0, Math.min(5, Math.round(n)))
  return (
    <span role="img" aria-label={`${whole} / 5`} className="stars">
      {"★".repeat(whole)}
      <span className="quiet">{"☆".repeat(5 - whole)}</span>
    </span>
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
  const likes = numberOf(item, "helpful", "useful", "likes")
  const circle = textOf(item, "circle", "category", "topic")
  const accepted = item.props.accepted === true
  return (
    <div className="quote">
      {item.text && (
        <button type="button" className={open ? undefined : "cut"} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Found text={item.text} />
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
