// A customer asks what is held about them, gets the copy, then wants to be erased; the list, the dry run and the log
// say what happened. Once on a desk in Chinese, once on a phone in English.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import { Colleague } from "./colleague.mjs"
import { openBrowser, openServer, until } from "./stage.mjs"

const WORDS = {
  "zh-CN": {
    more: "更多",
    privacy: "个人信息",
    newRequest: "登记请求",
    kind: "请求什么",
    verified: "怎么核实的身份",
    make: "登记",
    download: "下载资料",
    restricted: "限制处理",
    banner: "限制处理：",
    look: "看会删什么",
    erase: "永久删除",
    erased: "已删除",
    byRequest: "本人要求",
    closed: "已结",
    erasedPerson: "已删除的客户",
    close: "关闭",
    step: "删除了资料",
    retention: "保留期限",
    register: "处理清单",
    rules: "规则",
    whatHeld: "存着什么",
    silent: "沉默的客户",
    contact: "由谁负责",
    save: "保存",
    saved: "已保存",
  },
  en: {
    more: "More",
    privacy: "Privacy",
    newRequest: "New request",
    kind: "What they ask",
    verified: "How you made sure that it is them",
    make: "Take it in",
    download: "Download the copy",
    restricted: "Restricted",
    banner: "Restricted:",
    look: "See what would go",
    erase: "Erase for good",
    erased: "Erased",
    byRequest: "They asked for it",
    closed: "Closed",
    erasedPerson: "An erased person",
    close: "Close",
    step: "The data was erased",
    retention: "Retention",
    register: "Register",
    rules: "Rules",
    whatHeld: "What is held",
    silent: "Silent customers",
    contact: "Who answers for it",
    save: "Save",
    saved: "Saved",
  },
}

let server
let browser
before(async () => {
  server = await openServer()
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await server?.close()
})

for (const [locale, width, name] of [
  ["zh-CN", 1440, "竹筑夏"],
  ["en", 390, "Juniper Vale"],
]) {
  test(`somebody asks, is answered and erased, ${locale}, ${width} px`, async () => {
    const w = WORDS[locale]
    const me = await Colleague.begin(browser, server, { locale, width, words: w })
    const { page } = me
    await me.signIn(server.login, server.password)
    const email = `erase-${width}@example.com`
    const made = await me.api("POST", "/api/people", {
      name,
      city: "杭州",
      identities: [{ kind: "email", value: email }],
    })
    const id = made.body.data.id
    await me.api("POST", `/api/people/${id}/interactions`, { kind: "note", text: "shade-grown" })

    // From the person: the request is taken in.
    await me.open(`/people/${id}`)
    const guard = async () => {
      await page.locator(".person").getByRole("button", { name: w.more, exact: true }).first().click()
      await page.getByRole("menuitem", { name: w.privacy, exact: true }).click()
      await page.getByRole("dialog").getByRole("link", { name: w.download }).waitFor()
    }
    await guard()
    await me.looked("privacy-person", "a person's privacy")
    await page.getByRole("dialog").getByRole("button", { name: w.newRequest }).click()
    await page.getByLabel(w.kind).selectOption("erasure")
    await page.getByLabel(w.verified).fill("回拨 called back")
    await me.looked("privacy-new", "a new request")
    await page.getByRole("button", { name: w.make, exact: true }).click()

    // The copy is a ZIP with a page to read.
    await page.getByRole("dialog").getByRole("link", { name: w.download }).waitFor()
    const saved = page.waitForEvent("download")
    await page.getByRole("dialog").getByRole("link", { name: w.download }).click()
    const bytes = readFileSync(await (await saved).path())
    assert.equal(bytes.subarray(0, 2).toString(), "PK")
    assert.ok(bytes.includes("person.json") && bytes.includes("index.html"))

    // A mark takes effect at once and stands above the person.
    await page.getByRole("switch", { name: w.restricted }).click()
    await page.getByRole("dialog").getByRole("button", { name: w.close, exact: true }).click()
    await page.getByText(w.banner).first().waitFor()
    await me.looked("privacy-banner", "a restricted person")

    // What would go is seen first; without the name nothing goes.
    await guard()
    await page.getByRole("dialog").getByRole("button", { name: w.look }).click()
    const erase = page.getByRole("button", { name: w.erase })
    const typed = page.getByRole("dialog").getByRole("textbox")
    await typed.waitFor()
    await me.looked("privacy-plan", "what an erasure would do")
    assert.ok(await erase.isDisabled())
    await typed.fill(name)
    await erase.click()
    await me.told(w.erased)
    await page.getByText(w.byRequest).first().waitFor()
    await me.looked("privacy-erasures", "the erasures")

    // The person is gone, and the request says so and names nobody.
    await until(async () => (await me.api("GET", `/api/people/${id}`)).status === 404, "the person to be gone")
    const all = await me.api("GET", "/api/privacy/requests")
    assert.ok(!JSON.stringify(all.body).includes(name))
    await me.open("/settings/privacy")
    await page.getByRole("button", { name: w.closed, exact: true }).click()
    await page.getByRole("button", { name: w.erasedPerson }).first().click()
    await page.getByText(w.step).first().waitFor()
    await me.looked("privacy-request", "a request and its log")

    // How long what is kept, the register and the rules.
    await me.open("/settings/privacy?view=retention")
    await page.getByRole("switch", { name: w.silent }).click()
    await me.looked("privacy-retention", "retention")
    await me.open("/settings/privacy?view=register")
    await page.getByRole("heading", { name: w.whatHeld }).waitFor()
    await me.looked("privacy-register", "the register")
    await me.open("/settings/privacy?view=rules")
    await page.getByLabel(w.contact).fill("privacy@example.com")
    await page.getByRole("button", { name: w.save, exact: true }).click()
    await me.told(w.saved)
    await me.looked("privacy-rules", "the rules")
    await me.end()
  })
}
