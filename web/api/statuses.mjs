// What each endpoint answers, status by status.
// In: lines of endpoints.mjs. Out: the statuses of what went well, and those of what was refused, with what they mean.
// The rules are those of the program: crates/gx-http (extract.rs, auth.rs, program.rs) and crates/gx-store/src/error.rs.

/** What a refusal means, for people; the code in its body says it to programs. */
export const MEANING = {
  400: "It could not be read: an address, a filter, a cursor, JSON",
  401: "Nobody is signed in, or what was shown to sign in is wrong or has ended",
  403: "The role, the key or the state of the session does not permit it",
  404: "Not there, or not to be seen",
  409: "Something that is there stands against it, or a request with this Idempotency-Key is still being answered",
  410: "It has ended or was taken away",
  413: "Too large, or too many at once",
  422: "It can be read and is wrong: `fields` says where; or its Idempotency-Key came before with another request",
  429: "Asked too often; `Retry-After` says when again",
  503: "Busy, stopping, or without something that it needs; try again later",
  507: "No room: nothing was stored",
}

/** Whether `Idempotency-Key` is heard: what signing in answers is not kept to be shown again. */
export const heardOnce = ({ method, path }) => method !== "get" && !path.startsWith("/api/session")

/** The statuses of what went well: each with the type of its answer, null where it has none. */
export const doneOf = (one) => ({ [one.status ?? 200]: one.out ?? null, ...one.also })

/** The statuses of what is refused, in their order. */
export function refusedOf(one) {
  const all = new Set([429, ...(one.refuses ?? [])])
  const add = (...more) => {
    for (const status of more) all.add(status)
  }
  if (!one.still) add(503, 507)
  if (!one.open) add(401, 403)
  if (one.path.includes("{")) add(400, 404)
  if (one.q) add(400)
  if (one.in) add(400, 413, 422)
  if (one.takes) add(413)
  if (heardOnce(one)) add(400, 409, 413, 422)
  const unknown = [...all].filter((status) => !MEANING[status])
  if (unknown.length > 0) throw new Error(`${one.method} ${one.path} refuses with ${unknown}, which means nothing yet`)
  return [...all].sort((a, b) => a - b)
}
