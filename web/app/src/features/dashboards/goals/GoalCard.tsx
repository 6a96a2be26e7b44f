// One goal: how far it is, whether that is ahead of an even pace, and what the periods before came to.

import type { Goal } from "@api/contract"
import { Avatar } from "@ui/Avatar"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { MenuItem, Popover } from "@ui/Menu"
import { usePhrases } from "@ui/phrases"
import { barOf, columnsOf, type Pace, paceOf, percentOf } from "./pace"
import { goalPhrases } from "./phrases"
import { useGoalWords } from "./useGoalWords"

interface GoalCardProps {
  goal: Goal
  onEdit: () => void
  onRemove: () => void
}

const TONES: Record<Pace["of"], string> = {
  reached: "is-good",
  ahead: "is-good",
  even: "",
  behind: "is-waiting",
  short: "",
}

export function GoalCard({ goal, onEdit, onRemove }: GoalCardProps) {
  const t = usePhrases(goalPhrases)
  const format = useFormat()
  const words = useGoalWords()
  const pace = paceOf(goal)
  const bar = barOf(goal)
  const percent = percentOf(goal)
  const left = format.daysUntil(goal.to)
  const by = "by" in pace ? words.value(goal, pace.by) : ""
  const says =
    pace.of === "even"
      ? t("even")
      : pace.of === "reached"
        ? Number(pace.by) > 0
          ? t("reachedBy", { by })
          : t("reached")
        : t(pace.of, { by })
  const span = t("span", { from: format.calendarDay(goal.from), to: format.calendarDay(goal.to) })
  return (
    <article className="card goal" aria-label={goal.name}>
      <header className="row">
        <h3 className="medium cut grow" title={goal.name}>
          {goal.name}
        </h3>
        {goal.editable && (
          <Popover
            kind="menu"
            label={t("menu", { name: goal.name })}
            trigger={(props) => <IconButton icon="more" small label={t("menu", { name: goal.name })} {...props} />}
          >
            {(close) => (
              <>
                <MenuItem
                  icon="edit"
                  onSelect={() => {
                    close()
                    onEdit()
                  }}
                >
                  {t("edit")}
                </MenuItem>
                <MenuItem
                  icon="trash"
                  onSelect={() => {
                    close()
                    onRemove()
                  }}
                >
                  {t("remove")}
                </MenuItem>
              </>
            )}
          </Popover>
        )}
      </header>
      <p className="row small soft goal-who">
        {goal.user ? (
          <Avatar id={goal.user.id} initial={goal.user.initial ?? goal.user.name.slice(0, 1)} />
        ) : (
          <Icon name={goal.team ? "group" : "company"} size={14} />
        )}
        <span className="cut">{goal.user?.name ?? goal.team?.name ?? t("everybody")}</span>
        <span className="quiet nowrap end" title={span}>
          {t(`every.${goal.every}`)} · {left <= 0 ? t("lastDay") : t("left", { n: left })}
        </span>
      </p>
      <p className="goal-value">
        <strong>{words.value(goal, goal.value)}</strong>
        <span className="quiet">{t("of", { target: words.value(goal, goal.target) })}</span>
        <span className="soft end">{percent}%</span>
      </p>
      <div
        className={`goal-bar ${TONES[pace.of]}`}
        role="progressbar"
        aria-label={goal.name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, percent)}
        aria-valuetext={`${t("progress", { percent })}, ${says}`}
      >
        <span style={{ width: `${bar.done}%` }} />
        {bar.even !== null && (
          <i style={{ left: `${bar.even}%` }} title={t("evenAt", { even: words.value(goal, goal.even) })} />
        )}
      </div>
      <p className={`small goal-says ${TONES[pace.of]}`}>{says}</p>
      <Past goal={goal} />
    </article>
  )
}

function Past({ goal }: { goal: Goal }) {
  const t = usePhrases(goalPhrases)
  const format = useFormat()
  const words = useGoalWords()
  const { columns, target } = columnsOf(goal)
  return (
    <ol className="goal-past" aria-label={t("past")}>
      <li className="goal-line" aria-hidden="true" style={{ bottom: `calc(16px + ${target * 0.4}px)` }} />
      {goal.past.map(({ from, to, value }, at) => {
        const text = t("pastOne", {
          from: format.calendarDay(from),
          to: format.calendarDay(to),
          value: words.value(goal, value),
        })
        return (
          <li key={from} title={text}>
            <span
              className={Number(value) >= Number(goal.target) ? "goal-column is-reached" : "goal-column"}
              style={{ height: `${Math.max(2, (columns[at] ?? 0) * 0.4)}px` }}
            />
            <span className="tiny quiet" aria-hidden="true">
              {words.period(goal.every, from)}
            </span>
            <span className="hidden-visually">{text}</span>
          </li>
        )
      })}
    </ol>
  )
}
