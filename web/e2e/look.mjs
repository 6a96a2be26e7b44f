// What is looked at on a page besides the journey: accessibility in both appearances, and pictures for the tour.
import { mkdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { root } from "./stage.mjs"

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
const folder = join(root, "docs/img/tour")
export const touring = process.env.TOUR === "1"

/** Fonts are there, nothing moves, nothing is still being read. */
export const rest = (page) =>
  page.waitForFunction(async () => {
    await document.fonts.ready
    const moving = document
      .getAnimations()
      .some((one) => one.playState === "running" && one.effect?.getTiming().iterations !== Infinity)
    return !moving && !document.querySelector(".skeleton")
  })

/** Fails with every violation found, light and dark, and on a page wider than the window. The page must follow the system's appearance. */
export async function accessible(page, name) {
  const found = []
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
    await rest(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (wide > 0) found.push(`${colorScheme}: the page is ${wide} px wider than the window`)
    await page.evaluate(axe)
    const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), RULES)
    for (const one of violations)
      for (const node of one.nodes.slice(0, 3))
        found.push(
          `${colorScheme}: ${one.id}: ${one.help}\n    ${node.html.slice(0, 200)}\n    ${node.any[0]?.message ?? ""}`,
        )
  }
  if (found.length > 0) throw new Error(`${name}:\n  ${found.join("\n  ")}`)
}

/** A picture for docs/tour.md, only when asked for with TOUR=1; a step without a name has none. */
export async function picture(page, step, { locale, width }) {
  if (!touring || !step) return
  mkdirSync(folder, { recursive: true })
  await rest(page)
  await page.screenshot({ path: join(folder, `${step}-${locale}-${width}.png`), caret: "initial" })
}
