// A day in the lists: cells walked by keys, copied to a spreadsheet and pasted from one, what a colleague changed
// meanwhile, a calendar that is dragged in, a map, groups that add up, a walk through the list from a record, a list on paper.
// Once on a desk in Chinese, once on a phone in English.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { Colleague } from "./colleague.mjs"
import { accessible } from "./look.mjs"
import { openBrowser, openServer, until } from "./stage.mjs"

const WORDS = {
  "zh-CN": {
    undo: "撤销",
    undone: "已撤销",
    cells: (n) => `${n} 格`,
    sum: "合计 12",
    copied: (n) => `已复制 ${n} 格`,
    preview: "粘贴之前看一眼",
    write: (n) => `写入 ${n} 格`,
    changed: (n) => `已改 ${n} 格`,
    cleared: (n) => `已清空 ${n} 格`,
    clash: "别人刚改过",
    mine: /仍改成/,
    city: "城市",
    day: "日期",
    moveIt: "移动",
    move: (name) => `把${name}移到另一天`,
    moved: (name) => `${name}：回访改为`,
    week: "周",
    openPlace: (name, n) => `${name}，${n} 条`,
    openList: "打开列表",
    areas: "按地区",
    area: (name, n) => new RegExp(`^${name}，${n} 条，放大`),
    mend: /去补全.*1 条没有填地址/,
    fold: (group) => new RegExp(`收起 ${group}`),
    unfold: (group) => new RegExp(`展开 ${group}`),
    viewName: "名称",
    views: "视图",
    saveView: "保存为视图",
    viewSaved: (name) => `已保存视图“${name}”`,
    next: "下一条",
    print: "打印",
    people: "客户",
  },
  en: {
    undo: "Undo",
    undone: "Undone",
    layout: "Layout",
    moved: (name) => `${name}: 回访 is now`,
    move: (name) => `Move ${name} to another day`,
    day: "Day",
    moveIt: "Move",
    openDay: /2 records: open the list/,
    fold: (group) => new RegExp(`Fold ${group}`),
    openPlace: (name, n) => `${name}, ${n} records`,
    locate: "Where I am",
    nearby: "Customers nearby",
    visit: (name) => `Check in · ${name}`,
    checkIn: (name) => `Check in · ${name}`,
  },
}
let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const pad = (n) => String(n).padStart(2, "0")
const today = new Date(Date.now() + 8 * 3_600_000)
const month = `${today.getUTCFullYear()}-${pad(today.getUTCMonth() + 1)}`

/** Six people in two cities, with points and a day to call back on. */
async function yesterday(admin) {
  const field = async (label, type) =>
    (await admin.api("POST", "/api/objects/person/fields", { label, type })).body.data.key
  const keys = { points: await field("积分", "integer"), due: await field("回访", "date") }
  for (let n = 1; n <= 6; n++) {
    const { status } = await admin.api("POST", "/api/people", {
      name: `客户${n}`,
      city: n <= 4 ? "上海" : "北京",
      lifecycle: n % 2 === 0 ? "lead" : "active",
      [keys.points]: n,
      [keys.due]: `${month}-1${n <= 2 ? 0 : n}`,
    })
    assert.equal(status, 200)
  }
  return keys
}

/** The cell of a row and a column, both from 0; the box and the name are columns too. */
const cell = (page, row, column) => page.locator(`[data-cell="${row} ${column}"]`)
const textOf = async (page, row, column) => (await cell(page, row, column).innerText()).trim()
const held = async (someone, name, key) => {
  const { body } = await someone.api("GET", `/api/people?q=${encodeURIComponent(name)}`)
  const [row] = body.rows
  return key.startsWith("x_") ? row.fields[key] : row[key]
}
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText())
const put = (page, text) => page.evaluate((text) => navigator.clipboard.writeText(text), text)

async function openList(someone, keys, more = "") {
  await someone.open(`/people?sort=name&columns=city,${keys.points},${keys.due}${more}`)
  await someone.page.locator('[role=grid][aria-rowcount="7"]').waitFor()
}

