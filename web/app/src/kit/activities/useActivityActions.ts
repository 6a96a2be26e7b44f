// What can be done to an activity, each with its word afterwards and its way back.

import { activities } from "@api/activities"
import type {
  Activity,
  ActivityChange,
  ActivityDone,
  ActivityScope,
  ActivityWish,
  Changed,
  CheckInWish,
} from "@api/contract"
import { useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { toastFailure, useUndo } from "../useUndo"
import { activityPhrases } from "./phrases"
import { activityQuery, readAnew } from "./queries"

/** Which one: of a series, one of its turns. */
export interface Which {
  id: string
  turn?: string | null
  title: string
}

export type ActivityActions = ReturnType<typeof useActivityActions>

export function useActivityActions() {
  const t = usePhrases(activityPhrases)
  const cache = useQueryClient()
  const told = useUndo()
  const settle = (changed: Changed<Activity>, text: string): Activity => {
    const { data } = changed
    cache.setQueryData(activityQuery(data.row.id, data.turn).queryKey, data)
    told(text, changed.batch)
    readAnew(cache)
    return data
  }
  const turnOf = (turn: string | null | undefined) => (turn ? { turn } : {})
  /** Says what went wrong; whether it went well. */
  const tried = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      toastFailure(error)
      readAnew(cache)
      return false
    }
  }
  return {
    // Those that a dialog asks for throw, so that it can say what is wrong beside itself.
    onPlan: async (wish: ActivityWish) =>
      settle(await activities.create(wish), t("planned", { title: wish.title ?? "" })),
    onChange: async (id: string, change: ActivityChange, said: string) =>
      settle(await activities.change(id, change), said),
    onFinish: async ({ id, turn, title }: Which, done: ActivityDone) =>
      settle(
        await activities.done(id, { ...turnOf(turn), ...done }),
        t(done.next ? "doneNext" : "doneTold", { title }),
      ),
    onCheckIn: async ({ id, turn }: Which, wish: CheckInWish) =>
      settle(await activities.checkIn(id, { ...turnOf(turn), ...wish }), t("checkedIn")),
    onDone: ({ id, turn, title }: Which) =>
      tried(async () => settle(await activities.done(id, turnOf(turn)), t("doneTold", { title }))),
    onReopen: ({ id, turn, title }: Which) =>
      tried(async () => settle(await activities.reopen(id, turn ?? undefined), t("reopened", { title }))),
    onAnswer: ({ id }: Which, answer: "yes" | "no" | "maybe") =>
      tried(async () => settle(await activities.answer(id, answer), t("answered", { answer: t(`answer.${answer}`) }))),
    onDelete: ({ id, turn, title }: Which, scope?: ActivityScope) =>
      tried(async () => {
        const { batch } = await activities.remove(id, turn, scope)
        told(t("deleted", { title }), batch)
        readAnew(cache)
      }),
  }
}
