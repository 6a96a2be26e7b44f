// 许闻溪 leads: what the bell says, the team's customers by owner with their sums, a list kept for everyone, customers
// given to a colleague at once and back, what the file lacks, a workbook for the meeting.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { until } from "../stage.mjs"
import { elsewhere, peopleOf, tableOf, well } from "./kit.mjs"

export const LOGIN = "xu.wenxi"

export const WORDS = {
  "zh-CN": {
    unread: /通知，\d+ 条未读/,
    layout: "版式",
    foldAll: "全部收起",
    views: "视图",
    viewName: "名称",
    forAll: "大家都能用",
    saveView: "保存为视图",
    viewSaved: (name) => `已保存视图“${name}”`,
    owner: "改负责人",
    owned: (n, name) => `${n} 位已归 ${name} 负责`,
    select: (name) => `选中 ${name}`,
    undo: "撤销",
    undone: "已撤销",
    noCity: "不知道在哪个城市",
    export: "导出",
    workbook: /Excel/,
    city: "城市",
    name: "姓名",
    list: "负责人一览",
  },
  en: {
    unread: /Notices, \d+ unread/,
    layout: "Layout",
    foldAll: "Fold all",
    views: "Views",
    viewName: "Name",
    forAll: "For everyone",
    saveView: "Save as a view",
    viewSaved: (name) => `Saved the view “${name}”`,
    owner: "Owner",
    owned: (n, name) => `${n} ${n === 1 ? "person" : "people"} now with ${name}`,
    select: (name) => `Select ${name}`,
    undo: "Undo",
    undone: "Undone",
    noCity: "City unknown",
    export: "Export",
    workbook: /Excel/,
    city: "City",
    name: "Name",
    list: "By owner",
  },
}

/** Somebody wrote her name this morning; the bell leads to the words. */
async function hearsTheBell(me) {
  const { page, w } = me
  const sales = await elsewhere(me.server, "shen.zhiwei")
  const [about] = await peopleOf(sales, "owner = me", { limit: 1 })
  const text = `报价单 ${me.locale} 请过目 @许闻溪`
  await well(sales("POST", `/api/people/${about.id}/interactions`, { kind: "note", text }))
  await me.open("/today")
  await page.getByRole("button", { name: w.unread }).click()
  const line = page.locator(".notice.is-new").filter({ hasText: about.name }).first()
  await line.waitFor()
  await me.looked("39-bell", "notices of the manager")
  await line.click()
  await page.waitForURL(new RegExp(about.id))
  await page.getByText(text).first().waitFor()
}

/** The customers by who looks after them, with what each group has spent; kept for everyone. */
async function groupsTheTeam(me) {
  const { page, w } = me
  await me.open(`/people?filter=${encodeURIComponent("owner is not empty")}&columns=city,tier,order_count,order_total`)
  await page.getByRole("combobox", { name: w.layout }).selectOption("groups owner")
  await page.locator(".is-group").first().waitFor()
  await me.looked("40-groups", "the team's customers by owner")
  await page.getByRole("button", { name: w.foldAll }).click()
  const { groups } = await well(
    me.api("GET", `/api/people/groups?by=owner&filter=${encodeURIComponent("owner is not empty")}&sums=order_count`),
  )
  const users = await well(me.api("GET", "/api/users"))
  for (const group of groups) {
    const { name } = users.find(({ id }) => id === group.value)
    const head = page.locator(".is-group").filter({ hasText: name })
    await head.first().waitFor()
    const said = (await head.first().innerText()).replaceAll(",", "").replace(/\s+/g, " ").trim()
    const sum = me.isPhone ? (group.totals[0]?.total ?? 0) : group.sums.order_count
    assert.match(said, new RegExp(`^${name} ${group.count} .*${Math.floor(Number(sum))}`))
  }
  if (me.isPhone) {
    const edge = await page
      .locator(".group-total")
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right))
    assert.ok(edge.length === groups.length && edge.every((right) => right <= me.width), `sums off the screen: ${edge}`)
  }
  await me.looked(null, "each colleague's customers, counted")

  await page.getByRole("button", { name: w.views }).first().click()
  const name = `${w.list} ${me.width}`
  await page.getByPlaceholder(w.viewName, { exact: true }).fill(name)
  await page.getByRole("checkbox", { name: w.forAll }).check()
  await me.looked(null, "a view for everyone")
  await page.getByRole("button", { name: w.saveView }).click()
  await me.told(w.viewSaved(name))
  const sales = await elsewhere(me.server, "shen.zhiwei")
  const shared = (await well(sales("GET", "/api/views"))).find((view) => view.name === name)
  assert.deepEqual([shared.shared, shared.mine, shared.layout, shared.group], [true, false, "groups", "owner"])
}

