// The main job in a real browser, as the README tells it: sign in, import, review duplicates, open a person,
// see an order arrive live, merge, undo, search, edit, export. Once on a desk in Chinese, once on a phone in English;
// with TOUR=1 in both languages on both, and docs/img/tour is drawn anew.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import { files } from "./data.mjs"
import { Journey } from "./journey.mjs"
import { touring } from "./look.mjs"
import { openBrowser, openServer, openSite, until } from "./stage.mjs"

const DESK = 1440
const PHONE = 390
let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** Runs the steps in order; after one that failed the rest cannot mean anything. */
async function play(t, { locale, width, small }, steps) {
  const server = await openServer()
  const journey = await Journey.begin(browser, server, { locale, width })
  journey.files = files(server.folder, { small })
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
  await page.getByLabel(w.account).waitFor()
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

/** Columns are detected, the preview says what would happen, the import runs, refused rows come back with reasons. */
async function bringIn(j, file, step, currency) {
  const { page, w } = j
  await page.locator("input[type=file]").setInputFiles(file.path)
  await page.waitForURL(/\/imports\/imp_/)
  await page.getByText(w.previewed).waitFor()
  assert.equal(await page.locator(".preview tbody tr").count(), Math.min(50, file.rows))
  if (currency) await page.getByLabel(w.currency).selectOption(currency)
  await page.getByRole("button", { name: w.start }).and(page.locator(":enabled")).waitFor()
  await j.accessible(`the plan of ${file.name}`)
  await j.picture(step)
  await page.getByRole("button", { name: w.start }).click()
  await page.getByRole("heading", { level: 2, name: w.imported }).waitFor({ timeout: 120_000 })
  const info = await j.api(`/api${new URL(page.url()).pathname}`)
  const { created, updated, same, refused, total } = info.progress
  assert.equal(total, file.rows)
  assert.equal(created + updated + same + refused, file.rows, "every row is accounted for")
  const figure = (key) =>
    page.locator(".figures > div", { has: page.getByText(w.figures[key], { exact: true }) }).locator(".figure-value")
  assert.equal((await figure("created").textContent()).replaceAll(",", ""), `${created}`)
  assert.equal(await figure("refused").textContent(), `${refused}`)
  return info
}

async function importPeople(j) {
  const { page, w } = j
  // An empty workspace begins with a file.
  await page.waitForURL(/\/imports$/)
  await j.accessible("imports")
  const info = await bringIn(j, j.files.people, "02-import-people")
  assert.ok(info.progress.created > 0.9 * j.files.people.rows)
  await j.accessible("a finished import")
  await j.picture("03-imported")
  if (info.progress.refused > 0) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: w.refusedRows }).click(),
    ])
    const rows = parseCsv(readFileSync(await download.path(), "utf8"))
    assert.equal(rows.length, info.progress.refused)
    for (const row of rows) assert.ok(row.reason && row.rec_id, "a refused row comes back whole, with its reason")
  }
  j.imported = info
}

async function importOrders(j) {
  await j.open("/imports")
  const { progress } = await bringIn(j, j.files.orders, "04-import-orders", "USD")
  assert.equal(progress.created, j.files.orders.rows)
  const { total } = await j.api("/api/orders?limit=1")
  assert.ok(total > 0)
}

