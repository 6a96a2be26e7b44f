// The main job in a real browser, as the README tells it: sign in, import, review duplicates, open a person,
// see an order arrive live, merge, undo, search, edit, export. Once on a desk in Chinese, once on a phone in English;
// with TOUR=1 in both languages on both, and docs/img/tour is drawn anew.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import { Journey } from "./journey.mjs"
import { touring } from "./look.mjs"
import { openBrowser, openServer, openSite } from "./stage.mjs"

const DESK = 1440
const PHONE = 390
let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** Runs the steps in order; after one that failed the rest cannot mean anything. */
async function play(t, { locale, width }, steps) {
  const server = await openServer()
  const journey = await Journey.begin(browser, server, { locale, width })
  let failed
  try {
    for (const step of steps) {
      await t.test(step.name, async (s) => {
        if (failed) return s.skip(`"${failed}" failed`)
        try {
          await step(journey)
          assert.deepEqual(journey.troubles.splice(0), [], "nothing breaks in the browser or the server")
        } catch (error) {
          failed = step.name
          console.error(`picture: ${await journey.keepPicture(step.name)}\nserver:\n${server.said()}`)
          throw error
        }
      })
    }
  } finally {
    await journey.end()
    await server.close()
  }
}

const LIN = { name: "林晓梅", phone: "13900000716", email: "lin.xiaomei@muhe.example", city: "上海" }
const TWIN = { name: "林小梅", phone: "13700000520", email: "xiaomei@tea.example", city: "上海" }

async function signIn(j) {
  const { page, w, server } = j
  await page.goto("/")
  await page.waitForURL(/\/sign-in/)
  await j.accessible("sign-in")
  await page.getByLabel(w.account).fill(server.login)
  await page.getByLabel(w.password, { exact: true }).fill("not the password")
  await page.getByRole("button", { name: w.signIn }).click()
  await page.getByText(w.wrong).waitFor()
  await j.picture("01-sign-in")
  await page.getByLabel(w.password, { exact: true }).fill(server.password)
  await page.getByRole("button", { name: w.signIn }).click()
  await page.getByRole("navigation").first().waitFor()
  assert.doesNotMatch(page.url(), /sign-in/)
}

async function makePeopleByHand(j) {
  const { page, w } = j
  await j.open("/people")
  for (const person of [TWIN, LIN]) {
    await j.open("/people")
    await page.getByRole("button", { name: w.createPerson }).first().click()
    const dialog = page.getByRole("dialog", { name: w.createPerson })
    for (const key of ["name", "phone", "email", "city"])
      await dialog.getByLabel(w[key], { exact: true }).fill(person[key])
    if (person === LIN) await j.accessible("new person")
    await dialog.getByRole("button", { name: w.create, exact: true }).click()
    await page.waitForURL(/\/people\/per_/)
    await page.getByRole("heading", { level: 1, name: person.name }).waitFor()
    person.path = new URL(page.url()).pathname
  }
  await j.accessible("a person")
}

/** An order sent by the public Segment client stands on the open timeline; the page is not loaded again. */
async function orderArrivesLive(j) {
  const { page } = j
  await j.open(LIN.path)
  await page.getByRole("heading", { level: 1, name: LIN.name }).waitFor()
  await j.tab("timeline")
  const timeline = page.locator(".timeline")
  await timeline.waitFor()
  await j.listens(LIN.path.split("/").at(-1))
  await page.evaluate(() => {
    window.notLoadedAgain = true
  })
  const order = `CM-${j.locale}-${j.width}`
  assert.equal(await timeline.getByText("修护精华油").count(), 0)
  const sentAt = Date.now()
  await j.sendOrder(LIN, order)
  await timeline.getByText("修护精华油 30 ml").first().waitFor()
  await timeline.getByText(order).first().waitFor()
  console.log(`the order was on screen ${Date.now() - sentAt} ms after the client began to send it`)
  await timeline.getByText(/764/).first().waitFor()
  assert.equal(await page.evaluate(() => window.notLoadedAgain), true, "the page was loaded again")
  await j.picture("07-live-order")
  await j.accessible("a person with an order")
}

async function editAndUndo(j) {
  const { page, w } = j
  await j.open(LIN.path)
  await j.tab("portrait")
  const city = page.getByRole("button", { name: `${w.edit}${j.locale === "en" ? " " : ""}${w.city}` })
  await city.click()
  const box = page.getByRole("textbox", { name: w.city, exact: true })
  await box.fill("杭州")
  await box.press("Enter")
  await j.told(w.changed(w.city, "杭州"))
  await city.filter({ hasText: "杭州" }).waitFor()
  await j.picture("10-edit")
  await j.undo(w.changed(w.city, "杭州"), w.undo)
  await city.filter({ hasText: "上海" }).waitFor()
  await page.reload()
  await j.tab("portrait")
  await city.filter({ hasText: "上海" }).waitFor()
}

