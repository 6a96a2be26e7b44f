// A site with the tracker on it, and the server that its events reach: both on one port, both only for tests.
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { fileURLToPath } from "node:url"

const script = readFileSync(fileURLToPath(new URL("../dist/guanxi.js", import.meta.url)))
const stub = "<script>window.guanxi=window.guanxi||function(){(guanxi.q=guanxi.q||[]).push(arguments)}</script>"

const page = (
  attributes,
  early,
) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>山茶 · 首页</title>
${stub}<script>${early}</script><script async src="/guanxi.js" data-key="wk_test" ${attributes}></script></head><body>
<button id="buy" data-gx="add_to_cart" data-gx-sku="CM-OIL-30" data-gx-plan-id="7"><b>加入购物车</b></button>
<button id="plain">没有标记</button>
<a id="away" href="/other?from=link">另一页</a>
<form id="booking" name="booking" onsubmit="event.preventDefault()">
  <input name="name"><input name="city" data-gx-value><input name="empty"><input name="secret" type="password" data-gx-value>
  <input name="token" type="hidden" value="x"><input name="card" autocomplete="cc-number" data-gx-value>
  <input name="agree" type="checkbox"><select name="shop"><option value="jingan">静安</option></select><button>提交</button>
</form></body></html>`

export async function openSite() {
  const batches = []
  const state = { answer: () => ({ status: 200 }) }
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://site")
    if (request.method === "POST") {
      const chunks = []
      request.on("data", (c) => chunks.push(c))
      request.on("end", () => {
        const body = JSON.parse(Buffer.concat(chunks).toString("utf8"))
        const { status, headers } = state.answer(body)
        batches.push({ at: Date.now(), path: url.pathname, type: request.headers["content-type"], status, body })
        response.writeHead(status, headers).end("{}")
      })
    } else if (url.pathname === "/guanxi.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script)
    } else {
      const attributes = url.searchParams.get("attributes") ?? ""
      const early = url.searchParams.get("early") ?? ""
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(attributes, early))
    }
  })
  await new Promise((done) => server.listen(0, "127.0.0.1", done))
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    origin,
    batches,
    answer: (fn) => {
      state.answer = fn
    },
    url: (query = {}, path = "/") => `${origin}${path}?${new URLSearchParams(query)}`,
    // Accepted events, each once, as a server that honours message ids keeps them.
    events: () => {
      const seen = new Map()
      for (const b of batches) if (b.status === 200) for (const e of b.body.batch) seen.set(e.messageId, e)
      return [...seen.values()]
    },
    close: () => new Promise((done) => server.close(done)),
  }
}

export async function until(check, what, ms = 15000) {
  const end = Date.now() + ms
  for (;;) {
    const value = await check()
    if (value) return value
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`)
    await new Promise((done) => setTimeout(done, 25))
  }
}
