// A day outside: the app is installed, people are read without a connection, changes wait and are sent once, a colleague
// has changed the same value meanwhile, a record is gone, an answer is lost, somebody signs out. Once on a desk in
// Chinese, once on a phone in English.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { accessible, picture } from "./look.mjs"
import { openBrowser, openPage, openServer, until } from "./stage.mjs"

const WORDS = {
  "zh-CN": {
    help: "帮助",
    more: "更多",
    searchHelp: "在帮助里查找",
    closeHelp: "关闭帮助",
    helpTitle: "客户名单",
    helpWord: "密钥",
    keysHelp: "程序密钥",
    openKeys: "打开“程序密钥”",
    createPerson: "新建客户",
    name: "姓名",
    phone: "电话",
    create: "新建",
    offline: "离线",
    asOf: /截至 \d\d:\d\d/,
    waits: "没有网，先记在这台设备上，连上后送出",
    toBeSent: (n) => `${n} 条待发送`,
    decide: (n) => `${n} 条等你决定`,
    tagNew: "新标签",
    addTag: "加标签",
    portrait: "画像",
    timeline: "时间线",
    waitingTag: "待发送",
    sent: /已送出 \d 条改动/,
    before: "你看到的",
    theirs: "别人的",
    take: (field, side) => `${field}：用${side}`,
    mine: "我的",
    resolve: "按所选送出",
    city: "城市",
    edit: "编辑",
    notTaken: "没有收下",
    gone: "没有找到，可能已被删除或合并",
    discard: "不要了",
    discarded: "已去掉这条改动",
    undo: "撤销",
    search: "在客户中查找",
    newVersion: "新版本已就绪",
    update: "更新",
    device: "这台设备",
    clear: "立即清除",
    nothingKept: "现在什么也没留",
    signOut: "退出登录",
    leaveTitle: "还有没送出的改动",
    appName: "关系",
    shortcuts: ["今天", "客户", "新建客户", "查找"],
    find: "查找或执行",
    checkIn: "签到",
    notAllowed: "没有得到定位许可，不带位置也可以签到。",
    located: /已定位，误差约 \d+ 米/,
    keepPlace: /同时记为/,
    nearby: "附近的客户",
    near: "70 米",
    rightHere: "0 米",
    checkedInAt: /签到位置 31\.2304, 121\.4737/,
    recorded: "已记下",
    checkedIn: "上门签到",
  },
  en: {
    help: "Help",
    more: "More",
    searchHelp: "Search the help",
    closeHelp: "Close help",
    helpTitle: "The list of people",
    helpWord: "API keys",
    keysHelp: "API keys",
    openKeys: "Open API keys",
    createPerson: "New person",
    name: "Name",
    phone: "Phone",
    create: "Create",
    offline: "Offline",
    asOf: /as of \d\d:\d\d/,
    waits: "No connection: kept on this device, and sent when there is one",
    toBeSent: (n) => `${n} to be sent`,
    decide: (n) => `${n} ${n === 1 ? "needs" : "need"} a decision`,
    tagNew: "New tag",
    addTag: "Add a tag",
    portrait: "Portrait",
    timeline: "Timeline",
    waitingTag: "to be sent",
    sent: /\d changes? sent/,
    before: "What you saw",
    theirs: "Theirs",
    take: (field, side) => `${field}: take ${side}`,
    mine: "Mine",
    resolve: "Send what I chose",
    city: "City",
    edit: "Edit",
    notTaken: "Not taken",
    gone: "This was not found; it may have been deleted or merged",
    discard: "Discard",
    discarded: "The change was discarded",
    undo: "Undo",
    search: "Search people",
    newVersion: "A new version is ready",
    update: "Update",
    device: "This device",
    clear: "Clear now",
    nothingKept: "Nothing is kept now",
    signOut: "Sign out",
    leaveTitle: "Some changes were not sent",
    appName: "Guanxi",
    shortcuts: ["Today", "People", "New person", "Find"],
    find: "Find or do",
    checkIn: "Check in",
    notAllowed: "You did not allow the position; you can check in without it.",
    located: /Found, to about \d+ m/,
    keepPlace: /Also keep it as/,
    nearby: "Customers nearby",
    near: "70 m",
    rightHere: "0 m",
    checkedInAt: /Checked in at 31\.2304, 121\.4737/,
    recorded: "Recorded",
    checkedIn: "checked in",
  },
}
const PASSWORD = "又一把长钥匙-2026"
let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** Somebody outside, with a browser that loses its connection. */
class Outside {
  static async begin(server, { locale, width }) {
    const { context, page, troubles } = await openPage(browser, { url: server.url, locale, width })
    return Object.assign(new Outside(), { context, page, troubles, server, locale, width, w: WORDS[locale] })
  }