/** The active cell, as a screen reader is told. */
const active = (page) =>
  page.locator("[role=grid]").evaluate((grid) => {
    const cell = document.getElementById(grid.getAttribute("aria-activedescendant") ?? "")
    const row = cell?.closest("[role=row]")
    return (
      cell &&
      `${row.getAttribute("aria-rowindex")} ${cell.getAttribute("aria-colindex")} ${document.activeElement === grid}`
    )
  })

async function walksAndCopies(someone, keys) {
  const { page, w } = someone
  await openList(someone, keys)
  await cell(page, 2, 2).click()
  assert.equal(await active(page), "4 3 true")
  for (const [key, where] of [
    ["ArrowDown", "5 3 true"],
    ["Control+ArrowUp", "2 3 true"],
    ["End", "2 5 true"],
    ["Tab", "3 2 true"],
    ["Shift+Tab", "2 5 true"],
    ["Control+End", "7 5 true"],
    ["Home", "7 2 true"],
    ["Control+Home", "2 2 true"],
  ]) {
    await page.keyboard.press(key)
    assert.equal(await active(page), where, key)
  }
  // j and k take the active cell along; Escape lets go of the cells.
  await page.keyboard.press("j")
  assert.equal(await active(page), "3 2 true")
  await page.keyboard.press("Escape")
  assert.equal(await active(page), null)
  // A rectangle by drag: figures are added up, and a spreadsheet gets tabs and lines.
  const [from, to] = [await cell(page, 2, 2).boundingBox(), await cell(page, 4, 3).boundingBox()]
  await page.mouse.move(from.x + 20, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(to.x + 20, to.y + 12, { steps: 4 })
  await page.mouse.up()
  const foot = page.locator(".cells-foot")
  await foot.getByText(w.cells(6), { exact: true }).waitFor()
  await foot.getByText(w.sum, { exact: true }).waitFor()
  await someone.looked("50-cells", "cells selected")
  await page.keyboard.press("Control+C")
  await someone.told(w.copied(6))
  assert.equal(await clipboard(page), "上海\t3\r\n上海\t4\r\n北京\t5")
  await page.keyboard.press("Shift+ArrowDown")
  await foot.getByText(w.cells(8), { exact: true }).waitFor()
}

async function pastesFromASpreadsheet(someone, keys) {
  const { page, w } = someone
  await openList(someone, keys)
  // City, points, day; one figure is none, and one day does not exist.
  await put(page, `杭州\t12\t${month}-20\r\n苏州\t许多\t2026-02-30\r\n`)
  await cell(page, 0, 2).click()
  await page.keyboard.press("Control+V")
  const dialog = page.getByRole("dialog", { name: w.preview })
  await dialog.waitFor()
  const lines = await dialog.locator(".cells-line").allInnerTexts()
  assert.equal(lines.length, 6)
  const refused = lines.filter((line) => /整数|日期，如/.test(line))
  assert.equal(refused.length, 2, lines.join("\n"))
  assert.ok(
    refused.every((line) => line.includes("客户2")),
    refused.join("\n"),
  )
  await someone.looked("51-paste", "the question before a paste")
  assert.equal(await held(someone, "客户1", "city"), "上海", "nothing is written before the answer")
  await dialog.getByRole("button", { name: w.write(4) }).click()
  await someone.told(w.changed(4))
  assert.equal(await held(someone, "客户2", "city"), "苏州")
  assert.equal(await held(someone, "客户1", keys.points), 12)
  await someone.undo(w.changed(4))
  assert.equal(await held(someone, "客户1", "city"), "上海")
  assert.equal(await held(someone, "客户1", keys.points), 1)
  // One value fills what is selected.
  await put(page, "南京")
  await cell(page, 0, 2).click()
  await page.keyboard.press("Shift+ArrowDown")
  await page.keyboard.press("Shift+ArrowDown")
  await page.keyboard.press("Control+V")
  await page
    .getByRole("dialog", { name: w.preview })
    .getByRole("button", { name: w.write(3) })
    .click()
  await someone.told(w.changed(3))
  await until(async () => (await textOf(page, 2, 2)) === "南京", "the filled cells")
  await someone.undo(w.changed(3))
  // So does Ctrl D, with what stands in the first row.
  await cell(page, 0, 3).click()
  await page.keyboard.press("Shift+ArrowDown")
  await page.keyboard.press("Control+D")
  await someone.told("1")
  await until(async () => (await textOf(page, 1, 3)) === "1", "the figure filled down")
  await someone.undo("客户2")
  // Delete empties, and gives back.
  await cell(page, 1, 3).click()
  await page.keyboard.press("Shift+ArrowDown")
  await page.keyboard.press("Delete")
  await someone.told(w.cleared(2))
  await until(async () => (await textOf(page, 1, 3)) === "", "the emptied cell")
  await someone.undo(w.cleared(2))
  await until(async () => (await textOf(page, 1, 3)) === "2", "the figure back")
}

async function meetsAColleague(someone, colleague, keys) {
  const { page, w } = someone
  await openList(someone, keys)
  await cell(page, 3, 2).click()
  await page.keyboard.press("Enter")
  const box = page.getByRole("textbox", { name: w.city, exact: true })
  await box.fill("武汉")
  const { body } = await colleague.api("GET", `/api/people?q=${encodeURIComponent("客户4")}`)
  const { status } = await colleague.api("PATCH", `/api/people/${body.rows[0].id}`, { set: { city: "成都" } })
  assert.equal(status, 200)
  await box.press("Enter")
  const dialog = page.getByRole("dialog", { name: w.clash })
  await dialog.getByText(/成都/).waitFor()
  assert.equal(await held(someone, "客户4", "city"), "成都", "nothing is overwritten in silence")
  await someone.looked("52-clash", "what a colleague changed")
  await dialog.getByRole("checkbox", { name: w.mine }).check()
  await dialog.getByRole("button", { name: w.write(1) }).click()
  await someone.told("武汉")
  assert.equal(await held(someone, "客户4", "city"), "武汉")
  await someone.undo("武汉")
}

async function dragsInACalendar(someone, keys) {
  const { page, w } = someone
  await someone.open(`/people?calendar=${encodeURIComponent(keys.due)}&at=${month}-01`)
  const day = (n) => page.locator(".calendar-day").filter({ has: page.locator(`[data-day="${month}-${pad(n)}"]`) })
  await day(10).getByText("客户2").waitFor()
  assert.equal(await day(10).locator(".calendar-count").innerText(), "2")
  await someone.looked("53-calendar", "the calendar")
  await day(13).locator(".calendar-entry").dragTo(day(19))
  await someone.told(w.moved("客户3"))
  await day(19).getByText("客户3").waitFor()
  assert.equal(await held(someone, "客户3", keys.due), `${month}-19`)
  await someone.undo(w.moved("客户3"))
  await day(13).getByText("客户3").waitFor()
  // The same by keys, and by a day chosen.
  await day(14).getByRole("link", { name: "客户4" }).focus()
  await page.keyboard.press("Alt+ArrowRight")
  await day(15).getByText("客户4").waitFor()
  await until(() => page.evaluate(() => document.activeElement.innerText === "客户4"), "the focus to go along")
  await day(15)
    .getByRole("button", { name: w.move("客户4") })
    .click()
  await page.getByLabel(w.day, { exact: true }).fill(`${month}-14`)
  await page.getByRole("button", { name: w.moveIt, exact: true }).click()
  await day(14).getByText("客户4").waitFor()
  // Arrows walk from day to day; a figure opens its list.
  await page.locator(`[data-day="${month}-09"]`).focus()
  await page.keyboard.press("ArrowRight")
  assert.equal(await page.evaluate(() => document.activeElement.dataset.day), `${month}-10`)
  await page.keyboard.press("Enter")
  await page.locator('[role=grid][aria-rowcount="3"]').waitFor()
  // A week, kept as a view and opened again.
  await someone.open(`/people?calendar=${encodeURIComponent(keys.due)}&at=${month}-10`)
  await page.getByRole("button", { name: w.week, exact: true }).click()
  await page.locator(".calendar-sheet.is-week").waitFor()
  await page.getByRole("button", { name: w.views }).click()
  await page.getByPlaceholder(w.viewName, { exact: true }).fill("这周回访")
  await page.getByRole("button", { name: w.saveView }).click()
  await someone.told(w.viewSaved("这周回访"))
  const views = (await someone.api("GET", "/api/views")).body
  assert.deepEqual([views[0].layout, views[0].group], ["week", keys.due])
  await someone.open("/people")
  await page.getByRole("link", { name: "这周回访" }).click()
  await page.locator(".calendar-sheet.is-week").waitFor()
}

/** The zoom that the address keeps. */
const zoomOf = (page) => Number(new URL(page.url()).searchParams.get("at")?.split(",")[2])

// 客户4 has gone to 成都 meanwhile.
async function looksAtAMap(someone) {
  const { page, w } = someone
  const lost = await someone.api("POST", "/api/people", { name: "无址" })
  await someone.open("/people?map=circles")
  const shanghai = page.getByRole("button", { name: w.openPlace("上海", 3), exact: true })
  await shanghai.waitFor()
  await page.getByRole("button", { name: w.openPlace("北京", 2), exact: true }).waitFor()
  await until(async () => (await page.locator(".map-area.is-province").count()) > 5, "the provinces")
  assert.equal(await page.locator(".map-mark").count(), 3, "two cities, and one person in a third")
  await accessible(page, "the map")
  // A city lists its people, one of whom opens beside; as a list they are as many.
  await shanghai.click()
  await page.locator(".map-aside").getByRole("link", { name: "客户3" }).click()
  await page.locator(".side-panel").getByText("客户3").first().waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: w.openList }).click()
  await page.locator('[role=grid][aria-rowcount="4"]').waitFor()
  // Keys, wheel and hand move it, and the address keeps where it is.
  await someone.open("/people?map=circles&at=31.20,121.50,6.0")
  const map = page.getByRole("application")
  await map.focus()
  await page.keyboard.press("+")
  await until(() => zoomOf(page) === 7, "a closer look in the address")
  const before = page.url()
  await page.keyboard.press("ArrowRight")
  await until(() => page.url() !== before, "a push in the address")
  const { x, y, width, height } = await map.boundingBox()
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.wheel(0, -400)
  await until(() => zoomOf(page) > 7.5, "the wheel")
  const mark = page.locator(".map-mark").first()
  const was = await mark.boundingBox()
  await page.mouse.down()
  await page.mouse.move(x + width / 2 + 80, y + height / 2 + 30, { steps: 5 })
  await page.mouse.up()
  const now = await mark.boundingBox()
  assert.deepEqual([Math.round(now.x - was.x), Math.round(now.y - was.y)], [80, 30])
  // Areas are shaded, kept as a view and opened again.
  await someone.open("/people?map=circles")
  await shanghai.waitFor()
  await page.getByRole("button", { name: w.areas, exact: true }).click()
  await page.getByRole("button", { name: w.area("上海", 3) }).waitFor()
  await page.locator(".map-area.shade-5").first().waitFor()
  assert.equal(await page.locator(".map-mark").count(), 0)
  await accessible(page, "the map, by area")
  await page.getByRole("button", { name: w.views }).click()
  await page.getByPlaceholder(w.viewName, { exact: true }).fill("客户在哪里")
  await page.getByRole("button", { name: w.saveView }).click()
  await someone.told(w.viewSaved("客户在哪里"))
  const kept = (await someone.api("GET", "/api/views")).body.find(({ name }) => name === "客户在哪里")
  assert.deepEqual([kept.layout, kept.group], ["map", "areas"])
  await someone.open("/people")
  await page.getByRole("link", { name: "客户在哪里" }).click()
  await page.getByRole("button", { name: w.area("北京", 2) }).waitFor()
  // Who has no place is counted, and found.
  await page.getByRole("button", { name: w.mend }).click()
  await page.getByRole("link", { name: "无址" }).waitFor()
  await page.locator('[role=grid][aria-rowcount="2"]').waitFor()
  await someone.api("DELETE", `/api/people/${lost.body.data.id}`)
}

