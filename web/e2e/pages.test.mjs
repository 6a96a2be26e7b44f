// The pages that draw lines through the customers and tie them: territories, members and tiers, connectors, groups of
// companies, households, following, and the view that a list opens with. Once on a desk in Chinese, once on a phone in
// English, on one server each, since each begins where the other has not been.
import assert from "node:assert/strict"
import { mkdtempSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { Colleague } from "./colleague.mjs"
import { PAGES } from "./pagesWords.mjs"
import { openBrowser, openServer, until } from "./stage.mjs"

const PASSWORD = "另一把长钥匙-2026"

let browser
before(async () => {
  browser = await openBrowser()
  // The ERP stands on this machine, which a server on the open internet would refuse.
  process.env.GUANXI_OUTBOUND_ALLOW = "127.0.0.1"
})
after(() => browser?.close())

const well = async (asked) => {
  const { status, body } = await asked
  assert.ok(status >= 200 && status < 300, `${status} ${JSON.stringify(body)}`)
  return body
}

/** A person with an order, and others of two cities. */
async function yesterday(admin) {
  const ids = {}
  for (const [name, city, total] of [
    ["林晓梅", "上海", 3200],
    ["周以宁", "上海", 800],
    ["周小满", "上海", 0],
    ["高远", "北京", 0],
  ]) {
    const body = { name, city, address: "安福路 12 号", identities: [{ kind: "user_id", value: name }] }
    ids[name] = (await well(admin.api("POST", "/api/people", body))).data.id
    if (total === 0) continue
    const order = { order_id: `P-${name}`, total, currency: "CNY" }
    const sent = await fetch(new URL("/v1/track", admin.server.url), {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(`${admin.server.keys.shop}:`).toString("base64")}`,
      },
      body: JSON.stringify({ userId: name, messageId: name, event: "Order Completed", properties: order }),
    })
    assert.equal(sent.status, 200)
  }
  return ids
}

/** Somebody who works here, at a browser of their own. */
async function colleague(admin, login, name, role) {
  const made = await well(admin.api("POST", "/api/staff", { login, name, role }))
  const { server, locale, width, w } = admin
  const someone = await Colleague.begin(browser, server, { locale, width, words: w })
  await someone.page.goto("/sign-in")
  await someone.api("POST", "/api/invite", { token: made.invite.token, password: PASSWORD })
  return Object.assign(someone, { id: made.account.id })
}

/** East China: whoever lives in Shanghai, looked after by a colleague, who sees them from now on. */
async function drawsATerritory(admin, ids) {
  const { page, w } = admin
  const rep = await colleague(admin, "rep", "何江", "sales")
  const { grants } = (await well(admin.api("GET", "/api/roles"))).find(({ key }) => key === "sales")
  await well(admin.api("PATCH", "/api/roles/sales", { grants: { ...grants, see: "territory" } }))
  assert.equal((await well(rep.api("GET", "/api/people"))).total, 0)

  await admin.open("/settings/territories")
  await admin.looked(null, "no territories yet")
  await page.getByRole("button", { name: w.newTerritory }).first().click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.name, { exact: true }).fill(w.east)
  await dialog.getByRole("button", { name: w.addCondition }).click()
  await page.getByLabel(w.field, { exact: true }).selectOption({ label: w.city })
  await page.getByLabel(w.value, { exact: true }).fill("上海")
  await page.getByRole("button", { name: w.apply, exact: true }).click()
  await dialog.getByText(w.fit(3)).waitFor()
  await dialog.getByRole("checkbox", { name: "何江" }).check()
  await admin.looked(null, "a new territory")
  await dialog.getByRole("button", { name: w.newTerritory, exact: true }).click()
  await admin.told(w.saved(w.east))
  const row = page.locator(".territory-row").filter({ hasText: w.east })
  await row.getByText(w.people(3)).waitFor()
  // Another at the same level, drawn first from now on.
  await well(admin.api("POST", "/api/territories", { name: w.gold, filter: 'name = "高远"', users: [], teams: [] }))
  await admin.open("/settings/territories")
  await page.getByRole("button", { name: w.up(w.gold) }).click()
  await page.locator(".territory-row").first().getByText(w.gold).waitFor()
  await admin.looked("61-territories", "territories")
  // The colleague sees them, and nobody else.
  await until(async () => (await well(rep.api("GET", "/api/people"))).total === 3, "the territory's people")
  assert.equal((await rep.api("GET", `/api/people/${ids.高远}`)).status, 404)
  // Changed, so that it has fewer; and deleted, from the form.
  await row.getByRole("button", { name: w.east }).first().click()
  await dialog.getByLabel(w.name, { exact: true }).fill(w.southeast)
  await dialog.getByRole("button", { name: w.save, exact: true }).click()
  await admin.told(w.saved(w.southeast))
  await page.locator(".territory-row").filter({ hasText: w.gold }).getByRole("button", { name: w.gold }).first().click()
  await dialog.getByRole("button", { name: w.remove, exact: true }).click()
  await admin.told(w.removed(w.gold))
  await page.locator(".territory-row").filter({ hasText: w.gold }).waitFor({ state: "detached" })
  return rep
}

/** Numbers with a prefix and a check digit; tiers that are drawn from orders at once. */
async function setsTiers(admin, ids) {
  const { page, w } = admin
  await admin.open("/settings/members")
  const [numbers, tiers] = [page.locator("form").first(), page.locator("form").last()]
  await numbers.getByLabel(w.prefix, { exact: true }).fill("CM")
  await numbers.getByLabel(w.digits, { exact: true }).fill("4")
  await numbers.getByLabel(w.check).check()
  await numbers.getByRole("button", { name: w.save, exact: true }).click()
  await numbers.getByText(w.example("CM00018")).waitFor()
  for (const [name, from] of [
    [w.silver, "500"],
    [w.golden, "3000"],
  ]) {
    await tiers.getByRole("button", { name: w.addTier }).click()
    const line = tiers.locator(".tier-line").last()
    await line.getByLabel(w.tierName, { exact: true }).fill(name)
    await line.getByLabel(w.from, { exact: true }).fill(from)
  }
  await tiers.locator(".tier-line").last().getByLabel(w.color, { exact: true }).selectOption("amber")
  await tiers.getByLabel(w.drawTiers).check()
  await tiers.getByRole("button", { name: w.save, exact: true }).click()
  await admin.told(w.kept)
  await tiers.getByText(w.drawn(2)).waitFor()
  await admin.looked("62-tiers", "members and tiers")
  const tierOf = async (name) => (await well(admin.api("GET", `/api/people/${ids[name]}`))).row.tier
  assert.deepEqual([await tierOf("林晓梅"), await tierOf("周以宁"), await tierOf("高远")], [w.golden, w.silver, null])
  // A tier that is no amount is refused by name, and what was typed is kept.
  await tiers.locator(".tier-line").first().getByLabel(w.from, { exact: true }).fill("many")
  await tiers.getByRole("button", { name: w.save, exact: true }).click()
  await tiers.getByRole("alert").waitFor()
  assert.equal(await tiers.locator(".tier-line").first().getByLabel(w.from, { exact: true }).inputValue(), "many")
  // Joining, from the person's own page.
  await admin.open(`/people/${ids.林晓梅}`)
  if (admin.isPhone) await page.getByRole("tab", { name: w.portrait }).click()
  await page.getByText(w.golden, { exact: true }).first().waitFor()
}

/** Something that plays an ERP: one list of customers, changed between two runs. */
async function openErp() {
  const held = {
    customers: [
      { no: "C-1", name: "林晓梅", city: "杭州", user: "林晓梅" },
      { no: "C-2", name: "陈新", city: "苏州", user: "chen" },
    ],
    down: false,
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://erp")
    const wrong = request.headers["x-api-key"] !== "erp-secret"
    response.writeHead(held.down ? 503 : wrong ? 401 : pathname === "/customers" ? 200 : 404, {
      "content-type": "application/json",
    })
    response.end(JSON.stringify(wrong ? { error: "key" } : { data: { items: held.customers } }))
  })
  await new Promise((done) => server.listen(0, "127.0.0.1", done))
  return {
    held,
    url: `http://127.0.0.1:${server.address().port}/customers`,
    close: () => new Promise((done) => server.close(done)),
  }
}

/** Customers of an ERP, mapped with a preview, fetched, compared, and what differs in the ledger. */
async function connectsAnErp(admin) {
  const { page, w } = admin
  const erp = await openErp()
  try {
    await admin.open("/settings/connectors")
    await page.getByRole("link", { name: w.newConnector }).click()
    await page.getByLabel(w.name, { exact: true }).fill("ERP")
    await page.getByLabel(w.address, { exact: true }).fill(erp.url)
    await page.getByLabel(w.auth, { exact: true }).selectOption("header")
    await page.getByLabel(w.secret, { exact: true }).fill("wrong")
    await page.getByRole("button", { name: w.look }).click()
    await page.getByRole("alert").waitFor()
    await admin.looked(null, "a connector whose key is wrong")
    await page.getByLabel(w.secret, { exact: true }).fill("erp-secret")
    await page.getByRole("button", { name: w.look }).click()
    await page.getByText(w.looked(2, 4)).waitFor()
    await page.getByRole("button", { name: w.next, exact: true }).click()
    await page.getByLabel(w.rowsAre, { exact: true }).selectOption("person")
    await page.getByLabel(w.key, { exact: true }).selectOption("no")
    assert.equal(await page.getByLabel(w.space, { exact: true }).inputValue(), "erp")
    await admin.looked(null, "a connector: what it fetches")
    await page.getByRole("button", { name: w.next, exact: true }).click()
    const line = page.locator(".mapping tr").filter({ hasText: "user" })
    await line.locator(".target").click()
    await page.locator(".target-list").getByRole("button", { name: w.userId, exact: true }).click()
    const preview = page.locator(".preview")
    await preview.locator(".tag").filter({ hasText: w.same }).waitFor()
    await preview.locator(".tag").filter({ hasText: w.new }).waitFor()
    await admin.looked("63-mapping", "a connector: the mapping with its preview")
    await page.getByRole("button", { name: w.next, exact: true }).click()
    await page.getByRole("button", { name: w.next, exact: true }).click()
    await page.getByRole("radio", { name: w.onlyEmpty }).check()
    await admin.looked(null, "a connector: whose value stands")
    await page.getByRole("button", { name: w.save, exact: true }).click()
    await admin.told(w.saved("ERP"))
    await page.getByRole("button", { name: w.compare, exact: true }).click()
    await admin.told(w.started)
    const run = page.locator(".connector-run").first()
    await run.getByText(w.differs).first().waitFor()
    await run.getByText("杭州").waitFor()
    await admin.looked("64-ledger", "the ledger of a comparison")
    assert.equal((await well(admin.api("GET", `/api/people?q=${encodeURIComponent("陈新")}`))).total, 0)
    await page.getByRole("button", { name: w.run, exact: true }).click()
    await until(
      async () => (await well(admin.api("GET", `/api/people?q=${encodeURIComponent("陈新")}`))).total === 1,
      "the customer of the ERP",
    )
    // An ERP that does not answer is said in the reader's words, and the run stands in the list as failed.
    erp.held.down = true
    await page.locator(".connector-run").first().getByText(w.done).waitFor()
    await page.getByRole("button", { name: w.compare, exact: true }).click()
    await page.locator(".connector-run").first().getByText(/503/).first().waitFor({ timeout: 30_000 })
    await admin.open("/settings/connectors")
    await page.locator(".connector-row").filter({ hasText: "ERP" }).waitFor()
    await admin.looked(null, "connectors")
  } finally {
    // Nothing may be asked of whoever has its port next.
    for (const one of await well(admin.api("GET", "/api/connectors"))) {
      await admin.api("DELETE", `/api/connectors/${one.id}`)
    }
    await erp.close()
  }
}

/** A shop is part of a company that is part of a group; on the map they stand where they are. */
async function groupsCompanies(admin, ids) {
  const { page, w } = admin
  const company = async (name, city) => (await well(admin.api("POST", "/api/companies", { name, city }))).data.row.id
  const [head, east, shop] = [
    await company("山茶集团", "北京"),
    await company("山茶华东", "上海"),
    await company("山茶静安店", "上海"),
  ]
  await well(admin.api("POST", "/api/edges", { kind: "works_at", from: ids.林晓梅, to: shop }))
  await well(admin.api("POST", "/api/edges", { kind: "part_of", from: shop, to: east }))
  await admin.open(`/companies/${east}`)
  const group = page.getByRole("region", { name: w.group })
  await group.getByRole("link", { name: "山茶静安店" }).waitFor()
  await group.getByRole("button", { name: w.setPartOf }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.whichCompany).fill("山茶集团")
  await dialog.getByText("山茶集团").click()
  await dialog.getByRole("button", { name: w.add, exact: true }).click()
  await admin.told(w.joined("山茶华东", "山茶集团"))
  await group.getByRole("link", { name: "山茶集团" }).waitFor()
  await admin.looked("65-group", "a company in its group")
  // The whole adds up what its parts bought.
  await group.getByRole("link", { name: "山茶集团" }).click()
  await page.waitForURL(new RegExp(head))
  await group.getByText(/3,200/).waitFor()
  // A circle is refused where it is tried.
  await group.getByRole("button", { name: w.setPartOf }).click()
  await dialog.getByLabel(w.whichCompany).fill("山茶静安店")
  assert.equal(await dialog.locator(".record-hit").count(), 0, "what is below is no choice")
  await page.keyboard.press("Escape")
  await group.getByRole("button", { name: w.leaveGroup("山茶华东") }).click()
  await admin.told(w.left("山茶华东", "山茶集团"))
  await admin.undo(w.left("山茶华东", "山茶集团"))
  await group.getByRole("link", { name: "山茶华东" }).waitFor()
  await admin.open("/companies?map=circles")
  await page.getByRole("button", { name: w.onMap("上海", 2), exact: true }).waitFor()
  await admin.looked("66-map", "companies on a map")
}

/** Three people who live together: found by search, opened, tied, given roles, one taken out and back. */
async function opensAHousehold(admin, ids) {
  const { page, w } = admin
  await well(admin.api("POST", `/api/people/${ids.林晓梅}/household`, { person: ids.周以宁, role: w.father }))
  await admin.open("/people")
  if (admin.isPhone) await page.getByRole("button", { name: w.find }).last().click()
  else await page.keyboard.press("Control+k")
  await page.getByRole("combobox", { name: w.find }).fill("周以宁")
  await page.getByRole("option", { name: new RegExp(w.household("林晓梅")) }).click()
  await page.getByRole("heading", { name: w.household("林晓梅") }).waitFor()
  await page.getByText(/4,000/).first().waitFor()
  const members = page.getByRole("region", { name: w.members })
  await members.getByRole("button", { name: w.addMember }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.whoLives).fill("周小满")
  await dialog.getByText("周小满").click()
  await dialog.getByLabel(w.role, { exact: true }).fill(w.daughter)
  await admin.looked(null, "somebody joins a household")
  await dialog.getByRole("button", { name: w.addIn, exact: true }).click()
  await admin.told(w.joinedHouse("周小满", "林晓梅"))
  const line = (name) => members.getByRole("listitem").filter({ hasText: name })
  await line("周小满").getByText(w.daughter).waitFor()
  // A role is written where it stands.
  await line("林晓梅").locator(".household-role button").click()
  await page.keyboard.type(w.mother)
  await page.keyboard.press("Enter")
  await admin.told(w.roleIs("林晓梅", w.mother))
  await line("林晓梅").getByText(w.mother).waitFor()
  await admin.looked(null, "a household")
  await line("周小满")
    .getByRole("button", { name: w.takeOut("周小满") })
    .click()
  await admin.told(w.leftHouse("周小满", "林晓梅"))
  await line("周小满").waitFor({ state: "detached" })
  await admin.undo(w.leftHouse("周小满", "林晓梅"))
  await line("周小满").getByText(w.daughter).waitFor()
  // Their own pages lead here.
  await admin.open(`/people/${ids.周小满}`)
  if (admin.isPhone) await page.getByRole("tab", { name: w.relations }).click()
  await page.getByRole("link", { name: w.openHousehold }).click()
  await page.getByRole("heading", { name: w.household("林晓梅") }).waitFor()
  await admin.looked("67-household", "a household one came to from a person")
}

/** What a colleague does with a person one follows is in the bell, and leads to them. */
async function follows(admin, rep, ids) {
  const { page, w } = admin
  await admin.open(`/people/${ids.林晓梅}`)
  await page.locator("main").getByRole("button", { name: w.more, exact: true }).first().click()
  await page.getByRole("menuitem", { name: w.follow, exact: true }).click()
  await admin.told(w.followed("林晓梅"))
  await admin.open("/people")
  const note = { kind: "note", text: "周末来店取秋茶" }
  await well(rep.api("POST", `/api/people/${ids.林晓梅}/interactions`, note))
  await page.getByRole("button", { name: w.unread(1) }).click()
  const notice = page.locator(".notice").filter({ hasText: "林晓梅" })
  await notice.getByText("周末来店取秋茶").waitFor()
  await admin.looked("68-notice", "the notice of a person one follows")
  await notice.click()
  await page.waitForURL(new RegExp(`/people/${ids.林晓梅}`))
  await admin.open("/people")
  await page.getByRole("button", { name: w.notices, exact: true }).waitFor()
}

/** A role's list opens with a view: at once, without showing all of it for a moment first. */
async function opensWithAView(admin, rep) {
  const { page, w } = admin
  const filter = 'name = "周以宁"'
  await well(admin.api("POST", "/api/views", { object: "person", name: w.mine, shared: true, body: { filter } }))
  await admin.open("/settings/roles")
  await page.getByRole("button", { name: w.salesRole }).click()
  const fieldset = page.getByRole("group", { name: w.opensWith })
  await fieldset.getByLabel(w.people_, { exact: true }).selectOption({ label: w.mine })
  await admin.told(w.changed)
  await admin.looked(null, "what lists of a role open with")
  const asked = []
  rep.page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === "/api/people" && searchParams.get("limit") !== "1") asked.push(searchParams.get("filter") ?? "")
  })
  await rep.open("/people")
  await rep.page.getByRole("link", { name: "周以宁" }).first().waitFor()
  assert.match(new URL(rep.page.url()).searchParams.get("filter"), /周以宁/)
  assert.ok(asked.length > 0 && asked.every((one) => one === filter), `only the view is read: ${asked}`)
  // Whoever then asks for all of it gets all of it.
  await rep.page.getByRole("link", { name: w.people_, exact: true }).first().click()
  await rep.page.getByRole("link", { name: "周小满" }).first().waitFor()
}

