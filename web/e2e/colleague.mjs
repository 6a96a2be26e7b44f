// A colleague at a browser of their own: signs in, opens pages, is told things and takes them back.
import assert from "node:assert/strict"
import { accessible, picture } from "./look.mjs"
import { openPage } from "./stage.mjs"

export class Colleague {
  static async begin(browser, server, { locale, width, words }) {
    const { context, page, troubles } = await openPage(browser, { url: server.url, locale, width })
    return Object.assign(new Colleague(), { context, page, troubles, server, locale, width, w: words })
  }

  get isPhone() {
    return this.width < 600
  }

  /** The API with this browser's session, for what the day before has left. */
  api = (method, path, body) =>
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

  async signIn(login, password) {
    await this.page.goto("/sign-in")
    const { status } = await this.api("POST", "/api/session", { login, password })
    assert.equal(status, 200)
    await this.open("/people")
  }

  async open(path) {
    await this.page.goto(path)
    await this.page.locator("main").first().waitFor()
  }

  told = (text) => this.page.locator(".toast").filter({ hasText: text }).last().waitFor()

  async undo(text) {
    await this.page
      .locator(".toast")
      .filter({ hasText: text })
      .last()
      .getByRole("button", { name: this.w.undo, exact: true })
      .click()
    await this.told(this.w.undone)
  }

  async looked(step, name) {
    await accessible(this.page, `${name}, ${this.locale}, ${this.width} px`)
    await picture(this.page, step, this)
  }

  async end() {
    assert.deepEqual(this.troubles.splice(0), [], "nothing breaks in the browser or the server")
    await this.context.close()
  }
}
