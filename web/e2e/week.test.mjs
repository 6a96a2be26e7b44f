// A working week of the demo's sales team around one customer: a form on the web site is given by rule; a lead of the pool
// is claimed, disputed and decided; who it went to makes it a deal and quotes it; the customer accepts by the link and
// follows the order until it has arrived; the next visit is moved on a phone's calendar, through vdirsyncer; on Friday all
// of it stands in the figures. On a desk in Chinese, the customer on a phone, the manager's Friday on a phone in English.
// The days follow each other on one server.
import assert from "node:assert/strict"
import { writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { after, before, test } from "node:test"
import { DESK, openCompany, PHONE } from "./company.mjs"
import { ownChinese, textsIn } from "./foreign.mjs"
import { well } from "./morning/kit.mjs"
import { until } from "./stage.mjs"

const { Device, install } = createRequire(import.meta.url)("../../tests/contacts/vdirsyncer.cjs")

const MANAGER = "xu.wenxi"
/** Who sells, by the names that the rules give to. */
const SELLERS = { 沈知微: "shen.zhiwei", 程远: "cheng.yuan" }
const [WINNER, CLAIMER] = ["沈知微", "程远"]
const FORM = { title: "企业采购咨询", name: "顾念之", phone: "13911264083", wants: "客房茶包 200 份，月底前" }
const POOLED = { name: "罗知秋", company: "望江茶书房", phone: "13640718825", wants: "茶礼 60 盒，年会用" }
const [WORDS, VERDICT] = ["茶博会上先聊的，名片和样品单都在", "先接触的有记录，归先接触的人"]
const [DEAL, GIFT, MANY] = ["年会茶礼 60 盒", "GB-DUO", "60"]
const [REVISIT, OUTCOME, NEXT] = ["回访茶礼反馈", "反馈很好，端午再订", "端午前一个月问要多少"]
/** What the days before have made. */
const week = {}

let company
let manager
before(async () => {
  install()
  company = await openCompany()
  manager = await company.elsewhere(MANAGER)
})
after(() => company?.close())

const as = (name, work) => company.as(SELLERS[name] ?? name, DESK, work)
const inDialog = (page, name) => page.getByRole("dialog", { name })
const press = (place, name) => place.getByRole("button", { name, exact: true }).click()
const part = (page, name) => page.getByRole("region", { name, exact: true })
const leadCalled = async (name) =>
  (await well(manager("GET", `/api/leads?filter=${encodeURIComponent(`name = "${name}"`)}`))).rows[0]
const quarter = () => {
  const [year, month] = new Date(Date.now() + 8 * 3_600_000).toISOString().split("-")
  return `${year}-Q${Math.ceil(Number(month) / 3)}`
}
/** What the winner has sold in this quarter, as everybody's figures say it. */
async function sold() {
  const { people } = await well(manager("GET", `/api/performance?period=${quarter()}&compare=before`))
  const { values } = people.find(({ who }) => who.name === WINNER)
  return [Number(values.deals_won), Number(values.won_amount)]
}

test("Monday: a form on the web site becomes a lead, and a rule gives it to who is next", async () => {
  week.before = await sold()
  const { url, keys } = company.server
  const answer = await fetch(new URL("/v1/track", url), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${keys.shop}:`)}` },
    body: JSON.stringify({
      userId: "web-gu-nianzhi",
      messageId: "week-form",
      event: "Form Submitted",
      context: { traits: { name: FORM.name, phone: FORM.phone }, page: { url: "https://camellia.example/business" } },
      properties: { form: FORM.title, text: FORM.wants },
    }),
  })
  assert.equal(answer.status, 200, await answer.text())
  const lead = await until(() => leadCalled(FORM.name), "the form to be a lead")
  assert.ok(lead.owner.name in SELLERS, `given to ${lead.owner?.name}`)
  await as(lead.owner.name, async (me, page) => {
    await me.open("/leads")
    await page.getByRole("link", { name: FORM.name, exact: true }).click()
    await me.open(`/leads/${lead.id}`)
    await part(page, "怎么转到这里").getByText(`规则“官网线索轮流”派给 ${lead.owner.name}`).waitFor()
    const { rows } = await well(me.api("GET", "/api/notices"))
    assert.ok(
      rows.some(({ kind, row }) => kind === "lead" && row.id === lead.id),
      "and is told of it",
    )
  })
})

