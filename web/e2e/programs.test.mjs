// Other programs at the door: an administrator makes a webhook and sees on the screen that it arrives; its receiver
// checks the signature with the reference library; an assistant reads and writes with a key through the public client.
import assert from "node:assert/strict"
import { createServer } from "node:http"
import { after, before, test } from "node:test"
import { Client } from "@modelcontextprotocol/sdk/client/index.js"
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js"
import { Webhook } from "standardwebhooks"
import { Colleague } from "./colleague.mjs"
import { accessible } from "./look.mjs"
import { openBrowser, openServer, until } from "./stage.mjs"

const WORDS = {
  "zh-CN": {
    make: "新建 Webhook",
    name: "用途",
    url: "地址",
    made: "Webhook 建好了",
    done: "好",
    log: "送达记录",
    arrived: "送到",
    created: "新客户",
    resend: "再送一次",
    test: "发一条测试",
    pause: "暂停",
    goOn: "继续",
    remove: "删除",
  },
  en: {
    make: "New webhook",
    name: "What it is for",
    url: "Address",
    made: "The webhook is made",
    done: "Done",
    log: "Log",
    arrived: "Arrived",
    created: "New person",
    resend: "Send again",
    test: "Send a test",
    pause: "Pause",
    goOn: "Go on",
    remove: "Delete",
  },
}

let browser
let server
before(async () => {
  browser = await openBrowser()
  // The receiver of this test stands on the same machine, which a server on the open internet would refuse.
  process.env.GUANXI_OUTBOUND_ALLOW = "127.0.0.1"
  server = await openServer()
})
after(async () => {
  await browser?.close()
  await server?.close()
})

/** What another program does with a call: keeps it and says thanks. */
async function receiver() {
  const came = []
  const http = createServer((request, response) => {
    const chunks = []
    request.on("data", (chunk) => chunks.push(chunk))
    request.on("end", () => {
      came.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.end("thanks")
    })
  })
  await new Promise((done) => http.listen(0, "127.0.0.1", done))
  return {
    came,
    url: `http://127.0.0.1:${http.address().port}/guanxi`,
    close: () => new Promise((done) => http.close(done)),
  }
}

/** An administrator at a browser, and the API with their session. */
async function administrator(locale, width) {
  const admin = await Colleague.begin(browser, server, { locale, width, words: WORDS[locale] })
  await admin.signIn(server.login, server.password)
  const call = async (method, path, body) => {
    const answer = await admin.api(method, path, body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body
  }
  return { admin, call, page: admin.page, w: admin.w }
}

for (const [locale, width] of [
  ["zh-CN", 1440],
  ["en", 390],
]) {
  test(`a webhook is made, arrives, and is seen to, ${locale} at ${width} px`, async () => {
    const other = await receiver()
    const { admin, call, page, w } = await administrator(locale, width)
    try {
      await admin.open("/settings/hooks")
      await page.getByRole("button", { name: w.make }).first().click()
      const dialog = page.getByRole("dialog")
      await dialog.getByLabel(w.name, { exact: true }).fill("ERP")
      await dialog.getByLabel(w.url, { exact: true }).fill(other.url)
      await accessible(page, `a new webhook, ${locale}, ${width} px`)
      await dialog.getByRole("button", { name: w.make }).click()
      await dialog.getByText(w.made).first().waitFor()
      const secret = await dialog.locator("code").innerText()
      await dialog.getByRole("button", { name: w.done }).click()

      await call("POST", "/api/people", { name: "林晓梅" })
      const told = await until(() => other.came[0], "the webhook to be told")
      const event = new Webhook(secret).verify(told.body, told.headers)
      assert.equal(event.data.record.name, "林晓梅")
      assert.throws(() => new Webhook(secret).verify(told.body.replace("林", "李"), told.headers))

      // The log of a webhook that was just made stands open.
      const line = page.locator(".hook-line").filter({ hasText: w.created })
      await line.filter({ hasText: w.arrived }).waitFor()
      await line.click()
      await page.locator(".hook-content pre").first().filter({ hasText: "林晓梅" }).waitFor()
      await admin.looked("file-webhooks", "the log of a webhook")
      await page.getByRole("button", { name: w.resend }).click()
      const again = await until(() => other.came[1], "the same once more")
      assert.equal(again.headers["webhook-id"], told.headers["webhook-id"])
      assert.equal(again.body, told.body)
      await page.getByRole("button", { name: w.test }).click()
      await until(() => other.came.some((one) => JSON.parse(one.body).type === "test"), "the test")

      await page.getByRole("button", { name: w.pause }).click()
      await page.getByRole("button", { name: w.goOn }).waitFor()
      await page.getByRole("button", { name: w.remove }).click()
      await page.getByRole("dialog").getByRole("button", { name: w.remove }).click()
      await page.locator(".hook-row").waitFor({ state: "detached" })
      await admin.end()
    } finally {
      await other.close()
    }
  })
}

test("an assistant works through the public client of the Model Context Protocol", async () => {
  const { admin, call } = await administrator("en", 1440)
  const key = await call("POST", "/api/keys", { name: "assistant", scopes: ["read", "write"] })
  const client = new Client({ name: "test", version: "1.0.0" })
  const headers = { authorization: `Bearer ${key.secret}` }
  const transport = new StreamableHTTPClientTransport(new URL("/api/mcp", server.url), { requestInit: { headers } })
  await client.connect(transport)
  assert.match(client.getInstructions(), /undo/)
  const { tools } = await client.listTools()
  assert.ok(tools.some((tool) => tool.name === "search" && tool.annotations.readOnlyHint))
  assert.ok(!tools.some((tool) => tool.name === "delete_person"), "the key may not delete")
  const tool = async (name, args) => {
    const answer = await client.callTool({ name, arguments: args })
    return { failed: answer.isError === true, ...answer.structuredContent }
  }
  const made = await tool("create_person", { set: { name: "周以宁", city: "上海" } })
  const found = await tool("list_people", { filter: 'name = "周以宁" and city = "上海"' })
  assert.equal(found.rows[0].id, made.data.id)
  const changed = await tool("update_person", { id: made.data.id, set: { city: "杭州" } })
  await tool("undo", { batch: changed.batch })
  assert.equal((await tool("get_person", { id: made.data.id })).row.city, "上海")
  assert.equal((await tool("list_people", { filter: "city =" })).failed, true)
  await client.close()
  await admin.end()
})
