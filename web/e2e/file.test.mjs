// A morning in the customer file: the administrator makes a field and invites a colleague; the salesperson comes in,
// fills the field in the list, keeps a view, changes many at once and takes it back; the manager moves cards on a board;
// the auditor reads what was done and changes nothing. Once on a desk in Chinese, once on a phone in English.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { Colleague } from "./colleague.mjs"
import { openBrowser, openServer } from "./stage.mjs"

const WORDS = {
  "zh-CN": {
    newField: "新建字段",
    name: "名称",
    type: "类型",
    option: (n) => `选项 ${n}`,
    addOption: "加一个选项",
    fieldMade: (name) => `已建字段“${name}”`,
    invite: "邀请同事",
    fullName: "姓名",
    login: "登录名",
    password: "密码（至少 8 个字符）",
    again: "再写一次",
    enter: "设好密码，进去",
    views: "视图",
    viewName: "名称",
    saveView: "保存为视图",
    viewSaved: (name) => `已保存视图“${name}”`,
    columns: "显示的列",
    select: "选中",
    tag: "加标签",
    tagName: "标签",
    tagAdd: "加上",
    tagged: (n, tag) => `已给 ${n} 位加上“${tag}”`,
    undo: "撤销",
    undone: "已撤销",
    board: "看板",
    move: (name) => `移动 ${name}`,
    moved: /的阶段改为 忠诚客户/,
    loyal: "忠诚客户",
    audit: "审计",
    whoSees: "谁看得到",
    quality: "数据质量",
    lookAs: (name) => `以 ${name} 的眼光看`,
    lookBack: "回到自己",
    moreAbout: (name) => `更多：${name}`,
    changedTo: /改为 油性/,
    saveNote: /^保存/,
    noted: "已记下",
    unread: /通知，1 条未读/,
    close: "关闭",
  },
  en: {
    newField: "New field",
    name: "Name",
    type: "Type",
    option: (n) => `Option ${n}`,
    addOption: "Add an option",
    fieldMade: (name) => `Made the field “${name}”`,
    invite: "Invite a colleague",
    fullName: "Name",
    login: "Login",
    password: "Password (8 characters or more)",
    again: "Once more",
    enter: "Set the password and enter",
    views: "Views",
    viewName: "Name",
    saveView: "Save as a view",
    viewSaved: (name) => `Saved the view “${name}”`,
    select: "Select",
    tag: "Tag",
    tagName: "Tag",
    tagAdd: "Add",
    tagged: (n, tag) => `${n} people tagged “${tag}”`,
    undo: "Undo",
    undone: "Undone",
    audit: "Audit",
    whoSees: "Who sees this",
    quality: "Data quality",
    lookAs: (name) => `See as ${name}`,
    lookBack: "Back to yourself",
    moreAbout: (name) => `More about ${name}`,
    close: "Close",
  },
}
const PASSWORD = "另一把长钥匙-2026"
let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** Ten people, half of them known to buy, made as an import of the day before would have. */
async function yesterday(admin) {
  for (let n = 0; n < 10; n++) {
    const { status } = await admin.api("POST", "/api/people", {
      name: `客户${n}`,
      city: n % 2 === 0 ? "上海" : "北京",
      lifecycle: n < 5 ? "lead" : "active",
      identities: [{ kind: "phone", value: `1390001000${n}` }],
    })
    assert.equal(status, 200)
  }
}

async function administratorSetsUp(admin) {
  const { page, w } = admin
  await admin.open("/settings/fields")
  await page.getByRole("button", { name: w.newField }).first().click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.name, { exact: true }).fill("肤质")
  await dialog.getByLabel(w.type, { exact: true }).selectOption("choice")
  await dialog.getByLabel(w.option(1), { exact: true }).fill("干性")
  await dialog.getByRole("button", { name: w.addOption }).click()
  await dialog.getByLabel(w.option(2), { exact: true }).fill("油性")
  await admin.looked("18-new-field", "a new field")
  await dialog.getByRole("button", { name: w.newField }).click()
  await admin.told(w.fieldMade("肤质"))
  await admin.looked("19-fields", "fields")

  await admin.open("/settings/staff")
  await page.getByRole("button", { name: w.invite }).click()
  await page.getByRole("dialog").getByLabel(w.fullName, { exact: true }).fill("沈知微")
  await page.getByRole("dialog").getByLabel(w.login, { exact: true }).fill("shen")
  await page.getByRole("dialog").getByRole("button", { name: w.invite }).click()
  const link = await page.locator(".secret code").textContent()
  assert.match(link, /\/invite#gxi_/)
  await admin.looked("20-invite", "an invitation")
  await page.keyboard.press("Escape")
  await admin.looked("21-staff", "colleagues")
  await admin.open("/settings/roles")
  await admin.looked("22-roles", "roles")
  return link
}