  get isPhone() {
    return this.width < 600
  }

  call = (method, path, body) =>
    this.page.evaluate(
      async ([method, path, body]) => {
        const answer = await fetch(path, {
          method,
          headers: { "x-guanxi": "1", "content-type": "application/json" },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        })
        const text = await answer.text()
        return { status: answer.status, body: text === "" ? null : JSON.parse(text) }
      },
      [method, path, body],
    )

  async ok(method, path, body) {
    const answer = await this.call(method, path, body)
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  async signIn(login, password) {
    await this.page.goto("/sign-in")
    await this.ok("POST", "/api/session", { login, password })
    await this.open("/people")
  }

  async open(path) {
    await this.page.goto(path)
    await this.page.locator("main").first().waitFor()
  }

  told = (text) => this.page.locator(".toast").filter({ hasText: text }).last().waitFor()
  status = () => this.page.locator(".status-bar")
  says = (text) => this.status().filter({ hasText: text }).waitFor()
  /** With a step it is a picture of the tour. */
  async looked(name, step) {
    await accessible(this.page, `${name}, ${this.locale}, ${this.width} px`)
    await picture(this.page, step, this)
  }

  /** A new page of the same browser, as after closing the app and opening it again. */
  async reopen() {
    await this.page.close()
    this.page = await this.context.newPage()
    this.page.on("pageerror", (error) => this.troubles.push(`script: ${error.stack ?? error.message}`))
  }

  cut = () => this.context.setOffline(true)
  join = () => this.context.setOffline(false)

  /** How many rows the stores of this device hold. */
  held = (store) =>
    this.page.evaluate(async (store) => {
      let count = 0
      for (const { name } of await indexedDB.databases()) {
        if (!name?.startsWith("guanxi.")) continue
        const db = await new Promise((done, fail) => {
          const asked = indexedDB.open(name)
          asked.onsuccess = () => done(asked.result)
          asked.onerror = () => fail(asked.error)
        })
        const asked = db.transaction(store).objectStore(store).count()
        count += await new Promise((done) => {
          asked.onsuccess = () => done(asked.result)
        })
        db.close()
      }
      return count
    }, store)

  async tab(name) {
    if (this.isPhone) await this.page.getByRole("tab", { name: this.w[name] }).click()
  }

  async setCity(value) {
    await this.tab("portrait")
    const { edit, city } = this.w
    await this.page.getByRole("button", { name: `${edit}${this.locale === "en" ? " " : ""}${city}` }).click()
    const box = this.page.getByRole("textbox", { name: city, exact: true })
    await box.fill(value)
    await box.press("Enter")
  }

  async note(text) {
    await this.tab("timeline")
    const box = this.page.locator(".composer-text")
    await box.fill(text)
    await box.press("Control+Enter")
  }

  async end() {
    // Without a connection the browser itself says so, and a lost answer is one.
    const quiet = (one) => !/net::ERR_|^console: Failed to load resource|service worker/i.test(one)
    assert.deepEqual(this.troubles.splice(0).filter(quiet), [], "nothing breaks in the browser or the server")
    await this.context.close()
  }
}

const idOf = async (me, wanted) => (await me.ok("GET", "/api/users")).find(({ name }) => name === wanted).id

async function readsHelp(me) {
  const { page, w, isPhone } = me
  const open = async () => {
    if (!isPhone) return page.keyboard.press("F1")
    await page.locator(".tab-bar").getByRole("button", { name: w.more }).click()
    await page.getByRole("menuitem", { name: w.help }).click()
  }
  await me.open("/people")
  await open()
  const help = page.getByRole("complementary", { name: w.help })
  await help.getByRole("heading", { name: w.helpTitle }).waitFor()
  await me.looked("help", "60-help")
  await help.getByRole("searchbox", { name: w.searchHelp }).fill(w.helpWord)
  await help.getByRole("button", { name: w.keysHelp }).first().click()
  await help.getByRole("button", { name: w.openKeys }).click()
  await page.waitForURL(/settings\/keys/)
  if (isPhone) await help.waitFor({ state: "detached" })
  else {
    await help.getByRole("heading", { name: w.keysHelp }).first().waitFor()
    await page.keyboard.press("F1")
    await help.waitFor({ state: "detached" })
  }
}

async function isInstallable(me) {
  const { page, w, locale } = me
  await me.open("/people")
  const found = await page.evaluate(async () => {
    const href = document.querySelector("link[rel=manifest]")?.getAttribute("href")
    const manifest = await (await fetch(href)).json()
    const icons = await Promise.all(
      manifest.icons.map(async ({ src, sizes, purpose }) => {
        const image = await createImageBitmap(await (await fetch(src)).blob())
        return { purpose, right: `${image.width}x${image.height}` === sizes }
      }),
    )
    await navigator.serviceWorker.ready
    return { href, manifest, icons }
  })
  assert.equal(found.href, `/app.${locale}.webmanifest`)
  assert.equal(found.manifest.name, w.appName)
  assert.deepEqual(
    found.manifest.shortcuts.map(({ name }) => name),
    w.shortcuts,
  )
  assert.ok(found.icons.every(({ right }) => right))
  assert.ok(found.icons.some(({ purpose }) => purpose === "maskable"))
  await me.open(found.manifest.shortcuts[3].url)
  await page.getByRole("dialog").getByRole("combobox").waitFor()
  assert.ok(!page.url().includes("do="), "going back must not open it again")
  await page.keyboard.press("Escape")
}

async function readsWithout(me, { id, name }) {
  const { w } = me
  await me.open(`/people/${id}`)
  await me.page.getByText("老客户，认得").waitFor()
  await until(() => me.held("people"), "the person to be kept")
  await me.cut()
  await me.reopen()
  await me.open(`/people/${id}`)
  await me.page.getByText("老客户，认得").waitFor()
  await me.says(w.offline)
  await me.says(w.asOf)
  await me.looked("a person without a connection", "57-offline")
  await me.open("/people")
  await me.page.getByText(name).first().waitFor()
  await me.page.getByRole("searchbox", { name: w.search }).fill("0716")
  await me.page.locator("[role=row], .row-card").filter({ hasText: name }).first().waitFor()
  await me.page.getByRole("searchbox", { name: w.search }).fill("没有这个人")
  await me.page.getByText(name).first().waitFor({ state: "detached" })
  await me.open("/today")
  await me.page.getByRole("link", { name }).first().waitFor()
  await me.looked("today without a connection")
}

async function changesWithout(me, { id }) {
  const { w } = me
  await me.open(`/people/${id}`)
  await me.setCity("杭州")
  await me.told(w.waits)
  await me.says(w.toBeSent(1))
  await me.note("门口聊了十分钟")
  await me.says(w.toBeSent(2))
  await me.page.getByText("门口聊了十分钟").waitFor()
  await me.page.locator(".story-head .tag").filter({ hasText: w.waitingTag }).waitFor()
  await me.tab("portrait")
  await me.page.getByRole("button", { name: w.addTag }).click()
  await me.page.getByRole("textbox", { name: w.tagNew }).fill("展会")
  await me.page.getByRole("textbox", { name: w.tagNew }).press("Enter")
  await me.says(w.toBeSent(3))

  await me.open("/people?do=create")
  const dialog = me.page.getByRole("dialog")
  await dialog.getByLabel(w.name, { exact: true }).fill("展会新朋友")
  await dialog.getByLabel(w.phone, { exact: true }).fill("13900020002")
  await dialog.getByRole("button", { name: w.create, exact: true }).click()
  await me.page.waitForURL(/people\/new_/)
  await me.says(w.toBeSent(4))
  await me.note("要一份样品")
  await me.says(w.toBeSent(5))
  await me.page.getByText("要一份样品").waitFor()
  await me.looked("a new person without a connection")

  await me.reopen()
  await me.open("/waiting")
  await me.says(w.toBeSent(5))
  assert.equal(await me.page.locator(".change-card").count(), 5)
  await me.looked("what waits", "58-waiting")
}

async function sendsOnce(me, { id }) {
  const { w } = me
  await me.join()
  await me.told(w.sent)
  await me.status().waitFor({ state: "detached" })
  const person = await me.ok("GET", `/api/people/${id}`)
  assert.deepEqual([person.row.city, person.row.tags], ["杭州", ["展会"]])
  const { items } = await me.ok("GET", `/api/people/${id}/timeline?group=note`)
  assert.equal(items.filter(({ text }) => text === "门口聊了十分钟").length, 1)
  const made = (await me.ok("GET", `/api/people?q=${encodeURIComponent("展会新朋友")}`)).rows
  assert.equal(made.length, 1)
  const story = await me.ok("GET", `/api/people/${made[0].id}/timeline?group=note`)
  assert.deepEqual(
    story.items.map(({ text }) => text),
    ["要一份样品"],
  )
  assert.equal(await me.held("waiting"), 0)
}

async function decidesConflict(me, colleague, { id }) {
  const { w } = me
  await me.open(`/people/${id}`)
  await me.page.locator(".composer-text, .value").first().waitFor()
  await me.cut()
  await me.setCity("苏州")
  await me.says(w.toBeSent(1))
  await colleague.ok("PATCH", `/api/people/${id}`, { set: { city: "北京" } })
  await me.join()
  await me.says(w.decide(1))
  await me.open("/waiting")
  const card = me.page.locator(".change-card")
  for (const value of ["杭州", "苏州", "北京"]) await card.getByText(value, { exact: true }).first().waitFor()
  await me.looked("a conflict", "59-conflict")
  assert.equal((await me.ok("GET", `/api/people/${id}`)).row.city, "北京", "nothing is overwritten in silence")
  await card.getByRole("radio", { name: w.take(w.city, w.mine) }).check()
  await card.getByRole("button", { name: w.resolve }).click()
  await until(async () => (await me.ok("GET", `/api/people/${id}`)).row.city === "苏州", "mine to be sent")
  await card.waitFor({ state: "detached" })
}

async function keepsRefused(me, colleague) {
  const { w } = me
  const made = await colleague.ok("POST", "/api/people", {
    name: "要离开的人",
    identities: [{ kind: "phone", value: "13900030003" }],
  })
  const { id } = made.data
  await me.open(`/people/${id}`)
  await me.page.locator(".composer-text").waitFor()
  await until(async () => (await me.held("people")) > 1, "the person to be kept")
  await me.cut()
  await me.note("再也送不到的话")
  await me.says(w.toBeSent(1))
  // The salesperson sees their own people and nobody's; these are somebody else's now.
  await colleague.ok("PATCH", `/api/people/${id}`, { set: { owner: await idOf(colleague, "Admin") } })
  await me.join()
  await me.says(w.decide(1))
  await me.open("/waiting")
  const card = me.page.locator(".change-card")
  await card.getByText(w.notTaken).waitFor()
  await card.getByText(w.gone).waitFor()
  await card.getByText("再也送不到的话").waitFor()
  await me.looked("a refused change")
  await card.getByRole("button", { name: w.discard }).click()
  await me.told(w.discarded)
  await card.waitFor({ state: "detached" })
  await me.page.locator(".toast").filter({ hasText: w.discarded }).getByRole("button", { name: w.undo }).click()
  await card.getByText("再也送不到的话").waitFor()
  await card.getByRole("button", { name: w.discard }).click()
  await card.waitFor({ state: "detached" })
}

/** The server took it and the answer was lost on the way. */
async function losesAnswer(me, { id }) {
  const { w } = me
  await me.open(`/people/${id}`)
  await me.page.locator(".composer-text").waitFor()
  let lost = 0
  await me.page.route("**/interactions", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort("connectionreset")
  })
  await me.note("只该有一条")
  await me.told(w.sent)
  await me.page.unroute("**/interactions")
  assert.equal(lost, 1)
  const { items } = await me.ok("GET", `/api/people/${id}/timeline?group=note`)
  assert.equal(items.filter(({ text }) => text === "只该有一条").length, 1, "an answer that was lost doubles nothing")
}

