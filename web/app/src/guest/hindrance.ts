// What stood in the way, in the few kinds that a customer can do something about.

import { Failure, isUnreached } from "@api/client"

/** The page became another one while the customer was reading it. */
export type Moved = "replaced" | "closed" | "expired"
export type Hindrance = "gone" | "offline" | "tooMany" | "failed" | Moved

const MOVED: readonly Moved[] = ["replaced", "closed", "expired"]

export const isMoved = (hindrance: Hindrance): hindrance is Moved => MOVED.some((one) => one === hindrance)

export function hindranceOf(error: unknown): Hindrance {
  if (isUnreached(error)) return "offline"
  if (!(error instanceof Failure)) return "failed"
  const { status, code } = error.problem
  if (status === 404) return "gone"
  if (status === 429) return "tooMany"
  return (status === 409 && MOVED.find((one) => one === code)) || "failed"
}

/** The number under which the seller's people find what went wrong. */
export const requestOf = (error: unknown): string | undefined =>
  error instanceof Failure ? error.problem.request_id : undefined
