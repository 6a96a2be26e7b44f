// Days under each other with what each holds, the empty ones left out but for today.

import type { CalendarTurn } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Avatar, avatarHue } from "@ui/Avatar"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Empty } from "@ui/States"
import { DoneCircle } from "../../kit/activities/DoneCircle"
import { KIND_ICONS } from "../../kit/activities/kinds"
import { activityPhrases } from "../../kit/activities/phrases"
import { panelOf } from "../../kit/activities/queries"
import type { ActivityActions } from "../../kit/activities/useActivityActions"
import { useWhen } from "../../kit/activities/useWhen"
import { usePhone } from "../../kit/usePhone"
import { calendarPagePhrases } from "./phrases"
import { isOn, keyOf, type Zones } from "./places"
import { isLate } from "./TurnEntry"

interface AgendaDaysProps {
  days: readonly string[]
  turns: readonly CalendarTurn[]
  team: boolean
  zones: Zones
  actions: ActivityActions
  onDay: (day: string) => void
  onMore: () => void
}

export function AgendaDays({ days, turns, team, zones, actions, onDay, onMore }: AgendaDaysProps) {
  const t = usePhrases(calendarPagePhrases)
  const when = useWhen()
  const today = useFormat().today()
  const shown = days
    .map((day) => ({ day, on: turns.filter((turn) => isOn(turn, day, zones)) }))
    .filter(({ day, on }) => on.length > 0 || day === today)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="agenda-days scroll" tabIndex={0} data-scrolls>
      {turns.length === 0 ? (
        <Empty title={t("empty")} text={t("emptyText")} drawing="paper">
          <Button onClick={onMore}>{t("agendaMore")}</Button>
        </Empty>
      ) : (
        <>
          {shown.map(({ day, on }) => (
            <section key={day} className="agenda-one" aria-label={when.day(day)}>
              <h2 className={day === today ? "agenda-date is-today" : "agenda-date"}>
                <button type="button" onClick={() => onDay(day)}>
                  <b>{Number(day.slice(8))}</b>
                  <span>{when.day(day)}</span>
                </button>
              </h2>
              {on.length === 0 ? (
                <p className="small quiet agenda-none">{t("nothing")}</p>
              ) : (
                <ul>
                  {on.map((turn) => (
                    <li key={keyOf(turn)}>
                      <AgendaLine turn={turn} team={team} actions={actions} />
                    </li>
                  ))}
                </ul>
              )}
            </section>
          ))}
          <Button className="agenda-further" onClick={onMore}>
            {t("agendaMore")}
          </Button>
        </>
      )}
    </div>
  )
}

function AgendaLine({ turn, team, actions }: { turn: CalendarTurn; team: boolean; actions: ActivityActions }) {
  const t = usePhrases(calendarPagePhrases)
  const word = usePhrases(activityPhrases)
  const when = useWhen()
  const phone = usePhone()
  const hours = turn.all_day ? t("allDay") : when.hours(turn)
  const hue = team ? { "data-hue": avatarHue(turn.owner.id) } : { "data-kind": turn.kind ?? "busy" }
  const done = turn.state === "done"
  if (turn.id === null) {
    return (
      <div className="agenda-line is-busy">
        <span className="agenda-hours">{hours}</span>
        <i className="agenda-edge" {...hue} />
        <span className="quiet">{team ? t("busy", { who: turn.owner.name }) : word("busy")}</span>
      </div>
    )
  }
  const { id } = turn
  const which = { id, turn: turn.turn, title: turn.title ?? "" }
  const body = (
    <>
      <span className="row activity-title">
        {turn.kind && <Icon name={KIND_ICONS[turn.kind]} size={14} />}
        <span className={done ? "cut soft agenda-done" : "cut medium"}>{turn.title}</span>
        {turn.priority === "high" && !done && (
          <span className="activity-high">
            <Icon name="flag" size={14} />
            <span className="hidden-visually">{word("high")}</span>
          </span>
        )}
        {turn.repeats && <Icon name="repeat" size={12} />}
      </span>
      <span className="small quiet cut">{[turn.about?.name, turn.place].filter(Boolean).join(" · ")}</span>
    </>
  )
  return (
    <div className="agenda-line">
      <span className={isLate(turn) ? "agenda-hours bad" : "agenda-hours"}>{hours}</span>
      <i className="agenda-edge" {...hue} />
      {phone ? (
        <Link
          to="/activities/$id"
          params={{ id }}
          search={turn.turn ? { turn: turn.turn } : {}}
          className="activity-open"
        >
          {body}
        </Link>
      ) : (
        <Link to="." search={(now) => ({ ...now, panel: panelOf(id, turn.turn) })} className="activity-open">
          {body}
        </Link>
      )}
      {team && (
        <span title={turn.owner.name}>
          <Avatar id={turn.owner.id} initial={turn.owner.initial ?? turn.owner.name.slice(0, 1)} size={24} />
          <span className="hidden-visually">{turn.owner.name}</span>
        </span>
      )}
      <DoneCircle
        done={done}
        title={turn.title ?? ""}
        disabled={!turn.may_edit}
        onTurn={(next) => (next ? actions.onDone(which) : actions.onReopen(which))}
      />
    </div>
  )
}
