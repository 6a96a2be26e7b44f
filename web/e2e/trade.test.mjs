// A sale from its price to its delivery, at the demo company: a product in the catalogue and a price for one city; a quote
// that needs a manager's word; the customer, who asks, is told of a newer version and accepts it once; the order sent in
// part, paid, the rest of it cancelled; and what runs on afterwards. On a desk in Chinese, on a phone in English, the
// customer on a phone in Chinese; the tests follow each other on one server.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { DESK, openCompany, PHONE } from "./company.mjs"
import { ownChinese, textsIn } from "./foreign.mjs"
import { peopleOf, well } from "./morning/kit.mjs"
import { until } from "./stage.mjs"

/** Of the house's roles only the administrator's says what is sold at which price. */
const [SELLER, MANAGER, ADMIN] = ["cheng.yuan", "xu.wenxi", "gu.qinghe"]
const CITY = "杭州"
const TEA = { name: "龙井雨前茶", code: "LJ-YQ", sizes: ["100 g", "250 g"], catalogue: "258", unit: "小罐" }
const LIST = { name: "杭州门店价", price: "228", from: "20", step: "198" }
const ASKED_FOR = "老客户，第一次订整箱"
const ALLOWED = "可以，这一次"
const QUESTION = "能分两次送吗？"
const ANSWER = "可以，先送一半。"
const REPAIR = "换了壶嘴的密封圈"
/** What the tests before have made. */
const made = {}

let company
let seller
before(async () => {
  company = await openCompany()
  seller = await company.elsewhere(SELLER)
  const [person] = await peopleOf(seller, `owner = me and city = "${CITY}"`)
  const { data } = await well(seller("POST", "/api/deals", { name: `${person.name} · 雨前茶整箱`, person: person.id }))
  Object.assign(made, { person, deal: data.row.id })
})
after(() => company?.close())
const as = (login, at, work) => company.as(login, at, work)

/** Presses what lies in the dialog of a name. */
const inDialog = (page, title) => page.getByRole("dialog", { name: title })
const press = (place, name) => place.getByRole("button", { name, exact: true }).click()
const part = (page, name) => page.getByRole("region", { name, exact: true })

const quoteNow = (id = made.quote) => well(seller("GET", `/api/quotes/${id}`))
const orderNow = () => well(seller("GET", `/api/orders/${made.order}/handling`))
const guestNow = async () => (await fetch(new URL(`/api/guest/quotes/${made.token}`, company.server.url))).json()
const timeline = async () => JSON.stringify(await well(seller("GET", `/api/people/${made.person.id}/timeline`)))
/** A draft is saved while it is written. */
const saved = (page) => page.locator(".save-state").getByText("已保存", { exact: true }).waitFor()

