// 沈知微 sells to companies: who is due today, a call noted for the manager, a value mended where it stands, somebody
// found by pinyin, a card moved by keys or by thumb, a visit on the phone.
import assert from "node:assert/strict"
import { until } from "../stage.mjs"
import { elsewhere, well } from "./kit.mjs"

export const LOGIN = "shen.zhiwei"
const MANAGER = "许闻溪"
const HERO = "林晓梅"
const QUIET = "owner = me and order_count > 0 and last_seen_at before today - 60 days"

export const WORDS = {
  "zh-CN": {
    quiet: "你负责的，两个月没有音讯",
    all: /^全部/,
    fullPage: "打开整页",
    call: "电话",
    minutes: "通话分钟数",
    save: /^保存/,
    noted: "已记下",
    edit: (field) => `编辑${field}`,
    city: "城市",
    changed: "城市已改为 绍兴",
    undo: "撤销",
    undone: "已撤销",
    find: "查找或执行",
    portrait: "画像",
    timeline: "时间线",
    stages: ["线索", "新客户"],
    move: (name) => `移动 ${name}`,
    moved: (name) => `${name} 的阶段改为`,
    checkIn: "签到",
    found: /已定位，误差约 \d+ 米/,
    visited: "上门签到",
  },
  en: {
    quiet: "Yours, not heard of for two months",
    all: /^All/,
    fullPage: "Open the page",
    call: "Call",
    minutes: "Minutes of the call",
    save: /^Save/,
    noted: "Recorded",
    edit: (field) => `Edit ${field}`,
    city: "City",
    changed: "City is now 绍兴",
    undo: "Undo",
    undone: "Undone",
    find: "Find or do",
    portrait: "Portrait",
    timeline: "Timeline",
    stages: ["Lead", "New"],
    move: (name) => `Move ${name}`,
    moved: (name) => `of ${name} is now`,
    checkIn: "Check in",
    found: /Found, to about \d+ m/,
    visited: "checked in",
  },
}

/** Today says who is due; the card leads to their list, and the list to the first of them. */
async function begins(me) {
  const { page, w, isPhone } = me
  // How many of theirs are quiet hangs on the day on which the demo was filled, so some are handed to them first.
  const chief = await elsewhere(me.server, "gu.qinghe")
  const { user } = await well(me.api("GET", "/api/session"))
  const free = encodeURIComponent(QUIET.replace("owner = me", "owner is empty"))
  for (const { id } of (await well(chief("GET", `/api/people?filter=${free}&limit=2`))).rows) {
    await well(chief("PATCH", `/api/people/${id}`, { set: { owner: user.id } }))
  }
  await me.open("/today")
  const card = page.locator(".home-card").filter({ has: page.getByRole("heading", { name: w.quiet }) })
  await card.locator("a.home-line").first().waitFor()
  await me.looked("34-today", "today of the salesperson")
  await card.getByRole("link", { name: w.all }).click()
  const { rows, total } = await well(
    me.api("GET", `/api/people?filter=${encodeURIComponent(QUIET)}&sort=-order_total&limit=2`),
  )
  await page.locator(`[aria-rowcount="${total + (isPhone ? 0 : 1)}"]`).waitFor()
  await me.looked(null, "those who are due")
  const [due] = rows
  await page.getByRole("link", { name: due.name }).first().click()
  if (!isPhone) {
    await page.locator(".side-panel").getByText(due.name).first().waitFor()
    await me.looked("35-panel", "a person beside the list")
    await page.getByRole("link", { name: w.fullPage }).click()
  }
  await page.waitForURL(`**/people/${due.id}*`)
  await page.locator(".story").waitFor()
  return due
}

/** A call, with its minutes, that tells the manager. */
async function notesACall(me, due) {
  const { page, w, isPhone } = me
  // On the phone the note is written from the row of what a thumb does.
  const composer = page.locator(".composer")
  await composer.getByRole("button", { name: w.call, exact: true }).click()
  await composer.getByLabel(w.minutes).fill("6")
  const text = `${due.name} 想要年节礼盒的报价，价格请 @${MANAGER.slice(0, 2)}`
  await composer.locator("textarea").fill(text)
  await composer.getByRole("button", { name: `@${MANAGER}` }).click()
  await me.looked("36-call", "a call being noted")
  await composer.getByRole("button", { name: w.save }).click()
  await me.told(w.noted)
  await page
    .locator(".story")
    .getByText(new RegExp(`价格请 @${MANAGER}`))
    .waitFor()
  const manager = await elsewhere(me.server, "xu.wenxi")
  const told = await until(async () => {
    const { rows } = await well(manager("GET", "/api/notices"))
    return rows.find((row) => row.kind === "mention" && row.row?.id === due.id && !row.read)
  }, "the manager to be told")
  assert.equal(told.by.name, "沈知微")
  await well(manager("POST", "/api/notices/read", { id: told.id }))
  if (isPhone) assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BODY", "the keyboard is away")
}

