// A deal is made, moved where the next stage asks for something, lost and taken back, won; the list and the forecast
// tell the same. Once on a desk in Chinese, once on a phone in English.
import assert from "node:assert/strict"
import { after, before, test } from "node:test"
import { Colleague } from "./colleague.mjs"
import { openBrowser, openServer } from "./stage.mjs"

const WORDS = {
  "zh-CN": {
    create: "新建商机",
    name: "名称",
    amount: "金额",
    expected: "预计成交",
    made: "已新建",
    go: (stage) => `进入${stage}`,
    needed: (stage) => `移到${stage}前`,
    moveAct: (stage) => `移到${stage}`,
    moved: "已移到",
    lose: "输单…",
    lostAct: "确认输单",
    price: "价格",
    win: "赢单",
    undo: "撤销",
    undone: "已撤销",
    list: "列表",
    forecast: "预测",
    board: "看板",
    close: "关闭",
    source: "来源",
    pipelines: "新建流程",
  },
  en: {
    create: "New deal",
    name: "Name",
    amount: "Amount",
    expected: "Expected close",
    made: "Created",
    go: (stage) => `Go to ${stage}`,
    needed: (stage) => `Before ${stage}`,
    moveAct: (stage) => `Move to ${stage}`,
    moved: "moved",
    lose: "Lost…",
    lostAct: "Mark as lost",
    price: "价格",
    win: "Won",
    undo: "Undo",
    undone: "Undone",
    list: "List",
    forecast: "Forecast",
    board: "Board",
    close: "Close",
    source: "Source",
    pipelines: "New pipeline",
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
  ["zh-CN", 1440, "年节礼盒 120 份"],
  ["en", 390, "Gift boxes"],
]) {
  test(`a deal goes through its pipeline, ${locale}, ${width} px`, async () => {
    const w = WORDS[locale]
    const me = await Colleague.begin(browser, server, { locale, width, words: w })
    const { page } = me
    await me.signIn(server.login, server.password)
    const [pipeline] = (await me.api("GET", "/api/pipelines")).body
    const [, second] = pipeline.stages
    const stages = pipeline.stages.map((stage) => (stage.id === second.id ? { ...stage, needs: ["source"] } : stage))
    await me.api("PATCH", `/api/pipelines/${pipeline.id}`, { stages })

    await me.open("/sales")
    await page.getByRole("button", { name: w.create }).first().click()
    const form = page.getByRole("dialog")
    await form.getByLabel(w.name, { exact: true }).fill(name)
    await form.getByLabel(w.amount, { exact: true }).fill("46800")
    await me.looked("sales-new", "a new deal")
    await form.getByRole("button", { name: w.create, exact: true }).click()
    await me.told(w.made)
    const made = (await me.api("GET", `/api/deals?q=${encodeURIComponent(name)}`)).body.rows[0]
    assert.equal(made.amount, "46800")
    const now = async () => (await me.api("GET", `/api/deals/${made.id}`)).body

    // The next stage asks for what it needs, then and there.
    await me.open(`/sales?panel=${made.id}`)
    await page
      .getByRole("button", { name: w.go(second.name), exact: true })
      .first()
      .click()
    const ask = page
      .getByRole("dialog")
      .filter({ hasText: w.needed(second.name) })
      .last()
    await ask.getByLabel(w.source, { exact: true }).fill("展会 fair")
    await me.looked("sales-move", "what a stage needs")
    await ask.getByRole("button", { name: w.moveAct(second.name), exact: true }).click()
    await me.told(w.moved)
    assert.equal((await now()).row.stage.id, second.id)
    assert.equal((await now()).row.source, "展会 fair")
    await me.open(`/sales?panel=${made.id}`)
    await me.looked("sales-panel", "a deal beside the board")

    // Lost wants a reason, and comes back as if it had never been.
    await page.getByRole("button", { name: w.lose, exact: true }).first().click()
    await page.getByRole("dialog").last().getByText(w.price, { exact: true }).click()
    await page.getByRole("button", { name: w.lostAct, exact: true }).click()
    await me.told(w.moved)
    assert.equal((await now()).row.state, "lost")
    await page.locator(".toast").last().getByRole("button", { name: w.undo, exact: true }).click()
    await me.told(w.undone)
    assert.deepEqual([(await now()).row.state, (await now()).stays.length], ["open", 2])

    // Won: the bar above the board counts it, and the figures open what they are made of.
    await me.open(`/sales?panel=${made.id}`)
    await page.getByRole("button", { name: w.win, exact: true }).first().click()
    await me.told(w.moved)
    await me.open("/sales")
    await page
      .getByText(/¥(46,800|93,600)/)
      .first()
      .waitFor()
    await me.looked("sales-board", "the board")
    await me.open("/sales?show=forecast")
    await page
      .getByText(/¥(46,800|93,600)/)
      .first()
      .waitFor()
    await me.looked("sales-forecast", "the forecast")
    await me.open("/sales?show=list")
    await page.getByText(name).first().waitFor()
    await me.looked("sales-list", "the list of deals")
    await me.open(`/sales/${made.id}`)
    await page.getByText(made.number).first().waitFor()
    await me.looked("sales-deal", "a deal")
    await me.open("/settings/pipelines")
    await page.getByRole("button", { name: w.pipelines }).waitFor()
    await me.looked("sales-pipelines", "pipelines")
    await me.api("PATCH", `/api/pipelines/${pipeline.id}`, { stages: pipeline.stages })
    await me.end()
  })
}
