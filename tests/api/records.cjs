// Records for made-up requests to meet: signs in at a server that was filled with the demo, makes what the demo has none
// of, and gathers ids.
// In: a server's address, login, password. Out: a session's cookie, a key of every scope, and { path, query, named, kept } as
// hooks.py takes them.

const SCOPES = ["read", "write", "delete", "export", "import", "setup"]
const DAY = 86_400_000
const day = (ahead) => new Date(Date.now() + ahead * DAY).toISOString().slice(0, 10)

module.exports = async function records(server, login, password) {
  let cookie = ""
  async function api(method, address, body, type = "application/json") {
    const answer = await fetch(server + address, {
      method,
      headers: { "content-type": type, "x-guanxi": "1", cookie },
      body: type === "application/json" ? body && JSON.stringify(body) : body,
    })
    if (!answer.ok) throw new Error(`${method} ${address} answered ${answer.status}: ${await answer.text()}`)
    cookie = answer.headers.getSetCookie().map((one) => one.split(";")[0])[0] ?? cookie
    return answer.json()
  }
  const get = (address) => api("GET", address)
  const post = (address, body) => api("POST", address, body)
  const idsOf = (rows) => rows.map((row) => row.id ?? row.key)
  const listed = async (address) => {
    const answer = await get(address)
    return idsOf(Array.isArray(answer) ? answer : answer.rows)
  }

  await post("/api/session", { login, password })
  const me = (await get("/api/session")).user
  const kept = [me.id, me.role]

  // ── what the demo has ──
  const people = await listed("/api/people?limit=60")
  const companies = await listed("/api/companies?limit=20")
  const orders = await listed("/api/orders?limit=30")
  const deals = await listed("/api/deals?limit=20")
  const leads = await listed("/api/leads?limit=20")
  const interactions = await listed("/api/interactions?limit=20")
  const products = await listed("/api/products?limit=10")
  const quotes = await listed("/api/quotes?limit=20")
  const agreements = await listed("/api/agreements?limit=10")
  const assets = await listed("/api/assets?limit=10")
  const pools = await listed("/api/pools")
  const pipelines = await get("/api/pipelines")
  const users = await listed("/api/users")
  const teams = await listed("/api/teams")
  const portraits = await Promise.all(people.slice(0, 12).map((id) => get(`/api/people/${id}`)))
  const identities = portraits.flatMap((one) => one.identities.map(({ id }) => id))
  const sold = await Promise.all(products.map((id) => get(`/api/products/${id}`)))
  const variants = sold.flatMap((one) => one.variants.map(({ id }) => id))
  const offered = await Promise.all(quotes.map((id) => get(`/api/quotes/${id}`)))
  const tokens = offered.flatMap(({ link }) => (link ? [link.split("/").pop()] : []))
  const hands = await Promise.all(orders.map((id) => get(`/api/orders/${id}/handling`)))
  const batches = (await get(`/api/people/${people[0]}/changes`)).rows.map((row) => row.batch)

  // ── and what it has not ──
  const twice = async (make) => [await make("一"), await make("二")]
  const objects = ["person", "company", "order", "interaction", "deal", "lead"]
  const fields = {}
  for (const object of objects) {
    const { data } = await post(`/api/objects/${object}/fields`, { label: "试用", type: "choice", options: [{ label: "干性" }, { label: "油性" }] })
    fields[object] = data.key
  }
  const views = await twice(async (n) => (await post("/api/views", { object: "person", name: `名单${n}` })).id)
  const roles = await twice(async (n) => (await post("/api/roles", { name: `角色${n}`, grants: { see: "own" } })).key)
  const invited = await twice(async (n) => (await post("/api/staff", { login: `spare-${roles.length}-${n === "一" ? 1 : 2}`, name: `同事${n}`, role: roles[0] })).account.id)
  const keys = await twice(async (n) => (await post("/api/keys", { name: `钥匙${n}`, scopes: ["read"] })).id)
  const hooks = await twice(async (n) => (await post("/api/hooks", { name: `回调${n}`, url: "https://hooks.example/x", events: ["person.created"] })).id)
  const sources = await listed("/api/sources")
  const writeKeys = await twice(async (n) => (await post(`/api/sources/${sources[0]}/keys`, { name: `写${n}` })).key.id)
  const threads = await twice((n) => post("/api/threads", { record: people[0], text: `说一句${n}` }))
  const comments = threads.flatMap((thread) => idsOf(thread.comments))
  const territories = idsOf((await post("/api/territories", { name: "华东", filter: 'city = "上海"' })).territories)
  const registrations = await twice(async (n) => (await post("/api/registrations", { name: `将来${n}`, identities: [{ kind: "phone", value: `1391234567${n === "一" ? 1 : 2}` }] })).id)
  const requests = await twice(async (n) => (await post("/api/privacy/requests", { person: people[n === "一" ? 1 : 2], kind: "access", came_by: "email" })).id)
  const files = await twice(async (n) => (await api("POST", `/api/files?name=${encodeURIComponent(`约定${n}.txt`)}`, "一份约定", "application/octet-stream")).id)
  for (const file of files) await post(`/api/people/${people[0]}/files`, { file })
  const imports = await twice(async (n) => (await api("POST", `/api/imports?name=${n === "一" ? 1 : 2}.csv`, `name,phone\n新客${n},1370000000${n === "一" ? 1 : 2}\n`, "application/octet-stream")).id)
  const edge = await post("/api/edges", { kind: "knows", from: people[3], to: people[4] })
  const merge = await post("/api/merges", { winner: people[5], loser: people[6] })
  const lists = await post("/api/price-lists", { name: "会员价", currency: "CNY", filter: "order_count > 3" })
  const household = await post(`/api/people/${people[7]}/household`, { person: people[8] })
  batches.push(edge.batch, merge.batch, household.batch)
  const categories = await listed("/api/products/categories")
  const needs = await listed("/api/needs?limit=20")
  const duplicates = await listed("/api/duplicates?state=open&limit=20")
  const disputes = await listed("/api/disputes?state=all")
  const sessions = idsOf(await get("/api/sessions")).filter((id) => !kept.includes(id))
  const { secret } = await post("/api/keys", { name: "fuzz", scopes: SCOPES, days: 1 })

  const path = {
    people, companies, orders, deals, leads, interactions, products, quotes, agreements, assets, pools, teams, views, roles, hooks, sources,
    territories, registrations, files, imports, needs, duplicates, disputes, threads: idsOf(threads), comments, staff: invited,
    pipelines: idsOf(pipelines), "price-lists": idsOf(lists), "products/categories": categories, "privacy/people": people,
    "privacy/requests": requests, edges: [edge.data.id], merges: [merge.batch], undo: batches,
  }
  // In an address the days between which, in a body from whom to whom.
  const query = { from: [day(-30)], to: [day(0)], by: ["created_at", "placed_at", "occurred_at", "city", "owner"] }
  const known = { path: {}, query, named: {}, kept }
  for (const [under, ids] of Object.entries(path)) {
    const name = { roles: "key", undo: "batch" }[under] ?? "id"
    known.path[`/api/${under}/{${name}}`] = ids.filter((id) => typeof id === "string")
  }
  known.path["DELETE /api/keys/{id}"] = writeKeys
  known.path["POST /api/keys/{id}"] = keys
  known.path["/api/guest/quotes/{token}"] = tokens
  known.path["/api/people/{id}/household/{mate}"] = [people[7], people[8]]
  for (const kind of ["deliveries", "payments", "returns"])
    known.path[`/api/orders/{id}/${kind}/{${{ deliveries: "delivery", payments: "payment", returns: "back" }[kind]}}`] = hands.flatMap((one) => idsOf(one[kind] ?? []))
  known.path["/api/sessions/{id}"] = sessions

  const stages = pipelines.flatMap((one) => idsOf(one.stages))
  Object.assign(known.named, {
    object: objects, key: [...Object.values(fields), "name", "city", "tags"], identity: identities, file: files, user: users, mate: people,
    channel: ["email", "sms", "phone"], purpose: ["marketing", "service"], person: people, winner: people, loser: people, a: people, b: people,
    company: companies, deal: deals, order: orders, lead: leads, owner: users, team: teams, parent: teams, role: roles, pipeline: idsOf(pipelines),
    stage: stages, pool: pools, product: products, variant: variants, category: categories, record: [...people, ...companies, ...orders], id: [...people, ...deals],
    ids: [...people, ...leads], from: [people[0], "1"], to: [users[0], people[1], pools[0]],
    sort: ["name", "-created_at", "-order_total", "placed_at", fields.person], at: ["31.2,121.5", `${day(-1)}T08:00:00Z`],
    filter: ['city = "上海"', "order_count > 2", "owner = me", `${fields.person} is empty`, "placed_at in the last 90 days", "amount > 100"],
    q: ["茶", "138", "上海", "a"], kind: ["phone", "email", "call", "note", "due", "asked", "restricted", "unknown"], state: ["open", "all", "done", "sent", "draft", "running"],
    objects: ["person", "person,order", "company"], topics: ["people"], period: [day(0).slice(0, 7), `${day(0).slice(0, 4)}-Q4`], currency: ["CNY", "EUR"],
    quantity: ["1", "2.5"], amount: ["120.50", "0"], price: ["9.90"], starts: [day(-10)], until: [day(300)], day: [day(-1)], due_on: [day(20)], sums: ["order_total", "amount"],
    day_first: ["true"], email: ["a@example.org"], phone: ["13900001234"], value: ["13900001234", "a@example.org"], name: ["林晓梅", "云岭茶业"], locale: ["en", "zh-CN"],
  })
  const empty = Object.entries(known.path).filter(([, ids]) => ids.length === 0)
  if (empty.length > 0) console.log(`no records for ${empty.map(([at]) => at).join(", ")}`)
  // Signing in once more leaves the first session to be ended by a request.
  await post("/api/session", { login, password })
  return { cookie, secret, known }
}
