// How even a thing is shared: a score in words, and the colleagues on one line, the mean marked.

import type { FairnessPart } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { usePhrases } from "@ui/phrases"
import { fairnessPhrases } from "./phrases"
import { dotsOf, endsOf, gradeOf, numberOf } from "./reading"

interface EvennessProps {
  label: string
  /** Why it may not be known. */
  unknown: string
  even: number | null
  parts: FairnessPart[]
  value: (part: FairnessPart) => number
  text: (value: number) => string
}

/** How near two avatars may stand, in percent of the line; and how high one is. */
const [GAP, STEP] = [8, 22]

export function Evenness({ label, unknown, even, parts: all, value, text }: EvennessProps) {
  const t = usePhrases(fairnessPhrases)
  // Whoever got none is not among those it was shared out to.
  const parts = all.filter((part) => numberOf(part) > 0)
  const ends = endsOf(parts, value)
  const dots = dotsOf(parts, value, GAP)
  const most = Math.max(1e-9, ...parts.map(value))
  const mean = parts.reduce((sum, part) => sum + value(part), 0) / Math.max(1, parts.length)
  const levels = 1 + Math.max(0, ...dots.map(({ level }) => level))
  const said = (part: FairnessPart) => t("oneEnd", { name: part.who.name, n: text(value(part)) })
  return (
    <section className="fairness-even" aria-label={label}>
      <h2>{label}</h2>
      {even === null ? (
        <p className="quiet">
          {t("unknown")} · {unknown}
        </p>
      ) : (
        <>
          <p className="fairness-score">
            <b className={`is-${gradeOf(even)}`}>{even}</b>
            <span className={`is-${gradeOf(even)}`}>{t(`grade.${gradeOf(even)}`)}</span>
            <span className="quiet">{t("outOf")}</span>
          </p>
          <div className="fairness-line" style={{ height: levels * STEP + 6 }} aria-hidden="true">
            <span className="fairness-mean" style={{ left: `${(mean / most) * 100}%` }} />
            {dots.map(({ part, at, level }) => (
              <span
                key={part.who.id}
                className="fairness-dot"
                style={{ left: `${at}%`, bottom: level * STEP + 4 }}
                title={t("dot", { name: part.who.name, n: text(value(part)) })}
              >
                <Avatar id={part.who.id} initial={part.who.initial ?? part.who.name.slice(0, 1)} size={20} />
              </span>
            ))}
          </div>
          <p className="small quiet fairness-legend">
            {ends && <span>{t("ends", { most: said(ends.most), least: said(ends.least) })}</span>}
            <span className="fairness-mean-word">{t("mean", { n: text(Math.round(mean)) })}</span>
          </p>
        </>
      )}
    </section>
  )
}
