// Puts the fake server in front of Vite's own, in dev and in preview of the built app.

import type { IncomingMessage, ServerResponse } from "node:http"
import type { Connect, Plugin } from "vite"
import { fakeAnswer, watch } from "./server"

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://fake.local")
  if (url.pathname === "/api/live") {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
    const stop = watch((event) => response.write(`data: ${JSON.stringify(event)}\n\n`))
    request.on("close", stop)
    return
  }
  const method = request.method ?? "GET"
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === "string") headers.set(name, value)
  const body = method === "GET" || method === "HEAD" ? null : new Uint8Array(await read(request))
  const result = await fakeAnswer(new Request(url, { method, headers, body: body && body.length > 0 ? body : null }))
  response.writeHead(result.status, Object.fromEntries(result.headers))
  response.end(Buffer.from(await result.arrayBuffer()))
}

const middleware: Connect.NextHandleFunction = (request, response, next) => {
  if (!request.url?.startsWith("/api/")) return next()
  answer(request, response).catch(next)
}

export function fakeServer(): Plugin {
  return {
    name: "guanxi-fake-server",
    configureServer: (server) => {
      server.middlewares.use(middleware)
    },
    configurePreviewServer: (server) => {
      server.middlewares.use(middleware)
    },
  }
}
