// Colleagues talk about a customer while both have the page open, and what is pushed to a closed app is shown and leads
// to its record. Once on a desk in Chinese, once on a phone in English.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { Colleague } from "./colleague.mjs"
import { openBrowser, openServer, until } from "./stage.mjs"

const WORDS = {
  "zh-CN": {
    begin: "说点什么，@ 同事",
    send: "发出",
    reply: "回复",
    resolve: "标为解决",
    reopen: "重新打开",
    settled: "已解决的 1 条",
    open: (n) => `${n} 条未了`,
    more: "编辑 / 删除",
    edit: "编辑",
    save: "保存",
    delete: "删除",
    deleted: "已删除",
    trace: "Admin 删了一条",
    undo: "撤销",
    edited: "改过",
    about: "就这条讨论",
    blind: "看不到这条记录",
    pushHere: "推送到这台设备",
    refused: "浏览器已拒绝这个网站的通知",
    begun: "这台设备会收到通知",
    here: "这台",
    remove: /^不再推送到/,
    removed: /^不再推送到/,
    devices: "有人在记录或讨论里提到我 设备",
  },
  en: {
    begin: "Say something, @ a colleague",
    send: "Send",
    reply: "Reply",
    resolve: "Resolve",
    reopen: "Reopen",
    settled: "1 resolved",
    open: (n) => `${n} open`,
    more: "Edit / Delete",
    edit: "Edit",
    save: "Save",
    delete: "Delete",
    deleted: "Deleted",
    trace: "Admin deleted a comment",
    undo: "Undo",
    edited: "edited",
    about: "Discuss this",
    blind: "does not see this record",
    pushHere: "Push to this device",
    refused: "The browser was told to refuse notifications",
    begun: "This device is told from now on",
    here: "This one",
    remove: /^Push no more to/,
    removed: /is not pushed to any more$/,
    devices: "Somebody names me in a note or a discussion Devices",
  },
}
const PASSWORD = "又一把长钥匙-2026"

let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

const ok = ({ status, body }) => {
  assert.ok(status < 300, `${status} ${JSON.stringify(body)}`)
  return body
}

/** A colleague with an account of their own. Whoever takes the invitation is signed in with it. */
async function account(admin, guest, login, name, role) {
  const made = ok(await admin.api("POST", "/api/staff", { login, name, role, email: null }))
  const { token } = made.invite
  await guest.page.goto("/sign-in")
  ok(await guest.api("POST", "/api/invite", { token, password: PASSWORD }))
}

for (const [locale, width] of [
  ["zh-CN", 1440],
  ["en", 390],
]) {
  test(`colleagues talk about a customer, ${locale}, ${width} px`, async () => {
    const server = await openServer()
    const me = await Colleague.begin(browser, server, { locale, width, words: WORDS[locale] })
    const { page, w } = me
    await me.signIn(server.login, server.password)
    const other = await Colleague.begin(browser, server, { locale, width, words: WORDS[locale] })
    await account(me, other, "blind", "周以宁", "sales")
    await account(me, other, "mei", "林晓梅", "service")
    const boss = ok(await me.api("GET", "/api/users")).find(({ name }) => name === "Admin").id
    const made = ok(await me.api("POST", "/api/people", { name: "沈若兰", owner: boss }))
    const person = made.data.id
    ok(await me.api("POST", `/api/people/${person}/interactions`, { kind: "call", text: "问保温杯漏水能不能换" }))
    const path = `/people/${person}?tab=matters#talk`
    await me.open(path)
    await other.open(path)
    const talk = page.locator("#talk")
    const box = talk.getByRole("textbox", { name: w.begin })
    // Who does not see the customer cannot be named, and that is said while the name is written.
    await box.fill("@周")
    const blind = talk.getByRole("button", { name: `@周以宁 · ${w.blind}` })
    await blind.waitFor()
    assert.ok(await blind.isDisabled())
    await box.fill("@林")
    await talk.getByRole("button", { name: "@林晓梅" }).click()
    await box.pressSequentially("杯子漏水，可以直接换吗？")
    await talk.getByRole("button", { name: w.send }).click()
    await talk.getByText("杯子漏水").waitFor()
    await talk.getByText(w.open(1)).waitFor()
    // The colleague hears of it without doing anything, and answers.
    const theirs = other.page.locator("#talk")
    await theirs.getByText("杯子漏水").waitFor()
    await theirs.getByRole("button", { name: w.reply }).click()
    await theirs.getByRole("textbox", { name: w.reply }).fill("可以，今天寄新的")
    await theirs.locator("form.say").getByRole("button", { name: w.reply }).click()
    await talk.getByText("今天寄新的").waitFor()
    await me.looked(undefined, "a discussion")
    // Edited, deleted, brought back.
    await talk.getByRole("button", { name: w.more }).click()
    await page.getByRole("menuitem", { name: w.edit, exact: true }).click()
    await talk.getByRole("textbox", { name: w.edit }).fill("@林晓梅 杯子漏水，能换吗？")
    await talk.getByRole("button", { name: w.save }).click()
    await theirs.getByText("能换吗").waitFor()
    await theirs.getByRole("button", { name: w.edited }).click()
    await other.page.locator(".comment-past").getByText("可以直接换吗").waitFor()
    await talk.getByRole("button", { name: w.more }).click()
    await page.getByRole("menuitem", { name: w.delete, exact: true }).click()
    await theirs.getByText(w.trace).waitFor()
    await page
      .locator(".toast")
      .filter({ hasText: w.deleted })
      .last()
      .getByRole("button", { name: w.undo, exact: true })
      .click()
    await theirs.getByText("能换吗").waitFor()
    // Settled and open again.
    await talk.getByRole("button", { name: w.resolve, exact: true }).click()
    await theirs.getByRole("button", { name: w.settled }).click()
    await theirs.getByRole("button", { name: w.reopen }).click()
    await talk.getByText(w.open(1)).waitFor()
    // About one item of the timeline.
    await me.open(`/people/${person}`)
    await page.locator(".story-line").filter({ hasText: "问保温杯" }).hover()
    await page.locator(".story-line").filter({ hasText: "问保温杯" }).getByRole("button", { name: w.about }).click()
    await box.fill("这通电话是谁接的？")
    await talk.getByRole("button", { name: w.send }).click()
    await talk
      .locator(".thread")
      .filter({ hasText: "谁接的" })
      .getByText(/问保温杯/)
      .waitFor()
    await me.looked(undefined, "a discussion about a call")
    await me.end()
    await other.end()
    await server.close()
  })
}