/** Those of one colleague in one city go to another, and come back. */
async function handsOver(me) {
  const { page, w, isPhone } = me
  const users = await well(me.api("GET", "/api/users"))
  const [from, to] = ["沈知微", "程远"].map((name) => users.find((user) => user.name === name))
  const { groups } = await well(
    me.api("GET", `/api/people/groups?by=city&filter=${encodeURIComponent(`owner = "${from.id}"`)}`),
  )
  const few = groups.find(({ value, count }) => value !== null && count >= 2 && count <= 12)
  const filter = `owner = "${from.id}" and city = "${few.value}"`
  await me.open(`/people?filter=${encodeURIComponent(filter)}`)
  await page.locator(`[aria-rowcount="${few.count + (isPhone ? 0 : 1)}"]`).waitFor()
  const theirs = await peopleOf(me.api, filter)
  if (isPhone) {
    for (const { name } of theirs.slice(0, 2))
      await page
        .getByRole("button", { name: w.select(name) })
        .first()
        .click()
  } else await page.locator(".grid-head .pick").check()
  const count = isPhone ? 2 : few.count
  await page.locator(".bulk").getByRole("button", { name: w.owner }).click()
  await me.looked("41-hand-over", "giving customers to a colleague")
  await page.getByRole("menuitem", { name: to.name }).click()
  await me.told(w.owned(count, to.name))
  const held = async () => (await peopleOf(me.api, filter)).length
  assert.equal(await held(), few.count - count)
  await me.undo(w.owned(count, to.name))
  assert.equal(await held(), few.count, "all are back with whom they were")
}

/** The quality page says what is missing, and its figure is the length of the list it opens. */
async function mendsTheFile(me) {
  const { page, w, isPhone } = me
  await me.open("/quality")
  const line = page.locator(".quality-line").filter({ hasText: w.noCity }).first()
  await line.waitFor()
  await me.looked(null, "data quality")
  const count = Number((await line.locator("b").innerText()).replace(/\D/g, ""))
  assert.ok(count > 0)
  await line.click()
  await page.locator(`[aria-rowcount="${count + (isPhone ? 0 : 1)}"]`).waitFor()
  await me.looked("42-to-mend", "the list to be mended")
}

async function takesAWorkbook(me) {
  const { page, w } = me
  const filter = 'owner is not empty and city = "上海"'
  await me.open(`/people?filter=${encodeURIComponent(filter)}&sort=-order_total`)
  const { total, rows } = await well(
    me.api("GET", `/api/people?filter=${encodeURIComponent(filter)}&sort=-order_total&limit=1`),
  )
  await page.getByRole("button", { name: w.export, exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: w.workbook }).click(),
  ])
  const [head, ...body] = tableOf(readFileSync(await download.path()))
  assert.equal(body.length, total, "everybody of the list is a row")
  const at = (name) => head.indexOf(name)
  assert.ok(at("name") >= 0 && at("city") >= 0, head.join())
  assert.equal(body[0][at("name")], rows[0].name)
  assert.ok(body.every((row) => row[at("city")] === "上海"))
  // Who takes customers out of the house is written down.
  await until(async () => {
    const { rows: lines } = await well(me.api("GET", "/api/audit?kind=export"))
    return lines.some((line) => line.user?.name === "许闻溪" && line.detail?.filter === filter)
  }, "the export to be in the audit log")
}

export async function morning(me) {
  await hearsTheBell(me)
  await groupsTheTeam(me)
  await handsOver(me)
  await mendsTheFile(me)
  if (!me.isPhone) await takesAWorkbook(me)
}