test("Tuesday: a lead is claimed from the pool, a colleague says it is theirs, and the manager decides", async () => {
  const [pool] = await well(manager("GET", "/api/pools"))
  const { name, company: firm, phone, wants } = POOLED
  const identities = [{ kind: "phone", value: phone }]
  const wish = { name, company: firm, interest: wants, source: "展会", amount: "31200", identities, to: pool.id }
  week.lead = (await well(manager("POST", "/api/leads", wish))).data.row.id
  await as(CLAIMER, async (me, page) => {
    await me.open("/leads?place=pool")
    await press(page, `领取 ${name}`)
    await me.told(`已领取“${name}”`)
    assert.equal((await leadCalled(name)).owner.name, CLAIMER)
  })
  await as(WINNER, async (me, page) => {
    await me.open("/leads")
    await page.getByRole("grid").waitFor()
    await page.keyboard.press("c")
    const form = inDialog(page, "新建线索")
    await form.getByLabel("姓名", { exact: true }).fill(name)
    await form.getByLabel("电话", { exact: true }).fill(phone)
    await press(form, "新建线索")
    const told = page.getByRole("dialog")
    await told.getByText(`这位客户是 ${CLAIMER} 在跟。`).waitFor()
    await press(told, "提出争议")
    await told.getByLabel("为什么应该归你").fill(WORDS)
    await press(told, "提出争议")
    await page.waitForURL("**/disputes/*")
    week.court = new URL(page.url()).pathname
  })
  await as(MANAGER, async (me, page) => {
    await me.open(week.court)
    await page.getByText(WORDS).waitFor()
    await part(page, "程序收集的证据")
      .getByRole("columnheader", { name: `${CLAIMER} 持有人` })
      .waitFor()
    const form = page.getByRole("form", { name: "裁定" })
    await form.getByText(`改归 ${WINNER}`).click()
    await form.getByLabel("理由", { exact: true }).fill(VERDICT)
    await me.looked("week-dispute", "a dispute before its decision")
    await press(form, "作出裁定")
    await me.told("已裁定，双方都会收到通知")
    assert.equal((await leadCalled(name)).owner.name, WINNER)
  })
})

test("Wednesday: the lead becomes a deal, which is quoted from the catalogue and sent by its link", () =>
  as(WINNER, async (me, page) => {
    await me.open(`/leads/${week.lead}`)
    await press(page, "转化…")
    const form = inDialog(page, `转化“${POOLED.name}”`)
    await form.getByLabel("名称", { exact: true }).fill(DEAL)
    await press(form, "转化并建商机")
    await me.told(`“${POOLED.name}”已转化为商机`)
    await page.waitForURL(/\/sales\/[^/?]+$/)
    week.deal = page.url().split("/").at(-1)
    const deal = await well(me.api("GET", `/api/deals/${week.deal}`))
    assert.deepEqual([deal.row.company.name, deal.row.owner.name], [POOLED.company, WINNER])
    week.person = deal.row.person.id

    await press(part(page, "报价"), "新建报价")
    await page.waitForURL("**/quotes/*")
    week.quote = page.url().split("/").at(-1)
    await page.getByRole("combobox", { name: "加一行" }).fill(GIFT)
    // Before the catalogue has answered, what is typed itself is offered as a line.
    await page
      .getByRole("option")
      .filter({ hasText: /双罐茶礼/ })
      .click()
    await page.getByLabel("第 1 行的数量").fill(MANY)
    await page.locator(".save-state").getByText("已保存", { exact: true }).waitFor()
    const quote = () => well(me.api("GET", `/api/quotes/${week.quote}`))
    await until(async () => (await quote()).lines[0]?.quantity === MANY, "the quantity to be kept")
    week.number = (await quote()).row.number
    await press(page, "发送…")
    const send = inDialog(page, `发送 ${week.number}`)
    await send.getByText("只要链接", { exact: true }).click()
    await press(send, "生成链接")
    await inDialog(page, "已发出").waitFor()
    const { link, totals, row } = await quote()
    Object.assign(week, { link, total: Number(totals.total) })
    assert.ok(week.total > 0 && row.state === "sent")
    await press(inDialog(page, "已发出"), "好")
    await me.looked("week-quote", "a quote that was sent")
  }))

test("Wednesday evening: the customer accepts by the link, on a phone, and sees the order begin", () =>
  company.asGuest(async (guest, page) => {
    await page.goto(week.link)
    await page.getByText(`报价单 ${week.number}`).waitFor()
    await press(page.locator(".answer"), "接受报价")
    await page.getByLabel("你的姓名").fill(POOLED.name)
    await press(page, "确认接受")
    await page.getByText(new RegExp(`^${POOLED.name}在 .+接受了这份报价。$`)).waitFor()
    week.order = await page.getByRole("link", { name: "看订单到哪一步了" }).getAttribute("href")
    await page.goto(week.order)
    await page.locator("main").getByText(/SO-/).first().waitFor()
    await guest.looked("week-ordered", "an order that was just placed, for its customer")
  }))