test("a product of two sizes, a price for one city from a quantity on, and how much sales may give", () =>
  as(ADMIN, DESK, async (me, page) => {
    await me.open("/products")
    await page.getByRole("grid").waitFor()
    await me.looked("trade-catalogue", "the catalogue")
    await page.keyboard.press("c")
    const form = inDialog(page, "新建产品")
    await form.getByLabel("名称", { exact: true }).fill(TEA.name)
    await form.getByLabel("编码", { exact: true }).fill(TEA.code)
    await form.getByLabel("价格 (CNY)", { exact: true }).fill("118")
    await form.getByLabel("单位", { exact: true }).fill(TEA.unit)
    await press(form, "新建产品")
    await me.told(`已新建“${TEA.name}”`)

    await press(page, "分规格")
    const choices = inDialog(page, `规格 · ${TEA.name}`)
    await choices.getByLabel("规格名", { exact: true }).fill("净含量")
    await choices.getByLabel("净含量 的第 1 个值").fill(TEA.sizes[0])
    await choices.getByLabel("净含量 的第 1 个值").press("Enter")
    await choices.getByLabel("净含量 的第 2 个值").fill(TEA.sizes[1])
    await choices.getByText("搭配出 2 种").waitFor()
    await press(choices, "保存规格")
    await me.told("规格已保存")
    const cell = page.getByLabel(`${TEA.sizes[1]} 的价格`)
    await cell.fill(TEA.catalogue)
    await cell.press("Enter")
    await me.told("的价格改为")
    await me.looked("", "a product")
    const [{ id }] = (await well(me.api("GET", `/api/products?q=${encodeURIComponent(TEA.name)}`))).rows
    const product = await well(me.api("GET", `/api/products/${id}`))
    assert.deepEqual(
      product.variants.map(({ choice, price }) => [choice.净含量, price]),
      [
        [TEA.sizes[0], "118"],
        [TEA.sizes[1], TEA.catalogue],
      ],
    )
    made.variant = product.variants[1]

    await me.open("/products/prices")
    await page.getByRole("button", { name: "新建价格表" }).first().click()
    const list = inDialog(page, "新建价格表")
    await list.getByLabel("名称", { exact: true }).fill(LIST.name)
    await press(list, "新建价格表")
    await me.told(`已新建“${LIST.name}”`)
    await press(page, "改")
    const who = page.getByRole("group", { name: "给谁" })
    await press(who, "添加条件")
    await page.getByLabel("字段", { exact: true }).selectOption("city")
    await page.getByLabel("值", { exact: true }).fill(CITY)
    await press(page, "应用")
    await me.told(`“${LIST.name}”给谁，改好了`)
    await who.getByText(/^现在有 [\d,]+ 位客户$/).waitFor()
    await press(page, "收起")
    const table = part(page, LIST.name)
    await table.getByRole("combobox", { name: "加一个产品" }).fill(made.variant.code)
    await page.getByRole("option").filter({ hasText: TEA.name }).click()
    await table.getByLabel("价格", { exact: true }).fill(LIST.price)
    await press(table, "加上")
    await me.told(`已加上 ${TEA.name} ${TEA.sizes[1]}`)
    await table.getByRole("button", { name: new RegExp(`^给“${TEA.name}.+${TEA.sizes[1]}.*”加一档$`) }).click()
    await table.getByLabel("起订量", { exact: true }).fill(LIST.from)
    await table.getByLabel("价格", { exact: true }).fill(LIST.step)
    await press(table, "加上")
    await table.getByText(/低 23(\.\d+)?%/).waitFor()
    await page.getByRole("switch", { name: "启用" }).click()
    await me.told(`“${LIST.name}”已启用`)
    await me.looked("", "a price list")
    const stored = (await well(me.api("GET", "/api/price-lists"))).find(({ name }) => name === LIST.name)
    assert.deepEqual([stored.filter, stored.standing], [`city = "${CITY}"`, "now"])
    const { rows } = await well(me.api("GET", `/api/price-lists/${stored.id}/prices`))
    assert.deepEqual(
      rows.map(({ variant, from, price, base }) => [variant, from, price, base]),
      [
        [made.variant.id, "1", LIST.price, TEA.catalogue],
        [made.variant.id, LIST.from, LIST.step, TEA.catalogue],
      ],
    )

    await me.open("/settings/quotes")
    await page.getByLabel("销售最多能让").fill("10")
    await press(page, "保存规则")
    await me.told("报价规则已保存")
    await me.looked("", "the rules of quotes")
    const { limits, seller: lines } = await well(me.api("GET", "/api/quotes/rules"))
    made.seller = lines[0]
    assert.deepEqual(
      limits.filter(({ role }) => role === "sales"),
      [{ role: "sales", percent: "10" }],
    )
  }))

