// The one line of a timeline item: a bold actor or event, a full-width space, what happened.

import type { TimelineItem } from "@api/contract"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Found } from "../found"
import { PersonLink } from "../PersonLink"
import { channelLabel, useWords, wordOf } from "../words"
import { storyPhrases } from "./phrases"
import { numberOf, textOf } from "./values"

interface HeadlineProps {
  item: TimelineItem
  name: string
}

export function Headline({ item, name }: HeadlineProps) {
  const t = usePhrases(storyPhrases)
  const format = useFormat()
  const { actor, said } = useHeadline(item, name)
  return (
    <span className="cut" title={said === "" ? undefined : `${actor} · ${said}`}>
      <b>{actor}</b>
      {said !== "" && (
        <>
          {format.gap}
          <Found text={said} />
        </>
      )}
      {item.other && (
        <span className="soft">
          {said === "" ? format.gap : " · "}
          {t.rich("toOther", { name: <PersonLink key="other" person={item.other} /> })}
        </span>
      )}
    </span>
  )
}

const QUESTION = /[?？]\s*$/

function useHeadline(item: TimelineItem, name: string): { actor: string; said: string } {
  const t = usePhrases(storyPhrases)
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
    case "message":
      return {
        actor: t(item.direction === "in" ? "received" : "sent"),
        said: join(channel, item.title, staff),
      }
    case "visit":
      if (item.props.check_in === true) return { actor: staff ?? kind, said: join(t("checkedIn"), item.title) }
      return {
        actor: item.direction === "out" && staff && !item.title ? staff : kind,
        said: join(item.title, staff && t("attended", { name: staff })),
      }
    case "mention":
    case "post":
      return {
        actor: textOf(item, "author", "handle") ?? name,
        said: t(item.kind === "mention" ? "mentioned" : "posted", { channel }),
      }
    case "review":
      return { actor: kind, said: join(item.title, channel) }
    case "comment": {
      if (item.direction === "out") return { actor: staff ?? item.source.name, said: t("repliedPublicly", { channel }) }
      const answer = item.title !== null && QUESTION.test(item.title)
      return { actor: answer ? t("answered") : kind, said: item.title ?? channel }
    }
    case "purchase":
      return { actor: kind, said: join(textOf(item, "shop") ?? channel, textOf(item, "sale")) }
    case "order_update": {
      const status = textOf(item, "status") ?? item.order?.status ?? null
      const worded = status === null ? undefined : wordOf(words, "order", status)
      const own = item.title !== item.order?.number && !(item.title && wordOf(words, "order", item.title))
      return {
        actor: worded ? t("orderUpdate", { status: worded.toLowerCase() }) : kind,
        said: join(own && item.title, textOf(item, "courier"), textOf(item, "tracking")),
      }
    }
    case "survey":
    case "attendance":
      return { actor: kind, said: join(item.title, textOf(item, "shop") ?? channel) }
    default:
      return { actor: kind, said: join(item.title, staff) || channel }
  }
}

function useDuration(): (item: TimelineItem) => string {
  const t = usePhrases(storyPhrases)
  return (item) => {
    const seconds = numberOf(item, "seconds", "duration") ?? (numberOf(item, "minutes") ?? 0) * 60
    const [m, s] = [Math.floor(seconds / 60), Math.round(seconds % 60)]
    if (seconds === 0) return ""
    return s === 0 ? t("durationMinutes", { m }) : t("duration", { m, s })
  }
}
