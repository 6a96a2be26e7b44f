// 顾清和 sets up: a colleague invited with a role of their own, a field that is at once in lists and filters, a webhook,
// a key for a program that ends, a session left open elsewhere, the workspace through a salesperson's eyes.
import assert from "node:assert/strict"
import { createServer } from "node:http"
import { until } from "../stage.mjs"
import { elsewhere, peopleOf, well } from "./kit.mjs"

export const LOGIN = "gu.qinghe"
const SALESPERSON = "沈知微"

export const WORDS = {
  "zh-CN": {
    newRole: "新建角色",
    roleName: "角色名称",
    see: "查看",
    teams: "团队的",
    birthday: "生日",
    hidden: "看不到",
    save: "保存",
    roleSaved: (name) => `角色“${name}”已保存`,
    invite: "邀请同事",
    fullName: "姓名",
    login: "登录名",
    role: "角色",
    done: "完成",
    newField: "新建字段",
    name: "名称",
    type: "类型",
    option: (n) => `选项 ${n}`,
    addOption: "加一个选项",
    fieldMade: (name) => `已建字段“${name}”`,
    columns: "显示的列",
    edit: (field) => `编辑${field}`,
    changed: (field, value) => `${field}已改为 ${value}`,
    filter: "筛选",
    addCondition: "添加条件",
    field: "字段",
    value: "值",
    apply: "应用",
    newHook: "新建 Webhook",
    hookName: "用途",
    url: "地址",
    hookMade: "Webhook 建好了",
    hookDone: "好",
    arrived: "送到",
    newKey: "新建密钥",
    keyName: "用来做什么",
    expires: "有效期",
    keyMade: "密钥只显示这一次",
    end: "结束",
    ended: "已结束 1 个会话",
    more: (name) => `更多：${name}`,
    lookAs: (name) => `以 ${name} 的眼光看`,
    lookBack: "回到自己",
    portrait: "画像",
    addValue: "补一项",
    newRule: "新建规则",
    city: "城市",
    required: /^必填/,
    ruleSaved: "规则已存",
    without: /条没填$/,
  },
  en: {
    newRole: "New role",
    roleName: "Name of the role",
    see: "See",
    teams: "The team's",
    birthday: "Birthday",
    hidden: "Hidden",
    save: "Save",
    roleSaved: (name) => `Saved “${name}”`,
    invite: "Invite a colleague",
    fullName: "Name",
    login: "Login",
    role: "Role",
    done: "Done",
    newField: "New field",
    name: "Name",
    type: "Type",
    option: (n) => `Option ${n}`,
    addOption: "Add an option",
    fieldMade: (name) => `Made the field “${name}”`,
    columns: "Columns",
    edit: (field) => `Edit ${field}`,
    changed: (field, value) => `${field} is now ${value}`,
    filter: "Filter",
    addCondition: "Add a condition",
    field: "Field",
    value: "Value",
    apply: "Apply",
    newHook: "New webhook",
    hookName: "What it is for",
    url: "Address",
    hookMade: "The webhook is made",
    hookDone: "Done",
    arrived: "Arrived",
    newKey: "New key",
    keyName: "What it is for",
    expires: "Holds for",
    keyMade: "The key is shown this once",
    end: "End",
    ended: "Ended 1 session",
    more: (name) => `More about ${name}`,
    lookAs: (name) => `See as ${name}`,
    lookBack: "Back to yourself",
    portrait: "Portrait",
    addValue: "Add a value",
    newRule: "New rule",
    city: "City",
    required: /^Required/,
    ruleSaved: "The rule is kept",
    without: /without it$/,
  },
}

/** A role that hides birthdays, and a colleague who has it. */
async function makesARole(me) {
  const { page, w } = me
  const name = `Shop ${me.width}`
  await me.open("/settings/roles")
  await page.getByRole("button", { name: w.newRole }).click()
  await page.getByLabel(w.roleName, { exact: true }).fill(name)
  await page.getByLabel(w.see, { exact: true }).selectOption({ label: w.teams })
  await page.getByLabel(w.birthday).selectOption({ label: w.hidden })
  await me.looked("45-role", "a new role")
  await page.getByRole("button", { name: w.save, exact: true }).click()
  await me.told(w.roleSaved(name))

  await me.open("/settings/staff")
  await page.getByRole("button", { name: w.invite }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.fullName, { exact: true }).fill("秦月")
  await dialog.getByLabel(w.login, { exact: true }).fill("shen.zhiwei")
  await dialog.getByLabel(w.role, { exact: true }).selectOption({ label: name })
  await dialog.getByRole("button", { name: w.invite }).click()
  // The login is somebody's already; the form says so in the reader's language and keeps what was typed.
  const problem = dialog.getByRole("alert")
  await problem.waitFor()
  assert.match(await problem.innerText(), me.locale === "en" ? /^Login is already taken$/ : /^登录名已被占用$/)
  await dialog.getByLabel(w.login, { exact: true }).fill(`qin.yue.${me.width}`)
  await me.looked(null, "an invitation")
  await dialog.getByRole("button", { name: w.invite }).click()
  const link = await page.locator(".secret code").textContent()
  await page.getByRole("button", { name: w.done, exact: true }).click()

  const invited = await fetch(new URL("/api/invite", me.server.url), {
    method: "POST",
    headers: { "x-guanxi": "1", "content-type": "application/json" },
    body: JSON.stringify({ token: link.split("#")[1], password: "camellia" }),
  })
  assert.equal(invited.status, 204)
  const colleague = await elsewhere(me.server, `qin.yue.${me.width}`)
  const { fields } = (await well(colleague("GET", "/api/objects"))).find(({ object }) => object === "person")
  assert.ok(!fields.some(({ key }) => key === "birth_date"), "the new role does not know birthdays")
}