async function salespersonComesIn(sales, link) {
  const { page, w } = sales
  await page.goto(link)
  await page.getByLabel(w.password).fill(PASSWORD)
  await page.getByLabel(w.again).fill(PASSWORD)
  await sales.looked("23-come-in", "the invitation's page")
  await page.getByRole("button", { name: w.enter }).click()
  await page.waitForURL(/\/today/)
  await page.locator(".home-line").first().waitFor()
  await sales.looked("32-today", "today")
  await sales.open("/people")
  assert.equal((await sales.api("GET", "/api/staff")).status, 403, "the set-up is not theirs")
}

async function salespersonWorksInTheList(sales) {
  const { page, w } = sales
  // The new field becomes a column, and is filled where it stands.
  await page.getByRole("button", { name: w.columns }).click()
  await page.getByRole("checkbox", { name: "肤质" }).check()
  await page.keyboard.press("Escape")
  const row = page.locator("[role=row]").filter({ hasText: "客户3" })
  await row.locator(".cell-edit").last().dblclick()
  await row.getByRole("combobox", { name: "肤质" }).selectOption({ label: "油性" })
  await sales.told(w.changedTo)
  await row.getByText("油性").waitFor()
  // All of Shanghai at once, and back.
  await sales.open(`/people?filter=${encodeURIComponent('city = "上海"')}&columns=city,tags,x_肤质`)
  await page.locator('[role=grid][aria-rowcount="6"]').waitFor()
  await page.locator(".grid-head .pick").check()
  await page.getByRole("button", { name: w.tag }).click()
  await page.getByLabel(w.tagName, { exact: true }).fill("茶会")
  await page.getByRole("button", { name: w.tagAdd, exact: true }).click()
  await sales.told(w.tagged(5, "茶会"))
  await sales.looked("24-bulk", "many at once")
  await sales.undo(w.tagged(5, "茶会"))
  await page.locator(".grid .tag").filter({ hasText: "茶会" }).first().waitFor({ state: "detached" })
}

/** On a phone the avatar selects; what can be done to the selected lies under the thumb. */
async function picksByThumb(sales) {
  const { page, w } = sales
  await sales.open("/people")
  await page.getByRole("button", { name: `${w.select} 客户3` }).click()
  await page.getByRole("button", { name: `${w.select} 客户4` }).click()
  await sales.looked("33-thumb", "many at once by thumb")
  await page.getByRole("button", { name: w.tag, exact: true }).click()
  await page.getByRole("textbox", { name: w.tagName, exact: true }).fill("tea")
  await page.getByRole("button", { name: w.tagAdd, exact: true }).click()
  await sales.told(w.tagged(2, "tea"))
  await sales.undo(w.tagged(2, "tea"))
}

async function keepsAView(someone, name) {
  const { page, w } = someone
  await someone.open(`/people?filter=${encodeURIComponent('city = "上海"')}`)
  await page.getByRole("button", { name: w.views }).click()
  await page.getByPlaceholder(w.viewName, { exact: true }).fill(name)
  await page.getByRole("button", { name: w.saveView }).click()
  await someone.told(w.viewSaved(name))
  const views = (await someone.api("GET", "/api/views")).body
  assert.deepEqual(
    views.map((view) => [view.name, view.filter, view.pinned]),
    [[name, 'city = "上海"', true]],
  )
  await someone.looked("25-view", "a view")
}

async function managerMovesCards(manager) {
  const { page, w } = manager
  await manager.open("/people?board=lifecycle")
  await page.getByRole("heading", { name: /线索\s*5/ }).waitFor()
  await manager.looked("26-board", "the board")
  await page.getByRole("button", { name: w.move("客户1") }).click()
  await page.getByRole("menuitemcheckbox", { name: w.loyal }).click()
  await manager.told(w.moved)
  await page.getByRole("heading", { name: /线索\s*4/ }).waitFor()
  await manager.undo(w.moved)
  await page.getByRole("heading", { name: /线索\s*5/ }).waitFor()
}

async function seesQualityAndWhy(someone) {
  const { page, w } = someone
  await someone.open("/quality")
  await page.locator(".quality-line").first().waitFor()
  await someone.looked("27-quality", "data quality")
  const { body } = await someone.api("GET", "/api/people?limit=1")
  await someone.open(`/people/${body.rows[0].id}`)
  await page.locator(".portrait-more").first().click()
  await page.getByRole("menuitem", { name: w.whoSees }).click()
  await page.getByRole("dialog").locator(".who-list li").first().waitFor()
  await someone.looked("28-who-sees", "who sees this")
  await page.keyboard.press("Escape")
}