async function mergeByHandAndUndo(j) {
  const { page, w } = j
  await j.open("/people")
  await page.getByRole("searchbox", { name: w.search }).fill("xiaomei")
  await j.rows(2)
  for (const { name } of [LIN, TWIN])
    await page
      .getByRole("checkbox", { name: `${w.select}${j.locale === "en" ? " " : " "}${name}` })
      .check({ force: true })
  await page.getByRole("button", { name: w.mergeTwo }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("table").waitFor()
  await j.accessible("merge by hand")
  await j.picture("08-merge")
  await dialog.getByRole("button", { name: w.merge, exact: true }).click()
  await j.told(w.merged)
  await j.rows(1)
  // The merged record keeps answering, as the person it became.
  const lost = await j.api(`/api${TWIN.path}`)
  assert.equal(`/people/${lost.id}`, LIN.path)
  assert.deepEqual(
    lost.merged_ids.map((id) => `/people/${id}`),
    [TWIN.path],
  )
  await j.undo(w.merged, w.undo)
  await j.rows(2)
  const back = await j.api(`/api${TWIN.path}`)
  assert.equal(`/people/${back.id}`, TWIN.path)
  assert.equal(back.row.email, TWIN.email)
}

async function searchFinds(j) {
  const { page, w } = j
  await j.open("/people")
  for (const [typed, name] of [
    ["林晓", LIN.name],
    ["lxm", LIN.name],
    ["linxiaomei", LIN.name],
    ["00716", LIN.name],
    ["林曉梅", LIN.name],
  ]) {
    // A person on a phone has the whole screen; the search is one step back, in the list.
    if (j.isPhone) await j.open("/people")
    await j.openPalette()
    await page.getByRole("combobox", { name: w.find }).fill(typed)
    const first = page.getByRole("option").filter({ hasText: name }).first()
    await first.waitFor()
    if (typed === "lxm") {
      await j.accessible("find")
      await j.picture("09-search")
      await first.click()
      await page.waitForURL(`**${LIN.path}*`)
    } else await page.keyboard.press("Escape")
  }
}

async function exportIsComplete(j) {
  const { page, w } = j
  await j.open("/people")
  const { total } = await j.api("/api/people?limit=1")
  const read = async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: w.export, exact: true }).click(),
    ])
    return parseCsv(readFileSync(await download.path(), "utf8"))
  }
  const all = await read()
  assert.equal(all.length, total, "every person is a row")
  const lin = all.find((row) => row.name === LIN.name)
  assert.equal(lin?.city, LIN.city)
  assert.equal(lin?.email, LIN.email)
  await page.getByRole("searchbox", { name: w.search }).fill("xiaomei")
  await j.rows(2)
  const found = await read()
  assert.deepEqual(found.map((row) => row.name).sort(), [LIN.name, TWIN.name].sort())
}

function parseCsv(text) {
  const rows = [[]]
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy
  for (const [, quoted, plain, end] of text.replace(/^\uFEFF/, "").matchAll(cells)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === "") break
    if (end !== ",") rows.push([])
  }
  const [head, ...body] = rows.filter((row) => row.length > 1)
  return body.map((row) => Object.fromEntries(head.map((key, at) => [key, row[at]])))
}

/** The tracker on a page of another site: its page view is counted for the web source. */
async function trackerIsHeard(j) {
  const { page, w, server } = j
  const site = await openSite(server)
  try {
    await j.open("/ingest")
    await page.getByRole("heading", { level: 1, name: w.ingest }).waitFor()
    const row = page.locator("tr", { has: page.getByRole("rowheader", { name: "site", exact: true }) })
    const visitor = await browser.newContext({ locale: j.locale })
    const shop = await visitor.newPage()
    const errors = []
    shop.on("pageerror", (error) => errors.push(error.message))
    await shop.goto(site.url)
    await row
      .getByRole("cell")
      .first()
      .filter({ hasText: /^[1-9]/ })
      .waitFor()
    assert.deepEqual(errors, [])
    await visitor.close()
    await j.accessible("ingest")
    await j.picture("11-ingest")
  } finally {
    await site.close()
  }
}

async function everyOtherPageIsAccessible(j) {
  for (const path of ["/companies", "/orders", "/sources", "/settings", "/nowhere"]) {
    await j.open(path)
    await j.accessible(path)
  }
}

async function languagesSwitch(j) {
  const { page } = j
  await j.open("/people")
  for (const [locale, name, heading] of [
    ["en", "English", "People"],
    ["zh-TW", "繁體中文", "客戶"],
    ["zh-CN", "简体中文", "客户"],
  ]) {
    await page.locator("button.me").click()
    const told = page.waitForResponse(
      (answer) => answer.url().endsWith("/api/session") && answer.request().method() === "PATCH",
    )
    await page
      .getByRole("menuitemcheckbox", { name })
      .or(page.getByRole("menuitemradio", { name }))
      .or(page.getByRole("menuitem", { name }))
      .first()
      .click()
    assert.equal((await told).status(), 200)
    await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.lang), locale)
    await j.accessible(`people in ${locale}`)
  }
  assert.equal((await j.api("/api/session")).user.locale, "zh-CN")
}

const ON_A_DESK = [
  signIn,
  makePeopleByHand,
  orderArrivesLive,
  editAndUndo,
  mergeByHandAndUndo,
  searchFinds,
  exportIsComplete,
  trackerIsHeard,
  everyOtherPageIsAccessible,
]
const ON_A_PHONE = [signIn, makePeopleByHand, orderArrivesLive, editAndUndo, searchFinds, trackerIsHeard]

test("on a desk, in Chinese", (t) => play(t, { locale: "zh-CN", width: DESK }, [...ON_A_DESK, languagesSwitch]))
test("on a phone, in English", (t) => play(t, { locale: "en", width: PHONE }, ON_A_PHONE))
if (touring) {
  test("on a desk, in English", (t) => play(t, { locale: "en", width: DESK }, ON_A_DESK))
  test("on a phone, in Chinese", (t) => play(t, { locale: "zh-CN", width: PHONE }, ON_A_PHONE))
}
