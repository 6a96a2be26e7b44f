// How fast the app feels in a browser: a measurement, never a test. `npm run pace -w e2e` in `web`.
// Other work on the machine shows in every figure; the load is printed with them.
//
// In: GUANXI_PEOPLE (default 100000) and GUANXI_INTERACTIONS (10) for a demo company filled into GUANXI_KEEP (used again
// where it exists; by default a folder that goes away), GUANXI_BIN, CHROMIUM, PACE_ROUNDS (15). Out: a table.
// What is measured, on a desk of 1440 by 900, each from the input to the next painted frame that shows its result:
// the first load with an empty cache, ten seconds of scrolling in the list, the side panel, search as typed, a value
// changed in its cell.
import { spawn, spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { cpus, loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { DEMO_PASSWORD, openBrowser, root, until } from "./stage.mjs"

const built = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/guanxi")
const binary = process.env.GUANXI_BIN ?? built
const people = Number(process.env.GUANXI_PEOPLE ?? 100_000)
const each = Number(process.env.GUANXI_INTERACTIONS ?? 10)
const rounds = Number(process.env.PACE_ROUNDS ?? 15)
const SCROLLED = 10_000

/** A server over the filled company. */
async function openCompany() {
  const kept = process.env.GUANXI_KEEP
  const folder = kept ?? mkdtempSync(join(tmpdir(), "guanxi-pace-"))
  const database = join(folder, "demo.db")
  if (!existsSync(database)) {
    console.error(`filling ${people} people, ${each} interactions each`)
    const fill = ["--data", folder, "demo", "--fill-only", "--people", `${people}`, "--interactions", `${each}`]
    const { status, stderr } = spawnSync(binary, fill, { encoding: "utf8" })
    if (status !== 0) throw new Error(`filling ended with ${status}: ${stderr}`)
  }
  const address = join(folder, "address")
  rmSync(address, { force: true })
  const serve = [
    "--data",
    folder,
    "--database",
    `sqlite:${database}`,
    "serve",
    "--port",
    "0",
    "--address-file",
    address,
  ]
  const server = spawn(binary, serve, { stdio: ["ignore", "ignore", "ignore"] })
  const abandon = () => server.kill("SIGKILL")
  process.once("exit", abandon)
  const ended = new Promise((done) => server.once("exit", done))
  const ready = async () => {
    const url = existsSync(address) && readFileSync(address, "utf8").trim()
    const answer = url && (await fetch(`${url}/readyz`).catch(() => null))
    return answer?.ok ? url : null
  }
  const url = await until(ready, "the server to be ready", 60_000)
  const close = async () => {
    server.kill("SIGTERM")
    await ended
    process.removeListener("exit", abandon)
    if (!kept) rmSync(folder, { recursive: true, force: true })
  }
  return { url, close }
}

async function visit(browser, url) {
  const context = await browser.newContext({
    baseURL: url,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    // What the device keeps from the last visit would make the second first load another one.
    serviceWorkers: "block",
  })
  const page = await context.newPage()
  await context.request.post("/api/session", {
    headers: { "x-guanxi": "1" },
    data: { login: "gu.qinghe", password: DEMO_PASSWORD },
  })
  return { context, page }
}

const sorted = (list) => [...list].sort((a, b) => a - b)
const at = (list, share) => sorted(list)[Math.min(list.length - 1, Math.floor(list.length * share))]
const spread = (list) => `${at(list, 0.5).toFixed(0)} ms (p95 ${at(list, 0.95).toFixed(0)}, n ${list.length})`

/** Sign-in is behind; nothing is in the cache. What comes over the wire, and when the first rows are painted. */
async function firstLoad(browser, url) {
  const [files, answers, painted, shown] = [[], [], [], []]
  for (let n = 0; n < rounds; n++) {
    const { context, page } = await visit(browser, url)
    const wire = await context.newCDPSession(page)
    await wire.send("Network.enable")
    const bytes = { files: 0, answers: 0 }
    const asked = new Map()
    wire.on("Network.requestWillBeSent", ({ requestId, request }) => asked.set(requestId, request.url))
    wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      bytes[asked.get(requestId)?.includes("/api/") ? "answers" : "files"] += encodedDataLength
    })
    await page.goto("/people", { waitUntil: "commit" })
    const rows = await page.evaluate(
      () =>
        new Promise((done) => {
          const look = () => {
            const row = document.querySelector(".grid [role=row] a")
            if (row) requestAnimationFrame(() => done(performance.now()))
            else requestAnimationFrame(look)
          }
          look()
        }),
    )
    shown.push(rows)
    painted.push(
      await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN),
    )
    // The live stream keeps the network from ever being idle; what comes later is not the first load.
    await page.waitForTimeout(500)
    files.push(bytes.files / 1024)
    answers.push(bytes.answers / 1024)
    await context.close()
  }
  return [
    [
      "first load with the first rows: files of the app, and answers of the API, over the wire",
      "< 300 KB",
      `${at(files, 0.5).toFixed(0)} and ${at(answers, 0.5).toFixed(0)} KB`,
    ],
    ["first contentful paint", "", spread(painted)],
    ["first rows of the list painted", "", spread(shown)],
  ]
}