async function losesRight(me, colleague, { id }) {
  await me.signIn("shen", PASSWORD)
  await me.open(`/people/${id}`)
  await me.page.locator(".composer-text, .value").first().waitFor()
  await until(() => me.held("people"), "the person to be kept")
  const before = await me.held("people")
  await colleague.ok("PATCH", `/api/people/${id}`, { set: { owner: await idOf(colleague, "Admin") } })
  await me.open(`/people/${id}`)
  await until(async () => (await me.held("people")) < before, "the person to be gone from this device")
}

/** With a place and without: at the door of one customer, who else is near. */
async function checksIn(me, colleague, { id, name }) {
  const { w, isPhone } = me
  const field = (await colleague.ok("POST", "/api/objects/person/fields", { label: "门店位置", type: "geo" })).data.key
  const near = await me.ok("POST", "/api/people", { name: "隔壁老王", [field]: "31.2310,121.4737" })
  await me.open(`/people/${id}`)
  const begin = async (whose = name) => {
    if (isPhone) await me.page.locator(".phone-acts").getByRole("button", { name: w.checkIn }).click()
    else {
      await me.page.locator(".portrait-more").click()
      await me.page.getByRole("menuitem", { name: w.checkIn }).click()
    }
    return me.page.getByRole("dialog", { name: whose })
  }
  const without = await begin()
  await without.getByText(w.notAllowed).waitFor()
  await without.getByRole("button", { name: w.checkIn, exact: true }).click()
  await without.waitFor({ state: "detached" })
  await me.told(w.recorded)
  await me.page.getByText(w.checkedIn).waitFor()

  await me.context.grantPermissions(["geolocation"])
  await me.context.setGeolocation({ latitude: 31.2304, longitude: 121.4737, accuracy: 12 })
  const dialog = await begin()
  await dialog.getByText(w.located).waitFor()
  await dialog.getByRole("link", { name: "隔壁老王" }).getByText(w.near).waitFor()
  await me.looked("checking in")
  await dialog.getByRole("checkbox", { name: w.keepPlace }).check()
  await dialog.getByRole("textbox").fill("看了新到的茶")
  await dialog.getByRole("button", { name: w.checkIn, exact: true }).click()
  await dialog.waitFor({ state: "detached" })
  await me.page.getByText(w.checkedInAt).waitFor()
  await until(async () => (await me.ok("GET", `/api/people/${id}`)).row.fields[field], "the place to be kept")
  const { items } = await me.ok("GET", `/api/people/${id}/timeline?group=shop`)
  assert.deepEqual(
    items.map(({ kind, text, props }) => [kind, text || null, props.place ?? null]),
    [
      ["visit", "看了新到的茶", "31.23040,121.47370"],
      ["visit", null, null],
    ],
  )
  await me.looked("a person checked in at")

  // Without a connection those kept on this device are compared.
  await me.open(`/people/${near.data.id}`)
  await me.page.locator(".composer-text").waitFor()
  await until(async () => (await me.held("people")) > 1, "both to be kept")
  await me.cut()
  const offline = await begin("隔壁老王")
  await offline.getByRole("link", { name }).getByText(w.rightHere).waitFor()
  await offline.getByRole("button", { name: w.checkIn, exact: true }).click()
  await me.says(w.toBeSent(1))
  await me.join()
  await me.told(w.sent)
}

