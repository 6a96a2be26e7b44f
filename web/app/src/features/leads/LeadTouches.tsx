// By what they came: the first touch as evidence (when, where, in which words), and what came after it.

import type { Lead, LeadTouch } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { channelLabel, useWords } from "../../kit/words"
import { leadPhrases } from "./leadPhrases"

export function LeadTouches({ lead: { touches, row } }: { lead: Lead }) {
  const t = usePhrases(leadPhrases)
  const [first, ...later] = touches
  if (!first) return null
  const person = row.person?.id
  return (
    <section className="lead-part" aria-label={t("firstTouch")}>
      <h2 className="section-head">{t("firstTouch")}</h2>
      <Touch of={first} person={person} />
      {later.length > 0 && (
        <>
          <h3 className="small quiet lead-later">{t("touchesN", { n: later.length })}</h3>
          {later.map((touch) => (
            <Touch key={`${touch.at}${touch.interaction}`} of={touch} person={person} />
          ))}
        </>
      )}
    </section>
  )
}

function Touch({ of, person }: { of: LeadTouch; person: string | undefined }) {
  const t = usePhrases(leadPhrases)
  const words = useWords()
  const format = useFormat()
  const kind = t.maybe(`touch.${of.kind}`) ?? words.maybe(`kind.${of.kind}`) ?? of.kind
  // A call by telephone is not said twice.
  const about = [...new Set([of.channel && channelLabel(words, of.channel), kind, of.title])]
    .filter(Boolean)
    .join(" · ")
  return (
    <article className="lead-touch">
      <p className="row small">
        <span className="soft cut">{about}</span>
        <time className="end quiet nowrap" dateTime={of.at} title={format.moment(of.at)}>
          {format.shortDate(of.at)} {format.time(of.at)}
        </time>
      </p>
      {of.text ? <blockquote>{of.text}</blockquote> : <p className="quiet">{t("noWords")}</p>}
      <p className="row is-wrap small lead-where">
        {of.url && (
          <a href={of.url} target="_blank" rel="noopener noreferrer nofollow" className="link cut">
            {of.url.replace(/^https?:\/\//, "")}
          </a>
        )}
        {of.campaign && <span className="tag">{t("campaign", { name: of.campaign })}</span>}
        {of.by && <span className="quiet">{t("touchBy", { who: of.by.name })}</span>}
        {of.interaction && person && (
          <Link
            to="/people/$id"
            params={{ id: person }}
            search={of.text ? { find: of.text.slice(0, 12) } : {}}
            className="link row end"
            style={{ gap: 4 }}
          >
            <Icon name="clock" size={14} />
            {t("inTimeline")}
          </Link>
        )}
      </p>
    </article>
  )
}
