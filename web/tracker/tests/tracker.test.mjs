import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, afterEach, before, beforeEach, test } from "node:test"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { chromium } from "playwright-core"
import { openSite, until } from "./site.mjs"

const IMPLIED = { attributes: 'data-consent="implied"' }
const REQUIRED = { attributes: 'data-consent="required"' }
let browser, site, context, page

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  })
})
after(() => browser.close())
beforeEach(async () => {
  site = await openSite()
  context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai" })
  page = await context.newPage()
})
afterEach(async () => {
  await context.close()
  await site.close()
})

const named = (name) => site.events().filter((e) => e.event === name)
const pages = () => site.events().filter((e) => e.type === "page")
const stored = () => page.evaluate(() => Object.keys(localStorage))
const call = (...args) => page.evaluate((a) => window.guanxi(...a), args)
const pause = (ms) => new Promise((done) => setTimeout(done, ms))

test("is under 6 KB compressed and stands alone", () => {
  const text = readFileSync(fileURLToPath(new URL("../dist/guanxi.js", import.meta.url)))
  assert.ok(gzipSync(text, { level: 9 }).length < 6 * 1024)
  assert.doesNotMatch(text.toString(), /\bimport\s|\brequire\(/)
})

test("a page view says where, who and when, in one request without a preflight", async () => {
  await page.goto(site.url({ ...IMPLIED, utm_source: "xiaohongshu", utm_campaign: "秋茶" }))
  const [view] = await until(() => pages().length && pages(), "the page view")
  const [batch] = site.batches
  assert.equal(batch.path, "/v1/batch")
  assert.match(batch.type, /^text\/plain/)
  assert.equal(batch.body.writeKey, "wk_test")
  assert.ok(Math.abs(Date.parse(batch.body.sentAt) - Date.now()) < 10_000)
  assert.equal(view.name, "山茶 · 首页")
  assert.equal(view.properties.path, "/")
  assert.deepEqual(view.context.campaign, { source: "xiaohongshu", name: "秋茶" })
  assert.equal(view.context.timezone, "Asia/Shanghai")
  assert.equal(view.context.bot, true, "a driven browser says so")
  assert.ok(view.messageId && view.anonymousId && view.context.sessionId && Date.parse(view.timestamp))
})

test("without consent nothing is stored and nothing is sent", async () => {
  await page.goto(site.url({ ...REQUIRED, early: "guanxi('identify','u1',{name:'林晓梅'})" }))
  await call("track", "Early")
  await page.click("#buy")
  await pause(900)
  assert.deepEqual(site.batches, [])
  assert.deepEqual(await stored(), [])
  assert.deepEqual(await context.cookies(), [])
})

test("a yes releases the calls that waited, a no forgets everything", async () => {
  await page.goto(site.url(REQUIRED))
  await call("order", { order_id: "CM-1111-08842" })
  await page.click("#buy")
  await call("consent", true)
  await until(() => named("Order Completed").length && pages().length, "the order and the page")
  assert.equal(named("Clicked").length, 0, "what was clicked before the yes stays unknown")
  assert.ok((await stored()).length > 0)
  await call("consent", false)
  const sent = site.batches.length
  await call("track", "After")
  await page.click("#buy")
  await pause(700)
  assert.deepEqual(await stored(), [])
  assert.equal(site.batches.length, sent)
})

test("where silence means yes, a no is remembered on the next page", async () => {
  await page.goto(site.url(IMPLIED))
  await until(() => pages().length, "a page view")
  await call("consent", false)
  await page.reload()
  await pause(700)
  assert.equal(pages().length, 1)
  assert.deepEqual(await stored(), ["gx.consent"])
})

for (const [name, signal] of [
  ["Global Privacy Control", "globalPrivacyControl"],
  ["Do Not Track", "doNotTrack"],
]) {
  test(`${name} stops passive hits; an order is told only after a yes`, async () => {
    await context.addInitScript((s) => {
      Object.defineProperty(navigator, s, { get: () => (s === "doNotTrack" ? "1" : true) })
    }, signal)
    await page.goto(site.url(IMPLIED))
    await page.click("#buy")
    await call("order", { order_id: "A" })
    await pause(700)
    assert.deepEqual(site.batches, [])
    assert.deepEqual(await stored(), [])
    await call("consent", true)
    await until(() => named("Order Completed").length, "the order")
    await page.click("#buy")
    await page.evaluate(() => history.pushState({}, "", "/next"))
    await pause(700)
    assert.deepEqual(
      site.events().map((e) => e.event),
      ["Order Completed"],
    )
  })
}

test("pages of a single-page app are seen once each, with their own title", async () => {
  await page.goto(site.url(IMPLIED))
  await page.evaluate(() => {
    history.pushState({}, "", "/p/repair-oil-30")
    document.title = "修护精华油"
  })
  await pause(100)
  await page.evaluate(() => {
    history.replaceState({}, "", "/p/repair-oil-30#reviews")
    history.replaceState({ scroll: 1 }, "", "/p/repair-oil-30")
  })
  await pause(100)
  await page.goBack()
  await until(() => pages().length >= 3, "three pages")
  await pause(500)
  assert.deepEqual(
    pages().map((e) => e.properties.path),
    ["/", "/p/repair-oil-30", "/"],
  )
  assert.equal(pages()[1].name, "修护精华油")
})

test("only marked elements are noticed, with their properties", async () => {
  await page.goto(site.url(IMPLIED))
  await page.click("#plain")
  await page.click("#buy b")
  await until(() => named("Clicked").length, "the click")
  await pause(500)
  assert.deepEqual(
    named("Clicked").map((e) => e.properties),
    [{ name: "add_to_cart", sku: "CM-OIL-30", plan_id: "7" }],
  )
})

test("a form tells which fields were filled, never what was typed unless it is marked", async () => {
  await page.goto(site.url(IMPLIED))
  for (const [field, value] of [
    ["name", "林晓梅"],
    ["city", "上海"],
    ["secret", "hunter2"],
    ["card", "4111111111111111"],
  ])
    await page.fill(`[name=${field}]`, value)
  await page.check("[name=agree]")
  await page.click("#booking button")
  await until(() => named("Form Submitted").length, "the form")
  assert.deepEqual(named("Form Submitted")[0].properties, {
    form: "booking",
    fields: ["name", "city", "card", "agree", "shop"],
    values: { city: "上海" },
  })
  const everything = JSON.stringify(site.batches)
  for (const secret of ["林晓梅", "hunter2", "4111111111111111"]) assert.ok(!everything.includes(secret), secret)
})

test("calls before the script arrives are kept, and speak the Segment words", async () => {
  const early =
    "guanxi('identify','u7',{city:'杭州'});guanxi('product',{sku:'TE-LJ-100'});guanxi('group','muhe',{name:'木禾设计'})"
  await page.goto(site.url({ ...IMPLIED, early }))
  await until(() => site.events().length >= 4, "four events")
  const of = (type) => site.events().find((e) => e.type === type)
  assert.deepEqual([of("identify").userId, of("identify").traits], ["u7", { city: "杭州" }])
  assert.equal(named("Product Viewed")[0].properties.sku, "TE-LJ-100")
  assert.equal(of("group").groupId, "muhe")
  assert.equal(of("page").userId, "u7")
})

test("offline events wait, survive a new page, and arrive once", async () => {
  await page.goto(site.url(IMPLIED))
  await until(() => pages().length, "the page view")
  await context.setOffline(true)
  for (let i = 0; i < 5; i++) await call("track", "Offline", { i })
  await pause(800)
  assert.equal(named("Offline").length, 0)
  await context.setOffline(false)
  await until(() => named("Offline").length === 5, "all five")
  const copies = site.batches.flatMap((b) => b.body.batch).filter((e) => e.event === "Offline").length
  assert.equal(copies, 5)
  await until(async () => !(await stored()).includes("gx.queue"), "an empty queue")
})

test("the queue is bounded: the oldest go, and the count of them is told", async () => {
  await page.goto(site.url(IMPLIED))
  await until(() => pages().length, "the page view")
  await context.setOffline(true)
  await page.evaluate(() => {
    for (let i = 0; i < 700; i++) window.guanxi("track", "Flood", { i, words: "山茶花开".repeat(40) })
  })
  const size = await page.evaluate(() => localStorage.getItem("gx.queue").length)
  assert.ok(size <= 260_000, `${size}`)
  await context.setOffline(false)
  await until(() => named("Flood").some((e) => e.properties.i === 699), "the newest", 15_000)
  const told = site.batches.find((b) => b.body.context?.dropped)?.body.context.dropped
  assert.equal(named("Flood").length + told, 700)
  assert.ok(!named("Flood").some((e) => e.properties.i === 0))
  for (const b of site.batches) assert.ok(Buffer.byteLength(JSON.stringify(b.body)) < 65_536)
})

test("a busy server is given the time it asks for, and nothing doubles", async () => {
  let refusals = 2
  site.answer(() => (refusals-- > 0 ? { status: 429, headers: { "retry-after": "2" } } : { status: 200 }))
  await page.goto(site.url(IMPLIED))
  await call("track", "Patient")
  await until(() => named("Patient").length, "the event", 15_000)
  const [first, second] = site.batches
  assert.equal(first.status, 429)
  assert.ok(second.at - first.at >= 1950, `${second.at - first.at} ms`)
  const ids = site.batches
    .flatMap((b) => b.body.batch)
    .filter((e) => e.event === "Patient")
    .map((e) => e.messageId)
  assert.equal(new Set(ids).size, 1)
})

test("what the server cannot read is let go, and a refused key is not asked again", async () => {
  site.answer(() => ({ status: 400 }))
  await page.goto(site.url(IMPLIED))
  await until(() => site.batches.length, "the refusal")
  await until(async () => !(await stored()).includes("gx.queue"), "an empty queue")
  site.answer(() => ({ status: 401 }))
  await call("track", "WrongKey")
  await until(() => site.batches.length === 2, "the second refusal")
  await call("track", "Again")
  await pause(1200)
  assert.equal(site.batches.length, 2)
  assert.ok((await stored()).includes("gx.queue"), "they wait for a page with the right key")
})

test("leaving the page sends what is left by beacon", async () => {
  await page.goto(site.url(IMPLIED))
  await until(() => pages().length, "the page view")
  await page.evaluate(() => {
    window.guanxi("track", "Parting")
    location.href = "about:blank"
  })
  await until(() => named("Parting").length, "the last event")
  // The beacon goes before the blank page is there; going on at once would cut that navigation off.
  await page.waitForURL("about:blank")
  assert.match(site.batches.at(-1).type, /^text\/plain/)
  await page.goto(site.url(IMPLIED))
  await until(() => pages().length === 2, "the next page")
  assert.equal(named("Parting").length, 1, "sent again perhaps, under the same id")
})

test("reset and another account each begin a new anonymous visitor", async () => {
  await page.goto(site.url(IMPLIED))
  await call("identify", "u1")
  await call("track", "One")
  await call("identify", "u2")
  await call("track", "Two")
  await call("reset")
  await call("track", "Three")
  await until(() => named("Three").length, "the last")
  const [one, two, three] = ["One", "Two", "Three"].map((n) => named(n)[0])
  assert.equal(one.anonymousId, pages()[0].anonymousId, "the page before sign-in belongs to them")
  assert.deepEqual([one.userId, two.userId, three.userId], ["u1", "u2", undefined])
  assert.equal(new Set([one, two, three].map((e) => e.anonymousId)).size, 3)
  assert.notEqual(three.context.sessionId, one.context.sessionId)
})

test("half an hour of silence begins another session", async () => {
  await page.clock.install()
  await page.goto(site.url(IMPLIED))
  await page.clock.fastForward(1000)
  await call("track", "Soon")
  await page.clock.fastForward(29 * 60_000)
  await call("track", "Same")
  await page.clock.fastForward(31 * 60_000)
  await call("track", "Later")
  await page.clock.fastForward(2000)
  await until(() => named("Later").length, "the last")
  const of = (n) => named(n)[0].context
  assert.equal(of("Same").sessionId, of("Soon").sessionId)
  assert.notEqual(of("Later").sessionId, of("Soon").sessionId)
  assert.equal(of("Later").sessionNumber, 2)
})

test("the page never feels the tracker: closed storage, odd calls, a script loaded twice", async () => {
  await context.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("denied", "SecurityError")
      },
    })
  })
  const errors = []
  page.on("pageerror", (e) => errors.push(e.message))
  await page.goto(site.url(IMPLIED))
  await page.evaluate(() => {
    window.guanxi()
    window.guanxi("nothing", 1)
    const loop = {}
    loop.loop = loop
    window.guanxi("track", "Loop", loop)
    const again = document.createElement("script")
    again.src = "/guanxi.js"
    again.dataset.key = "wk_test"
    again.dataset.consent = "implied"
    document.head.append(again)
  })
  await call("track", "Fine")
  await until(() => named("Fine").length, "an event from memory")
  await pause(600)
  assert.equal(pages().length, 1)
  assert.deepEqual(errors, [])
})

test("a full storage costs the oldest events, not the newest, and never the site's own data", async () => {
  await page.goto(site.url(IMPLIED))
  await until(() => pages().length, "the page view")
  await context.setOffline(true)
  await page.evaluate(() => {
    let size = 4 << 20
    for (let i = 0; size > 2000; i++) {
      try {
        localStorage.setItem(`site${i}`, "x".repeat(size))
      } catch {
        size >>= 1
      }
    }
    for (let i = 0; i < 30; i++) window.guanxi("track", "Tight", { i })
  })
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith("site")).length)
  assert.ok(kept >= 1)
  await context.setOffline(false)
  await until(() => named("Tight").some((e) => e.properties.i === 29), "the newest")
  const told = site.batches.reduce((sum, b) => sum + (b.body.context?.dropped ?? 0), 0)
  assert.equal(named("Tight").length + told, 30)
})
