// A goal: how far it is, where an even pace would be today, and the periods before.

import type { Goal } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { paceOf, widthOf } from "../../kit/goals/pace"
import { reportWords } from "../../kit/reports/phrases"
import { figureText } from "../../kit/reports/words"
import { goalPhrases } from "./phrases"

interface Props {
  goal: Goal
  onEdit: () => void
  onRemove: () => void
}

export function GoalCard({ goal, onEdit, onRemove }: Props) {
  const t = usePhrases(goalPhrases)
  const w = usePhrases(reportWords)
  const format = useFormat()
  const text = (value: string) => figureText(format, w, goal, goal.currency, value)
  const pace = paceOf(goal)
  const most = Math.max(Number(goal.target), ...goal.past.map((one) => Number(one.value)))
  const left = format.daysUntil(goal.to)
  return (
    <li className="goal">
      <div className="row goal-head">
        <span className="strong cut">{goal.name}</span>
        <span className="end" />
        {goal.editable && (
          <>
            <IconButton icon="edit" small label={`${t("edit")} ${goal.name}`} onClick={onEdit} />
            <IconButton icon="trash" small label={`${t("remove")} ${goal.name}`} onClick={onRemove} />
          </>
        )}
      </div>
      <span className="xs quiet cut">
        {[goal.user?.name ?? goal.team?.name, t(`every.${goal.every}`), `${goal.from} – ${goal.to}`]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <div className="row goal-figure">
        <span className="goal-value">{text(goal.value)}</span>
        <span className="small quiet">{t("of", { target: text(goal.target) })}</span>
      </div>
      {pace && (
        <div className="goal-bar" aria-hidden="true">
          <span className={`goal-fill is-${pace.state}`} style={{ width: widthOf(pace.share) }} />
          <span className="goal-even" style={{ left: widthOf(pace.even) }} />
        </div>
      )}
      <div className="row xs">
        {pace && (
          <span className={`goal-pace is-${pace.state}`}>
            {pace.state === "reached" ? t("reached") : t(pace.state, { n: text(String(pace.off)) })}
          </span>
        )}
        <span className="end" />
        {left >= 0 && <span className="quiet">{t("daysLeft", { n: left })}</span>}
      </div>
      <div
        className="goal-past"
        role="img"
        aria-label={t("past", { list: format.list(goal.past.map((one) => text(one.value))) })}
      >
        {goal.past.map((one) => (
          <span
            key={one.from}
            title={`${one.from} – ${one.to}: ${text(one.value)}`}
            style={{ height: widthOf(most > 0 ? Number(one.value) / most : 0) }}
          />
        ))}
      </div>
    </li>
  )
}
