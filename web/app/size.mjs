// The compressed size of the first load, against its budget: npm run size (after npm run build).
// First load: the page, the entry, the people list and what both import, styles, and the Latin typeface.
import { readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"

const BUDGET = 300 * 1024
const dist = new URL("./dist/", import.meta.url)
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"))

const files = new Set(["index.html", "first-paint.js"])
const visit = (key) => {
  const chunk = manifest[key]
  if (!chunk || files.has(chunk.file)) return
  files.add(chunk.file)
  for (const style of chunk.css ?? []) files.add(style)
  for (const next of chunk.imports ?? []) visit(next)
}
visit("index.html")
visit("src/features/people/PeoplePage.tsx")
for (const chunk of Object.values(manifest))
  if (/inter-latin-wght-normal.*woff2$/.test(chunk.file)) files.add(chunk.file)

let total = 0
const rows = [...files].map((file) => {
  const raw = readFileSync(new URL(file, dist))
  const size = file.endsWith(".woff2") ? raw.length : gzipSync(raw, { level: 9 }).length
  total += size
  return [size, file]
})
const kb = (bytes) => (bytes / 1024).toFixed(1).padStart(7)
for (const [size, file] of rows.sort((a, b) => b[0] - a[0])) console.log(kb(size), "KB", file)
console.log(kb(total), "KB first load, compressed; budget", BUDGET / 1024)
process.exitCode = total <= BUDGET ? 0 : 1
