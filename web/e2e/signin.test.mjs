// Ways in: an administrator sets the address, mail and single sign-on up; a colleague comes in by a mailed invitation,
// turns two steps on, forgets the password, makes a passkey and comes in through the company's own sign-in; then
// everyone needs a second factor. Once on a desk in Chinese, once on a phone in English.
import assert from "node:assert/strict"
import { createHmac } from "node:crypto"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { openIssuer } from "./issuer.mjs"
import { accessible, picture, rest } from "./look.mjs"
import { openPostOffice } from "./postOffice.mjs"
import { openBrowser, openPage, openServer } from "./stage.mjs"

const WORDS = {
  "zh-CN": {
    login: "账号",
    password: "密码",
    newPassword: "密码（至少 8 个字符）",
    again: "再写一次",
    enter: "设好密码，进去",
    signIn: "登录",
    addressHere: /^就用/,
    addressSaved: "网址已保存",
    host: "服务器",
    port: "端口",
    encryption: "加密",
    fromAddress: "发件人地址",
    save: "保存",
    mailSaved: "邮件设置已保存",
    test: "发一封测试邮件给我",
    tested: "测试邮件已发到",
    invite: "邀请同事",
    fullName: "姓名",
    loginName: "登录名",
    mailed: "已发邮件到 mei@example.com",
    turnOn: "开启两步验证",
    appCode: "验证器显示的 6 位验证码",
    on: "开启",
    kept: "我已存好",
    stepCode: "验证码或恢复码",
    verify: "验证",
    wrong: "验证码不对、已过期，或者已经用过。",
    forgot: "忘了密码？",
    forgotLogin: "账号或邮箱",
    send: "发送链接",
    sent: /链接已经发往它的邮箱/,
    addPasskey: "添加通行密钥",
    passkeyName: "名称",
    make: "创建",
    passkeyAdded: "已添加“手机”",
    withPasskey: "用通行密钥登录",
    issuer: "Issuer 地址",
    clientId: "Client ID",
    secret: "Client secret",
    label: "按钮上的名字",
    ssoSaved: "单点登录已保存",
    tryIt: "试连一下",
    tried: "连上了，登录服务应答正常",
    withCompany: "用 公司账号 登录",
    company: "公司账号",
    replayed: "这次登录的回执已经用过了，请重新登录。",
    unknown: "公司的登录认得你，但这里还没有你的账号。请联系管理员。",
    demand: "要求每个人开启两步验证",
    demanded: "现在每个人都要两步验证",
    owed: "先开启两步验证",
    more: (name) => `更多：${name}`,
    reset: "重置两步验证",
  },
  en: {
    login: "Account",
    password: "Password",
    newPassword: "Password (8 characters or more)",
    again: "Once more",
    enter: "Set the password and enter",
    signIn: "Sign in",
    addressHere: /^Use http/,
    addressSaved: "Address saved",
    host: "Server",
    port: "Port",
    encryption: "Encryption",
    fromAddress: "Sender's address",
    save: "Save",
    mailSaved: "Mail settings saved",
    test: "Send a test mail to me",
    tested: "Test mail sent to",
    invite: "Invite a colleague",
    fullName: "Name",
    loginName: "Login",
    mailed: "Mailed to mei@example.com",
    turnOn: "Turn on two-step sign-in",
    appCode: "The 6-digit code it shows",
    on: "Turn on",
    kept: "I have stored them",
    stepCode: "Code or recovery code",
    verify: "Verify",
    wrong: "The code is wrong, has ended or was used before.",
    forgot: "Forgot your password?",
    forgotLogin: "Account or mail address",
    send: "Send the link",
    sent: /a link is on its way/,
    addPasskey: "Add a passkey",
    passkeyName: "Name",
    make: "Make it",
    passkeyAdded: "Added “手机”",
    withPasskey: "Sign in with a passkey",
    issuer: "Issuer address",
    clientId: "Client ID",
    secret: "Client secret",
    label: "Name on the button",
    ssoSaved: "Single sign-on saved",
    tryIt: "Try the connection",
    tried: "The provider answers well",
    withCompany: "Sign in with 公司账号",
    company: "公司账号",
    replayed: "This answer was used before. Sign in again.",
    unknown: "Your company's sign-in knows you, but there is no account for you here. Ask an administrator.",
    demand: "Everyone needs two-step sign-in",
    demanded: "Everyone needs two-step sign-in now",
    owed: "Set up two-step sign-in first",
    more: (name) => `More about ${name}`,
    reset: "Reset the second factor",
  },
}

