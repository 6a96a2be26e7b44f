// Makes the OpenAPI 3.1 document, its readable page and the typed clients from the table of endpoints and the types of
// src/contract/. In: endpoints.mjs, src/. Out: openapi.json, api.html and client.ts in crates/gx-server/assets, and
// src/endpoints.ts, on which the web app's own client is built; with --check it only says whether they are what it would make.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { createGenerator } from "ts-json-schema-generator"
import { NOTES, SECTIONS } from "./endpoints.mjs"
import { doneOf, heardOnce, MEANING, refusedOf } from "./statuses.mjs"
import { clientText, endpointsText, namesOf } from "./typed.mjs"

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, "../..")
const assets = join(root, "crates/gx-server/assets")
const names = namesOf(join(here, "src/contract"))

/** Schemas of type expressions, and of every type they name. */
function schemasOf(expressions) {
  const folder = join(here, "node_modules/.openapi")
  mkdirSync(folder, { recursive: true })
  const file = join(folder, "types.ts")
  const lines = expressions.map((type, n) => `export type Asked${n} = ${type}`)
  writeFileSync(file, `import type { ${names.join(", ")} } from "../../src/contract"\n${lines.join("\n")}\n`)
  const generator = createGenerator({
    path: file,
    type: "*",
    expose: "export",
    topRef: true,
    skipTypeCheck: true,
    additionalProperties: true,
    functions: "hide",
  })
  const { definitions = {} } = generator.createSchema("*")
  rmSync(folder, { recursive: true, force: true })
  return definitions
}

const plain = (name) => name.replace(/[^A-Za-z0-9]+/g, "_").replace(/_$/, "")

/** References into the document's own schemas, under names that are allowed there. */
function moved(schema) {
  if (Array.isArray(schema)) return schema.map(moved)
  if (typeof schema !== "object" || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key !== "$ref") return [key, moved(value)]
      return [key, `#/components/schemas/${plain(decodeURIComponent(value.replace("#/definitions/", "")))}`]
    }),
  )
}

const endpoints = Object.entries(SECTIONS).flatMap(([tag, list]) =>
  list.map(([method, path, summary, rest]) => ({ tag, method, path: `/api${path}`, summary, ...rest })),
)
/** What a value of the address may be without a name of the contract; anything else is one. */
const PLAIN = { string: "string", number: "integer", boolean: "boolean" }
const asked = (one) => Object.values(one.q ?? {}).map((type) => type.replace("?", ""))
const expressions = [
  ...new Set(
    endpoints
      .flatMap((one) => [one.in, ...Object.values(doneOf(one)), ...asked(one).filter((type) => !(type in PLAIN))])
      .filter(Boolean),
  ),
]
const definitions = schemasOf(["Problem", ...expressions])
const schemas = Object.fromEntries(
  Object.entries(definitions)
    .filter(([name]) => !/^Asked\d+$/.test(name))
    .map(([name, schema]) => [plain(name), moved(schema)])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
)
/** What a type expression is in the document: a name where it has one. */
const schemaOf = (type) => moved(definitions[`Asked${1 + expressions.indexOf(type)}`])

const json = (schema) => ({ "application/json": { schema } })
const problem = (description) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
})