/** Turns of the wheel for ten seconds; the time between frames as the page sees them. */
async function scrolling(page) {
  await page.goto("/people")
  await page.locator(".grid [role=row] a").first().waitFor()
  await page.mouse.move(700, 500)
  await page.evaluate(() => {
    window.frames_ = []
    const tick = (now) => {
      window.frames_.push(now)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  const end = Date.now() + SCROLLED
  while (Date.now() < end) {
    await page.mouse.wheel(0, 120)
    await page.waitForTimeout(16)
  }
  const stamps = await page.evaluate(() => window.frames_)
  const gaps = stamps.slice(1).map((now, n) => now - stamps[n])
  const far = await page.locator(".grid [role=row]").last().getAttribute("aria-rowindex")
  // A frame is late where the next one of the screen was missed; the clock of frames trembles by a millisecond.
  const late = (ms) => gaps.filter((gap) => gap > ms + 1).length
  return [
    [
      "ten seconds of scrolling: frames late (over 16.7 ms), dropped (over 33 ms), longest",
      "none dropped",
      `${late(16.7)} and ${late(33.4)} of ${gaps.length}, ${Math.max(...gaps).toFixed(0)} ms; to row ${far}`,
    ],
  ]
}

/**
 * Does something and waits for the frames that show each of `signs` (`[css, text]`), counted from the event itself, so
 * that the driver's own way to the page is not counted. Answers milliseconds, one for each sign.
 */
async function timed(page, event, signs, act) {
  await page.evaluate(
    ([event, signs]) => {
      window.measured_ = new Promise((done, fail) => {
        const late = setTimeout(() => fail(new Error(`${JSON.stringify(signs)} did not all come within 10 s`)), 10_000)
        const begin = ({ timeStamp }) => {
          const took = signs.map(() => null)
          const there = ([css, text]) =>
            [...document.querySelectorAll(css)].some((one) => one.textContent.includes(text ?? ""))
          const look = () => {
            const now = performance.now() - timeStamp
            // What stands in the document when a frame begins was painted by the frame before.
            signs.forEach((sign, n) => {
              if (took[n] === null && there(sign)) took[n] = now
            })
            if (took.includes(null)) return requestAnimationFrame(look)
            clearTimeout(late)
            done(took)
          }
          requestAnimationFrame(look)
        }
        window.addEventListener(event, begin, { capture: true, once: true })
      })
    },
    [event, signs],
  )
  await act()
  return page.evaluate(() => window.measured_)
}

/** Persons whom this visit has not opened yet: what is in the panel is fetched. */
async function panels(page) {
  const [framed, named, told] = [[], [], []]
  await page.goto("/people?sort=-order_total")
  // The page has been looked at for a while: what it fetches by itself has come.
  await page.waitForTimeout(5000)
  const links = page.locator(".grid [role=row] a")
  await links.first().waitFor()
  for (let n = 0; n < rounds; n++) {
    const link = links.nth(n)
    const name = (await link.innerText()).trim()
    const signs = [[".side-panel"], [".side-panel .side-name", name], [".side-panel .side-story li"]]
    const [frame, person, story] = await timed(page, "click", signs, () => link.click())
    framed.push(frame)
    named.push(person)
    told.push(story)
    await page.keyboard.press("Escape")
    await page.locator(".side-panel").waitFor({ state: "detached" })
  }
  return [
    ["side panel: from the click to the panel on screen", "< 100 ms", spread(framed)],
    ["side panel: to the person in it", "< 100 ms", spread(named)],
    ["side panel: to what happened lately", "", spread(told)],
  ]
}

const TERMS = [
  "林",
  "lxm",
  "王",
  "zhang",
  "0716",
  "上海",
  "chen",
  "a",
  "山茶",
  "李",
  "lw",
  "cooper",
  "赵",
  "138",
  "wang",
]

/** A term in the palette, from the input to the first customer found; the palette waits 90 ms for more letters. */
async function searches(page) {
  const took = []
  await page.goto("/today")
  await page.locator(".home").waitFor()
  for (const term of TERMS) {
    await page.keyboard.press("Control+k")
    await page.getByRole("combobox").last().waitFor()
    took.push((await timed(page, "input", [[".palette-item .avatar"]], () => page.keyboard.insertText(term)))[0])
    await page.keyboard.press("Escape")
    await page.locator("dialog.palette").waitFor({ state: "detached" })
  }
  return [
    [
      "search as typed: from the last letter to the first customer, 90 ms of it waiting for more letters",
      "",
      spread(took),
    ],
  ]
}

/** A city changed in its cell: from Enter to the new word in the cell, and to the word that the server has it. */
async function saves(page) {
  const [shown, kept] = [[], []]
  await page.goto("/people?sort=name&columns=city")
  const grid = page.locator(".grid")
  await grid.locator("[role=row] a").first().waitFor()
  for (let n = 0; n < rounds; n++) {
    const cell = page.locator(`[data-cell="${n} 2"]`)
    await cell.locator(".cell-edit").dblclick()
    const box = cell.getByRole("textbox")
    const city = `城市${Date.now()}`
    await box.fill(city)
    const signs = [
      [`[data-cell="${n} 2"]`, city],
      [".toast", city],
    ]
    const [cellTook, toastTook] = await timed(page, "keydown", signs, () => box.press("Enter"))
    shown.push(cellTook)
    kept.push(toastTook)
  }
  return [
    ["a value changed in its cell: from Enter to the cell", "", spread(shown)],
    ["a value changed in its cell: to the word that it is kept", "", spread(kept)],
  ]
}

async function main() {
  const company = await openCompany()
  const browser = await openBrowser()
  try {
    const load = loadavg()[0]
    const lines = await firstLoad(browser, company.url)
    const { context, page } = await visit(browser, company.url)
    const { total, total_at_least: more } = await (await context.request.get("/api/people?limit=1")).json()
    for (const part of [scrolling, panels, searches, saves]) lines.push(...(await part(page)))
    const about = [
      new Date().toISOString().slice(0, 10),
      `${cpus()[0].model}, ${cpus().length} cores, load ${load.toFixed(1)} to ${loadavg()[0].toFixed(1)}`,
      `Chromium ${browser.version()} headless`,
      binary.includes("/release/") ? "release build" : "debug build",
      `${more ? "more than " : ""}${total} people`,
    ]
    console.log(`${about.join("; ")}\n\n| what | budget | measured |\n|---|---|---|`)
    for (const line of lines) console.log(`| ${line.join(" | ")} |`)
  } finally {
    await browser.close()
    await company.close()
  }
}

await main()
