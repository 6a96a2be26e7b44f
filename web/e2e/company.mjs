// The demo company on the stage: one server, one browser, everybody at work in them, and the customer, who is known by
// links alone. Of a failure a picture stays.
import assert from "node:assert/strict"
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { accessible, picture } from "./look.mjs"
import { arrive, elsewhere } from "./morning/kit.mjs"
import { openBrowser, openPage, openServer } from "./stage.mjs"

export const DESK = { locale: "zh-CN", width: 1440, words: { undo: "撤销", undone: "已撤销" } }
export const DESK_ABROAD = { locale: "en", width: 1440, words: { undo: "Undo", undone: "Undone" } }
export const PHONE = { ...DESK_ABROAD, width: 390 }
const GUEST = { locale: "zh-CN", width: 390 }
/** With fewer customers the demo has no leads. */
const CUSTOMERS = 1600

/** Opens it. `elsewhere` is a colleague's session without a browser. */
export async function openCompany() {
  const browser = await openBrowser()
  const server = await openServer({ demo: CUSTOMERS }).catch(async (error) => {
    await browser.close()
    throw error
  })

  async function pictured(page, name, work) {
    try {
      await work()
    } catch (error) {
      const path = join(mkdtempSync(join(tmpdir(), "guanxi-e2e-failed-")), `${name}.png`)
      await page.screenshot({ path }).catch(() => {})
      console.error(`picture: ${path}, at ${page.url()}\nserver:\n${server.said()}`)
      throw error
    }
  }

  /** Somebody's work at a browser of their own. */
  async function as(login, at, work) {
    const me = await arrive(browser, server, { login, ...at })
    try {
      await pictured(me.page, `${login}-${at.width}`, () => work(me, me.page))
      await me.end()
    } catch (error) {
      await me.context.close()
      throw error
    }
  }

  /** The customer on a phone, whom nobody knows but by the link. */
  async function asGuest(work) {
    const { context, page, troubles } = await openPage(browser, { url: server.url, ...GUEST })
    const looked = async (step, name) => {
      await accessible(page, `${name}, ${GUEST.locale}, ${GUEST.width} px`)
      await picture(page, step, GUEST)
    }
    try {
      await pictured(page, "customer", () => work({ context, looked }, page))
      assert.deepEqual(troubles.splice(0), [], "nothing breaks in the customer's browser")
    } finally {
      await context.close()
    }
  }

  const close = async () => {
    await browser.close()
    await server.close()
  }
  return { server, as, asGuest, elsewhere: (login) => elsewhere(server, login), close }
}
