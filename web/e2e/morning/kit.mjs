// What the four mornings share: a colleague elsewhere without a browser, and a workbook read as a table.
import assert from "node:assert/strict"
import { inflateRawSync } from "node:zlib"
import { Colleague } from "../colleague.mjs"
import { DEMO_PASSWORD } from "../stage.mjs"

/** Somebody of the demo at a browser of their own, in a language and at a width. */
export async function arrive(browser, server, { login, locale, width, words }) {
  const someone = await Colleague.begin(browser, server, { locale, width, words })
  await someone.page.goto("/sign-in")
  assert.equal((await someone.api("POST", "/api/session", { login, password: DEMO_PASSWORD })).status, 200)
  assert.equal((await someone.api("PATCH", "/api/session", { locale })).status, 200)
  return someone
}

/** A colleague's session elsewhere, as a program of theirs would have it: `(method, path, body) → {status, body}`. */
export async function elsewhere(server, login) {
  const ask = (cookie) => async (method, path, body) => {
    const answer = await fetch(new URL(path, server.url), {
      method,
      headers: { "x-guanxi": "1", "content-type": "application/json", ...(cookie && { cookie }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const json = answer.headers.get("content-type")?.includes("json")
    return { status: answer.status, body: json && text !== "" ? JSON.parse(text) : text, headers: answer.headers }
  }
  const signed = await ask()("POST", "/api/session", { login, password: DEMO_PASSWORD })
  assert.equal(signed.status, 200)
  return ask(signed.headers.getSetCookie()[0].split(";")[0])
}

/** What an answer holds, where it went well. */
export async function well(asked) {
  const { status, body } = await asked
  assert.ok(status >= 200 && status < 300, `${status} ${JSON.stringify(body)}`)
  return body
}

const person = async (call, query) => (await well(call("GET", `/api/people?${query}`))).rows

/** People of a filter, `limit` of them, as the list has them. */
export const peopleOf = (call, filter, { sort = "-order_total", limit = 50 } = {}) =>
  person(call, `filter=${encodeURIComponent(filter)}&sort=${sort}&limit=${limit}`)

/** The files inside a ZIP, by name. */
function unzip(bytes) {
  const files = new Map()
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from("PK\x05\x06")) + 16)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [size, name, extra, note] = [at + 20, at + 28, at + 30, at + 32].map((place, nth) =>
      nth === 0 ? bytes.readUInt32LE(place) : bytes.readUInt16LE(place),
    )
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    const text = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), text.toString("utf8"))
    at += 46 + name + extra + note
  }
  return files
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }
const plain = (xml) =>
  [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)]
    .map(([, text]) => text.replace(/&(\w+);/g, (whole, name) => ENTITIES[name] ?? whole))
    .join("")

/** The first sheet of a workbook as rows of text, the head first. */
export function tableOf(workbook) {
  const files = unzip(workbook)
  const shared = [...(files.get("xl/sharedStrings.xml") ?? "").matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) => plain(si))
  const sheet = files.get("xl/worksheets/sheet1.xml")
  return [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
    const cells = []
    for (const [, place, about, inner] of row.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const column = [...place].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
      const value = /<v>([^<]*)<\/v>/.exec(inner ?? "")?.[1]
      cells[column] = about.includes('t="s"') ? shared[Number(value)] : (value ?? plain(inner ?? ""))
    }
    return Array.from(cells, (cell) => cell ?? "")
  })
}
