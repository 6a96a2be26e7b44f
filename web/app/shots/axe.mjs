// Accessibility of every page, light and dark, wide and phone: node app/shots/axe.mjs
// Needs a server of the app at BASE (default http://127.0.0.1:4173) and a browser at CHROMIUM. Fails on any violation.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { chromium } from "playwright-core"

const base = process.env.BASE ?? "http://127.0.0.1:4173"
const person = process.env.PERSON ?? "per_linxm"
const deal = process.env.DEAL ?? "del_013"
const lead = process.env.LEAD ?? "lea_005"
const dispute = process.env.DISPUTE ?? "dsp_001"
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
const PAGES = [
  "/sign-in",
  "/people",
  `/people?panel=${person}`,
  `/people?filter=${encodeURIComponent('city = "上海"')}`,
  "/people?q=zzzz",
  `/people/${person}`,
  `/people/${person}?tab=matters`,
  `/people/${person}?tab=portrait`,
  `/people/${person}?tab=relations`,
  "/companies",
  "/companies/com_1",
  "/sales",
  `/sales?panel=${deal}`,
  "/sales?show=list",
  "/sales?show=forecast",
  `/sales/${deal}`,
  "/leads",
  "/leads?place=pool",
  `/leads?place=all&panel=${lead}`,
  `/leads/${lead}`,
  "/registrations",
  "/disputes?state=all",
  `/disputes/${dispute}`,
  "/settings/pipelines",
  "/orders",
  "/portfolio",
  "/portfolio?tab=needs",
  "/duplicates",
  "/imports",
  "/ingest",
  "/sources",
  "/settings",
  "/settings/worth",
  "/settings/leads",
  "/settings/leads/seats",
  "/settings/leads/pools",
  "/settings/leads/capture",
  "/leads/fairness",
  "/settings/reviews",
  "/settings/fields",
  "/today",
  "/nowhere",
]
const OPEN = { palette: "Control+k", keys: "?", create: "c" }

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
})
let bad = 0
let looked = 0
async function audit(page, name) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  )
  looked += 1
  for (const violation of violations) {
    bad += 1
    console.log(`${name}: ${violation.id} (${violation.impact}) ${violation.help}`)
    for (const node of violation.nodes.slice(0, 3))
      console.log("   ", node.html.slice(0, 160), node.any[0]?.message ?? "")
  }
}
for (const theme of ["light", "dark"]) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const context = await browser.newContext({ viewport, locale: "zh-CN", colorScheme: theme, reducedMotion: "reduce" })
    const page = await context.newPage()
    for (const path of PAGES) {
      await page.goto(base + path)
      await page.waitForTimeout(700)
      await audit(page, `${path} ${theme} ${viewport.width}`)
    }
    for (const [name, key] of Object.entries(OPEN)) {
      await page.goto(`${base}/people`)
      await page.waitForTimeout(500)
      await page.keyboard.press(key)
      await page.waitForTimeout(400)
      await audit(page, `${name} ${theme} ${viewport.width}`)
    }
    await context.close()
  }
}
await browser.close()
console.log(`${looked} pages looked at, ${bad} violations`)
process.exitCode = bad === 0 ? 0 : 1
