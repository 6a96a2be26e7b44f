// Draws the icons of the installed app from the mark: node app/icons.mjs. Run it when public/mark.svg changes.
// In: CHROMIUM. Out: public/icons. Maskable ones fill the square and keep the mark inside the circle that is never cut.
import { readFileSync, writeFileSync } from "node:fs"
import { chromium } from "playwright-core"

const [JADE, PAPER] = ["#0e7763", "#fffefb"]
const mark = readFileSync(new URL("./public/mark.svg", import.meta.url), "utf8").replace(
  /stroke="[^"]+"/,
  `stroke="${PAPER}"`,
)

/** [file, size, share of the side the mark takes, radius of the corners in shares of the side] */
const ICONS = [
  ["icon-192.png", 192, 0.66, 0.22],
  ["icon-512.png", 512, 0.66, 0.22],
  ["maskable-192.png", 192, 0.56, 0],
  ["maskable-512.png", 512, 0.56, 0],
  ["apple-touch.png", 180, 0.62, 0],
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
})
const page = await browser.newPage()
for (const [file, size, share, radius] of ICONS) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<body style="margin:0"><div style="width:${size}px;height:${size}px;border-radius:${radius * 100}%;background:${JADE};display:grid;place-items:center">
<div style="width:${share * 100}%;line-height:0">${mark}</div></div></body>`,
  )
  writeFileSync(
    new URL(`./public/icons/${file}`, import.meta.url),
    await page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } }),
  )
}
await browser.close()