function operation(one) {
  const inPath = [...one.path.matchAll(/\{(\w+)\}/g)].map((hit) => ({
    name: hit[1],
    in: "path",
    required: true,
    schema: { type: "string" },
  }))
  const inQuery = Object.entries(one.q ?? {}).map(([name, type]) => ({
    name,
    in: "query",
    required: !type.endsWith("?"),
    schema: PLAIN[type.replace("?", "")] ? { type: PLAIN[type.replace("?", "")] } : schemaOf(type.replace("?", "")),
  }))
  const once = heardOnce(one) ? [{ $ref: "#/components/parameters/once" }] : []
  const parameters = [...inPath, ...inQuery, ...once]
  const bytes = one.kind && {
    [one.kind]: { schema: { type: "string", ...(/octet|\*/.test(one.kind) && { format: "binary" }) } },
  }
  const done = Object.entries(doneOf(one)).map(([status, type]) => {
    const content = type ? json(schemaOf(type)) : status === "200" && bytes
    return [status, { description: status === "304" ? "Not changed" : "Done", ...(content && { content }) }]
  })
  const refused = refusedOf(one).map((status) => [status, { $ref: `#/components/responses/refused${status}` }])
  const body = one.in
    ? { required: true, content: json(schemaOf(one.in)) }
    : one.takes && { required: true, content: { [one.takes]: { schema: { type: "string", format: "binary" } } } }
  return {
    tags: [one.tag],
    operationId: `${one.method}${one.path
      .replace(/^\/api/, "")
      .replace(/[^A-Za-z0-9]+(\w)/g, (_, c) => c.toUpperCase())
      .replace(/[^A-Za-z0-9]/g, "")}`,
    summary: one.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: Object.fromEntries([...done, ...refused]),
    ...(one.open && { security: [] }),
  }
}

const paths = {}
for (const one of endpoints) {
  paths[one.path] ??= {}
  paths[one.path][one.method] = operation(one)
}
const { version } = JSON.parse(readFileSync(join(root, "web/app/package.json"), "utf8"))
const document = {
  openapi: "3.1.0",
  info: {
    title: "Guanxi",
    version,
    summary: "The staff API of Guanxi",
    description:
      "Everything the web app does, for programs. Sign in with a key (`Authorization: Bearer gxa_…`), which may do what its maker may and no more than its scopes name. Changes may carry an `Idempotency-Key`.",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
  },
  tags: Object.keys(SECTIONS).map((name) => ({ name })),
  security: [{ key: [] }, { session: [] }],
  paths,
  components: {
    securitySchemes: {
      key: { type: "http", scheme: "bearer", description: "A key of a program" },
      session: {
        type: "apiKey",
        in: "cookie",
        name: "gx_session",
        description: "With the header X-Guanxi: 1 for changes",
      },
    },
    parameters: {
      once: {
        name: "Idempotency-Key",
        in: "header",
        description: "The same request with the same key is done once, and answered the same for a day",
        schema: { type: "string", minLength: 1, maxLength: 255 },
      },
    },
    responses: Object.fromEntries(
      Object.entries(MEANING).map(([status, meaning]) => [`refused${status}`, problem(meaning)]),
    ),
    schemas,
  },
}

const escaped = (text) => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
const anchor = (text) => escaped(text.replace(/[^A-Za-z0-9]+/g, "-"))
/** A type as contract.ts says it, with links to the schemas it names. */
const linked = (type) =>
  escaped(type).replace(/\b[A-Z]\w+\b/g, (name) => (schemas[name] ? `<a href="#schema-${name}">${name}</a>` : name))

