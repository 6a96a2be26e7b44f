// A tiny router for the in-process server that development and tests use. Never part of the built app.

import type { Problem } from "@api/contract"

export interface Call {
  method: string
  url: URL
  query: URLSearchParams
  params: Record<string, string>
  json: () => Promise<Record<string, unknown>>
  body: () => Promise<ArrayBuffer>
}

/** What a route answers: a value becomes JSON, undefined becomes 204, a Response goes out as it is. */
export type Answer = unknown

export class Refusal extends Error {
  readonly problem: Problem
  constructor(
    status: number,
    code: string,
    message: string,
    detail?: Record<string, unknown>,
    fields?: Problem["fields"],
  ) {
    super(message)
    this.problem = { status, code, message, detail, fields, request_id: "req_fake0000000001" }
  }
}

export interface FakeRoute {
  method: string
  pattern: RegExp
  names: string[]
  run: (call: Call) => Answer | Promise<Answer>
}

/** `on("GET /api/people/:id", call => …)` */
export function on(line: string, run: FakeRoute["run"]): FakeRoute {
  const [method = "GET", path = "/"] = line.split(" ")
  const names: string[] = []
  const source = path.replace(/[.]/g, "\\.").replace(/:(\w+)/g, (_, name: string) => {
    names.push(name)
    return "([^/]+)"
  })
  return { method, pattern: new RegExp(`^${source}$`), names, run }
}

export async function respond(routes: FakeRoute[], request: Request): Promise<Response> {
  const url = new URL(request.url)
  for (const route of routes) {
    const match = route.method === request.method ? route.pattern.exec(url.pathname) : null
    if (!match) continue
    const params = Object.fromEntries(route.names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? "")]))
    try {
      if (request.method !== "GET" && request.headers.get("x-guanxi") !== "1") {
        throw new Refusal(403, "csrf", "The header X-Guanxi is missing.")
      }
      const answer = await route.run({
        method: request.method,
        url,
        query: url.searchParams,
        params,
        json: () => request.json(),
        body: () => request.arrayBuffer(),
      })
      if (answer instanceof Response) return answer
      return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return Response.json(error.problem, { status: error.problem.status })
    }
  }
  return Response.json(
    { status: 404, code: "not_found", message: "No such path", request_id: "req_fake0000000404" },
    { status: 404 },
  )
}
