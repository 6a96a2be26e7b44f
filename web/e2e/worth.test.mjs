// What customers are worth and may need, and how they stand by colleague: in a shop where some come every month, some
// left half a year ago and some came once. Once on a desk in Chinese, once on a phone in English, on one server each.
import assert from "node:assert/strict"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { Colleague } from "./colleague.mjs"
import { openBrowser, openServer, until } from "./stage.mjs"
import { WORTH } from "./worthWords.mjs"

const [TEA, POT] = ["明前龙井 100g", "紫砂壶 西施"]
/** Buys tea every month and has a pot; buys tea and has none, as nine others; asked for one. */
const [REGULAR, MAY_NEED, ASKED] = ["常客0", "常客25", "过客2"]
const SAID = "紫砂壶多少钱？有货吗"
const PEOPLE = 80
const DAY = 86_400_000

let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const well = async (asked) => {
  const { status, body } = await asked
  assert.ok(status >= 200 && status < 300, `${status} ${JSON.stringify(body)}`)
  return body
}

const ago = (days) => new Date(Date.now() - days * DAY).toISOString()

function buys(who, orders) {
  const bought = orders.map(([days, name, total], n) => ({
    type: "track",
    userId: who,
    messageId: `${who}-${n}`,
    timestamp: ago(days),
    event: "Order Completed",
    properties: { order_id: `${who}-${n}`, total, currency: "CNY", products: [{ name, price: total }] },
  }))
  // Seen first with the first order, so that who ordered last stands first in lists.
  const met = { messageId: `i-${who}`, timestamp: bought[0].timestamp }
  return [{ type: "identify", userId: who, ...met, traits: { name: who } }, ...bought]
}

const many = (count, of) => Array.from({ length: count }, (_, n) => of(n)).flat()
const months = (from, until, of) => many(until - from, (n) => [of(until - 1 - n)])

const shop = () => [
  ...many(30, (n) => {
    const tea = months(0, 12, (month) => [month * 30 + (n % 5) + 3, TEA, 200])
    return buys(`常客${n}`, n < 20 ? [...tea, [70 + n, POT, 600]] : tea)
  }),
  ...many(20, (n) =>
    buys(
      `旧客${n}`,
      months(6, 12, (month) => [month * 30 + n, "茉莉花茶", 50]),
    ),
  ),
  ...many(30, (n) => buys(`过客${n}`, [[200 + n, "茶点礼盒", 30]])),
]