test("a quote takes the price of the list; too much discount waits for the manager, then the link goes out", async () => {
  await as(SELLER, DESK, async (me, page) => {
    await me.open(`/sales/${made.deal}`)
    await press(part(page, "报价"), "新建报价")
    await page.waitForURL("**/quotes/*")
    made.quote = page.url().split("/").at(-1)
    const { row } = await quoteNow()
    made.number = row.number
    await me.told(`已写下 ${row.number} 的草稿`)

    await page.getByRole("combobox", { name: "加一行" }).fill(made.variant.code)
    const option = page.getByRole("option").filter({ hasText: TEA.name })
    await option.getByText(/¥228/).waitFor()
    await option.getByText(LIST.name).waitFor()
    await option.click()
    const line = page.getByRole("listitem").filter({ has: page.getByLabel("第 1 行的数量") })
    await line.getByText(LIST.name, { exact: true }).waitFor()
    const price = page.getByLabel("第 1 行的单价")
    assert.equal(await price.inputValue(), LIST.price)
    await page.getByLabel("第 1 行的数量").fill(LIST.from)
    await until(async () => (await price.inputValue()) === LIST.step, "the price to follow the quantity")
    await page.getByLabel("第 1 行的折扣").fill("15")
    await saved(page)
    const approval = part(page, "审批")
    await approval.getByText("让了 15%").waitFor()
    await approval.getByText("能让 10%").waitFor()
    const { lines, totals } = await quoteNow()
    assert.deepEqual(
      lines.map(({ variant, quantity, list_price, list, discount }) => [
        variant,
        quantity,
        list_price,
        list.name,
        discount,
      ]),
      [[made.variant.id, LIST.from, LIST.step, LIST.name, "15"]],
    )
    assert.deepEqual([Number(totals.total), Number(totals.discount)], [3366, 15])
    await page
      .getByText(/¥3,366/)
      .first()
      .waitFor()

    await press(page, "发送…")
    const send = inDialog(page, `发送 ${made.number}`)
    await send.getByText("只要链接", { exact: true }).click()
    await press(send, "生成链接")
    await send.getByText("一共让了 15%，你最多能让 10%。先请人审批。").waitFor()
    await press(send, "请人审批")
    const ask = inDialog(page, "请人审批")
    await press(ask, "请人审批")
    await ask.getByText("写一句原因").waitFor()
    await ask.getByLabel("为什么要让这么多").fill(ASKED_FOR)
    await press(ask, "请人审批")
    await me.told("已请人审批")
    await page.getByText("等同事审批").first().waitFor()
    assert.equal((await quoteNow()).row.state, "waiting")
  })
  await as(MANAGER, DESK, async (me, page) => {
    await me.open("/quotes")
    await part(page, "等审批")
      .getByRole("link", { name: new RegExp(made.number) })
      .click()
    await page.waitForURL(`**/quotes/${made.quote}`)
    await page.getByText(made.seller, { exact: true }).waitFor()
    const approval = part(page, "审批")
    await approval.getByText(ASKED_FOR).waitFor()
    await approval.getByText("程远 想让 15%，自己只能让 10%。").waitFor()
    await me.looked("trade-quote", "a quote that waits for an approval")
    await approval.getByLabel("给对方一句话").fill(ALLOWED)
    await press(approval, "同意")
    await me.told("已同意")
    await approval.getByText("许闻溪 同意了").waitFor()
    const { approval: stored } = await quoteNow()
    assert.deepEqual([stored.state, stored.by.name, stored.answer], ["approved", "许闻溪", ALLOWED])
  })
  await as(SELLER, DESK, async (me, page) => {
    await me.open(`/quotes/${made.quote}`)
    await part(page, "审批").getByText(ALLOWED).waitFor()
    await sent(page)
    const { row, link } = await quoteNow()
    assert.equal(row.state, "sent")
    assert.ok((await inDialog(page, "已发出").locator("code").textContent()).endsWith(link))
    Object.assign(made, { link, token: link.split("/").at(-1) })
    await press(inDialog(page, "已发出"), "好")
    await page.getByText(/发出，客户还没看$/).waitFor()
  })
})

/** Sends what is open by its link; the link stands there. */
async function sent(page) {
  await press(page, "发送…")
  const send = inDialog(page, `发送 ${made.number}`)
  await send.getByText("只要链接", { exact: true }).click()
  await press(send, "生成链接")
  await inDialog(page, "已发出").waitFor()
}