test("Thursday: the deal is won by that; the order goes out, arrives and is paid, and the customer follows it", async () => {
  await as(WINNER, async (me, page) => {
    const deal = await well(me.api("GET", `/api/deals/${week.deal}`))
    assert.deepEqual([deal.row.state, Number(deal.row.amount)], ["won", week.total])
    await me.open(`/quotes/${week.quote}`)
    await page.getByRole("link", { name: /^订单 SO-/ }).click()
    await page.waitForURL("**/orders/ord_*")
    const id = new URL(page.url()).pathname.split("/").at(-1)
    const acts = page.locator(".record-acts")
    await press(acts, "发货")
    const send = page.getByRole("dialog", { name: /^发货 SO-/ })
    await press(send, "顺丰速运")
    await send.getByLabel("单号", { exact: true }).fill("SF1402265533")
    await press(send, "发货")
    await me.told(`已发出 ${MANY} 件`)
    await press(part(page, "发货"), "已送达")
    await me.told("第 1 批已送达")
    await press(acts, "收款")
    const pay = page.getByRole("dialog", { name: /^收款 SO-/ })
    await press(pay, "对公转账")
    await press(pay, "记下收款")
    await me.told(/已收 ¥/)
    const order = await well(me.api("GET", `/api/orders/${id}/handling`))
    assert.deepEqual([Number(order.paid), Number(order.due)], [week.total, 0])
  })
  await company.asGuest(async (guest, page) => {
    await page.goto(week.order)
    await page.getByText(new RegExp(`共 ${MANY} .+，都已送到`)).waitFor()
    await page.getByText("SF1402265533").first().waitFor()
    await guest.looked("week-arrived", "an order that has arrived, for its customer")
  })
})

test("Friday morning: a visit is planned, moved on a phone's calendar through vdirsyncer, made and told", () =>
  as(WINNER, async (me, page) => {
    await me.open(`/people/${week.person}`)
    await page.getByLabel("快速安排", { exact: true }).fill(`后天下午2点 拜访${REVISIT}`)
    await page.keyboard.press("Enter")
    await me.told(REVISIT)
    const planned = async () => (await well(me.api("GET", `/api/activities?q=${encodeURIComponent(REVISIT)}`))).rows[0]
    const { id, at } = await planned()

    const { secret } = await well(me.api("POST", "/api/keys", { name: "phone", scopes: ["read", "write"], days: 1 }))
    const settings = 'item_types = ["VEVENT", "VTODO"]'
    const there = { url: company.server.url, login: SELLERS[WINNER], key: secret }
    const phone = new Device({ name: "phone", kind: "caldav", ...there, collections: ["agenda"], settings })
    phone.must("discover")
    phone.must("sync")
    const event = phone.find(REVISIT)
    assert.ok(event, "the visit is on the phone")
    // An hour later, as a calendar on the phone would write it; what describes the zone stays.
    const hour = (_, head, text) => head + `${Number(text) + 1}`.padStart(2, "0")
    const later = event.said.replace(/^(DT(?:START|END)[^:]*:20\d{6}T)(\d\d)/gm, hour)
    assert.notEqual(later, event.said)
    writeFileSync(event.file, later)
    phone.must("sync")
    assert.equal(Date.parse((await planned()).at), Date.parse(at) + 3_600_000)

    await me.open(`/activities/${id}`)
    await page.getByText("15:00").first().waitFor()
    await press(page, "做完了…")
    const form = page.getByRole("dialog").last()
    await form.getByLabel("结果如何", { exact: true }).fill(OUTCOME)
    await form.getByLabel("接下来做什么", { exact: true }).fill(NEXT)
    await press(form, "完成并安排下一步")
    await me.told("下一步已安排")
    assert.equal((await planned()).state, "done")
    await me.open(`/people/${week.person}`)
    for (const told of [OUTCOME, week.number]) await page.getByText(told).first().waitFor()
    await me.looked("week-customer", "a customer after their first week")
  }))

test("Friday: it stands in the figures of the quarter, and they open what they are made of", async () => {
  const [deals, amount] = week.before
  assert.deepEqual(await sold(), [deals + 1, amount + week.total])
  await as(MANAGER, async (me, page) => {
    await me.open("/dashboards")
    await page.getByRole("link", { name: "销售总览" }).click()
    await part(page, "本季度赢单金额").locator(".big").waitFor()
    await me.open("/performance")
    await page.getByTitle(`看${WINNER}的赢单`, { exact: true }).click()
    await page.waitForURL(/\/sales\?/)
    await page.getByText(DEAL).first().waitFor()
    await me.open("/leads/fairness")
    await page.getByRole("row", { name: new RegExp(WINNER) }).waitFor()
  })
  await company.as(MANAGER, PHONE, async (me, page) => {
    await me.open("/performance")
    await part(page, WINNER).getByText("Deals won").waitFor()
    await me.looked("week-performance", "how colleagues do, on a phone")
    const asked = ["session", `performance?period=${quarter()}&compare=before`, "users", "notices", "welcome"]
    const written = textsIn(await Promise.all(asked.map((path) => well(me.api("GET", `/api/${path}`)))))
    assert.deepEqual(await ownChinese(page, written), [], "the figures in English")
  })
})