async function groupsAddUp(someone, keys) {
  const { page, w } = someone
  await someone.open(`/people?sort=name&groups=lifecycle&columns=city,${keys.points}`)
  const head = (name) => page.locator(".is-group").filter({ hasText: name })
  await page.getByRole("link", { name: "客户6" }).waitFor()
  assert.match((await head("线索").innerText()).replace(/\s+/g, " "), /线索 3 12/)
  assert.match((await head("活跃客户").innerText()).replace(/\s+/g, " "), /活跃客户 3 9/)
  assert.ok(await head("忠诚客户").getByRole("button").isDisabled(), "a group that nobody is in is shown, empty")
  await someone.looked(null, "groups")
  await page.getByRole("button", { name: w.fold("线索") }).click()
  await page.getByRole("link", { name: "客户6" }).waitFor({ state: "detached" })
  await page.getByRole("link", { name: "客户5" }).waitFor()
  await page.getByRole("button", { name: w.unfold("线索") }).click()
  await page.getByRole("link", { name: "客户6" }).waitFor()
  // Cells are selected across groups as if the heads were not there.
  await cell(page, 2, 3).click()
  await page.keyboard.press("Shift+ArrowDown")
  await page.locator(".cells-foot").getByText(w.cells(2), { exact: true }).waitFor()
}