test("the customer asks and is answered, is told of the newer version, accepts it, and has one order", () =>
  company.asGuest(async (guest, page) => {
    const name = made.person.name
    await page.goto(made.link)
    await page.getByText(`报价单 ${made.number}`).waitFor()
    await page
      .getByText(/¥3,366/)
      .first()
      .waitFor()
    await page.getByText("优惠 15%").first().waitFor()
    await guest.looked("trade-guest", "a quote for its customer")
    assert.equal((await guestNow()).talk.length, 0)
    await page.getByLabel("你的问题").fill(QUESTION)
    await page.getByLabel("署名").fill(name)
    await press(page, "提问")
    await page.getByText("已经送到。答复会出现在这里。").waitFor()
    assert.equal((await quoteNow()).row.asked, true)

    await as(SELLER, DESK, async (me, desk) => {
      await me.open("/quotes")
      await part(desk, "客户在等回答")
        .getByRole("link", { name: new RegExp(made.number) })
        .click()
      const talk = part(desk, "客户的问题")
      await talk.getByText(QUESTION).waitFor()
      await talk.getByLabel("回答", { exact: true }).fill(ANSWER)
      await press(talk, "回答")
      await me.told("已回答")
      await talk.getByText(ANSWER).waitFor()
      assert.equal((await quoteNow()).row.asked, false)
    })
    await page.reload()
    await page.getByText(ANSWER).waitFor()

    await as(SELLER, DESK, async (me, desk) => {
      await me.open(`/quotes/${made.quote}`)
      await press(desk, "出下一版")
      await me.told("第 2 版的草稿")
      made.first = made.quote
      made.quote = desk.url().split("/").at(-1)
      await desk.getByLabel("第 1 行的折扣").fill("10")
      await saved(desk)
      await until(async () => Number((await quoteNow()).totals.total) === 3564, "the sum of the second version")
      await sent(desk)
      await press(inDialog(desk, "已发出"), "好")
      assert.deepEqual([(await quoteNow(made.first)).row.state, (await quoteNow()).row.state], ["replaced", "sent"])
      assert.equal((await quoteNow()).link, made.link, "the link stays")
    })

    // The first version is what stands on the customer's page.
    await press(page.locator(".answer"), "接受报价")
    await page.getByText(/我接受报价单 .+ 第 1 版，合计 ¥3,366/).waitFor()
    await press(page, "确认接受")
    await page.getByText("就在刚才，我们发了第 2 版。上面已经是新的，请看过再接受。").waitFor()
    await page
      .getByText(/¥3,564/)
      .first()
      .waitFor()
    assert.equal((await guestNow()).order, null)

    const second = await guest.context.newPage()
    await second.goto(made.link)
    await second
      .getByText(/¥3,564/)
      .first()
      .waitFor()
    for (const one of [page, second]) {
      await press(one.locator(".answer"), "接受报价")
      await one.getByText(/我接受报价单 .+ 第 2 版，合计 ¥3,564/).waitFor()
      await one.getByLabel("你的姓名").fill(name)
      await press(one, "确认接受")
      await one.getByText(new RegExp(`^${name}在 .+接受了这份报价。$`)).waitFor()
    }
    const way = (one) => one.getByRole("link", { name: "看订单到哪一步了" }).getAttribute("href")
    assert.equal(await way(second), await way(page))
    await second.close()
    await guest.looked("", "an accepted quote for its customer")
    const pdf = await page.request.get(await page.getByRole("link", { name: "下载 PDF" }).getAttribute("href"))
    assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-")

    const { row, order } = await quoteNow()
    assert.equal(row.state, "accepted")
    made.order = order.id
    const { rows } = await well(seller("GET", "/api/orders?limit=100"))
    const theirs = rows.filter(({ lines }) => lines.some(({ sku }) => sku === made.variant.code))
    assert.deepEqual(
      theirs.map(({ id, amount }) => [id, Number(amount)]),
      [[made.order, 3564]],
      "one order",
    )
    assert.ok((await timeline()).includes(QUESTION))
  }))