const PASSWORDS = ["另一把长钥匙-2026", "第三把长钥匙-2026"]
const shots = process.env.SHOTS

/** The code of an authenticator app with this secret, `ahead` steps from now. */
function codeOf(secret, ahead = 0) {
  const bits = [...secret.replace(/\s/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c))
  const bytes = []
  for (let at = 0, held = 0, n = 0; at < bits.length; at++) {
    held = (held << 5) | bits[at]
    n += 5
    if (n >= 8) {
      n -= 8
      bytes.push((held >> n) & 255)
      held &= (1 << n) - 1
    }
  }
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const mac = createHmac("sha1", Buffer.from(bytes)).update(step).digest()
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, "0")
}

let browser
before(async () => {
  browser = await openBrowser()
})
after(() => browser?.close())

/** Somebody at a browser of their own. */
class Visitor {
  static async begin(url, { locale, width }) {
    const { context, page, troubles } = await openPage(browser, { url, locale, width })
    // The provider's own pages ask for a typeface that is not on this machine.
    await context.route("https://fonts.googleapis.com/**", (route) =>
      route.fulfill({ contentType: "text/css", body: "" }),
    )
    return Object.assign(new Visitor(), { context, page, troubles, locale, width, w: WORDS[locale] })
  }

  async open(path) {
    await this.page.goto(path)
    await this.page.locator("main").first().waitFor()
  }

  button = (name) => this.page.getByRole("button", { name, exact: typeof name === "string" })
  field = (name) => this.page.getByLabel(name, { exact: true })
  told = (text) => this.page.locator(".toast").filter({ hasText: text }).last().waitFor()

  /** With a step it is a picture of the tour. */
  async looked(name, step) {
    await accessible(this.page, `${name}, ${this.locale}, ${this.width} px`)
    await picture(this.page, step, this)
    if (!shots) return
    mkdirSync(shots, { recursive: true })
    await rest(this.page)
    await this.page.screenshot({ path: join(shots, `${name.replaceAll(" ", "-")}-${this.locale}-${this.width}.png`) })
  }

  /** The account and the password, and whatever comes then. */
  async knock(login, password) {
    await this.open("/sign-in")
    await this.field(this.w.login).fill(login)
    await this.field(this.w.password).fill(password)
    await this.button(this.w.signIn).click()
  }

  async inside() {
    await this.page.waitForURL(/\/(today|imports|settings)/)
    await this.page.locator(".pane, .home").first().waitFor()
  }

  /** Gives the code of the app; one step ahead where the one of now was used. */
  async second(secret, ahead) {
    await this.field(this.w.stepCode).fill(codeOf(secret, ahead))
    await this.button(this.w.verify).click()
  }

  signOut = () => this.context.clearCookies()

  async choosePassword(link, password) {
    await this.page.goto(link)
    await this.field(this.w.newPassword).fill(password)
    await this.field(this.w.again).fill(password)
    await this.button(this.w.enter).click()
  }

  async end() {
    assert.deepEqual(this.troubles.splice(0), [], "nothing breaks in the browser or the server")
    await this.context.close()
  }
}

/** Sets the app up on the page that is open: the secret, with the recovery codes kept. */
async function setUpApp(visitor, name) {
  const { page, w } = visitor
  await page.locator(".qr-code").waitFor()
  const secret = await page.locator(".factor-secret code").textContent()
  await visitor.looked(name, name === "two steps" ? "56-second-factor" : undefined)
  const used = codeOf(secret)
  await visitor.field(w.appCode).fill(used)
  await visitor.button(w.on).click()
  await visitor.button(w.kept).waitFor()
  const codes = await page.locator(".recovery-codes code").allTextContents()
  assert.equal(codes.length, 10)
  await visitor.looked(`${name} codes`)
  await visitor.button(w.kept).click()
  return { secret, codes, used }
}