async function walksThroughTheList(someone, keys) {
  const { page, w } = someone
  await openList(someone, keys)
  await page.getByRole("link", { name: "客户2" }).click()
  const panel = page.locator(".side-panel")
  await panel.getByText("2 / 6").waitFor()
  await panel.getByRole("button", { name: w.next }).click()
  await panel.getByText("3 / 6").waitFor()
  await page.locator(".side-panel").getByText("客户3").first().waitFor()
  await page.keyboard.press("[")
  await panel.getByText("2 / 6").waitFor()
  await panel.getByRole("link", { name: "客户2" }).first().click()
  await page.waitForURL(/\/people\/per_/)
  await page.locator(".head").getByText("2 / 6").waitFor()
  await page.keyboard.press("]")
  await page.locator(".head").getByText("3 / 6").waitFor()
}

async function printsTheList(someone, keys) {
  const { page, w } = someone
  await openList(someone, keys)
  await page.evaluate(() => {
    window.print = () => {
      window.printed = document.querySelector(".print-sheet")?.innerText
    }
  })
  await page.getByRole("button", { name: w.print, exact: true }).click()
  const text = await until(() => page.evaluate(() => window.printed ?? null), "the sheet")
  assert.ok(
    ["客户", "城市", "积分", "客户6", "北京"].every((word) => text.includes(word)),
    text,
  )
  await page.emulateMedia({ media: "print" })
  assert.equal(await page.locator(".print-sheet tbody tr").count(), 6)
  assert.equal(await page.locator(".nav").isVisible(), false)
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")))
  await page.locator(".print-sheet").waitFor({ state: "detached" })
  await page.emulateMedia({ media: null })
  // A person's page on paper: the story and the portrait, nothing to press, nothing cut off.
  const { body } = await someone.api("GET", "/api/people?limit=1")
  await someone.open(`/people/${body.rows[0].id}`)
  await page.locator(".portrait-name").waitFor()
  await page.emulateMedia({ media: "print" })
  for (const gone of [".nav", ".head", ".composer"]) assert.equal(await page.locator(gone).isVisible(), false, gone)
  const cut = await page
    .locator(".person-left, .person-middle, .person-right")
    .evaluateAll((parts) => parts.filter((part) => part.scrollHeight > part.clientHeight + 1).length)
  assert.equal(cut, 0, "nothing stays behind a scroll bar")
  await page.emulateMedia({ media: null })
}

