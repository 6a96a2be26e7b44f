// Who of several is free on the day that is planned: a line for each, what is planned drawn across them, and the next
// time at which all are free.

import { useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat, ZoneContext } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import { useContext, useState } from "react"
import { moved } from "../calendar/days"
import { clashes, nextFree } from "./freeTimes"
import { planPhrases } from "./planPhrases"
import { busyQuery } from "./queries"
import { instantAt, type Wall, wallOf } from "./wall"

interface FreeStripProps {
  who: readonly string[]
  day: string
  minutes: number
  long: number
  now: Wall
  /** What is changed now, which must not stand in its own way. */
  own?: { from: string; to: string } | undefined
  onTime: (time: Wall) => void
}

/** The hours that are drawn. */
const [FIRST, LAST] = [8 * 60, 20 * 60]
/** How far ahead is looked. */
const AHEAD = 21
const percent = (minutes: number) => `${((Math.min(LAST, Math.max(FIRST, minutes)) - FIRST) / (LAST - FIRST)) * 100}%`

export function FreeStrip({ who, day, minutes, long, now, own, onTime }: FreeStripProps) {
  const t = usePhrases(planPhrases)
  const format = useFormat()
  const zone = useContext(ZoneContext)
  const [none, setNone] = useState(false)
  const asked = useQuery(busyQuery(who, instantAt(day, 0, zone), instantAt(moved(day, AHEAD), 0, zone)))
  if (asked.isPending) return <Skeleton height={48} />
  if (asked.isError) return <Failed error={asked.error} retry={() => void asked.refetch()} />
  const isOwn = (part: { from: string; to: string }) =>
    own !== undefined && Date.parse(part.from) === Date.parse(own.from) && Date.parse(part.to) === Date.parse(own.to)
  const busy = asked.data.map((one) => ({ ...one, busy: one.busy.filter((part) => !isOwn(part)) }))
  const [from, to] = [instantAt(day, minutes, zone), instantAt(day, minutes + long, zone)]
  const taken = clashes(busy, from, to)
  const next = () => {
    const soonest = day === now.day && now.minutes > minutes ? now.minutes : taken.length > 0 ? minutes : minutes + 15
    const found = nextFree(busy, { day, minutes: soonest }, long, zone)
    setNone(found === null)
    if (found) onTime(found)
  }
  const hour = (at: number) => Math.floor(at / 60)
  return (
    <div className="free" role="group" aria-label={t("freeTitle")}>
      <div className="free-hours" aria-hidden="true">
        {Array.from({ length: 7 }, (_, n) => FIRST + n * 120).map((at) => (
          <span key={at} style={{ left: percent(at) }}>
            {hour(at)}
          </span>
        ))}
      </div>
      {busy.map((one) => {
        const today = one.busy
          .map((part) => [wallOf(part.from, zone), wallOf(part.to, zone)] as const)
          .filter(([begins, ends]) => begins.day <= day && ends.day >= day)
          .map(
            ([begins, ends]) => [begins.day < day ? 0 : begins.minutes, ends.day > day ? 1440 : ends.minutes] as const,
          )
        const told = one.busy
          .filter((part) => wallOf(part.from, zone).day === day)
          .map((part) => `${format.time(part.from)}–${format.time(part.to)}`)
        return (
          <div key={one.who.id} className="free-line">
            <span className={taken.includes(one) ? "cut waiting" : "cut"}>{one.who.name}</span>
            <span
              className="free-bar"
              role="img"
              aria-label={t("freeBar", {
                who: one.who.name,
                busy: told.length > 0 ? format.list(told) : t("freeAllDay"),
              })}
            >
              {today.map(([begins, ends]) => (
                <i
                  key={`${begins}-${ends}`}
                  style={{ left: percent(begins), right: `calc(100% - ${percent(ends)})` }}
                />
              ))}
              <b
                className={taken.includes(one) ? "is-taken" : undefined}
                style={{ left: percent(minutes), right: `calc(100% - ${percent(minutes + long)})` }}
              />
            </span>
          </div>
        )
      })}
      <p className="row small is-wrap free-said" aria-live="polite">
        <Icon name={taken.length > 0 ? "warn" : "check"} size={14} />
        <span className={taken.length > 0 ? "waiting grow" : "good grow"}>
          {taken.length > 0 ? t("freeClash", { who: format.list(taken.map((one) => one.who.name)) }) : t("freeAll")}
        </span>
        {none ? (
          <span className="waiting">{t("freeNone")}</span>
        ) : (
          <Button small onClick={next}>
            {t("freeNext")}
          </Button>
        )}
      </p>
    </div>
  )
}