test("the deal is won; the order is sent in part, has arrived, is paid, and what is left is cancelled", () =>
  as(SELLER, DESK, async (me, page) => {
    const deal = await well(seller("GET", `/api/deals/${made.deal}`))
    assert.deepEqual([deal.row.state, Number(deal.row.amount)], ["won", 3564])
    await me.open(`/quotes/${made.quote}`)
    await page.getByRole("link", { name: /^订单 SO-/ }).click()
    await page.waitForURL(`**/orders/${made.order}*`)
    const { row } = await orderNow()
    const acts = page.locator(".record-acts")
    await press(acts, "发货")
    const send = inDialog(page, `发货 ${row.number}`)
    await send.getByLabel(new RegExp(TEA.name)).fill("21")
    await send.getByText("最多 20").waitFor()
    await send.getByLabel(new RegExp(TEA.name)).fill("12")
    await press(send, "顺丰速运")
    await send.getByLabel("单号", { exact: true }).fill("SF1402208877")
    await press(send, "发货")
    await me.told("已发出 12 件")
    const deliveries = part(page, "发货")
    await deliveries.getByText("SF1402208877", { exact: true }).waitFor()
    await press(deliveries, "已送达")
    await me.told("第 1 批已送达")

    await press(acts, "收款")
    const pay = inDialog(page, `收款 ${row.number}`)
    await pay.getByLabel(/^金额 \(CNY\)/).fill("2000")
    await press(pay, "对公转账")
    await press(pay, "记下收款")
    const paid = () => orderNow().then((order) => [Number(order.paid), order.payments.length])
    await me.told(/已收 ¥2,000/)
    assert.deepEqual(await paid(), [2000, 1])
    await me.undo(/已收 ¥2,000/)
    await part(page, "收款").getByText("还没有收款。").waitFor()
    assert.deepEqual(await paid(), [0, 0])
    await press(acts, "收款")
    await pay.getByLabel(/^金额 \(CNY\)/).fill("2000")
    await press(pay, "记下收款")
    await part(page, "收款")
      .getByText(/¥2,000/)
      .waitFor()
    assert.deepEqual(await paid(), [2000, 1])

    await press(acts, "更多")
    await page.getByRole("menuitem", { name: "取消剩余" }).click()
    const cancel = inDialog(page, `取消 ${row.number} 还没发的`)
    await cancel.getByText("20 件里已经发出 12 件，这些取消不了。").waitFor()
    await press(cancel, "取消还没发的")
    await cancel.getByText("请写原因").waitFor()
    await press(cancel, "缺货")
    await press(cancel, "取消还没发的")
    await me.told("还没发的已取消")
    await part(page, "发货进度").getByText("取消 8").waitFor()
    const order = await orderNow()
    assert.deepEqual([order.lines[0].arrived, order.lines[0].cancelled, order.lines[0].left].map(Number), [12, 8, 0])
    assert.deepEqual([order.worth, order.paid, order.due].map(Number), [2138.4, 2000, 138.4])
    await page
      .getByText(/¥138\.40/)
      .first()
      .waitFor()
    await me.open(`/orders/${made.order}`)
    await part(page, "发货进度").getByText("取消 8").waitFor()
    await me.looked("trade-order", "an order in hand")

    await company.asGuest(async (guest, theirs) => {
      await theirs.goto(order.link)
      await theirs.getByText(`共 12 ${TEA.unit}，都已送到 · 取消 8`).waitFor()
      await theirs.getByText("SF1402208877").first().waitFor()
      await theirs.getByText("缺货", { exact: true }).waitFor()
      await theirs.getByText(/¥138\.40/).waitFor()
      await guest.looked("", "an order for its customer")
    })
  }))