/** A scan finds pairs; the first is called the same person; the undo brings both back. */
async function reviewDuplicates(j) {
  const { page, w } = j
  await j.open("/duplicates")
  await page.getByRole("button", { name: w.scan }).first().click()
  const queue = page.getByRole("navigation", { name: w.queue }).getByRole("button")
  await queue.first().waitFor({ timeout: 120_000 })
  if (j.isPhone) {
    await j.accessible("the queue of duplicates")
    await queue.first().click()
  }
  const [pair] = (await j.api("/api/duplicates?state=open")).rows
  await page.getByRole("button", { name: w.same }).waitFor()
  await page.locator(".dup-table").getByText(pair.a.name).first().waitFor()
  await j.accessible("duplicates")
  await j.picture("05-duplicates")
  const now = async (row) => (await j.api(`/api/people/${row.id}`)).id
  await page.getByRole("button", { name: w.same }).click()
  await j.told(w.joined)
  await until(async () => (await now(pair.a)) === (await now(pair.b)), "both ids to answer with one person")
  await j.picture("06-merged")
  await j.undo(w.joined, w.undoMerge)
  await j.told(w.apart)
  assert.notEqual(await now(pair.a), await now(pair.b))
  assert.equal((await j.api(`/api/people/${pair.b.id}`)).name, pair.b.name)
  const open = await j.api("/api/duplicates?state=open")
  assert.ok(
    open.rows.some((row) => row.id === pair.id),
    "the pair waits for review again",
  )
}

/** From the list to the one who bought most: the side panel, then the whole story. */
async function openAPerson(j) {
  const { page, w } = j
  await j.open("/people?sort=-order_total")
  const { rows } = await j.api("/api/people?sort=-order_total&limit=1")
  const [best] = rows
  assert.equal(best.currency, "USD", "the file says no currency, the plan did")
  const row = page.getByRole("row").getByRole("link").first()
  await row.waitFor()
  await j.accessible("people")
  await j.picture("07-people")
  await row.click()
  if (!j.isPhone) {
    await page.waitForURL(/panel=per_/)
    const panel = page.getByRole("complementary", { name: best.name })
    await panel.getByText(`${best.order_count}`, { exact: true }).first().waitFor()
    await j.accessible("the side panel")
    await page.getByRole("link", { name: w.fullPage }).click()
  }
  await page.waitForURL(`**/people/${best.id}*`)
  await page.locator(".story").waitFor()
  const timeline = await j.api(`/api/people/${best.id}/timeline?group=order`)
  assert.equal(timeline.counts.order, best.order_count)
  await j.accessible("a person with many orders")
  await j.picture("08-person")
}

async function revertTheImport(j) {
  const { page, w } = j
  const people = async () => (await j.api("/api/people?limit=1")).total
  const before = await people()
  await j.open(`/imports/${j.imported.id}`)
  await page.getByRole("button", { name: w.revert }).click()
  const dialog = page.getByRole("dialog")
  await j.accessible("revert")
  await dialog.getByRole("button", { name: w.revert }).click()
  await page.getByRole("heading", { level: 2, name: w.reverted }).waitFor({ timeout: 60_000 })
  assert.equal(await people(), before - j.imported.progress.created, "what the import brought is gone, the rest stays")
  await j.picture("14-reverted")
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
  // The rest of the page follows: whose shop id it is, and the sum of the orders.
  await j.tab("relations")
  await page.getByRole("button", { name: j.w.identities }).click()
  await page.getByText(`shop-${LIN.email}`).first().waitFor()
  await j.tab("matters")
  await page.locator(".metrics").getByText(/764/).first().waitFor()
  await j.tab("timeline")
  assert.equal(await page.evaluate(() => window.notLoadedAgain), true, "the page was loaded again")
  await j.picture("09-live-order")
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

async function relateAndUndo(j) {
  const { page, w } = j
  await j.open(LIN.path)
  await j.tab("relations")
  await page.getByRole("button", { name: w.addRelation }).first().click()
  const dialog = page.getByRole("dialog")
  await dialog.getByRole("textbox", { name: w.relationTo }).fill(TWIN.name)
  await dialog.getByText(TWIN.name).first().click()
  await j.accessible("adding a relation")
  await j.picture("15-relation")
  await dialog.getByRole("button", { name: w.addRelation }).click()
  await j.told(w.relationAdded(TWIN.name))
  await page.getByRole("button", { name: w.listRelations }).first().click()
  await page.locator(".relation-list").getByRole("link", { name: TWIN.name }).first().waitFor()
  await j.accessible("the list of relations")
  await page.getByRole("button", { name: w.foldRelations }).first().click()
  await page
    .getByRole("button", { name: new RegExp(TWIN.name) })
    .first()
    .waitFor()
  await j.undo(w.relationAdded(TWIN.name), w.undo)
  await page
    .getByRole("button", { name: new RegExp(TWIN.name) })
    .first()
    .waitFor({ state: "detached" })
}

const MUHE = "木禾茶业"

async function companyByHand(j) {
  const { page, w } = j
  const create = async () => {
    await page.getByRole("button", { name: w.newCompany }).click()
    const dialog = page.getByRole("dialog")
    await dialog.getByLabel(w.companyName, { exact: true }).fill(MUHE)
    await dialog.locator("button[type=submit]").click()
    return dialog
  }
  await j.open("/companies")
  await create()
  await j.told(w.companyMade(MUHE))
  await page.getByRole("heading", { level: 1, name: MUHE }).waitFor()
  await page.getByRole("button", { name: w.addValue }).click()
  await page.getByRole("menuitem", { name: w.industry }).click()
  const box = page.getByRole("textbox", { name: w.industry, exact: true })
  await box.fill("茶饮")
  await box.press("Enter")
  await j.told(w.changed(w.industry, "茶饮"))
  await page.getByRole("definition").filter({ hasText: "茶饮" }).first().waitFor()
  await j.accessible("a company")
  await j.picture("16-company")
  await j.undo(w.changed(w.industry, "茶饮"), w.undo)
  await page.getByRole("definition").filter({ hasText: "茶饮" }).waitFor({ state: "detached" })
  // The same name again: the one that is there is shown, and nothing is made.
  await j.open("/companies")
  const dialog = await create()
  await dialog.getByRole("alert").filter({ hasText: MUHE }).waitFor()
  await dialog.getByRole("button", { name: w.createAnyway }).waitFor()
  await page.keyboard.press("Escape")
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
  await j.picture("11-merge")
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
      await j.picture("12-search")
      await first.click()
      await page.waitForURL(`**${LIN.path}*`)
    } else await page.keyboard.press("Escape")
  }
}