async function agendaByThumb(someone, keys) {
  const { page, w } = someone
  await someone.open(`/people?calendar=${encodeURIComponent(keys.due)}&at=${month}-01`)
  await page.locator(".agenda").getByText("客户3").waitFor()
  await someone.looked("53-calendar", "the agenda")
  await page.getByRole("button", { name: w.move("客户3") }).click()
  await page.getByLabel(w.day, { exact: true }).fill(`${month}-21`)
  await page.getByRole("button", { name: w.moveIt, exact: true }).click()
  await someone.told(w.moved("客户3"))
  assert.equal(await held(someone, "客户3", keys.due), `${month}-21`)
  await someone.undo(w.moved("客户3"))
  await page.getByRole("button", { name: w.openDay }).click()
  await page.locator('[role=table][aria-rowcount="2"]').waitFor()
  await someone.open("/people")
  await page.getByRole("combobox", { name: w.layout }).selectOption("groups city")
  await page.getByRole("button", { name: w.fold("上海") }).click()
  await page.getByRole("link", { name: /客户5/ }).waitFor()
  await someone.looked(null, "groups")
}

async function findsWhoIsNear(someone) {
  const { page, w } = someone
  const { body } = await someone.api("POST", "/api/objects/person/fields", { label: "门店", type: "geo" })
  await someone.api("POST", "/api/people", { name: "近邻", [body.data.key]: "31.2310,121.4740" })
  await someone.context.grantPermissions(["geolocation"])
  await someone.context.setGeolocation({ latitude: 31.2304, longitude: 121.4737, accuracy: 20 })
  await someone.open("/people?map=circles")
  await page.getByRole("button", { name: w.openPlace("北京", 2), exact: true }).waitFor()
  await accessible(page, "the map, on a phone")
  // One finger pushes, two zoom, and the page itself stays where it is.
  await someone.open("/people?map=circles&at=31.20,121.40,7.0")
  const { x, y } = await page.getByRole("application").boundingBox()
  const cdp = await someone.context.newCDPSession(page)
  const touch = (type, ...lefts) =>
    cdp.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: lefts.map((left, id) => ({ x: x + left, y: y + 150, id })),
    })
  await touch("touchStart", 180, 210)
  for (let step = 1; step <= 6; step++) await touch("touchMove", 180 - step * 5, 210 + step * 5)
  await touch("touchEnd")
  await until(() => zoomOf(page) > 8 && zoomOf(page) < 9, "the pinch in the address")
  assert.equal(await page.evaluate(() => window.visualViewport.scale), 1)
  await page.getByRole("button", { name: w.locate }).click()
  const near = page.getByRole("region", { name: w.nearby })
  await near.getByText("近邻").waitFor()
  await page.locator(".map-here").waitFor()
  await accessible(page, "who is near, on a map")
  // Whoever is near is a step away from being visited, with the others around.
  await near.getByRole("link", { name: w.visit("近邻") }).click()
  const dialog = page.getByRole("dialog", { name: w.checkIn("近邻") })
  await dialog.waitFor()
  await dialog.getByText(/to about 20 m/).waitFor()
}

