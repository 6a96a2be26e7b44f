// Goals and the sales target of the quarter: how far each has come, where an even pace would be, in a bar and in words.

import type { Goal, Whose } from "@api/contract"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, SkeletonRows } from "@ui/States"
import type { ReactNode } from "react"
import { paceOf, widthOf } from "../../kit/goals/pace"
import { goalsQuery } from "../../kit/goals/queries"
import { ListLink } from "../../kit/ListLink"
import { reportWords } from "../../kit/reports/phrases"
import { figureText } from "../../kit/reports/words"
import { useCan, useSession } from "../../kit/session"
import { usePage } from "../../kit/usePage"
import { thisQuarter } from "../sales/periods"
import { forecastQuery } from "../sales/queries"
import { usePeriodWords } from "../sales/usePeriodWords"
import { Card } from "./Card"
import { dayPhrases } from "./dayPhrases"
import { goalsOf } from "./goals"

const SHOWN = 4

export function Goals({ whose }: { whose: Whose | undefined }) {
  const t = usePhrases(dayPhrases)
  const format = useFormat()
  const me = useSession().user.id
  const setsUp = useCan("users")
  const periodName = usePeriodWords()
  const period = thisQuarter(format.today())
  const asked = useQuery(goalsQuery)
  const forecast = useQuery({
    ...forecastQuery({ pipeline: undefined, filter: undefined, q: undefined, period }),
    staleTime: 60_000,
  })
  const toGoals = usePage("/goals")
  const ready = whose !== undefined && !asked.isPending && !forecast.isPending
  const goals = goalsOf(asked.data ?? [], me, whose ?? "me")
  const of = forecast.data
  const own = of?.owners.find(({ owner }) => owner?.id === me)
  const target = whose === "me" ? own?.target : of?.target
  const won = whose === "me" ? own?.won : of?.won
  const failed = asked.isError && forecast.isError
  return (
    <Card
      block="goals"
      title={t("goals")}
      label={t("goals")}
      ready={ready}
      end={
        toGoals && (
          <button type="button" className="link small" onClick={() => toGoals()}>
            {t("toGoals")}
          </button>
        )
      }
    >
      {failed ? (
        <Failed error={asked.error} retry={() => void Promise.all([asked.refetch(), forecast.refetch()])} />
      ) : !ready ? (
        <SkeletonRows rows={3} height={56} />
      ) : (
        <ul className="home-goals">
          {of && target && won && (
            <Line
              name={
                <ListLink object="deal" filter={won.filter} className="medium cut home-goal-name">
                  {t("salesTarget", { period: periodName(period) })}
                </ListLink>
              }
              whose={whose === "me" ? null : t("everybody")}
              value={won.total}
              target={target}
              even={String((Number(target) * of.passed) / 100)}
              text={(amount) => format.money(amount, of.currency, true)}
            />
          )}
          {goals.slice(0, SHOWN).map((goal) => (
            <GoalLine key={goal.id} goal={goal} />
          ))}
          {goals.length === 0 && !target && (
            <li className="quiet home-line">
              <span className="grow">{t(whose === "me" ? "goalsNone" : "goalsNoneTeam")}</span>
              {setsUp && (
                <Link to="/sales" search={{ show: "forecast" }} className="link small">
                  {t("setTargets")}
                </Link>
              )}
            </li>
          )}
        </ul>
      )}
    </Card>
  )
}

function GoalLine({ goal }: { goal: Goal }) {
  const t = usePhrases(dayPhrases)
  const words = usePhrases(reportWords)
  const format = useFormat()
  const text = (value: string) => figureText(format, words, goal, goal.currency, value)
  const whose = goal.user ? null : (goal.team?.name ?? t("everybody"))
  return (
    <Line
      name={
        <span className="medium cut" title={goal.name}>
          {goal.name}
        </span>
      }
      whose={[whose, t(`every.${goal.every}`)].filter(Boolean).join(" · ")}
      value={goal.value}
      target={goal.target}
      even={goal.even}
      text={text}
    />
  )
}

interface LineProps {
  name: ReactNode
  whose: string | null
  value: string
  target: string
  even: string
  text: (value: string) => string
}

function Line({ name, whose, value, target, even, text }: LineProps) {
  const t = usePhrases(dayPhrases)
  const pace = paceOf({ value, even, target })
  return (
    <li className="home-goal">
      <span className="row">
        {name}
        {whose && <span className="small quiet nowrap">{whose}</span>}
        <span className="end small soft nowrap">{t("ofTarget", { value: text(value), target: text(target) })}</span>
      </span>
      {pace && (
        <>
          <span className={`home-pace is-${pace.state}`} aria-hidden="true">
            <i style={{ width: widthOf(pace.share) }} />
            {pace.even > 0 && pace.even < 1 && <b style={{ left: widthOf(pace.even) }} />}
          </span>
          <span className="row small quiet">
            <span className={pace.state === "behind" ? "waiting" : "good"}>
              {Math.round(pace.share * 100)}% {t(`state.${pace.state}`)}
            </span>
            {pace.state !== "reached" && (
              <span className="end">{t("pace", { n: Math.round(Math.min(1, pace.even) * 100) })}</span>
            )}
          </span>
        </>
      )}
    </li>
  )
}
