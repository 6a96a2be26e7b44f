// What the question comes to: of which days, against which, by whose clock; and the rows behind a figure beside it.

import type { Question, ReportLook } from "@api/contract"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { Empty, Failed, Skeleton } from "@ui/States"
import { type RefObject, useCallback, useState } from "react"
import { AnswerView } from "../../kit/charts/AnswerView"
import type { Opened } from "../../kit/charts/opened"
import { RowsPanel } from "../../kit/reports/RowsPanel"
import { Unrated } from "../../kit/Unrated"
import { useSize } from "../../kit/useSize"
import { pagePhrases } from "./pagePhrases"
import type { Picture } from "./saving"
import { fitting, shapeOfAnswer } from "./suit"
import type { Answered, useAnswer } from "./useAnswer"
import { isFault, useFaultWords } from "./useFaults"
import { zoneName, zoneOfBrowser } from "./zone"

interface AnswerPaneProps {
  run: ReturnType<typeof useAnswer>
  look: ReportLook
  /** Where the drawing stands, for whoever makes a picture of it. */
  drawing: RefObject<HTMLDivElement | null>
  picture: RefObject<Picture | null>
  onZone: (zone: string | undefined) => void
}

const GROWS = ["table", "pivot", "cohort"]

export function AnswerPane({ run, look, drawing, picture, onZone }: AnswerPaneProps) {
  const t = usePhrases(pagePhrases)
  const [opened, setOpened] = useState<{ of: Answered; at: Opened } | null>(null)
  const [body, size] = useSize<HTMLDivElement>()
  const { shown, error, behind } = run
  const told = useFaultWords()
  return (
    <>
      <section className="report-answer" aria-label={t("answer")} aria-busy={run.working}>
        {shown && error && isFault(error) && (
          <p className="report-fault small" role="status">
            <b>{t("faultTitle")}</b> {told(error)}
          </p>
        )}
        {shown && <AnswerLine of={shown} working={run.working} onZone={onZone} />}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
        <div ref={body} className="report-body scroll" tabIndex={0}>
          {error && !isFault(error) ? (
            <Failed error={error} retry={run.again} />
          ) : shown ? (
            <div ref={drawing} className={behind ? "report-drawing is-behind" : "report-drawing"}>
              <Drawn
                of={shown}
                look={look}
                picture={picture}
                height={size ? size.height - 40 : 400}
                onOpen={(at) => setOpened({ of: shown, at })}
              />
            </div>
          ) : error ? (
            <Empty title={t("faultTitle")} text={told(error)} drawing="road" />
          ) : (
            <div className="report-waits" role="status" aria-label={t("working")}>
              <Skeleton width="40%" height={24} />
              <Skeleton height={240} />
            </div>
          )}
        </div>
      </section>
      {opened && opened.of === shown && (
        <RowsPanel
          question={opened.of.question}
          answer={opened.of.answer}
          opened={opened.at}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

interface DrawnProps {
  of: Answered
  look: ReportLook
  picture: RefObject<Picture | null>
  height: number
  onOpen: (opened: Opened) => void
}

function Drawn({ of: { question, answer }, look, picture, height, onOpen }: DrawnProps) {
  const t = usePhrases(pagePhrases)
  const onReady = useCallback(
    (next: Picture) => {
      picture.current = next
    },
    [picture],
  )
  const none = answer.axes.length > 0 && answer.axes.some(({ keys }) => keys.length === 0)
  if (none) return <Empty title={t("nothingTitle")} text={t("nothingText")} drawing="search" />
  // The answer may be of the question before, which another look suits.
  const fits = fitting(look, shapeOfAnswer(answer))
  return (
    <AnswerView
      {...{ onReady }}
      question={question}
      answer={answer}
      look={fits}
      {...(!GROWS.includes(fits.as) && { height: Math.max(280, height) })}
      onOpen={onOpen}
    />
  )
}

interface AnswerLineProps {
  of: { question: Question; answer: Answered["answer"] }
  working: boolean
  onZone: (zone: string | undefined) => void
}

function AnswerLine({ of: { question, answer }, working, onZone }: AnswerLineProps) {
  const t = usePhrases(pagePhrases)
  const format = useFormat()
  const locale = useLocale()
  const { span, before, zone, unrated, at } = answer
  const mine = zoneOfBrowser()
  const days = (of: { from: string; to: string }) =>
    of.from === of.to
      ? t("oneDay", { from: format.calendarDay(of.from) })
      : t("span", { from: format.calendarDay(of.from), to: format.calendarDay(of.to) })
  const against = before && t("against", { from: format.calendarDay(before.from), to: format.calendarDay(before.to) })
  return (
    <div className="report-said">
      <p className="small quiet">
        <span className="soft">{span ? days(span) : t("allTime")}</span>
        {against && <span>{against}</span>}
        <span title={zone}>{t("zone", { zone: zoneName(zone, locale) })}</span>
        {(question.zone !== undefined || mine !== zone) && (
          <span>
            <button
              type="button"
              className="why"
              title={t("clockNote", { zone: zoneName(mine, locale) })}
              onClick={() => onZone(question.zone === undefined ? mine : undefined)}
            >
              {t(question.zone === undefined ? "byMyClock" : "byOurClock")}
            </button>
          </span>
        )}
        <span title={format.moment(at)}>{t("asOf", { time: format.time(at) })}</span>
        <span role="status">{working ? t("working") : ""}</span>
      </p>
      {unrated.length > 0 && (
        <>
          <Unrated currencies={unrated.map(({ currency }) => currency)} />
          <p className="small quiet">{format.list(unrated.map((one) => format.money(one.total, one.currency)))}</p>
        </>
      )}
    </div>
  )
}
