// An entry put elsewhere: shown there at once, asked of a series how much of it, told with a way back. Where a colleague
// has moved it meanwhile, both times are said and one is chosen: nothing is written over in silence, and nothing lost.

import { activities } from "@api/activities"
import { Failure } from "@api/client"
import type { ActivityScope, CalendarTurn, CalendarView, Moved, Named } from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { activityPhrases } from "../../kit/activities/phrases"
import { ACTIVITIES, readAnew } from "../../kit/activities/queries"
import { ScopeDialog } from "../../kit/activities/ScopeDialog"
import { useWhen } from "../../kit/activities/useWhen"
import { toastFailure, useUndo } from "../../kit/useUndo"
import { sourceLabel, useWords } from "../../kit/words"
import { isTask, keyOf, type Place, type Put, putOf, spanAt, type Zones } from "./places"

interface Asked {
  turn: CalendarTurn
  to: Place
  put: Put
}
interface Clash extends Asked {
  scope: ActivityScope | undefined
  conflicts: Moved[]
}

const isMoved = (one: unknown): one is Moved =>
  typeof one === "object" && one !== null && "field" in one && "now" in one

export function useTurnMoves(zones: Zones, colleagues: readonly Named[]) {
  const t = usePhrases(activityPhrases)
  const state = usePhrases(statePhrases)
  const words = useWords()
  const when = useWhen()
  const cache = useQueryClient()
  const told = useUndo()
  const [asks, setAsks] = useState<Asked | null>(null)
  const [clash, setClash] = useState<Clash | null>(null)

  const show = ({ turn, to, put }: Asked) => {
    const owner = colleagues.find(({ id }) => id === put.set.owner) ?? turn.owner
    const span = spanAt(to, isTask(turn), zones)
    const key = keyOf(turn)
    cache.setQueriesData<CalendarView>(
      { queryKey: [...ACTIVITIES, "calendar"] },
      (view) =>
        view && { ...view, turns: view.turns.map((one) => (keyOf(one) === key ? { ...one, ...span, owner } : one)) },
    )
  }
  const send = async (asked: Asked, scope?: ActivityScope) => {
    const { turn, to, put } = asked
    if (turn.id === null) return
    await cache.cancelQueries({ queryKey: [...ACTIVITIES, "calendar"] })
    show(asked)
    const title = turn.title ?? ""
    try {
      const series = turn.turn === null ? {} : { turn: turn.turn, scope: scope ?? "this" }
      const { batch } = await activities.change(turn.id, { ...put, ...series })
      const said = when.full(spanAt(to, isTask(turn), zones))
      const who = put.set.owner === undefined ? undefined : colleagues.find(({ id }) => id === put.set.owner)?.name
      told(who ? t("givenTo", { title, when: said, who }) : t("movedTo", { title, when: said }), batch)
    } catch (error) {
      const conflicts =
        error instanceof Failure && error.problem.code === "changed" ? error.problem.detail?.conflicts : null
      if (Array.isArray(conflicts)) setClash({ ...asked, scope, conflicts: conflicts.filter(isMoved) })
      else toastFailure(error)
    }
    readAnew(cache)
  }
  const move = (turn: CalendarTurn, to: Place) => {
    const put = putOf(turn, to, zones)
    if (!put) return
    const asked = { turn, to, put }
    if (turn.turn === null) void send(asked)
    else setAsks(asked)
  }

  /** What it is by now, as far as the others have changed it. */
  const theirs = ({ turn, conflicts }: Clash) => {
    const now = (field: "at" | "ends_at") => conflicts.find((one) => one.field === field)?.now
    const [at, ends] = [now("at"), now("ends_at")]
    const allDay = conflicts.find((one) => one.field === "all_day")?.now
    return when.full({
      at: typeof at === "string" ? at : turn.at,
      ends_at: ends === null || typeof ends === "string" ? ends : turn.ends_at,
      all_day: typeof allDay === "boolean" ? allDay : turn.all_day,
    })
  }
  const who = ({ conflicts }: Clash) => {
    const by = conflicts.find((one) => one.by)?.by
    return by ? (by.kind === "user" ? by.name : sourceLabel(words, by)) : t("clashNobody")
  }
  const dialogs = (
    <>
      {asks && (
        <ScopeDialog
          onChoose={(scope) => {
            setAsks(null)
            void send(asks, scope)
          }}
          onClose={() => setAsks(null)}
        />
      )}
      {clash && (
        <Dialog
          title={t("clashTitle", { title: clash.turn.title ?? "" })}
          closeLabel={state("close")}
          onClose={() => {
            setClash(null)
            toast({ text: t("clashKept") })
          }}
          still
          foot={
            <>
              <Button
                onClick={() => {
                  setClash(null)
                  toast({ text: t("clashKept") })
                }}
              >
                {t("clashTheirs")}
              </Button>
              <Button
                look="primary"
                onClick={() => {
                  // Over what stands there now, which has been seen.
                  const now = Object.fromEntries(clash.conflicts.map((one) => [one.field, one.now]))
                  const put = { set: clash.put.set, was: { ...clash.put.was, ...now } }
                  setClash(null)
                  void send({ turn: clash.turn, to: clash.to, put }, clash.scope)
                }}
              >
                {t("clashMine")}
              </Button>
            </>
          }
        >
          <p className="soft">
            {t("clashText", {
              who: who(clash),
              theirs: theirs(clash),
              mine: when.full(spanAt(clash.to, isTask(clash.turn), zones)),
            })}
          </p>
        </Dialog>
      )}
    </>
  )
  return { move, dialogs }
}
