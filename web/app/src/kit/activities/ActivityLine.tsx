// An activity in a list of few: done with one press, opened beside the page with another.

import "./activities.css"
import type { ActivityRow } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { usePhone } from "../usePhone"
import { mainAbout } from "./about"
import { DoneCircle } from "./DoneCircle"
import { KIND_ICONS } from "./kinds"
import { activityPhrases } from "./phrases"
import { panelOf } from "./queries"
import type { ActivityActions } from "./useActivityActions"
import { useWhen } from "./useWhen"

interface ActivityLineProps {
  row: ActivityRow
  turn?: string | null
  actions: ActivityActions
  /** The record on whose page it stands, which needs no naming there. */
  on?: string
  /** Whose it is, where that is not plain. */
  owner?: boolean
  /** Only the time, where all are of one day. */
  timeOnly?: boolean
}

export function ActivityLine({ row, turn, actions, on, owner = false, timeOnly = false }: ActivityLineProps) {
  const t = usePhrases(activityPhrases)
  const when = useWhen()
  const phone = usePhone()
  const about = mainAbout(row, on)
  const done = row.state === "done"
  const which = { id: row.id, turn: turn ?? null, title: row.title }
  const time = timeOnly ? when.hours(row) || when.brief(row) : when.brief(row)
  const under = [
    about?.named.name,
    row.place,
    owner ? row.owner?.name : null,
    done && row.outcome ? row.outcome : null,
  ].filter(Boolean)
  const body = (
    <>
      <span className="row activity-title">
        <Icon name={KIND_ICONS[row.kind]} size={14} />
        <span className={done ? "cut soft" : "cut medium"}>{row.title}</span>
        {row.priority === "high" && !done && (
          <span className="activity-high" title={t("high")}>
            <Icon name="flag" size={14} />
            <span className="hidden-visually">{t("high")}</span>
          </span>
        )}
        {row.repeats !== null && (
          <span className="quiet" title={t("series")}>
            <Icon name="repeat" size={12} />
            <span className="hidden-visually">{t("series")}</span>
          </span>
        )}
        {row.private && (
          <span className="quiet" title={t("private")}>
            <Icon name="lock" size={12} />
            <span className="hidden-visually">{t("private")}</span>
          </span>
        )}
      </span>
      {under.length > 0 && <span className="small quiet cut">{under.join(" · ")}</span>}
    </>
  )
  return (
    <div className="activity-line" data-state={row.state}>
      <DoneCircle
        done={done}
        title={row.title}
        disabled={row.state === "cancelled"}
        onTurn={(next) => (next ? actions.onDone(which) : actions.onReopen(which))}
      />
      {phone ? (
        <Link to="/activities/$id" params={{ id: row.id }} search={turn ? { turn } : {}} className="activity-open">
          {body}
        </Link>
      ) : (
        <Link to="." search={(now) => ({ ...now, panel: panelOf(row.id, turn) })} className="activity-open">
          {body}
        </Link>
      )}
      <span className={`activity-when is-${done ? "done" : row.clock}`}>
        {done ? row.done_at && when.brief({ at: row.done_at, ends_at: null, all_day: true }) : time}
      </span>
    </div>
  )
}
