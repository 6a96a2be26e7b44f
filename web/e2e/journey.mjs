// One visit to the app: a page, its words, and what a person does on every page of it.
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Analytics } from "@segment/analytics-node"
import { accessible, picture } from "./look.mjs"
import { openPage, until } from "./stage.mjs"
import { WORDS } from "./words.mjs"

export class Journey {
  static async begin(browser, server, { locale, width }) {
    const { context, page, troubles, streams } = await openPage(browser, { url: server.url, locale, width })
    return Object.assign(new Journey(), { context, page, troubles, server, locale, width, w: WORDS[locale], streams })
  }

  end = () => this.context.close()

  get isPhone() {
    return this.width < 600
  }

  /** Opens an address inside the running app, as a typed address would. */
  async open(path) {
    this.streams.clear()
    await this.page.goto(path)
    await this.page.locator("main").first().waitFor()
  }

  api = (path) =>
    this.page.evaluate(async (path) => {
      const answer = await fetch(path)
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    }, path)

  /** Waits until news of a topic can reach the page that was opened last. */
  async listens(topic) {
    await until(() => [...this.streams].some((url) => url.includes(topic)), `the live stream of ${topic}`)
  }

  accessible = (name) => accessible(this.page, `${name}, ${this.locale}, ${this.width} px`)
  picture = (step) => picture(this.page, step, this)

  /** On a phone the columns of a person are tabs. */
  async tab(name) {
    if (this.isPhone) await this.page.getByRole("tab", { name: this.w[name] }).click()
  }

  toast = (text) => this.page.locator(".toast").filter({ hasText: text }).last()
  told = (text) => this.toast(text).waitFor()

  async undo(text, label) {
    await this.toast(text).getByRole("button", { name: label, exact: true }).click()
    if (label === this.w.undo) await this.told(this.w.undone)
  }

  /** Waits until the list says that it has so many rows. */
  rows = (n) => this.page.locator(`[role=table][aria-rowcount="${n}"], [role=grid][aria-rowcount="${n + 1}"]`).waitFor()

  async openPalette() {
    if (this.isPhone) await this.page.getByRole("button", { name: this.w.find }).last().click()
    else await this.page.keyboard.press("Control+k")
  }

  async keepPicture(step) {
    const path = join(mkdtempSync(join(tmpdir(), "guanxi-e2e-failed-")), `${step}-${this.locale}-${this.width}.png`)
    await this.page.screenshot({ path }).catch(() => {})
    return path
  }

  /** @segment/analytics-node, unchanged, as a shop would use it. */
  async sendOrder(person, order) {
    const errors = []
    const analytics = new Analytics({ writeKey: this.server.keys.shop, host: this.server.url, maxRetries: 2 })
    analytics.on("error", (error) => errors.push(`${error.code}: ${error.reason?.message ?? error.reason}`))
    const userId = `shop-${person.email}`
    analytics.identify({ userId, traits: { name: person.name, email: person.email } })
    analytics.track({
      userId,
      event: "Order Completed",
      properties: {
        order_id: order,
        total: 764,
        currency: "CNY",
        products: [
          { product_id: "CM-OIL-30", sku: "CM-OIL-30", name: "修护精华油 30 ml", price: 298, quantity: 2 },
          { product_id: "TE-BHYZ-50", sku: "TE-BHYZ-50", name: "白毫银针 秋茶 50 g", price: 168, quantity: 1 },
        ],
      },
    })
    await analytics.closeAndFlush({ timeout: 20_000 })
    if (errors.length > 0) throw new Error(`the Segment client says: ${errors.join("; ")}`)
  }
}