async function mendsAValue(me, due) {
  const { page, w, isPhone } = me
  if (isPhone) await page.getByRole("tab", { name: w.portrait }).click()
  // The city may be a part of an address.
  const city = page.getByRole("button", { name: w.edit(w.city) })
  const parts = page.locator("button.value.address")
  await city.or(parts).first().waitFor()
  if (await parts.isVisible()) await parts.click()
  await city.click()
  const box = page.getByRole("textbox", { name: w.city, exact: true })
  await box.fill("绍兴")
  await box.press("Enter")
  await me.told(w.changed)
  assert.equal((await well(me.api("GET", `/api/people/${due.id}`))).row.city, "绍兴")
  await me.undo(w.changed)
  assert.equal((await well(me.api("GET", `/api/people/${due.id}`))).row.city, due.city)
}

async function findsByPinyin(me) {
  const { page, w, isPhone } = me
  if (isPhone) {
    await me.open("/people")
    await page.locator(".tab-bar").getByRole("button", { name: w.find }).click()
  } else await page.keyboard.press("Control+k")
  await page.getByRole("combobox", { name: w.find }).fill("lxm")
  await page.getByRole("option").filter({ hasText: HERO }).first().click()
  await page.getByRole("heading", { level: 1, name: HERO }).waitFor()
  await page.locator(".story").waitFor()
  await me.looked(null, "the story of 林晓梅")
}

/** From one stage to the next: by keys on a desk, where the focus goes along, by thumb on a phone. */
async function movesACard(me) {
  const { page, w, isPhone } = me
  const filter = "owner = me"
  await me.open(`/people?board=lifecycle&filter=${encodeURIComponent(filter)}`)
  const [from, to] = w.stages.map((stage) => page.getByRole("region", { name: stage, exact: true }))
  const card = from.locator(".board-card").first()
  const name = (await card.getByRole("link").innerText()).trim()
  await me.looked("37-board", "the board of the salesperson")
  if (isPhone) {
    await card.getByRole("button", { name: w.move(name) }).click()
    await page.getByRole("menuitemcheckbox", { name: w.stages[1] }).click()
  } else {
    await card.getByRole("link", { name }).focus()
    await page.keyboard.press("Alt+ArrowRight")
  }
  await me.told(w.moved(name))
  await to.getByRole("link", { name, exact: true }).waitFor()
  if (!isPhone) {
    await until(
      () => page.evaluate((name) => document.activeElement?.textContent === name, name),
      "the focus to follow",
    )
    await page.keyboard.press("Alt+ArrowLeft")
    await from.getByRole("link", { name, exact: true }).waitFor()
    return
  }
  await me.undo(w.moved(name))
  await from.getByRole("link", { name, exact: true }).waitFor()
}

/** At the customer's door: where the phone is goes with the visit. */
async function checksIn(me, due) {
  const { page, w } = me
  await me.context.grantPermissions(["geolocation"])
  await me.context.setGeolocation({ latitude: 31.2304, longitude: 121.4737, accuracy: 12 })
  await me.open(`/people/${due.id}`)
  await page.locator(".phone-acts").getByRole("button", { name: w.checkIn }).click()
  const dialog = page.getByRole("dialog", { name: due.name })
  await dialog.getByText(w.found).waitFor()
  await dialog.getByRole("textbox").fill("送样品，约下周签")
  await me.looked("38-check-in", "checking in")
  await dialog.getByRole("button", { name: w.checkIn, exact: true }).click()
  await dialog.waitFor({ state: "detached" })
  await page.getByText(w.visited).first().waitFor()
  await page.getByText("送样品，约下周签").waitFor()
}

export async function morning(me) {
  const due = await begins(me)
  await notesACall(me, due)
  await mendsAValue(me, due)
  await findsByPinyin(me)
  await movesACard(me)
  if (me.isPhone) await checksIn(me, due)
}
