// A week of work at the demo company: a call planned as it is said, dragged by hand and moved by keys and taken back; a
// series of which one turn is moved; a colleague who moves the same meanwhile; done with what came of it and what is next;
// the list, a day outside on a phone with a check-in, a revisit rule. On a desk in Chinese, on a phone in English; the
// tests follow each other on one server.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { DESK, openCompany, PHONE } from "./company.mjs"
import { ownChinese, textsIn } from "./foreign.mjs"
import { peopleOf, well } from "./morning/kit.mjs"

const [SELLER, MANAGER] = ["cheng.yuan", "xu.wenxi"]
const ZONE = "Asia/Shanghai"
const CALL = "问新茶样喜欢哪一款"
const VISIT = "送茶样上门"
const SERIES = "每周对账"
const OUTCOME = "喜欢头采，要两罐"
const NEXT = "寄头采两罐"
/** What the tests before have made. */
const made = {}

const dayIn = (days) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
/** A day of the workspace at a time of it. */
const at = (day, time) => new Date(`${day}T${time}:00+08:00`).toISOString()
/** The coming Wednesday, in a week that lies ahead as a whole. */
const wednesday = () => {
  for (let n = 7; ; n += 1) if (new Date(`${dayIn(n)}T00:00Z`).getUTCDay() === 3) return dayIn(n)
}

let company
let seller
before(async () => {
  company = await openCompany()
  seller = await company.elsewhere(SELLER)
  const [person, other] = await peopleOf(seller, "owner = me")
  const day = wednesday()
  const plan = async (wish) => (await well(seller("POST", "/api/activities", wish))).data
  const visit = { kind: "visit", at: at(day, "14:00"), ends_at: at(day, "15:00") }
  const series = { kind: "meeting", title: SERIES, at: at(day, "10:00"), ends_at: at(day, "10:30") }
  Object.assign(made, {
    person,
    other,
    day,
    visit: await plan({
      ...visit,
      title: VISIT,
      person: person.id,
      place: "安福路 201 号",
      lat: 31.2142,
      lon: 121.4432,
    }),
    series: await plan({ ...series, repeats: "FREQ=WEEKLY;BYDAY=WE" }),
  })
})
after(() => company?.close())
const as = (login, at, work) => company.as(login, at, work)

const inDialog = (page) => page.getByRole("dialog").last()
const press = (place, name) => place.getByRole("button", { name, exact: true }).click()
const entry = (page, title) => page.locator("[data-turn]").filter({ hasText: title }).first()
const now = (id, turn) => well(seller("GET", `/api/activities/${id}${turn ? `?turn=${encodeURIComponent(turn)}` : ""}`))
const clock = (instant) =>
  new Date(instant).toLocaleTimeString("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" })

/** Takes an entry by the hand and puts it so many pixels further; `meanwhile` happens before it is let go. */
async function drag(page, title, dx, dy, meanwhile) {
  const box = await entry(page, title).boundingBox()
  const [x, y] = [box.x + 40, box.y + 10]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 5 })
  await page.mouse.move(x + dx, y + dy, { steps: 5 })
  await meanwhile?.()
  await page.mouse.up()
}

test("a call planned as it is said stands in the calendar, about its customer", () =>
  as(SELLER, DESK, async (me, page) => {
    await me.open(`/people/${made.person.id}`)
    await page.getByLabel("快速安排", { exact: true }).fill(`明天下午3点 打电话${CALL}`)
    await page.getByText("电话 · 明天 15:00–15:15").waitFor()
    await page.keyboard.press("Enter")
    await me.told(`已安排“打电话${CALL}”`)
    const { rows } = await well(seller("GET", `/api/activities?q=${encodeURIComponent(CALL)}`))
    assert.equal(rows.length, 1)
    assert.deepEqual([rows[0].kind, rows[0].person.id, clock(rows[0].at)], ["call", made.person.id, "15:00"])
    made.call = rows[0].id
    await me.open(`/calendar?view=day&at=${dayIn(1)}`)
    await entry(page, CALL).waitFor()
    await me.looked("agenda-day", "a day of the calendar")
  }))

