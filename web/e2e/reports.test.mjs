// Figures that open, at the demo company: the manager's dashboard over another period, the rows behind a bar, a question
// changed, saved and taken away again, a goal, a file; how colleagues do and why; what has gone stale; the first page by role.
// On a desk in Chinese, on a phone in English.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { after, before, test } from "node:test"
import { DESK, openCompany, PHONE } from "./company.mjs"
import { well } from "./morning/kit.mjs"

const [MANAGER, SELLER] = ["xu.wenxi", "shen.zhiwei"]

let company
let manager
before(async () => {
  company = await openCompany()
  manager = await company.elsewhere(MANAGER)
})
after(() => company?.close())
const as = (login, at, work) => company.as(login, at, work)

test("a dashboard opens for the role, over its own periods and over another", () =>
  as(MANAGER, DESK, async (me, page) => {
    await me.open("/dashboards")
    await page.getByRole("link", { name: "销售总览" }).click()
    const won = page.getByRole("region", { name: "本季度赢单金额" })
    await won.locator(".big").waitFor()
    await page.locator(".chart-place canvas").first().waitFor()
    await me.looked("report-board", "a dashboard")
    const before = await won.locator(".big").textContent()
    await page.getByLabel("期间").selectOption("last_quarter")
    await page.waitForURL(/range=last_quarter/)
    await page.waitForFunction((was) => document.querySelector(".big")?.textContent !== was, before)
    // A figure opens the rows behind it, and they are as many as it says.
    await page.getByRole("region", { name: "线索来源与转化" }).locator(".figure-opens").first().click()
    await page.locator("aside .rows-hit").first().waitFor()
    await page.keyboard.press("Escape")
    await page.locator("aside .rows-hit").first().waitFor({ state: "detached" })
  }))

test("a question is changed, answered at once, saved, and taken away with a way back", () =>
  as(MANAGER, DESK, async (me, page) => {
    await me.open("/reports")
    await me.looked("report-list", "the list of reports")
    await page.getByRole("link", { name: /各人赢单率/ }).click()
    await page.locator(".answer-table tbody tr").first().waitFor()
    await page.getByLabel("什么时候").selectOption("this_year")
    await page.waitForURL(/this_year/)
    await page.locator(".answer-table tbody tr").first().waitFor()
    await me.looked("report-builder", "the builder of reports")
    const count = page.locator(".answer-table tfoot .figure-opens").nth(1)
    const said = Number((await count.textContent()).replaceAll(",", ""))
    await count.click()
    await page.locator("aside .rows-line").getByText(`${said} 条记录`).waitFor()
    await page.locator("aside").getByRole("link", { name: "在列表里打开" }).waitFor()
    await page.keyboard.press("Escape")
    await page.getByLabel("报表的名字").fill("今年各人赢单率")
    await page.getByRole("button", { name: "保存", exact: true }).click()
    await me.told("已保存")
    await page.waitForURL(/\/reports\/rep_/)
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      (async () => {
        await page.getByRole("button", { name: "导出" }).click()
        await page.getByRole("menuitem", { name: "CSV" }).click()
      })(),
    ])
    assert.match(readFileSync(await download.path(), "utf8"), /负责人/)
    await me.open("/reports?q=今年各人")
    await page.getByRole("button", { name: "删除 今年各人赢单率" }).click()
    await me.told("已删除“今年各人赢单率”")
    await page.locator(".toast").last().getByRole("button", { name: "撤销" }).click()
    await page.getByRole("link", { name: "今年各人赢单率" }).waitFor()
    const kept = await well(manager("GET", "/api/reports"))
    assert.ok(kept.some((report) => report.name === "今年各人赢单率"))
  }))

test("a goal is set and stands beside an even pace", () =>
  as(SELLER, DESK, async (me, page) => {
    await me.open("/goals")
    await page.locator(".goal").first().waitFor()
    await me.looked("report-goals", "goals")
    await page.getByRole("button", { name: "新建目标" }).click()
    const dialog = page.getByRole("dialog").last()
    await dialog.getByLabel("名字").fill("年度赢单")
    await dialog.getByLabel("多久一期").selectOption("year")
    await dialog.getByLabel("目标数").fill("3000000")
    await dialog.getByRole("button", { name: "保存" }).click()
    await page.locator(".goal").filter({ hasText: "年度赢单" }).waitFor()
  }))

test("how colleagues do, why, and what has gone stale", () =>
  as(MANAGER, DESK, async (me, page) => {
    for (const [path, name] of [
      ["/performance", "performance"],
      ["/stale", "what has gone stale"],
      ["/today", "the first page of a manager"],
    ]) {
      await me.open(path)
      await page.getByText("沈知微").first().waitFor()
      await me.looked(`report-${path.slice(1)}`, name)
    }
  }))

test("all of it on a phone, in English", () =>
  as(SELLER, PHONE, async (me, page) => {
    for (const [path, name, there] of [
      ["/today", "the first page", "main"],
      ["/dashboards", "dashboards", ".report-line"],
      ["/reports/new", "the builder", ".chart-place canvas"],
      ["/goals", "goals", ".goal"],
      ["/stale", "what has gone stale", "main"],
      ["/performance", "performance", "main"],
      ["/report-mails", "mails", "main"],
    ]) {
      await me.open(path)
      await page.locator(there).first().waitFor()
      await me.looked(`report-phone${path.replaceAll("/", "-")}`, `${name} on a phone`)
    }
  }))
