// One entry of the calendar: a link that opens it beside, its circle where it is a task, and its end that can be dragged.

import type { CalendarTurn } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { avatarHue } from "@ui/Avatar"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import type { CSSProperties } from "react"
import { DoneCircle } from "../../kit/activities/DoneCircle"
import { KIND_ICONS } from "../../kit/activities/kinds"
import { activityPhrases } from "../../kit/activities/phrases"
import { panelOf } from "../../kit/activities/queries"
import type { ActivityActions } from "../../kit/activities/useActivityActions"
import { useWhen } from "../../kit/activities/useWhen"
import { usePhone } from "../../kit/usePhone"
import { calendarPagePhrases } from "./phrases"
import { keyOf } from "./places"

export interface TurnEntryProps {
  turn: CalendarTurn
  actions: ActivityActions
  /** Colours by colleague where several are looked at, by kind where it is one. */
  team: boolean
  look: "block" | "line" | "bar"
  /** Drawn where it would be put, and nothing one can press. */
  ghost?: boolean
  /** The original of one that is dragged. */
  faded?: boolean
  style?: CSSProperties
  /** Too low for more than one line. */
  low?: boolean
  /** How many lines there is room for. */
  lines?: number
  resizes?: boolean
}

/** A meeting that has passed was held; what somebody was to do and did not is late. */
export const isLate = (turn: CalendarTurn): boolean =>
  turn.clock === "overdue" && turn.state === "open" && turn.kind !== "meeting"

export function TurnEntry(props: TurnEntryProps) {
  const {
    turn,
    actions,
    team,
    look,
    ghost = false,
    faded = false,
    style,
    low = false,
    lines = 4,
    resizes = false,
  } = props
  const t = usePhrases(calendarPagePhrases)
  const word = usePhrases(activityPhrases)
  const format = useFormat()
  const when = useWhen()
  const phone = usePhone()
  const done = turn.state === "done"
  const hue = team ? { "data-hue": avatarHue(turn.owner.id) } : { "data-kind": turn.kind ?? "busy" }
  const classes = [
    "turn",
    `is-${look}`,
    turn.id === null && "is-busy",
    done && "is-done",
    isLate(turn) && "is-late",
    ghost && "is-ghost",
    faded && "is-faded",
    low && "is-low",
  ]
    .filter(Boolean)
    .join(" ")
  if (turn.id === null) {
    return (
      <div className={classes} {...hue} style={style}>
        <span className="turn-open">
          <span className="turn-title">
            <Icon name="lock" size={12} />
            <span className="cut">{team ? t("busy", { who: turn.owner.name }) : word("busy")}</span>
          </span>
        </span>
      </div>
    )
  }
  const { id } = turn
  const title = turn.title ?? ""
  const hours = turn.all_day ? "" : look === "block" ? when.hours(turn) : format.time(turn.at)
  const said = team
    ? t("entryOf", { title, who: turn.owner.name, when: when.full(turn) })
    : t("entry", { title, when: when.full(turn) })
  const names = (
    <>
      <span className="turn-title">
        {look !== "block" && hours && (
          <span className="turn-time" aria-hidden="true">
            {hours}
          </span>
        )}
        {turn.kind && turn.kind !== "task" && <Icon name={KIND_ICONS[turn.kind]} size={12} />}
        <span className="cut">{title}</span>
        {turn.priority === "high" && !done && <Icon name="flag" size={12} />}
        {turn.repeats && <Icon name="repeat" size={12} />}
      </span>
      {look === "block" && (
        <span className="turn-more" aria-hidden="true">
          {[hours, turn.about?.name, turn.place]
            .filter(Boolean)
            .slice(0, low ? 3 : lines - 1)
            .map((text) => (
              <span key={text}>{text}</span>
            ))}
        </span>
      )}
    </>
  )
  if (ghost) {
    return (
      <div className={classes} {...hue} style={style}>
        <span className="turn-open">{names}</span>
      </div>
    )
  }
  const which = { id, turn: turn.turn, title }
  // What a screen reader says beyond the title: whose it is, the day and the time.
  const told = (
    <span className="hidden-visually">
      {[team ? turn.owner.name : "", turn.about?.name, when.full(turn)].filter(Boolean).join(", ")}
    </span>
  )
  const link = { className: "turn-open", title: said, draggable: false }
  return (
    <div className={classes} {...hue} data-turn={keyOf(turn)} data-fixed={!turn.may_edit || undefined} style={style}>
      {turn.kind === "task" && (
        <DoneCircle
          done={done}
          title={title}
          disabled={!turn.may_edit}
          onTurn={(next) => (next ? actions.onDone(which) : actions.onReopen(which))}
        />
      )}
      {phone ? (
        <Link to="/activities/$id" params={{ id }} search={turn.turn ? { turn: turn.turn } : {}} {...link}>
          {names}
          {told}
        </Link>
      ) : (
        <Link to="." search={(now) => ({ ...now, panel: panelOf(id, turn.turn) })} {...link}>
          {names}
          {told}
        </Link>
      )}
      {resizes && turn.may_edit && <span className="turn-end" data-resize title={t("resize")} aria-hidden="true" />}
    </div>
  )
}
