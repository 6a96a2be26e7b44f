// 方砚 audits: sees everybody, can change nobody, reads why, follows in the log who did what and takes it along as a file.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { elsewhere, peopleOf, well } from "./kit.mjs"

export const LOGIN = "fang.yan"

export const WORDS = {
  "zh-CN": {
    more: "更多",
    edits: /^(编辑|添加|新建|删除|移除|移动|合并|同一人|加标签|改负责人|导入)/,
    create: "新建客户",
    find: "查找或执行",
    whoSees: "谁看得到",
    because: "角色“审计”看得到所有客户",
    only: "只看，不能改动",
    close: "关闭",
    who: "谁",
    what: "做了什么",
    signIns: "登录",
    export: "导出",
    forbidden: /角色/,
    tabs: ["时间线", "要事", "画像", "关系"],
  },
  en: {
    more: "More",
    edits: /^(Edit|Add|New |Create|Delete|Remove|Move|Merge\b|Same person|Tag|Owner|Import)/,
    create: "New person",
    find: "Find or do",
    whoSees: "Who sees this",
    because: "the role “Auditor” sees everybody",
    only: "look, and change nothing",
    close: "Close",
    who: "Who",
    what: "What",
    signIns: "Signed in",
    export: "Export",
    forbidden: /role/i,
    tabs: ["Timeline", "Matters", "Portrait", "Relations"],
  },
}

/** Nothing on the page would be refused: what changes something is not there, or cannot be pressed. */
async function offersNothing(me, where) {
  const { page, w } = me
  const main = page.locator("main")
  const offered = await main.getByRole("button", { name: w.edits }).and(page.locator(":enabled")).allInnerTexts()
  assert.deepEqual(offered, [], `${where}: nothing is offered that would be refused`)
  assert.equal(await page.locator(".cell-edit, .composer, .bulk button.is-danger").count(), 0, where)
}

async function seesEverybody(me) {
  const { page, w, isPhone } = me
  const admin = await elsewhere(me.server, "gu.qinghe")
  const { total } = await well(admin("GET", "/api/people?limit=1"))
  await me.open("/people?sort=-order_total")
  await page.locator(`[aria-rowcount="${total + (isPhone ? 0 : 1)}"]`).waitFor()
  await offersNothing(me, "the list")
  await me.looked(null, "the list of the auditor")
  // Neither a key nor a shortcut of the installed app opens what the head does not offer.
  if (!isPhone) await page.keyboard.press("c")
  await me.open("/people?do=create")
  await page.waitForURL((url) => !url.search.includes("do="))
  assert.equal(await page.getByRole("dialog").count(), 0)
  assert.equal(await page.getByRole("button", { name: w.create }).count(), 0)
  for (const path of ["/companies", "/orders", "/duplicates", "/quality", "/people?board=lifecycle"]) {
    await me.open(path)
    await page
      .locator("main h1, main h2, main [role=row], main .empty, main .dup-table, main .dup-queue, main nav button")
      .first()
      .waitFor()
    await offersNothing(me, path)
  }
}

async function readsAPerson(me) {
  const { page, w, isPhone } = me
  const [best] = await peopleOf(me.api, "owner is not empty", { limit: 1 })
  await me.open(`/people/${best.id}`)
  await page.locator(".story").waitFor()
  for (const tab of isPhone ? w.tabs : [""]) {
    if (tab !== "") await page.getByRole("tab", { name: tab }).click()
    await offersNothing(me, `a person ${tab}`)
  }
  await me.looked(null, "a person as the auditor reads them")
  await page.locator(".portrait-more").first().click()
  await page.getByRole("menuitem", { name: w.whoSees }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByText(w.because).waitFor()
  await dialog.getByText(w.only).waitFor()
  await me.looked("43-why", "why the auditor sees this")
  await page.keyboard.press("Escape")
  return best
}

/** What a page does not offer, a program does not get either. */
async function isRefused(me, { id }) {
  const { body: before } = await me.api("GET", `/api/people/${id}`)
  const writes = [
    ["PATCH", `/api/people/${id}`, { set: { city: "x" } }],
    ["DELETE", `/api/people/${id}`],
    ["POST", `/api/people/${id}/interactions`, { kind: "note", text: "x" }],
    ["PUT", `/api/people/${id}/consents/email/marketing`, { state: "granted" }],
    ["POST", "/api/people", { name: "x" }],
    ["POST", "/api/companies", { name: "x" }],
    ["POST", "/api/objects/person/fields", { label: "x", type: "text" }],
    ["POST", "/api/roles", { name: "x", grants: { see: "all" } }],
    ["POST", "/api/staff", { login: "x", name: "x", role: "admin" }],
    ["PUT", "/api/settings/watch", { reads_per_hour: null }],
    ["POST", "/api/hooks", { name: "x", url: "https://x.example", events: ["person.created"] }],
    ["POST", "/api/sources", { name: "x", kind: "server" }],
  ]
  for (const [method, path, body] of writes)
    assert.equal((await me.api(method, path, body)).status, 403, `${method} ${path}`)
  // Many at once are answered one by one: all of them refused, none changed.
  const bulk = await me.api("POST", "/api/people/bulk", { who: { ids: [id] }, what: { add_tags: ["x"] } })
  assert.ok(bulk.status === 403 || bulk.body.changed === 0, JSON.stringify(bulk))
  const cells = await me.api("POST", "/api/people/cells", { rows: [{ id, set: { city: "x" } }] })
  assert.ok(cells.status === 403 || cells.body.cells.every(({ state }) => state === "refused"), JSON.stringify(cells))
  assert.deepEqual((await me.api("GET", `/api/people/${id}`)).body.row, before.row, "nothing has changed")
}

async function followsTheLog(me) {
  const { page, w } = me
  const admin = await elsewhere(me.server, "gu.qinghe")
  await well(admin("GET", "/api/people/export.csv?filter=city%20%3D%20%22%E4%B8%8A%E6%B5%B7%22"))
  await me.open("/settings/audit")
  await page.locator(".audit-table tbody tr").first().waitFor()
  await me.looked(null, "the audit log")
  await page.getByLabel(w.who, { exact: true }).selectOption({ label: "顾清和" })
  await page.getByLabel(w.what, { exact: true }).selectOption("export")
  const line = page.locator(".audit-table tbody tr").filter({ hasText: 'city = "上海"' }).first()
  await line.waitFor()
  const rows = await page.locator(".audit-table tbody tr").allInnerTexts()
  assert.ok(
    rows.every((row) => row.includes("顾清和")),
    rows.join("\n"),
  )
  await me.looked("44-audit-filtered", "the audit log of one colleague")
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: w.export, exact: true }).click(),
  ])
  const [head, ...lines] = readFileSync(await download.path(), "utf8")
    .replace("\uFEFF", "")
    .trim()
    .split(/\r?\n/)
  assert.match(head, /at.*kind/)
  assert.equal(lines.length, rows.length, "the file holds the lines that are shown")
  assert.ok(
    lines.every((one) => one.includes("export") && one.includes("顾清和")),
    lines.join("\n"),
  )
}

export async function morning(me) {
  await seesEverybody(me)
  const person = await readsAPerson(me)
  await isRefused(me, person)
  await followsTheLog(me)
}