async function exportIsComplete(j) {
  const { page, w } = j
  await j.open("/people")
  const { total } = await j.api("/api/people?limit=1")
  const take = async (kind) => {
    await page.getByRole("button", { name: w.export, exact: true }).click()
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: kind }).click(),
    ])
    return readFileSync(await download.path())
  }
  const read = async () => parseCsv((await take("CSV")).toString("utf8"))
  const book = await take("Excel")
  assert.equal(book.subarray(0, 2).toString(), "PK", "a workbook is a ZIP")
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
    await j.picture("13-ingest")
  } finally {
    await site.close()
  }
}

async function everyOtherPageIsAccessible(j) {
  for (const path of ["/companies", "/orders", "/interactions", "/sources", "/settings", "/nowhere"]) {
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
  importPeople,
  importOrders,
  reviewDuplicates,
  openAPerson,
  makePeopleByHand,
  orderArrivesLive,
  editAndUndo,
  relateAndUndo,
  companyByHand,
  mergeByHandAndUndo,
  searchFinds,
  exportIsComplete,
  trackerIsHeard,
  everyOtherPageIsAccessible,
]
// Selecting two rows and downloading the list belong to the desk.
const ON_A_PHONE = ON_A_DESK.filter((step) => step !== mergeByHandAndUndo && step !== exportIsComplete)

test("on a desk, in Chinese, with the real files", (t) =>
  play(t, { locale: "zh-CN", width: DESK }, [...ON_A_DESK, languagesSwitch, revertTheImport]))
test(`on a phone, in English${touring ? "" : ", with small files"}`, (t) =>
  play(t, { locale: "en", width: PHONE, small: !touring }, [...ON_A_PHONE, revertTheImport]))
if (touring) {
  test("on a desk, in English", (t) => play(t, { locale: "en", width: DESK }, [...ON_A_DESK, revertTheImport]))
  test("on a phone, in Chinese", (t) => play(t, { locale: "zh-CN", width: PHONE }, [...ON_A_PHONE, revertTheImport]))
}
