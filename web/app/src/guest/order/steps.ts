// How far an order has come, as a line of three steps: none of it, part of it, all of it.

import type { GuestOrder } from "@api/contract"

export interface OrderStep {
  key: "placed" | "sent" | "arrived"
  reach: "none" | "part" | "all"
  /** How many of how many, where it is part. */
  n: number
  of: number
  /** When it was last so. */
  at: string | null
}

const latest = (instants: (string | null)[]): string | null =>
  instants
    .filter((one) => one !== null)
    .sort()
    .at(-1) ?? null

export function stepsOf({ lines, deliveries, placed_at: placed }: GuestOrder): OrderStep[] {
  const sum = (key: "quantity" | "sent" | "arrived" | "cancelled") =>
    lines.reduce((all, line) => all + Number(line[key]), 0)
  // What was cancelled is not waited for.
  const of = Math.max(0, sum("quantity") - sum("cancelled"))
  const reached = (n: number) => (n <= 0 ? "none" : n >= of ? "all" : "part")
  const [sent, arrived] = [sum("sent"), sum("arrived")]
  return [
    { key: "placed", reach: "all", n: of, of, at: placed },
    { key: "sent", reach: reached(sent), n: sent, of, at: latest(deliveries.map((one) => one.sent_at)) },
    { key: "arrived", reach: reached(arrived), n: arrived, of, at: latest(deliveries.map((one) => one.arrived_at)) },
  ]
}