function page() {
  const section = ([tag, list]) =>
    `<section id="${anchor(tag)}"><h2>${escaped(tag)}</h2>${(NOTES[tag] ?? []).map(([text, sample]) => `<p>${escaped(text)}</p><pre tabindex="0">${escaped(sample)}</pre>`).join("")}${list
      .map(([method, path, summary, rest]) => {
        const rows = [
          rest.q && [
            "Query",
            Object.entries(rest.q)
              .map(([n, t]) => `<code>${n}</code>${t.endsWith("?") ? "" : " (needed)"}`)
              .join(", "),
          ],
          (rest.in || rest.takes) && ["Body", rest.in ? `<code>${linked(rest.in)}</code>` : escaped(rest.takes)],
          ["Answer", rest.out ? `<code>${linked(rest.out)}</code>` : escaped(rest.kind ?? String(rest.status))],
          ["Refused", `<code>${refusedOf({ ...rest, method, path: `/api${path}` }).join(" ")}</code>`],
        ].filter(Boolean)
        return `<article><h3><b class="${method}">${method.toUpperCase()}</b> <code>/api${escaped(path)}</code></h3><p>${escaped(summary)}</p><dl>${rows.map(([k, v]) => `<dt>${k}</dt><dd>${v}</dd>`).join("")}</dl></article>`
      })
      .join("")}</section>`
  const shown = Object.entries(schemas).filter(([, schema]) => JSON.stringify(schema).length < 6000)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Guanxi API</title><style>
:root{color-scheme:light dark;--ink:#211f1a;--quiet:#6b675c;--line:#e3dfd3;--paper:#fffffb;--tint:#f3f0e7;--jade:#0e7a5f}
@media(prefers-color-scheme:dark){:root{--ink:#ece8dc;--quiet:#a5a091;--line:#38352c;--paper:#191813;--tint:#24221b;--jade:#5fc3a4}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.6 system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:32px 20px 96px}nav{columns:2;padding:12px 0}h1{font-size:28px;margin:0}h2{margin:48px 0 8px;font-size:20px}
h3{margin:0;font-size:15px;font-weight:500;overflow-wrap:anywhere}article{border-top:1px solid var(--line);padding:14px 0}p{margin:4px 0;color:var(--quiet)}
dl{display:grid;grid-template-columns:72px minmax(0,1fr);gap:2px 12px;margin:6px 0 0}dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
code,pre{font:13px/1.6 ui-monospace,monospace}pre{background:var(--tint);padding:12px;overflow:auto;border-radius:6px}a{color:var(--jade)}
b{display:inline-block;min-width:56px;font-size:12px}.get{color:var(--jade)}.delete{color:#b4432f}
</style></head><body><main><h1>Guanxi API</h1><p>${escaped(document.info.description).replace(/`([^`]+)`/g, "<code>$1</code>")} As <a href="/api/openapi.json">OpenAPI 3.1</a>, and as <a href="/api/client.ts">a client in TypeScript</a>.</p>
<pre>curl -H 'Authorization: Bearer gxa_…' 'http://127.0.0.1:8686/api/people?filter=city%20%3D%20"上海"&amp;sort=-order_total'</pre>
<nav>${Object.keys(SECTIONS)
    .map((tag) => `<a href="#${anchor(tag)}">${escaped(tag)}</a><br>`)
    .join("")}<a href="#refusals">Refusals</a><br><a href="#schemas">Schemas</a></nav>
${Object.entries(SECTIONS).map(section).join("\n")}
<section id="refusals"><h2>Refusals</h2><p>Each has a body of <a href="#schema-Problem">Problem</a>: its code is for programs, its message for people.</p><dl>${Object.entries(
    MEANING,
  )
    .map(
      ([status, meaning]) => `<dt>${status}</dt><dd>${escaped(meaning).replace(/`([^`]+)`/g, "<code>$1</code>")}</dd>`,
    )
    .join("")}</dl></section>
<section id="schemas"><h2>Schemas</h2>${shown.map(([name, schema]) => `<article id="schema-${escaped(name)}"><h3>${escaped(name)}</h3><pre tabindex="0">${escaped(JSON.stringify(schema, null, 1))}</pre></article>`).join("")}</section>
</main></body></html>\n`
}

const typed = endpointsText(endpoints, names)
const made = {
  [join(assets, "openapi.json")]: `${JSON.stringify(document, null, 1)}\n`,
  [join(assets, "api.html")]: page(),
  [join(assets, "client.ts")]: clientText(here, typed, version),
  [join(here, "src/endpoints.ts")]: typed,
}
mkdirSync(assets, { recursive: true })
let stale = false
for (const [path, text] of Object.entries(made)) {
  if (!process.argv.includes("--check")) writeFileSync(path, text)
  else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    stale = true
    console.error(`${relative(root, path)} is not what the contract says; make it anew with: npm run openapi -w api`)
  }
}
process.exit(stale ? 1 : 0)