async function administratorSetsUp(admin, server, office, issuer) {
  const { page, w } = admin
  await admin.knock(server.login, server.password)
  await admin.inside()
  await admin.open("/settings/sign-in")
  await admin.button(w.addressHere).click()
  await admin.button(w.save).first().click()
  await admin.told(w.addressSaved)
  const form = (field) => page.locator("form", { has: page.getByLabel(field, { exact: true }) })
  const mail = form(w.host)
  await mail.getByLabel(w.host, { exact: true }).fill("localhost")
  await mail.getByLabel(w.port, { exact: true }).fill(String(office.port))
  await mail.getByLabel(w.encryption, { exact: true }).selectOption("none")
  await mail.getByLabel(w.fromAddress, { exact: true }).fill("crm@camellia.example")
  await mail.getByRole("button", { name: w.save, exact: true }).click()
  await admin.told(w.mailSaved)
  await page.getByRole("button", { name: w.test, exact: true }).click()
  await admin.told(w.tested)
  assert.equal((await office.next()).to, "admin@camellia.example")
  const sso = form(w.issuer)
  await sso.getByLabel(w.issuer, { exact: true }).fill(issuer.url)
  await sso.getByLabel(w.clientId, { exact: true }).fill("guanxi")
  await sso.getByLabel(w.secret, { exact: true }).fill(issuer.secret)
  await sso.getByLabel(w.label, { exact: true }).fill(w.company)
  await sso.getByRole("button", { name: w.save, exact: true }).click()
  await admin.told(w.ssoSaved)
  await page.getByRole("button", { name: w.tryIt, exact: true }).click()
  await admin.told(w.tried)
  await admin.looked("sign-in settings", "55-sign-in-rules")
  await admin.open("/settings/staff")
  await admin.button(w.invite).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.fullName, { exact: true }).fill("梅长青")
  await dialog.getByLabel(w.loginName, { exact: true }).fill("mei@example.com")
  await dialog.getByRole("button", { name: w.invite }).click()
  await page.getByText(w.mailed).waitFor()
  return (await office.next()).link("/invite#")
}

async function colleagueTakesTwoSteps(mei) {
  const { w } = mei
  await mei.open("/settings")
  await mei.button(w.turnOn).click()
  const { secret, codes, used } = await setUpApp(mei, "two steps")
  await mei.signOut()
  await mei.knock("mei@example.com", PASSWORDS[0])
  await mei.field(w.stepCode).waitFor()
  await mei.looked("second step")
  // The code that turned it on is not taken twice.
  await mei.field(w.stepCode).fill(used)
  await mei.button(w.verify).click()
  await mei.page.getByText(w.wrong).waitFor()
  await mei.field(w.stepCode).fill(codes[0].toLowerCase())
  await mei.button(w.verify).click()
  await mei.inside()
  return secret
}

async function colleagueForgets(mei, office, secret) {
  const { page, w } = mei
  await mei.signOut()
  await mei.open("/sign-in")
  await mei.looked("sign in")
  await page.getByRole("link", { name: w.forgot }).click()
  await mei.field(w.forgotLogin).fill("mei@example.com")
  await mei.looked("forgotten")
  await mei.button(w.send).click()
  await page.getByText(w.sent).waitFor()
  const link = (await office.next()).link("/reset#")
  await mei.choosePassword(link, PASSWORDS[1])
  await mei.second(secret, 1)
  await mei.inside()
  assert.match((await office.next()).text, /mei@example\.com/, "told that the password was changed")
  await page.goto(link)
  await page.getByRole("link", { name: /登录|sign-in/i }).waitFor()
}

async function colleagueMakesAPasskey(mei) {
  const { context, page, w } = mei
  const devtools = await context.newCDPSession(page)
  await devtools.send("WebAuthn.enable")
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await mei.open("/settings")
  await mei.button(w.addPasskey).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel(w.passkeyName, { exact: true }).fill("手机")
  await dialog.getByLabel(w.password, { exact: true }).fill(PASSWORDS[1])
  await dialog.getByRole("button", { name: w.make, exact: true }).click()
  await mei.told(w.passkeyAdded)
  await mei.looked("own settings")
  const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId })
  assert.deepEqual(
    credentials.map((one) => [one.isResidentCredential, one.rpId]),
    [[true, "localhost"]],
  )
  await mei.signOut()
  await mei.open("/sign-in")
  await mei.looked("sign in with all ways", "54-ways-in")
  await mei.button(w.withPasskey).click()
  await mei.inside()
  assert.equal((await page.evaluate(async () => (await fetch("/api/session")).json())).user.login, "mei@example.com")
}

