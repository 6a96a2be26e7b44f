// The stage of the browser test: one server of its own with an empty workspace, and a browser that looks at it.
// In: GUANXI_BIN (default: the debug build), CHROMIUM. Out: an address, keys, pages. All of it goes away with `close`.
import { spawn, spawnSync } from "node:child_process"
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { chromium } from "playwright-core"

export const root = fileURLToPath(new URL("../..", import.meta.url))
const built = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/guanxi")
const binary = process.env.GUANXI_BIN ?? built
const PASSWORD = "一把长钥匙-e2e-2026"

/** Waits for a condition; the pause between two looks is not what decides when it ends. */
export async function until(check, what, ms = 20_000) {
  const end = Date.now() + ms
  for (;;) {
    const value = await check()
    if (value) return value
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

function run(args, input) {
  const { status, stdout, stderr, error } = spawnSync(binary, args, { input, encoding: "utf8", timeout: 60_000 })
  if (status !== 0) throw error ?? new Error(`guanxi ${args.slice(0, 2).join(" ")} ended with ${status}: ${stderr}`)
  return stdout
}

/** The password of everybody at the demo company. */
export const DEMO_PASSWORD = "camellia"

/** Opens an empty workspace, or with `demo` the demo company with so many customers. */
export async function openServer({ login = "admin", demo = 0 } = {}) {
  if (!existsSync(binary)) throw new Error(`there is no ${binary}; build it with: cargo build --package guanxi`)
  const folder = mkdtempSync(join(tmpdir(), "guanxi-e2e-"))
  const data = ["--data", folder, "--database", `sqlite:${join(folder, "guanxi.db")}`]
  if (demo > 0) run(["demo", "--fill-only", "--people", `${demo}`, ...data])
  const account = ["--login", login, "--name", "Admin", "--role", "admin", "--password-stdin"]
  if (demo === 0) run(["user", "add", ...account, ...data], `${PASSWORD}\n`)
  const key = (name, kind) => JSON.parse(run(["source", "add", "--name", name, "--kind", kind, ...data])).write_key
  const keys = { shop: key("shop", "server"), site: key("site", "web") }

  const address = join(folder, "address")
  const log = join(folder, "log")
  const out = createWriteStream(log)
  const server = spawn(binary, ["serve", ...data, "--port", "0", "--address-file", address], {
    stdio: ["ignore", "pipe", "pipe"],
  })
  server.stdout.pipe(out)
  server.stderr.pipe(out)
  const ended = new Promise((done) => server.once("exit", done))
  // A run that is broken off leaves no server behind.
  const abandon = () => server.kill("SIGKILL")
  process.once("exit", abandon)
  const stop = () => process.exit(130)
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop)
  const said = () => (existsSync(log) ? readFileSync(log, "utf8").split("\n").slice(-30).join("\n") : "")
  const close = async () => {
    server.kill("SIGTERM")
    const late = setTimeout(() => server.kill("SIGKILL"), 10_000)
    await ended
    clearTimeout(late)
    process.removeListener("exit", abandon)
    for (const signal of ["SIGINT", "SIGTERM"]) process.removeListener(signal, stop)
    rmSync(folder, { recursive: true, force: true })
  }
  const ready = async () => {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}:\n${said()}`)
    if (!existsSync(address)) return null
    const url = readFileSync(address, "utf8").trim()
    const answer = url && (await fetch(`${url}/readyz`).catch(() => null))
    return answer?.ok ? url : null
  }
  try {
    const url = await until(ready, "the server to be ready", 60_000)
    return { url, keys, folder, login, password: PASSWORD, said, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A page somewhere else on the web that carries the tracker, as a shop would. */
export async function openSite({ url, keys }) {
  const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>山茶 · 秋茶</title>
<script async src="${url}/guanxi.js" data-key="${keys.site}" data-consent="implied"></script></head>
<body><h1>秋茶上新</h1></body></html>`
  const server = createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page),
  )
  await new Promise((done) => server.listen(0, "127.0.0.1", done))
  return {
    url: `http://127.0.0.1:${server.address().port}/autumn-tea`,
    close: () => new Promise((done) => server.close(done)),
  }
}

export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  })

/**
 * A page of a fresh visitor. `troubles` gathers what a user would call broken: script errors and failed answers;
 * `streams` the live streams that were opened.
 */
export async function openPage(browser, { url, locale, width }) {
  const context = await browser.newContext({
    baseURL: url,
    locale,
    viewport: width < 600 ? { width, height: 844 } : { width, height: 900 },
    hasTouch: width < 600,
    colorScheme: "light",
    reducedMotion: "reduce",
    timezoneId: "Asia/Shanghai",
    acceptDownloads: true,
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const troubles = []
  page.on("pageerror", (error) => troubles.push(`script: ${error.stack ?? error.message}`))
  const streams = new Set()
  page.on("response", (answer) => {
    if (answer.status() === 200 && answer.url().includes("/api/live?")) streams.add(decodeURIComponent(answer.url()))
    if (answer.status() >= 500) troubles.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`)
  })
  page.on("console", (message) => {
    const text = message.text()
    // 401 is how the app learns that nobody is signed in yet, and 409 that a name is taken.
    if (message.type() === "error" && !/status of 4\d\d/.test(text)) troubles.push(`console: ${text}`)
  })
  return { context, page, troubles, streams }
}