/** A push service that cannot be reached from here: the browser believes that it has subscribed. */
const subscribed = (context) =>
  context.addInitScript(() => {
    const p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    let held = null
    const made = (key) => ({
      endpoint: "https://push.example.com/send/abc",
      options: { applicationServerKey: key.buffer },
      toJSON: () => ({
        endpoint: "https://push.example.com/send/abc",
        keys: { p256dh, auth: "BTBZMqHH6r4Tts7J_aSIgg" },
      }),
      unsubscribe: async () => {
        held = null
        return true
      },
    })
    PushManager.prototype.getSubscription = async () => held
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
      held = made(applicationServerKey)
      return held
    }
  })

for (const [locale, width] of [
  ["zh-CN", 1440],
  ["en", 390],
]) {
  test(`a browser is pushed to, ${locale}, ${width} px`, async () => {
    const server = await openServer()
    const me = await Colleague.begin(browser, server, { locale, width, words: WORDS[locale] })
    const { page, context, w } = me
    await subscribed(context)
    await me.signIn(server.login, server.password)
    const person = ok(await me.api("POST", "/api/people", { name: "沈若兰" })).data.id
    // A browser that was told no says how it changes its mind; nothing was asked before anybody clicked.
    const asked = await page.evaluate(() => Notification.permission)
    assert.notEqual(asked, "granted")
    await context.addInitScript(() => {
      if (sessionStorage.getItem("refuses") === null) return
      Object.defineProperty(Notification, "permission", { get: () => "denied" })
    })
    await page.evaluate(() => sessionStorage.setItem("refuses", ""))
    await me.open("/settings")
    const push = page.locator("#push")
    await push.scrollIntoViewIfNeeded()
    await push.getByText(w.refused).waitFor()
    await page.evaluate(() => sessionStorage.removeItem("refuses"))
    await context.grantPermissions(["notifications"], { origin: server.url })
    await me.open("/settings")
    await push.scrollIntoViewIfNeeded()
    await push.getByRole("button", { name: w.pushHere }).click()
    await me.told(w.begun)
    await push.getByText(w.here, { exact: true }).waitFor()
    assert.equal(ok(await me.api("GET", "/api/push")).devices.length, 1)
    await me.looked(undefined, "devices that are pushed to")
    // Each kind of notice has a choice for devices.
    await page.getByRole("switch", { name: w.devices }).click()
    await until(
      async () => !ok(await me.api("GET", "/api/notices/wanted")).find(({ kind }) => kind === "mention").push,
      "the choice",
    )
    // What arrives is shown in the words that were sent; a tap leads an open page to the record.
    const worker = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return { scope: registration.scope, ready: registration.active !== null }
    })
    assert.ok(worker.ready)
    const cdp = await context.newCDPSession(page)
    const registrations = new Promise((done) => {
      cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const found = registrations.find(({ scopeURL }) => scopeURL === worker.scope)
        if (found) done(found.registrationId)
      })
    })
    await cdp.send("ServiceWorker.enable")
    const registrationId = await registrations
    const deliver = (data) => cdp.send("ServiceWorker.deliverPushMessage", { origin: server.url, registrationId, data })
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready
        return (await registration.getNotifications()).map(({ title, body, tag, data, lang }) => ({
          title,
          body,
          tag,
          lang,
          url: data.url,
        }))
      })
    const told = {
      title: "山茶",
      body: "Mei named you on 沈若兰",
      tag: "mention-1",
      url: `/people/${person}`,
      lang: "en",
    }
    await deliver(JSON.stringify(told))
    const [first] = await until(async () => {
      const list = await shown()
      return list.length > 0 && list
    }, "the notification")
    assert.deepEqual(first, told)
    // The same record again replaces it; what cannot be read still says something.
    await deliver(JSON.stringify({ ...told, body: "again" }))
    await until(async () => (await shown())[0]?.body === "again", "the newer notification")
    assert.equal((await shown()).length, 1)
    await deliver("not json")
    await until(async () => (await shown()).length === 2, "a notification without words")
    const serving = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"))
    await serving.evaluate(async () => {
      const list = await self.registration.getNotifications({ tag: "mention-1" })
      self.dispatchEvent(new NotificationEvent("notificationclick", { notification: list[0] }))
    })
    await page.waitForURL(`**/people/${person}`)
    // Taken off again, here and on the server.
    await me.open("/settings")
    await push.scrollIntoViewIfNeeded()
    await push.getByRole("button", { name: w.remove }).click()
    await me.told(w.removed)
    assert.equal(ok(await me.api("GET", "/api/push")).devices.length, 0)
    await me.end()
    await server.close()
  })
}
