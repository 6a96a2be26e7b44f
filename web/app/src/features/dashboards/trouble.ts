// Why a part has no answer, as far as it can be told apart. Pure.

import { Failure } from "@api/client"

export type Trouble = { of: "field"; field: string } | { of: "forbidden" } | { of: "other" }

const NAMED = /["“`]([^"”`]+)["”`]/

/** A field that is gone or hidden says which; the server names it in its sentence. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Failure)) return { of: "other" }
  const { status, fields, detail, message } = error.problem
  if (status === 403) return { of: "forbidden" }
  const lost = fields?.find(({ code }) => code === "unknown_field" || code === "hidden")
  const sentence = lost ? lost.message : detail?.reason === "unknown_field" ? message : undefined
  const field = sentence === undefined ? undefined : NAMED.exec(sentence)?.[1]
  return field === undefined ? { of: "other" } : { of: "field", field }
}