/** Through the provider's own pages, as whoever `login` is there; the address that the browser came back by. */
async function throughTheCompany(visitor, login) {
  const { page, w } = visitor
  let back = ""
  page.on("request", (request) => {
    if (request.url().includes("/api/sso/callback")) back = request.url()
  })
  await visitor.open("/sign-in?to=%2Fsettings")
  await page.getByRole("link", { name: w.withCompany }).click()
  await page.locator("input[name=login]").fill(login)
  await page.locator("input[name=password]").fill("any")
  await page.locator("button[type=submit]").click()
  await page.locator("input[name=prompt][value=consent]").waitFor({ state: "attached" })
  await page.locator("button[type=submit]").click()
  await page.waitForURL(/\/(settings|sign-in\?problem)/)
  return back
}

async function companyLetsIn(visitor) {
  const { page, w } = visitor
  const back = await throughTheCompany(visitor, "mei")
  await visitor.inside()
  assert.equal(new URL(page.url()).pathname, "/settings", "on to the page that was asked for")
  assert.equal((await page.evaluate(async () => (await fetch("/api/session")).json())).user.login, "mei@example.com")
  // The same answer once more opens nothing, in this browser or another.
  await visitor.signOut()
  await page.goto(back)
  await page.getByText(w.replayed).waitFor()
  await visitor.looked("answer used before")
  assert.equal(await page.evaluate(async () => (await fetch("/api/session")).status), 401)
}

async function everyoneNeedsIt(admin, mei) {
  const { page, w } = admin
  await admin.open("/settings/sign-in")
  await page.getByRole("switch", { name: w.demand }).click()
  // The administrator has none either, and is led through it first.
  await page.getByRole("heading", { name: w.owed }).waitFor()
  await setUpApp(admin, "owed factor")
  await admin.inside()
  await admin.open("/settings/staff")
  await admin.button(w.more("梅长青")).click()
  await page.getByRole("menuitem", { name: w.reset }).click()
  await admin.told("梅长青")
  await admin.looked("staff with factors")
  await mei.knock("mei@example.com", PASSWORDS[1])
  await mei.page.getByRole("heading", { name: w.owed }).waitFor()
  await mei.open("/people")
  await mei.page.getByRole("heading", { name: w.owed }).waitFor()
}

for (const look of [
  { locale: "zh-CN", width: 1440 },
  { locale: "en", width: 390 },
]) {
  test(`ways in, ${look.locale}, ${look.width} px`, { timeout: 240_000 }, async () => {
    // The provider lives on this machine, which only the operator can allow.
    process.env.GUANXI_OUTBOUND_ALLOW = "127.0.0.1, ::1"
    const office = await openPostOffice()
    const server = await openServer({ login: "admin@camellia.example" })
    // Passkeys belong to a host with a name.
    const url = server.url.replace("127.0.0.1", "localhost")
    const issuer = await openIssuer(`${url}/api/sso/callback`)
    try {
      const admin = await Visitor.begin(url, look)
      const link = await administratorSetsUp(admin, server, office, issuer)
      const mei = await Visitor.begin(url, look)
      await mei.choosePassword(link, PASSWORDS[0])
      await mei.inside()
      const secret = await colleagueTakesTwoSteps(mei)
      await colleagueForgets(mei, office, secret)
      await colleagueMakesAPasskey(mei)
      const visitor = await Visitor.begin(url, look)
      await companyLetsIn(visitor)
      const stranger = await Visitor.begin(url, look)
      await throughTheCompany(stranger, "stranger")
      await stranger.page.getByText(WORDS[look.locale].unknown).waitFor()
      await everyoneNeedsIt(admin, mei)
      for (const one of [admin, mei, visitor, stranger]) await one.end()
      const said = server.said()
      for (const secretWord of ["mei@example.com", "camellia.example", "gxr_", "gxi_"]) {
        assert.ok(!said.includes(secretWord), `the log names ${secretWord}:\n${said}`)
      }
    } catch (error) {
      throw new Error(`${error.stack ?? error}\n— the server said:\n${server.said()}`, { cause: error })
    } finally {
      await issuer.close()
      await server.close()
      await office.close()
    }
  })
}
