// What can be done to agreements, each with its word afterwards and its way back.

import type { Agreement, AgreementWish, Changed } from "@api/contract"
import { agreements } from "@api/trade"
import { useQueryClient } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { toastFailure, useUndo } from "../useUndo"
import { agreementPhrases } from "./phrases"
import { AGREEMENTS } from "./queries"

/** All but the last throw, so that their form can say what is wrong beside itself. */
export function useAgreementActions() {
  const t = usePhrases(agreementPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const told = useUndo()
  const settle = async <T extends Agreement | null>({ data, batch }: Changed<T>, text: string): Promise<T> => {
    told(text, batch)
    await cache.invalidateQueries({ queryKey: AGREEMENTS })
    return data
  }
  return {
    onCreate: async (wish: AgreementWish) => {
      const made = await agreements.create(wish)
      return settle(made, t("made", { number: made.data.number }))
    },
    onChange: async ({ id, name }: Agreement, wish: AgreementWish) =>
      settle(await agreements.change(id, wish), t("changed", { name: wish.name ?? name })),
    onRenew: async ({ id, name }: Agreement, until: string) => {
      const renewed = await agreements.renew(id, until)
      return settle(renewed, t("renewed", { name, date: format.calendarDay(renewed.data.until) }))
    },
    onEnd: async ({ id, name }: Agreement, reason: string, on: string) =>
      settle(await agreements.end(id, reason, on), t("ended", { name })),
    onRemove: async ({ id, name }: Agreement): Promise<boolean> => {
      try {
        await settle(await agreements.remove(id), t("removed", { name }))
        return true
      } catch (error) {
        toastFailure(error)
        return false
      }
    },
  }
}