/** The salesperson names the manager in a note; the bell says so, and leads to the person. */
async function isTold(sales, manager) {
  const { page, w } = sales
  const { body } = await sales.api("GET", `/api/people?q=${encodeURIComponent("客户2")}`)
  await sales.open(`/people/${body.rows[0].id}`)
  await page.locator(".composer-text").fill("报价单请过目 @gua")
  await page.locator(".composer-names").getByRole("button", { name: "@guan" }).click()
  await page.locator(".composer").getByRole("button", { name: w.saveNote }).click()
  await sales.told(w.noted)
  await manager.page.getByRole("button", { name: w.unread }).click()
  await manager.page.locator(".notice.is-new").filter({ hasText: "报价单请过目" }).waitFor()
  await manager.looked("31-notices", "notices")
  await manager.page.locator(".notice.is-new").first().click()
  await manager.page.waitForURL(new RegExp(body.rows[0].id))
  await manager.page.getByRole("button", { name: w.unread }).waitFor({ state: "detached" })
}

async function auditorReads(auditor) {
  const { page, w } = auditor
  await auditor.open("/settings/audit")
  await page.locator(".audit-table tbody tr").first().waitFor()
  await auditor.looked("29-audit", "the audit log")
  const { body } = await auditor.api("GET", "/api/people?limit=1")
  const changed = await auditor.api("PATCH", `/api/people/${body.rows[0].id}`, { set: { city: "x" } })
  assert.equal(changed.status, 403)
  await auditor.open("/people")
  assert.equal(await page.locator(".cell-edit").count(), 0, "nothing is offered that would be refused")
  assert.equal(await page.getByRole("link", { name: w.audit }).count(), 0)
}

async function administratorLooksAs(admin, name) {
  const { page, w } = admin
  await admin.open("/settings/staff")
  await page.getByRole("button", { name: w.moreAbout(name) }).click()
  await page.getByRole("menuitem", { name: w.lookAs(name) }).click()
  await page.waitForURL(/\/people/)
  await page.locator(".looking-as").waitFor()
  await admin.looked("30-look-as", "through a colleague's eyes")
  await page.getByRole("button", { name: w.lookBack }).click()
  await page.waitForURL(/\/settings\/staff/)
  assert.equal((await admin.api("GET", "/api/session")).body.looking_as, false)
}

async function account(admin, login, role) {
  const made = await admin.api("POST", "/api/staff", { login, name: login, role })
  assert.equal(made.status, 200)
  const token = made.body.invite.token
  assert.equal((await admin.api("POST", "/api/invite", { token, password: PASSWORD })).status, 204)
  // Accepting signed this browser in as the colleague.
  await admin.signIn(admin.server.login, admin.server.password)
}

test("four colleagues on a desk, in Chinese", async (t) => {
  const server = await openServer()
  const begin = () => Colleague.begin(browser, server, { locale: "zh-CN", width: 1440, words: WORDS["zh-CN"] })
  try {
    const admin = await begin()
    await admin.signIn(server.login, server.password)
    await yesterday(admin)
    const link = await administratorSetsUp(admin)
    await account(admin, "guan", "manager")
    await account(admin, "shenji", "auditor")
    await t.test("the salesperson", async () => {
      const sales = await begin()
      await salespersonComesIn(sales, link)
      await salespersonWorksInTheList(sales)
      await keepsAView(sales, "上海的客户")
      const manager = await begin()
      await manager.signIn("guan", PASSWORD)
      await isTold(sales, manager)
      await manager.end()
      await sales.end()
    })
    await t.test("the manager", async () => {
      const manager = await begin()
      await manager.signIn("guan", PASSWORD)
      await managerMovesCards(manager)
      await seesQualityAndWhy(manager)
      await manager.end()
    })
    await t.test("the auditor", async () => {
      const auditor = await begin()
      await auditor.signIn("shenji", PASSWORD)
      await auditorReads(auditor)
      await auditor.end()
    })
    await t.test("the administrator", async () => {
      await administratorLooksAs(admin, "沈知微")
      await admin.end()
    })
  } finally {
    await server.close()
  }
})

test("the same on a phone, in English", async () => {
  const server = await openServer()
  const begin = () => Colleague.begin(browser, server, { locale: "en", width: 390, words: WORDS.en })
  try {
    const admin = await begin()
    await admin.signIn(server.login, server.password)
    await yesterday(admin)
    const link = await administratorSetsUp(admin)
    const sales = await begin()
    await salespersonComesIn(sales, link)
    await picksByThumb(sales)
    await keepsAView(sales, "Shanghai")
    await seesQualityAndWhy(sales)
    await sales.end()
    await administratorLooksAs(admin, "沈知微")
    await account(admin, "shenji", "auditor")
    await admin.end()
    const auditor = await begin()
    await auditor.signIn("shenji", PASSWORD)
    await auditorReads(auditor)
    await auditor.end()
  } finally {
    await server.close()
  }
})
