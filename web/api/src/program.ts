// The client of other programs: a key instead of a session.
// In: calls of programs. Out: HTTP to a server, contract types, or a Refused that carries the Problem.
// It must need nothing beside this file's neighbours: openapi.mjs makes one file of them, which a running program serves.

import { type Answered, type Asked, type Asking, address, type Endpoint, filled, type Refusal } from "./call"
import type { Problem } from "./contract"

/** The server said no; `problem` says why. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.name = "Refused"
    this.problem = problem
  }
}

/** What came of a call that was tried: an answer, or a problem of a status that the endpoint refuses with. */
export type Outcome<E extends Endpoint> =
  | { ok: true; answer: Answered<E> }
  | { ok: false; problem: Problem & { status: Refusal<E> | 500 } }

/** Where the server is, and the key to it. */
export interface Server {
  url: string
  key: string
  /** Instead of the global one: for agents, proxies, tests. */
  fetch?: typeof fetch
}

/** The problem in an answer of the server; none where something between here and the server answered. */
async function ours(response: Response) {
  try {
    const problem = JSON.parse(await response.text())
    return typeof problem.code === "string" ? problem : null
  } catch {
    return null
  }
}

const foreign = ({ status, statusText }: Response): Problem => ({ status, code: `http_${status}`, message: statusText })

/** A client of one server. */
export function guanxi({ url, key, fetch: send = fetch }: Server) {
  const base = url.replace(/\/+$/, "")

  async function respond(endpoint: Endpoint, ask: Asked): Promise<Response> {
    const [method, place] = filled(endpoint, ask)
    const { body, once, signal } = ask
    const headers: Record<string, string> = { accept: "application/json, */*;q=0.5", authorization: `Bearer ${key}` }
    if (once !== undefined) headers["idempotency-key"] = once
    if (body instanceof Blob) return send(base + place, { method, headers, body, signal })
    if (body !== undefined) headers["content-type"] = "application/json"
    return send(base + place, { method, headers, body: JSON.stringify(body), signal })
  }

  async function read(response: Response) {
    if (response.status === 204) return null
    return /^application\/json/.test(response.headers.get("content-type") ?? "") ? response.json() : response
  }

  /** Calls an endpoint: its answer, or a Refused is thrown. What is no JSON comes as the response, unread. */
  async function call<E extends Endpoint>(endpoint: E, ...[ask]: Asking<E>): Promise<Answered<E>> {
    const response = await respond(endpoint, ask ?? {})
    if (!response.ok) throw new Refused((await ours(response)) ?? foreign(response))
    return read(response)
  }

  /** Calls an endpoint without throwing what the server refuses; what a proxy answers in its place is thrown. */
  async function attempt<E extends Endpoint>(endpoint: E, ...[ask]: Asking<E>): Promise<Outcome<E>> {
    const response = await respond(endpoint, ask ?? {})
    if (response.ok) return { ok: true, answer: await read(response) }
    const problem = await ours(response)
    if (problem === null) throw new Refused(foreign(response))
    return { ok: false, problem }
  }

  /** The whole address of an endpoint. */
  const link = <E extends Endpoint>(endpoint: E, ...ask: Asking<E>): string => base + address(endpoint, ...ask)

  return { call, attempt, link }
}
