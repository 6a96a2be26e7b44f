import { describe, expect, it } from "vitest"
import { guanxi, Refused } from "./program"

/** A client whose server answers each request by `answer`, and what it was asked. */
function serving(answer: (request: Request) => Response) {
  const asked: Request[] = []
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    asked.push(request.clone())
    return answer(request)
  }
  return { asked, ...guanxi({ url: "https://crm.example/", key: "gxa_1", fetch: send }) }
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } })

describe("the client of other programs", () => {
  it("fills addresses in, says the key, and sends what is to be done once as such", async () => {
    const { asked, call, link } = serving(() => json({ data: null, batch: "bat_1" }))
    await call("GET /api/people", { query: { filter: 'city = "上海"', limit: 5, cursor: null } })
    await call("PATCH /api/people/{id}", { path: { id: "per/1" }, body: { set: { city: "杭州" } }, once: "k1" })
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET https://crm.example/api/people?filter=city+%3D+%22%E4%B8%8A%E6%B5%B7%22&limit=5",
      "PATCH https://crm.example/api/people/per%2F1",
    ])
    expect(asked.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer gxa_1", "Bearer gxa_1"])
    expect(asked[0]?.headers.get("idempotency-key")).toBeNull()
    expect(asked[1]?.headers.get("idempotency-key")).toBe("k1")
    expect(await asked[1]?.json()).toEqual({ set: { city: "杭州" } })
    expect(link("GET /api/quotes/{id}/pdf", { path: { id: "quo_1" }, query: { language: "en" } })).toBe(
      "https://crm.example/api/quotes/quo_1/pdf?language=en",
    )
  })

  it("throws a refusal as the server said it, or answers with it where it was tried", async () => {
    const problem = { status: 404, code: "not_found", message: "The person was not found" }
    const { call, attempt } = serving(() => json(problem, 404))
    await expect(call("GET /api/people/{id}", { path: { id: "per_1" } })).rejects.toMatchObject({ problem })
    const tried = await attempt("GET /api/people/{id}", { path: { id: "per_1" } })
    expect(tried).toEqual({ ok: false, problem })
  })

  it("throws in both ways what something between here and the server answered", async () => {
    const { call, attempt } = serving(() => new Response("<html>", { status: 502, statusText: "Bad Gateway" }))
    for (const asked of [call("GET /api/users"), attempt("GET /api/users")]) {
      const failure = await asked.catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(Refused)
      expect(failure).toMatchObject({ problem: { status: 502, code: "http_502" } })
    }
  })

  it("gives nothing where nothing is answered, and what is no JSON unread", async () => {
    const { asked, call } = serving(({ url }) =>
      url.endsWith("export.csv") ? new Response("id\n") : new Response(null, { status: 204 }),
    )
    expect(await call("DELETE /api/session")).toBeNull()
    const table = await call("GET /api/people/export.csv")
    expect(await table.text()).toBe("id\n")
    await call("POST /api/files", { query: { name: "a.txt" }, body: new Blob(["茶"], { type: "text/plain" }) })
    expect(asked[2]?.headers.get("content-type")).toBe("text/plain")
    expect(await asked[2]?.text()).toBe("茶")
  })
})
