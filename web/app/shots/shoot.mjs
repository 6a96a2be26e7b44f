// Pictures of every screen against the fake server: node app/shots/shoot.mjs OUT [name…]
// Needs a server of the app at BASE (default http://127.0.0.1:4173) and a browser at CHROMIUM.
import { mkdirSync } from "node:fs"
import { chromium } from "playwright-core"

const [out = "shots", ...only] = process.argv.slice(2)
const base = process.env.BASE ?? "http://127.0.0.1:4173"
const person = process.env.PERSON ?? "per_linxm"
const deal = process.env.DEAL ?? "del_013"
const wide = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const SHOTS = [
  ["sign-in", "/sign-in", wide, "zh-CN", "light"],
  ["people", "/people", wide, "zh-CN", "light"],
  ["people-en-dark", "/people", wide, "en", "dark"],
  ["people-panel", `/people?panel=${person}`, wide, "zh-CN", "light"],
  [
    "people-filter",
    `/people?filter=${encodeURIComponent('city = "上海" and order_count >= 3')}`,
    wide,
    "zh-CN",
    "light",
  ],
  ["people-390", "/people", phone, "zh-CN", "light"],
  ["person", `/people/${person}`, wide, "zh-CN", "light"],
  ["person-dark", `/people/${person}`, wide, "zh-CN", "dark"],
  ["person-en", `/people/${person}`, wide, "en", "light"],
  ["person-tw", `/people/${person}`, wide, "zh-TW", "light"],
  ["person-390", `/people/${person}`, phone, "zh-CN", "light"],
  ["person-390-dark-en", `/people/${person}`, phone, "en", "dark"],
  ["person-390-matters", `/people/${person}?tab=matters`, phone, "zh-CN", "light"],
  ["person-390-portrait", `/people/${person}?tab=portrait`, phone, "zh-CN", "light"],
  ["person-390-relations", `/people/${person}?tab=relations`, phone, "zh-CN", "light"],
  ["companies", "/companies", wide, "zh-CN", "light"],
  ["company", "/companies/com_1", wide, "zh-CN", "light"],
  ["sales", "/sales", wide, "zh-CN", "light"],
  ["sales-panel", `/sales?panel=${deal}`, wide, "zh-CN", "light"],
  ["sales-en-dark", "/sales", wide, "en", "dark"],
  ["sales-390", "/sales", phone, "zh-CN", "light"],
  ["sales-list", "/sales?show=list", wide, "zh-CN", "light"],
  ["sales-forecast", "/sales?show=forecast", wide, "en", "light"],
  ["sales-forecast-390", "/sales?show=forecast", phone, "zh-CN", "light"],
  ["deal", `/sales/${deal}`, wide, "zh-CN", "light"],
  ["deal-390", `/sales/${deal}`, phone, "en", "dark"],
  ["pipelines", "/settings/pipelines", wide, "zh-CN", "light"],
  ["orders", "/orders", wide, "zh-CN", "light"],
  ["orders-390", "/orders", phone, "en", "dark"],
  ["order", "/orders/ord_muhe", wide, "zh-CN", "light"],
  ["order-390", "/orders/ord_muhe", phone, "en", "dark"],
  ["agreements", "/agreements", wide, "zh-CN", "light"],
  ["agreements-390", "/agreements", phone, "en", "dark"],
  ["assets", "/assets", wide, "en", "light"],
  ["asset", "/assets/ast_1", wide, "zh-CN", "light"],
  ["asset-390", "/assets/ast_1", phone, "en", "dark"],
  ["portfolio", "/portfolio", wide, "zh-CN", "light"],
  ["portfolio-390", "/portfolio", phone, "en", "dark"],
  ["needs", "/portfolio?tab=needs", wide, "en", "light"],
  ["needs-390", "/portfolio?tab=needs", phone, "zh-CN", "light"],
  ["worth", "/settings/worth", wide, "zh-CN", "light"],
  ["reviews", "/settings/reviews", wide, "zh-CN", "light"],
  ["reviews-390", "/settings/reviews", phone, "en", "dark"],
  ["assignment", "/settings/leads", wide, "zh-CN", "light"],
  ["assignment-390", "/settings/leads", phone, "en", "dark"],
  ["seats", "/settings/leads/seats", wide, "en", "light"],
  ["lead-pools", "/settings/leads/pools", wide, "zh-CN", "light"],
  ["capture", "/settings/leads/capture", wide, "zh-CN", "light"],
  ["fairness", "/leads/fairness", wide, "zh-CN", "light"],
  ["fairness-390", "/leads/fairness", phone, "en", "dark"],
  ["quote", "/q/muhe", wide, "zh-CN", "light"],
  ["quote-390", "/q/muhe", phone, "zh-CN", "dark"],
  ["quote-en", "/q/hotel", wide, "en", "light"],
  ["order-guest", "/o/muhe", wide, "zh-CN", "light"],
  ["order-guest-390", "/o/muhe", phone, "zh-CN", "light"],
  ["not-found", "/nowhere", wide, "zh-CN", "light"],
]

mkdirSync(out, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
})
for (const [name, path, viewport, locale, theme] of SHOTS) {
  if (only.length > 0 && !only.includes(name)) continue
  const context = await browser.newContext({ viewport, locale, timezoneId: "Asia/Shanghai", colorScheme: theme })
  await context.addInitScript(
    ([language, look]) => {
      localStorage.setItem("guanxi.locale", language)
      localStorage.setItem("guanxi.theme", look)
    },
    [locale, theme],
  )
  const page = await context.newPage()
  page.on("pageerror", (error) => console.log(name, "ERROR", error.message))
  page.on("console", (message) => message.type() === "error" && console.log(name, "console:", message.text()))
  await page.goto(base + path)
  await page.waitForTimeout(900)
  await page.screenshot({ path: `${out}/${name}.png` })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (overflow > 0) console.log(name, "scrolls sideways by", overflow)
  await context.close()
}
await browser.close()