for (const [locale, width] of [
  ["zh-CN", 1440],
  ["en", 390],
]) {
  test(`lines and ties on a ${width === 390 ? "phone" : "desk"}, in ${locale}`, async (t) => {
    const server = await openServer()
    const admin = await Colleague.begin(browser, server, { locale, width, words: PAGES[locale] })
    let rep
    const step = (name, run) =>
      t.test(name, async () => {
        try {
          await run()
        } catch (error) {
          const path = join(mkdtempSync(join(tmpdir(), "guanxi-e2e-failed-")), `${width}.png`)
          await admin.page.screenshot({ path }).catch(() => {})
          console.error(`picture: ${path}, at ${admin.page.url()}\nserver:\n${server.said()}`)
          throw error
        }
      })
    try {
      await admin.signIn(server.login, server.password)
      const ids = await yesterday(admin)
      await step("a territory is drawn", async () => {
        rep = await drawsATerritory(admin, ids)
      })
      await step("tiers are set", () => setsTiers(admin, ids))
      await step("companies are grouped", () => groupsCompanies(admin, ids))
      await step("a household is opened", () => opensAHousehold(admin, ids))
      await step("a person is followed", () => follows(admin, rep, ids))
      await step("a list opens with a view", () => opensWithAView(admin, rep))
      await step("an ERP is connected", () => connectsAnErp(admin))
      await rep.end()
      await admin.end()
    } finally {
      await server.close()
    }
  })
}
