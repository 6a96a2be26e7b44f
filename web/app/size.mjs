// The compressed size of what is loaded first, against its budgets: npm run size (after npm run build).
// Of the staff app: the page, the entry, the people list and what both import, styles, and the Latin typeface.
// Of the customer's pages, each by itself: the page, the entry, what it imports, styles. They bring no typeface.
import { readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"

const dist = new URL("./dist/", import.meta.url)
const manifestOf = (name) => JSON.parse(readFileSync(new URL(`.vite/${name}.json`, dist), "utf8"))
const kb = (bytes) => (bytes / 1024).toFixed(1).padStart(7)

/** The chunks of these entries, and whatever they import at once. */
function loaded(manifest, page, ...entries) {
  const files = new Set([page, "first-paint.js"])
  const visit = (key) => {
    const chunk = manifest[key]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const style of chunk.css ?? []) files.add(style)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const entry of entries) visit(entry)
  return files
}

function weigh(title, files, budget) {
  let total = 0
  const rows = [...files].map((file) => {
    const raw = readFileSync(new URL(file, dist))
    const size = file.endsWith(".woff2") ? raw.length : gzipSync(raw, { level: 9 }).length
    total += size
    return [size, file]
  })
  for (const [size, file] of rows.sort((a, b) => b[0] - a[0])) console.log(kb(size), "KB", file)
  console.log(kb(total), `KB ${title}, compressed; budget`, budget)
  if (total > budget * 1024) process.exitCode = 1
}

const staff = manifestOf("manifest")
const first = loaded(staff, "index.html", "index.html", "src/features/people/PeoplePage.tsx")
for (const chunk of Object.values(staff)) if (/inter-latin-wght-normal.*woff2$/.test(chunk.file)) first.add(chunk.file)
weigh("first load", first, 300)

const guest = manifestOf("guest")
for (const page of ["quote/QuotePage", "order/OrderPage"])
  weigh(`customer's ${page}`, loaded(guest, "guest.html", "guest.html", `src/guest/${page}.tsx`), 90)