test("an entry is dragged, lengthened by keys and taken back; two who move the same lose nothing", () =>
  as(SELLER, DESK, async (me, page) => {
    await me.open(`/calendar?view=week&at=${made.day}`)
    await entry(page, VISIT).waitFor()
    await me.looked("agenda-week", "a week of the calendar")
    const hour = (await page.locator("[data-spot=grid]").first().boundingBox()).height / 24
    await drag(page, VISIT, 0, hour)
    await me.told(`“${VISIT}”改到`)
    assert.equal(clock((await now(made.visit.row.id)).row.at), "15:00")
    await press(page.locator(".toast").last(), "撤销")
    await me.told("已撤销")
    assert.equal(clock((await now(made.visit.row.id)).row.at), "14:00")

    await entry(page, VISIT).getByRole("link").focus()
    for (const key of ["Space", "ArrowDown", "Shift+ArrowDown", "Enter"]) await page.keyboard.press(key)
    await page.locator(".toast").filter({ hasText: VISIT }).last().waitFor()
    const { row } = await now(made.visit.row.id)
    assert.deepEqual([clock(row.at), clock(row.ends_at)], ["14:15", "15:30"])

    // A colleague puts it two hours later while it is dragged.
    await drag(page, VISIT, 0, hour, () =>
      well(
        seller("PATCH", `/api/activities/${made.visit.row.id}`, {
          set: { at: at(made.day, "16:15"), ends_at: at(made.day, "17:30") },
        }),
      ),
    )
    const clash = inDialog(page)
    await clash.getByText(`“${VISIT}”刚被改过`).waitFor()
    // What was told before says the same, so it is asked whether it was written.
    const written = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok())
    await press(clash, "照我的改")
    await written
    assert.equal(clock((await now(made.visit.row.id)).row.at), "15:15")
  }))

test("of a series one turn is moved, and the others stay", () =>
  as(SELLER, DESK, async (me, page) => {
    await me.open(`/calendar?view=week&at=${made.day}`)
    await entry(page, SERIES).getByRole("link").focus()
    for (const key of ["Space", "ArrowRight", "Enter"]) await page.keyboard.press(key)
    await inDialog(page)
      .getByRole("button", { name: /^只这一次/ })
      .click()
    await me.told(`“${SERIES}”改到`)
    const week = (from, to) =>
      well(seller("GET", `/api/activities/calendar?from=${at(from, "00:00")}&to=${at(to, "00:00")}`))
    const next = (days) => new Date(Date.parse(made.day) + days * 86_400_000).toISOString().slice(0, 10)
    const { turns } = await week(made.day, next(14))
    const days = turns.filter(({ id }) => id === made.series.row.id).map((turn) => new Date(turn.at).getUTCDay())
    assert.deepEqual(days, [4, 3], "this Thursday, next Wednesday")
  }))

test("done with what came of it and what is next, told on the customer's timeline", () =>
  as(SELLER, DESK, async (me, page) => {
    await me.open(`/activities/${made.call}`)
    await press(page, "做完了…")
    const form = inDialog(page)
    await form.getByLabel("结果如何", { exact: true }).fill(OUTCOME)
    await form.getByLabel("接下来做什么", { exact: true }).fill(NEXT)
    await press(form, "完成并安排下一步")
    await me.told("下一步已安排")
    await me.looked("agenda-activity", "an activity")
    const story = JSON.stringify(await well(seller("GET", `/api/people/${made.person.id}/timeline`)))
    assert.ok(story.includes(OUTCOME), "the outcome is on the timeline")
    const about = await well(seller("GET", `/api/activities/about?record=${made.person.id}`))
    assert.ok(about.open.some(({ title }) => title === NEXT))
    await me.open("/activities")
    await page.getByRole("grid").waitFor()
    await me.looked("agenda-list", "the list of activities")
  }))

test("a day outside on a phone: the way, and a check-in with how far it is", () =>
  as(SELLER, PHONE, async (me, page) => {
    await me.context.grantPermissions(["geolocation"])
    await me.context.setGeolocation({ latitude: 31.2143, longitude: 121.4434, accuracy: 12 })
    await me.open(`/calendar?view=route&at=${made.day}`)
    await page.getByRole("button", { name: "Check in", exact: true }).first().click()
    await press(inDialog(page), "I am here")
    await me.told("Checked in")
    const { check_ins: checkIns } = await now(made.visit.row.id)
    assert.equal(checkIns.length, 1)
    assert.ok(checkIns[0].distance < 100, `${checkIns[0].distance} m`)
    await me.looked("agenda-route", "a day outside")
    const asked = [`activities/route?day=${made.day}`, "session", "welcome", "users", "notices", "views"]
    const written = textsIn(await Promise.all(asked.map((path) => well(me.api("GET", `/api/${path}`)))))
    assert.deepEqual(await ownChinese(page, written), [], "the day outside in English")
    await me.open("/calendar")
    await me.looked("agenda-phone", "the calendar on a phone")
  }))

test("customers are come back to by a rule, whose reach is seen before it is saved", () =>
  as(MANAGER, DESK, async (me, page) => {
    await me.open("/settings/revisits?rule=new")
    await page.getByLabel("名称", { exact: true }).fill("沉默客户回访")
    await page.getByLabel("标题", { exact: true }).fill("问候")
    await page
      .getByRole("region", { name: "现在会排给谁" })
      .getByText(/位符合，其中/)
      .waitFor()
    await press(page, "保存规则")
    await me.told("已新建“沉默客户回访”")
    await me.looked("agenda-revisits", "rules of revisits")
    const rules = await well(me.api("GET", "/api/revisits"))
    assert.ok(JSON.stringify(rules).includes("沉默客户回访"))
  }))