async function takesNewVersion(me) {
  const { page, w } = me
  await me.open("/people")
  await page.route("**/build.json", (route) => route.fulfill({ json: { build: "another" } }))
  await page.evaluate(() => {
    // The page is not alone with an open word, so it must not go by itself.
    const box = document.querySelector("input[type=search]")
    box.focus()
    box.value = "半句话"
    window.dispatchEvent(new Event("online"))
  })
  await me.says(w.newVersion)
  await me.looked("a new version")
  await page.unroute("**/build.json")
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: w.update, exact: true }).click()])
  await me.page.locator("main").first().waitFor()
  await me.status().waitFor({ state: "detached" })
}

async function clearsAndLeaves(me, { id }) {
  const { w, isPhone } = me
  const { page } = me
  await me.open("/settings")
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: w.device }) })
  await me.looked("settings")
  await section.getByRole("button", { name: w.clear }).click()
  await section.getByText(w.nothingKept).waitFor()
  assert.equal(await me.held("people"), 0)
  await me.open(`/people/${id}`)
  await page.locator(".composer-text, .value").first().waitFor()
  await until(() => me.held("people"), "the person to be kept again")
  await me.cut()
  await me.note("没来得及送")
  await me.says(w.toBeSent(1))
  const leave = async () => {
    if (isPhone) await page.locator(".tab-bar").getByRole("button", { name: w.more }).click()
    else await page.locator(".me").click()
    await page.getByRole("menuitem", { name: w.signOut }).click()
  }
  await leave()
  const dialog = page.getByRole("dialog", { name: w.leaveTitle })
  await dialog.waitFor()
  await me.looked("leaving with changes not sent")
  await dialog.getByRole("button", { name: w.signOut }).click()
  await page.waitForURL(/sign-in/)
  const left = await page.evaluate(async () => ({
    stores: (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith("guanxi.")),
    keys: Object.keys(localStorage).filter((key) => key.startsWith("guanxi.")),
  }))
  assert.deepEqual(left.stores, [])
  assert.ok(
    left.keys.every((key) => ["guanxi.locale", "guanxi.theme", "guanxi.leaving"].includes(key)),
    `nothing of the user stays: ${left.keys}`,
  )
  // The server hears of it as soon as it can, before anybody gets in by that session.
  await me.join()
  await page.goto("/people")
  await page.waitForURL(/sign-in/)
  assert.equal((await me.call("GET", "/api/session")).status, 401)
}

