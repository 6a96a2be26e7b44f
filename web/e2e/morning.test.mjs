// Four people of the demo company, each with a morning's work, on a desk and on a phone, in Chinese and in English:
// the salesperson, the manager, the auditor who may only read, the administrator. What each does is in `morning/`.
import assert from "node:assert/strict"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import * as administrator from "./morning/administrator.mjs"
import * as auditor from "./morning/auditor.mjs"
import { arrive } from "./morning/kit.mjs"
import * as manager from "./morning/manager.mjs"
import * as salesperson from "./morning/salesperson.mjs"
import { openBrowser, openServer } from "./stage.mjs"

const DESK = 1440
const PHONE = 390
const CUSTOMERS = 400

let browser
let server
before(async () => {
  browser = await openBrowser()
  // The program that a webhook tells stands on this machine, which a server on the open internet would refuse.
  process.env.GUANXI_OUTBOUND_ALLOW = "127.0.0.1"
  server = await openServer({ demo: CUSTOMERS })
})
after(async () => {
  await browser?.close()
  await server?.close()
})

for (const [name, who, locale, width] of [
  ["the salesperson", salesperson, "zh-CN", DESK],
  ["the salesperson", salesperson, "en", PHONE],
  ["the manager", manager, "en", DESK],
  ["the manager", manager, "zh-CN", PHONE],
  ["the auditor", auditor, "zh-CN", DESK],
  ["the auditor", auditor, "en", PHONE],
  ["the administrator", administrator, "en", DESK],
  ["the administrator", administrator, "zh-CN", PHONE],
]) {
  test(`${name} on a ${width === DESK ? "desk" : "phone"}, in ${locale}`, async () => {
    const me = await arrive(browser, server, { login: who.LOGIN, locale, width, words: who.WORDS[locale] })
    try {
      await who.morning(me)
      assert.deepEqual(me.troubles.splice(0), [], "nothing breaks in the browser or the server")
    } catch (error) {
      const path = join(mkdtempSync(join(tmpdir(), "guanxi-e2e-failed-")), `${who.LOGIN}-${width}.png`)
      await me.page.screenshot({ path }).catch(() => {})
      console.error(`picture: ${path}, at ${me.page.url()}\nserver:\n${server.said()}`)
      throw error
    } finally {
      await me.context.close()
    }
  })
}