async function begin(server, locale, width) {
  const admin = await Colleague.begin(browser, server, { locale, width, words: WORDS[locale] })
  await admin.context.grantPermissions(["clipboard-read", "clipboard-write"])
  await admin.signIn(server.login, server.password)
  return admin
}

test("the lists on a desk, in Chinese", async (t) => {
  const server = await openServer()
  try {
    const admin = await begin(server, "zh-CN", 1440)
    const keys = await yesterday(admin)
    const made = await admin.api("POST", "/api/staff", { login: "guan", name: "管清和", role: "manager" })
    const password = "另一把长钥匙-2026"
    const colleague = await Colleague.begin(browser, server, { locale: "zh-CN", width: 1440, words: WORDS["zh-CN"] })
    await colleague.page.goto("/sign-in")
    await colleague.api("POST", "/api/invite", { token: made.body.invite.token, password })
    await t.test("cells are walked and copied", () => walksAndCopies(admin, keys))
    await t.test("a spreadsheet is pasted", () => pastesFromASpreadsheet(admin, keys))
    await t.test("two change the same cell", () => meetsAColleague(admin, colleague, keys))
    await t.test("a calendar is dragged in", () => dragsInACalendar(admin, keys))
    await t.test("a map is looked at", () => looksAtAMap(admin))
    await t.test("groups add up", () => groupsAddUp(admin, keys))
    await t.test("a walk through the list", () => walksThroughTheList(admin, keys))
    await t.test("a list on paper", () => printsTheList(admin, keys))
    await colleague.end()
    await admin.end()
  } finally {
    await server.close()
  }
})

test("the lists on a phone, in English", async () => {
  const server = await openServer()
  try {
    const admin = await begin(server, "en", 390)
    const keys = await yesterday(admin)
    await agendaByThumb(admin, keys)
    await findsWhoIsNear(admin)
    await admin.end()
  } finally {
    await server.close()
  }
})