for (const [locale, width] of [
  ["zh-CN", 1440],
  ["en", 390],
]) {
  test(`a day outside, ${locale}, ${width} px`, { timeout: 300_000 }, async (t) => {
    const server = await openServer()
    const office = await Outside.begin(server, { locale, width: 1440 })
    const me = await Outside.begin(server, { locale, width })
    try {
      await office.signIn(server.login, server.password)
      const invited = await office.ok("POST", "/api/staff", { login: "shen", name: "沈知微", role: "sales" })
      await me.page.goto("/sign-in")
      await me.ok("POST", "/api/invite", { token: invited.invite.token, password: PASSWORD })
      await me.signIn("shen", PASSWORD)
      const made = await me.ok("POST", "/api/people", {
        name: "林晓梅",
        city: "上海",
        identities: [{ kind: "phone", value: "13900010716" }],
      })
      const lin = { id: made.data.id, name: "林晓梅" }
      await me.ok("POST", `/api/people/${lin.id}/interactions`, { kind: "note", text: "老客户，认得" })
      const steps = [
        ["reads help", () => readsHelp(me)],
        ["is installable", () => isInstallable(me)],
        ["reads without a connection", () => readsWithout(me, lin)],
        ["changes without a connection", () => changesWithout(me, lin)],
        ["sends each change once", () => sendsOnce(me, lin)],
        ["decides a conflict", () => decidesConflict(me, office, lin)],
        ["keeps what is refused", () => keepsRefused(me, office)],
        ["loses an answer and doubles nothing", () => losesAnswer(me, lin)],
        ["checks in and sees who is near", () => checksIn(me, office, lin)],
        ["takes a new version", () => takesNewVersion(me)],
        ["clears the device and leaves", () => clearsAndLeaves(me, lin)],
        ["loses a right, and the row with it", () => losesRight(me, office, lin)],
      ]
      // Each builds on the one before: the first that fails ends the day.
      for (const [name, run] of steps) {
        await run().catch(async (error) => {
          throw new Error(`${name}: ${error.message}`, { cause: error })
        })
        t.diagnostic(name)
      }
    } catch (error) {
      throw new Error(`${error.message}\n${server.said()}`, { cause: error })
    } finally {
      await me.end()
      await office.end()
      await server.close()
    }
  })
}
