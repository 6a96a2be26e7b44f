// What the list of people says of worth, in numbers that fit each other: who ordered much and lately is worth most.

import type { PersonRow } from "@api/contract"
import { at } from "./clock"
import { makeRandom } from "./random"

type Cells = Pick<PersonRow, "worth_next" | "worth_active" | "worth_class" | "next_order_at" | "need_count">

export function worthCells(n: number, orders: number, total: number, lastSeen: number): Cells {
  if (orders === 0)
    return { worth_next: null, worth_active: null, worth_class: null, next_order_at: null, need_count: 0 }
  const random = makeRandom(n * 15_485_863 + 3)
  const rhythm = 20 + random.below(70)
  const active = Math.max(3, Math.min(97, Math.round(100 - (lastSeen / rhythm) * 22)))
  const ahead = (365 / rhythm) * (active / 100) * Math.min(1, orders / 4)
  return {
    worth_next: ((total / orders) * ahead).toFixed(2),
    worth_active: active,
    worth_class: total > 3400 ? "A" : total > 1500 ? "B" : "C",
    next_order_at: orders === 1 ? null : at(lastSeen - rhythm),
    need_count: n <= 240 && random.chance(0.4) ? 1 + random.below(2) : 0,
  }
}
