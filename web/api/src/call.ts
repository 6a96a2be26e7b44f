// How an endpoint is named and asked: the part that the web app and other programs have in common.
// In: the generated endpoints. Out: the types of a call, and addresses. It must never send anything.

import type { Endpoints } from "./endpoints"

/** A method and an address as the document names them: "GET /api/people/{id}". */
export type Endpoint = keyof Endpoints

/** What an endpoint is asked with: path, query, body, once. */
export type Ask<E extends Endpoint> = Endpoints[E]["ask"]

/** What an endpoint answers. */
export type Answered<E extends Endpoint> = Endpoints[E]["answer"]

/** The statuses with which an endpoint refuses. */
export type Refusal<E extends Endpoint> = Endpoints[E]["refused"]

/** A call that can be broken off. */
export interface Breakable {
  signal?: AbortSignal
  /** Asks for no answer that the server has kept for a moment. */
  fresh?: boolean
}

/** What goes with the name of an endpoint; nothing has to where nothing is needed. */
export type Asking<E extends Endpoint, More = Breakable> =
  Record<never, never> extends Ask<E> ? [ask?: Ask<E> & More] : [ask: Ask<E> & More]

type Scalar = string | number | boolean | null | undefined

/** Whatever any endpoint may be asked with, for code that serves them all. */
export interface Asked extends Breakable {
  path?: Record<string, string>
  query?: Record<string, Scalar>
  body?: unknown
  once?: string
}

/** Values as the query of an address; what is empty is not said. */
export function queryText(values: Record<string, Scalar>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value))
  }
  const text = search.toString()
  return text === "" ? "" : `?${text}`
}

/** The method of an endpoint, and its address with everything filled in. */
export function filled(endpoint: Endpoint, { path = {}, query = {} }: Asked): [method: string, address: string] {
  const [method = "", place = ""] = endpoint.split(" ")
  return [method, place.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? "")) + queryText(query)]
}

/** The address of an endpoint, for links and downloads. */
export const address = <E extends Endpoint>(endpoint: E, ...[ask]: Asking<E>): string => filled(endpoint, ask ?? {})[1]