/** A year of a shop, and what was worked out from it; some of its customers are the administrator's. */
async function yesterday(admin) {
  const { url, keys } = admin.server
  const send = async (path, body) => {
    const authorization = `Basic ${Buffer.from(`${keys.shop}:`).toString("base64")}`
    const headers = { "content-type": "application/json", authorization }
    const answer = await fetch(new URL(path, url), { method: "POST", headers, body: JSON.stringify(body) })
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.text()}`)
  }
  const batch = shop()
  for (let at = 0; at < batch.length; at += 100) await send("/v1/batch", { batch: batch.slice(at, at + 100) })
  await send("/api/interactions", {
    kind: "message",
    channel: "wechat",
    direction: "in",
    text: SAID,
    message_id: "asked-1",
    occurred_at: ago(5),
    identities: [{ kind: "user_id", value: ASKED }],
  })
  const all = await until(async () => {
    const page = await well(admin.api("GET", "/api/people?limit=100&sort=name"))
    return page.total === PEOPLE && page.rows.every((row) => row.order_count > 0) && page.rows
  }, "the shop's customers")
  const ids = Object.fromEntries(all.map((row) => [row.name, row.id]))
  const me = (await well(admin.api("GET", "/api/session"))).user
  for (const name of [REGULAR, MAY_NEED, ASKED, "旧客0"])
    await well(admin.api("PATCH", `/api/people/${ids[name]}`, { set: { owner: me.id } }))
  await reckon(admin, { on: true, months: 12, margin: 100, discount: 0 })
  return { ids, me }
}

/** Sets how worth is reckoned, and waits for it. */
async function reckon(admin, wish) {
  await well(admin.api("PUT", "/api/worth", wish))
  await until(async () => (await well(admin.api("GET", "/api/worth"))).progress?.state === "done", "the reckoning")
}

const needsOf = (admin, id) => admin.api("GET", `/api/people/${id}/needs`).then(({ body }) => body)

/** The card of a person: what is expected, where from, and a guess that is put away and taken back. */
async function looksAtAPerson(admin, { ids }) {
  const { page, w } = admin
  const tab = admin.isPhone ? "?tab=matters" : ""
  await admin.open(`/people/${ids[REGULAR]}${tab}`)
  const card = page.locator(".worth")
  await card.getByText(w.within).waitFor()
  await card.getByText(w.classOf("A")).waitFor()
  await card.getByRole("button", { name: w.why, exact: true }).click()
  await card.getByText(w.fromDays).waitFor()
  await admin.looked("90-worth", "what is expected of a person")

  await admin.open(`/people/${ids[MAY_NEED]}${tab}`)
  await card.getByText(w.guess, { exact: true }).waitFor()
  await card.getByText(POT, { exact: true }).waitFor()
  const dismiss = card.getByRole("button", { name: w.dismissOf(POT), exact: true })
  await dismiss.click()
  await dismiss.waitFor({ state: "detached" })
  await admin.told(w.dismissed(POT))
  await card.getByText(w.earlier, { exact: true }).waitFor()
  const state = async () => (await needsOf(admin, ids[MAY_NEED])).find((need) => need.what === POT)?.state
  await until(async () => (await state()) === "dismissed", "the need to be put away")
  await admin.undo(w.dismissed(POT))
  await dismiss.waitFor()
  await until(async () => (await state()) === "open", "the need to be back")
  // A note about it is begun in the composer, with what was written there kept.
  await card.getByRole("button", { name: w.noteOf(POT), exact: true }).click()
  await until(async () => (await page.getByLabel(w.noteBox).inputValue()).startsWith(w.draft(POT)), "a note begun")
}

/** What a customer asked for is found on their timeline. */
async function findsWhatWasSaid(admin, { ids }) {
  const { page, w } = admin
  await admin.open(`/people/${ids[ASKED]}${admin.isPhone ? "?tab=matters" : ""}`)
  await page
    .locator(".worth")
    .getByRole("button", { name: `“${SAID}”` })
    .click()
  await page.getByLabel(w.findIn).waitFor()
  assert.ok(new URL(page.url()).searchParams.get("find"))
  await page.locator(".story mark").first().waitFor()
}

/** Every figure of the portfolio is the length of the list that it opens. */
async function opensEveryFigure(admin, { me }) {
  const { page, w } = admin
  const { rows } = await well(admin.api("GET", "/api/portfolio?days=90"))
  assert.equal(rows.length, 2)
  await admin.open("/portfolio")
  await page.getByRole("link", { name: w.figure(w.people, me.name) }).waitFor()
  await admin.looked("91-portfolio", "the portfolio")
  const area = admin.isPhone ? page.locator(".portfolio-cards > li") : page.locator(".portfolio-table tbody > tr")
  for (const [at, row] of rows.entries()) {
    const hrefs = await area
      .nth(at)
      .locator("a.portfolio-figure")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")))
    // In the order of the columns; an amount has as many rows as there are orders in its currency.
    const counted = [row.people, row.orders, row.orders, row.contacts, row.silent, null, row.at_risk_people, row.needs]
    assert.equal(hrefs.length, counted.length)
    for (const [place, href] of hrefs.entries()) {
      const { pathname, searchParams } = new URL(href, admin.server.url)
      if (pathname === "/portfolio") {
        const owner = searchParams.get("owner") ?? ""
        const { counts } = await well(admin.api("GET", `/api/needs?limit=1&owner=${owner}`))
        assert.equal(counts.due + counts.asked + counts.together, counted[place], href)
        continue
      }
      const asked = new URLSearchParams({ limit: "1", filter: searchParams.get("filter") ?? "" })
      const { total } = await well(admin.api("GET", `/api${pathname}?${asked}`))
      if (counted[place] !== null) assert.equal(total, counted[place], href)
    }
  }
  await page.getByRole("link", { name: w.figure(w.people, me.name) }).click()
  await page.waitForURL(/\/people\?/)
  await page.getByText(REGULAR, { exact: true }).first().waitFor()

  // Another period and order are in the address.
  await admin.open("/portfolio")
  await page.getByRole("button", { name: w.period, exact: true }).click()
  await page.waitForURL(/days=180/)
  if (admin.isPhone) await page.getByLabel(w.sort).selectOption("worth")
  else await page.getByRole("button", { name: w.worth, exact: true }).click()
  await page.waitForURL(/sort=-worth/)
}

/** All needs, by kind and owner; one is put away and taken back. */
async function goesThroughNeeds(admin, { me }) {
  const { page, w } = admin
  await admin.open("/portfolio")
  await page.getByRole("link", { name: w.needs }).first().click()
  await page.waitForURL(/tab=needs/)
  const rows = page.locator(".need-row")
  await rows.first().waitFor()
  await admin.looked("92-needs", "all needs")
  await page.getByRole("button", { name: w.asked }).click()
  await until(async () => (await rows.count()) === 1, "the one that was asked for")
  await page.getByLabel(w.owner, { exact: true }).selectOption(me.id)
  const row = rows.filter({ hasText: POT })
  await row.getByText(SAID).waitFor()
  await row.getByRole("button", { name: w.dismissOf(POT), exact: true }).click()
  await row.waitFor({ state: "detached" })
  await admin.undo(w.dismissed(POT))
  await row.waitFor()
  await page.getByLabel(w.owner, { exact: true }).selectOption({ label: w.nobody })
  await row.waitFor({ state: "detached" })
}

/** Today names those of mine who may need something, and leads to all of them. */
async function seesItToday(admin, { me }) {
  const { page, w } = admin
  await admin.open("/today")
  const card = page.locator(".home-card").filter({ hasText: w.mayNeed })
  await card.getByText(MAY_NEED, { exact: true }).waitFor()
  await card.locator(".section-head a").click()
  await page.waitForURL((url) => url.searchParams.get("owner") === me.id)
}

/** The five columns are there for whoever chooses them. */
async function choosesColumns(admin) {
  const { page, w } = admin
  const columns = "worth_next,worth_active,worth_class,next_order_at,need_count"
  await admin.open(`/people?columns=${columns}&sort=-worth_next`)
  await page.getByRole("link", { name: /^常客/ }).first().waitFor()
  if (admin.isPhone) return
  for (const name of w.columns) await page.getByRole("columnheader", { name }).waitFor()
  await page.locator(".active-chance").first().waitFor()
}

/** The settings: the classes open their lists, a number out of range is named, and off is off. */
async function setsUp(admin, { ids }) {
  const { page, w } = admin
  const held = await well(admin.api("GET", "/api/worth"))
  assert.equal(held.classes.A + held.classes.B + held.classes.C, PEOPLE)
  await admin.open("/settings/worth")
  await page.getByRole("heading", { name: w.check }).waitFor()
  await page.getByText(w.told, { exact: true }).waitFor()
  await admin.looked("93-worth-settings", "how worth is reckoned")
  const href = await page.getByRole("link", { name: w.classLink("A") }).getAttribute("href")
  const asked = new URLSearchParams({ limit: "1", filter: new URL(href, admin.server.url).searchParams.get("filter") })
  assert.equal((await well(admin.api("GET", `/api/people?${asked}`))).total, held.classes.A)

  const form = page.locator(".worth-form")
  const monthsBox = form.getByLabel(w.months, { exact: true })
  await monthsBox.fill("99")
  // The browser itself holds back what is out of range; the server would too.
  await form.evaluate((element) => element.setAttribute("novalidate", ""))
  await form.getByRole("button", { name: w.save, exact: true }).click()
  await form.getByText(w.outOfRange).waitFor()
  await monthsBox.fill("6")
  await form.getByLabel(w.margin, { exact: true }).fill("62.5")
  await form.getByRole("button", { name: w.save, exact: true }).click()
  await admin.told(w.saved)
  await until(async () => {
    const now = await well(admin.api("GET", "/api/worth"))
    return now.months === 6 && now.margin === 62.5 && now.progress?.state === "done"
  }, "the new reckoning")
  await form.getByText(w.on).click()
  await form.getByRole("button", { name: w.save, exact: true }).click()
  await until(async () => (await well(admin.api("GET", "/api/worth"))).on === false, "worth to be off")
  await admin.open(`/people/${ids[REGULAR]}${admin.isPhone ? "?tab=matters" : ""}`)
  await page.getByText(w.off).waitFor()
}

for (const [locale, width] of [
  ["zh-CN", 1440],
  ["en", 390],
]) {
  test(`worth and needs on a ${width === 390 ? "phone" : "desk"}, in ${locale}`, async (t) => {
    const server = await openServer()
    const admin = await Colleague.begin(browser, server, { locale, width, words: WORTH[locale] })
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
      const held = await yesterday(admin)
      await step("a person is looked at", () => looksAtAPerson(admin, held))
      await step("what was said is found", () => findsWhatWasSaid(admin, held))
      await step("every figure opens its list", () => opensEveryFigure(admin, held))
      await step("needs are gone through", () => goesThroughNeeds(admin, held))
      await step("today names them", () => seesItToday(admin, held))
      await step("columns are chosen", () => choosesColumns(admin))
      await step("the settings are changed", () => setsUp(admin, held))
      await admin.end()
    } finally {
      await server.close()
    }
  })
}