/** A choice that is a column, is filled where it stands, and is filtered by, within a minute of being made. */
async function makesAField(me) {
  const { page, w, isPhone } = me
  const label = isPhone ? "到店频率" : "Skin type"
  const [first, second] = isPhone ? ["每周", "每月"] : ["Dry", "Oily"]
  await me.open("/settings/fields")
  await page.getByRole("button", { name: w.newField }).first().click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.name, { exact: true }).fill(label)
  await dialog.getByLabel(w.type, { exact: true }).selectOption("choice")
  await dialog.getByLabel(w.option(1), { exact: true }).fill(first)
  await dialog.getByRole("button", { name: w.addOption }).click()
  await dialog.getByLabel(w.option(2), { exact: true }).fill(second)
  await dialog.getByRole("button", { name: w.newField }).click()
  await me.told(w.fieldMade(label))
  const [someone] = await peopleOf(me.api, "owner is not empty", { limit: 1 })
  if (isPhone) {
    await me.open(`/people/${someone.id}`)
    await page.getByRole("tab", { name: w.portrait }).click()
    await page.getByRole("button", { name: w.addValue }).click()
    await page.getByRole("menuitem", { name: label }).click()
    await page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: second })
  } else {
    await me.open(`/people?sort=-order_total&filter=${encodeURIComponent("owner is not empty")}`)
    await page.getByRole("button", { name: w.columns }).click()
    await page.getByRole("checkbox", { name: label }).check()
    await page.keyboard.press("Escape")
    const row = page.locator("[role=row]").filter({ hasText: someone.name }).first()
    await row.locator(".cell-edit").last().dblclick()
    await row.getByRole("combobox", { name: label }).selectOption({ label: second })
  }
  await me.told(w.changed(label, second))

  await me.open("/people")
  await page.getByRole("button", { name: w.filter, exact: true }).click()
  await page.getByRole("button", { name: w.addCondition }).click()
  await page.getByLabel(w.field, { exact: true }).selectOption({ label })
  await page.getByLabel(w.value, { exact: true }).selectOption({ label: second })
  await me.looked("46-condition", "a filter by the new field")
  await page.getByRole("button", { name: w.apply, exact: true }).click()
  await page.locator(`[aria-rowcount="${isPhone ? 1 : 2}"]`).waitFor()
  await page.getByRole("link", { name: someone.name }).first().waitFor()
  await me.looked(null, "those of the new field")
}

/** From now on every customer has a city; those who have none are listed, and nobody can empty one. */
async function keepsARule(me) {
  const { page, w } = me
  await me.open("/quality")
  await page.getByRole("button", { name: w.newRule }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.field, { exact: true }).selectOption({ label: w.city })
  await dialog.getByRole("checkbox", { name: w.required }).check()
  await dialog.getByRole("button", { name: w.save, exact: true }).click()
  await me.told(w.ruleSaved)
  const figure = page.locator(".rules-row").getByRole("button", { name: w.without })
  await figure.waitFor()
  const count = Number((await figure.innerText()).replace(/\D/g, ""))
  const missing = await well(me.api("GET", `/api/people?filter=${encodeURIComponent("city is empty")}&limit=1`))
  assert.equal(count, missing.total)
  await figure.scrollIntoViewIfNeeded()
  await me.looked("47-rules", "rules of data quality")
  await figure.click()
  await page.getByRole("dialog").locator(".rules-list a").first().waitFor()
  await me.looked(null, "the records against a rule")
  const [someone] = await peopleOf(me.api, "city is not empty", { limit: 1 })
  const emptied = await me.api("PATCH", `/api/people/${someone.id}`, { set: { city: null } })
  assert.deepEqual([emptied.status, emptied.body.fields?.[0]?.code], [422, "required"])
  const nothing = { required: false, unique: false, pattern: null, says: null, ways: [] }
  await well(me.api("PUT", "/api/rules/person/city", nothing))
}

