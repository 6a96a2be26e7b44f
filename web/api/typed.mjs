// The endpoints as types of TypeScript, and the client that other programs use, in one file.
// In: lines of endpoints.mjs, src/contract/. Out: the text of src/endpoints.ts, and of client.ts that the program serves.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { doneOf, heardOnce, refusedOf } from "./statuses.mjs"

/** Names that the contract exports. */
export function namesOf(folder) {
  const source = readdirSync(folder).map((part) => readFileSync(join(folder, part), "utf8"))
  return [...source.join("\n").matchAll(/^export (?:interface|type) (\w+)/gm)].map((hit) => hit[1])
}

/** `{ a: string; b?: number }` of pairs of a name and a type. */
const object = (pairs) => `{ ${pairs.map(([name, type]) => `${name}: ${type}`).join("; ")} }`

/** What is asked of an endpoint beside its name. */
function askOf(one) {
  const parts = []
  const path = [...one.path.matchAll(/\{(\w+)\}/g)].map((hit) => [hit[1], "string"])
  if (path.length > 0) parts.push(["path", object(path)])
  const query = Object.entries(one.q ?? {})
  if (query.length > 0) {
    const said = query.map(([name, type]) =>
      type.endsWith("?") ? [`${name}?`, `${type.slice(0, -1)} | null`] : [name, type],
    )
    parts.push([query.every(([, type]) => type.endsWith("?")) ? "query?" : "query", object(said)])
  }
  if (one.in) parts.push(["body", one.in])
  if (one.takes) parts.push(["body", "Blob"])
  if (heardOnce(one)) parts.push(["once?", "string"])
  return parts
}

/** The type of the answer: of every status that is one. What is no JSON comes as the response itself. */
function answerOf(one) {
  if (one.kind) return "Response"
  const types = Object.values(doneOf(one)).map((type) => type ?? "null")
  return [...new Set(types.flatMap((type) => (/[{<]/.test(type) ? [type] : type.split(" | "))))].join(" | ")
}

/** One endpoint as a member of the interface. */
function member(one) {
  const ask = askOf(one)
  const lines = [
    `  /** ${one.summary}. */`,
    `  "${one.method.toUpperCase()} ${one.path}": {`,
    ...(ask.length > 0
      ? ["    ask: {", ...ask.map(([name, type]) => `      ${name}: ${type}`), "    }"]
      : ["    ask: object"]),
    `    answer: ${answerOf(one)}`,
    `    refused: ${refusedOf(one).join(" | ")}`,
    "  }",
  ]
  return lines.join("\n")
}

/** The text of src/endpoints.ts. */
export function endpointsText(endpoints, names) {
  const body = endpoints.map(member).join("\n")
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(body)).sort()
  return `// Every endpoint of the staff API as types: what is asked, what is answered, and with which statuses it is refused.
// Made from endpoints.mjs and the contract. Change those, then: npm run openapi -w api
import type {
${used.map((name) => `  ${name},`).join("\n")}
} from "./contract"

export interface Endpoints {
${body}
}
`
}

/** A source without what it imports and without the comment at its head. */
const bare = (text) =>
  text
    .replace(/^(?:\/\/.*\n)+/, "")
    .replace(/^import type \{[^}]*\} from "\.[^"]*"\n/gm, "")
    .replace(/^import \{[^}]*\} from "\.[^"]*"\n/gm, "")
    .trim()

/** The client for other programs, in one file that needs nothing else. */
export function clientText(here, endpoints, version) {
  const contract = join(here, "src/contract")
  const read = (file) => readFileSync(join(here, "src", file), "utf8")
  const parts = readdirSync(contract)
    .sort()
    .map((part) => bare(readFileSync(join(contract, part), "utf8")))
  const head = [
    `// The client of the Guanxi staff API, version ${version}, in one file without dependencies.`,
    "// A running program gives the one that fits it at /api/client.ts. Made from its API; changes belong there.",
    "//",
    '//   import { guanxi } from "./guanxi.ts"',
    '//   const { call } = guanxi({ url: "http://127.0.0.1:8686", key: "gxa_…" })',
    '//   const list = await call("GET /api/people", { query: { limit: 20 } })',
  ]
  const whole = [head.join("\n"), ...parts, bare(endpoints), bare(read("call.ts")), bare(read("program.ts"))]
  return `${whole.join("\n\n")}\n`
}
