// What can be done to one order, each with its word afterwards and its way back.

import { api } from "@api/client"
import type { Changed, DeliveryWish, OrderPage, PaymentWish, ReturnWish } from "@api/contract"
import { handling } from "@api/trade"
import { useQueryClient } from "@tanstack/react-query"
import { usePhrases } from "@ui/phrases"
import { ORDERS, orderQuery } from "../../../kit/orders/queries"
import { recordPhrases } from "../../../kit/record/phrases"
import { toastFailure, useUndo } from "../../../kit/useUndo"

export type Handling = ReturnType<typeof useHandling>

export function useHandling(id: string) {
  const shared = usePhrases(recordPhrases)
  const cache = useQueryClient()
  const told = useUndo()
  const { queryKey } = orderQuery(id)

  const outdated = () => {
    for (const key of [ORDERS, ["order-changes", id], ["timeline"]]) void cache.invalidateQueries({ queryKey: key })
  }
  const settle = ({ data, batch }: Changed<OrderPage>, text: string) => {
    cache.setQueryData(queryKey, data)
    told(text, batch)
    outdated()
  }
  const tried = async (run: () => Promise<Changed<OrderPage>>, text: string) => {
    try {
      settle(await run(), text)
    } catch (error) {
      toastFailure(error)
      // What it was done to may be gone: another colleague was quicker.
      void cache.invalidateQueries({ queryKey })
    }
  }
  return {
    // Those that a dialog asks for throw, so that it can say what is wrong beside itself.
    onDeliver: async (wish: DeliveryWish, text: string) => settle(await handling.deliver(id, wish), text),
    onPay: async (wish: PaymentWish, text: string) => settle(await handling.pay(id, wish), text),
    onTakeBack: async (wish: ReturnWish, text: string) => settle(await handling.takeBack(id, wish), text),
    onCancel: async (reason: string, rest: boolean, text: string) =>
      settle(await handling.cancel(id, reason, rest), text),
    onArrived: (delivery: string, text: string) => tried(() => handling.arrived(id, delivery), text),
    onUndeliver: (delivery: string, text: string) => tried(() => handling.undeliver(id, delivery), text),
    onUnpay: (payment: string, text: string) => tried(() => handling.unpay(id, payment), text),
    onUntakeBack: (back: string, text: string) => tried(() => handling.untakeBack(id, back), text),
    onSet: async (set: Record<string, unknown>, text: string) => {
      try {
        const { data, batch } = await api.orders.set(id, set)
        cache.setQueryData(queryKey, (now) => now && { ...now, row: data })
        told(text, batch)
        outdated()
      } catch (error) {
        toastFailure(error)
      }
    },
    onUndo: async (batch: string) => {
      try {
        await api.undo(batch)
        told(shared("undone"))
        await cache.invalidateQueries()
      } catch (error) {
        toastFailure(error)
      }
    },
  }
}