/** Another program is told of a new customer. */
async function opensADoor(me) {
  const { page, w } = me
  const came = []
  const other = createServer((request, response) => {
    const chunks = []
    request.on("data", (chunk) => chunks.push(chunk))
    request.on("end", () => {
      came.push(Buffer.concat(chunks).toString())
      response.end()
    })
  })
  await new Promise((done) => other.listen(0, "127.0.0.1", done))
  try {
    await me.open("/settings/hooks")
    await page.getByRole("button", { name: w.newHook }).first().click()
    const dialog = page.getByRole("dialog")
    await dialog.getByLabel(w.hookName, { exact: true }).fill("ERP")
    await dialog.getByLabel(w.url, { exact: true }).fill(`http://127.0.0.1:${other.address().port}/guanxi`)
    await me.looked(null, "a new webhook")
    await dialog.getByRole("button", { name: w.newHook }).click()
    await dialog.getByText(w.hookMade).first().waitFor()
    await dialog.getByRole("button", { name: w.hookDone, exact: true }).click()
    await well(me.api("POST", "/api/people", { name: `新客 ${me.width}` }))
    const told = await until(() => came.find((body) => body.includes(`新客 ${me.width}`)), "the program to be told")
    assert.equal(JSON.parse(told).type, "person.created")
    await page.locator(".hook-line").filter({ hasText: w.arrived }).first().waitFor()
    await me.looked("48-hook-log", "what a webhook was told")
  } finally {
    // The receiver goes; nothing may be sent to whoever has its port next.
    for (const hook of await well(me.api("GET", "/api/hooks"))) await me.api("DELETE", `/api/hooks/${hook.id}`)
    await new Promise((done) => other.close(done))
  }
}

async function makesAKey(me) {
  const { page, w } = me
  const name = `BI ${me.width}`
  await me.open("/settings/keys")
  await page.getByRole("button", { name: w.newKey }).first().click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.keyName, { exact: true }).fill(name)
  await dialog.getByLabel(w.expires, { exact: true }).selectOption("30")
  await dialog.getByRole("button", { name: w.newKey }).click()
  await page.getByRole("dialog", { name: w.keyMade }).waitFor()
  const secret = await page.locator(".secret code").textContent()
  await page.getByRole("button", { name: w.done, exact: true }).click()
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" }
  const read = await fetch(new URL("/api/people?limit=1", me.server.url), { headers })
  assert.equal(read.status, 200)
  const written = await fetch(new URL("/api/people", me.server.url), {
    method: "POST",
    headers,
    body: JSON.stringify({ name: "x" }),
  })
  assert.equal(written.status, 403, "the key was made for reading")
  await page.reload()
  const { expires_at } = (await well(me.api("GET", "/api/keys"))).find((key) => key.name === name)
  const days = (Date.parse(expires_at) - Date.now()) / 86_400_000
  assert.ok(days > 29.9 && days <= 30, expires_at)
  await page.locator(".setup-row").filter({ hasText: name }).waitFor()
  await me.looked("49-keys", "keys of programs")
}

/** The tablet in the shop was left signed in. */
async function endsASession(me) {
  const { page, w } = me
  const tablet = await elsewhere(me.server, LOGIN)
  await well(tablet("GET", "/api/session"))
  const { id } = (await well(tablet("GET", "/api/sessions"))).find((session) => session.this)
  await me.open("/settings")
  const sessions = await well(me.api("GET", "/api/sessions"))
  const row = page.locator(".session-row").nth(sessions.findIndex((session) => session.id === id))
  await row.waitFor()
  await me.looked(null, "my settings")
  await row.getByRole("button", { name: w.end, exact: true }).click()
  await me.told(w.ended)
  assert.equal((await tablet("GET", "/api/session")).status, 401)
}

async function looksAsASalesperson(me) {
  const { page, w } = me
  const theirs = (await well((await elsewhere(me.server, "shen.zhiwei"))("GET", "/api/people?limit=1"))).total
  await me.open("/settings/staff")
  await page.getByRole("button", { name: w.more(SALESPERSON) }).click()
  await page.getByRole("menuitem", { name: w.lookAs(SALESPERSON) }).click()
  await page.locator(".looking-as").waitFor()
  await page.locator(`[aria-rowcount="${theirs + (me.isPhone ? 0 : 1)}"]`).waitFor()
  await me.looked(null, "the list through a salesperson's eyes")
  const [someone] = await peopleOf(me.api, "owner is not empty", { limit: 1 })
  assert.equal((await me.api("PATCH", `/api/people/${someone.id}`, { set: { city: "x" } })).status, 403)
  await page.getByRole("button", { name: w.lookBack }).click()
  await page.waitForURL(/\/settings\/staff/)
  assert.equal((await well(me.api("GET", "/api/session"))).looking_as, false)
}

export async function morning(me) {
  await makesARole(me)
  await makesAField(me)
  await keepsARule(me)
  await opensADoor(me)
  await makesAKey(me)
  await endsASession(me)
  await looksAsASalesperson(me)
}