test("an agreement is made and renewed, taken back and renewed again; a repair stands on the timeline", () =>
  as(SELLER, DESK, async (me, page) => {
    const { id, name } = made.person
    const choose = async (form) => {
      await form.getByLabel(/^客户 · /).fill(name)
      await form.locator("label.record-hit").filter({ hasText: name }).first().click()
      await form.getByRole("button", { name: `去掉 ${name}` }).waitFor()
    }
    await me.open("/agreements")
    await page.getByRole("button", { name: "新建合约" }).first().click()
    const form = inDialog(page, "新建合约")
    await choose(form)
    await form.getByLabel("名称", { exact: true }).fill("雨前茶年供")
    await form.getByLabel("每期金额", { exact: true }).fill("9600")
    await press(form, "新建合约")
    await me.told("已建合约 AG-")
    const stored = async () =>
      (await well(seller("GET", `/api/agreements?person=${id}`))).rows.find((one) => one.name === "雨前茶年供")
    const first = await stored()
    assert.deepEqual([Number(first.amount), first.months, first.state], [9600, 12, "running"])
    const yearOn = `${Number(first.until.slice(0, 4)) + 1}${first.until.slice(4)}`
    for (const again of [false, true]) {
      await page.getByRole("button", { name: /雨前茶年供/ }).click()
      await press(inDialog(page, "雨前茶年供"), "续期")
      await inDialog(page, "续期 雨前茶年供")
        .getByRole("button", { name: /^续到 / })
        .click()
      await me.told("雨前茶年供已续到")
      assert.equal((await stored()).until, yearOn)
      await press(inDialog(page, "雨前茶年供"), "关闭")
      if (again) continue
      await me.undo("雨前茶年供已续到")
      assert.equal((await stored()).until, first.until, "it ends as before")
    }
    await me.looked("", "agreements")

    await me.open("/assets")
    await page.getByRole("button", { name: "新建物品" }).first().click()
    const thing = inDialog(page, "新建物品")
    await choose(thing)
    await thing.getByLabel("名称", { exact: true }).fill("门店煮茶器")
    await thing.getByLabel("序列号", { exact: true }).fill("ZC-2207")
    await press(thing, "新建物品")
    await me.told("已建物品 门店煮茶器")
    await page.waitForURL("**/assets/ast_*")
    await press(page, "记一次")
    const record = inDialog(page, "记一次 门店煮茶器")
    await press(record, "维修")
    await record.getByLabel("情况", { exact: true }).fill(REPAIR)
    await record.getByLabel("费用", { exact: true }).fill("60")
    await press(record, "记下")
    await me.told("已记下维修")
    await part(page, "保养维修记录").getByText(REPAIR).waitFor()
    await me.looked("", "a thing of a customer")
    assert.ok((await timeline()).includes(REPAIR))
    await me.open(`/people/${id}`)
    await page.getByText(REPAIR).first().waitFor()
    await part(page, "合约").getByText("雨前茶年供").waitFor()
    await part(page, "客户物品").getByText("门店煮茶器").waitFor()
  }))

test("a renewal that was taken back is not counted", async () => {
  const { rows } = await well(seller("GET", `/api/agreements?person=${made.person.id}`))
  const { renewals } = rows.find(({ name }) => name === "雨前茶年供")
  assert.equal(renewals.length, 1)
})

test("on a phone, in English: the catalogue, the quote and the order fit, and the rest is paid", async () => {
  await as(SELLER, PHONE, async (me, page) => {
    await me.open("/products")
    await page.getByRole("link", { name: new RegExp(TEA.name) }).waitFor()
    await me.looked("trade-catalogue", "the catalogue")
    await me.open(`/quotes/${made.quote}`)
    await page.getByRole("link", { name: /^Order SO-/ }).waitFor()
    await me.looked("", "a quote")
    const { row } = await orderNow()
    await me.open(`/orders/${made.order}`)
    await press(page.locator(".record-acts"), "Record payment")
    const pay = inDialog(page, `Payment for ${row.number}`)
    assert.equal(Number(await pay.getByLabel(/^Amount \(CNY\)/).inputValue()), 138.4)
    await pay.locator("[type=submit]").click()
    await page.getByText("Paid in full").first().waitFor()
    await me.open(`/orders/${made.order}`)
    await page.getByText("Paid in full").first().waitFor()
    await me.looked("trade-order", "an order in hand")
    const order = await orderNow()
    assert.deepEqual([order.paid, order.due].map(Number), [2138.4, 0])
    const asked = [`quotes/${made.quote}`, `orders/${made.order}/handling`, "session"]
    const written = textsIn(await Promise.all(asked.map((path) => well(me.api("GET", `/api/${path}`)))))
    assert.deepEqual(await ownChinese(page, written), [], "the order in English")
    await me.open("/agreements")
    await page.getByRole("button", { name: /雨前茶年供/ }).waitFor()
    await me.looked("", "agreements")
  })
})
