// Builds dist/guanxi.js: one classic script, no dependencies, at most 6 KB compressed.
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { brotliCompressSync, gzipSync } from "node:zlib"
import { build } from "vite"

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
export const BUDGET = 6 * 1024

await build({
  configFile: false,
  root: here("."),
  logLevel: "warn",
  build: {
    outDir: here("dist"),
    emptyOutDir: true,
    target: "es2020",
    minify: true,
    lib: { entry: here("src/guanxi.ts"), formats: ["iife"], name: "_gx", fileName: () => "guanxi.js" },
  },
})

const script = readFileSync(here("dist/guanxi.js"))
const [gzip, brotli] = [gzipSync(script, { level: 9 }).length, brotliCompressSync(script).length]
console.log(`guanxi.js ${script.length} bytes, ${gzip} gzip, ${brotli} brotli (budget ${BUDGET})`)
if (gzip > BUDGET) {
  console.error("guanxi.js is over its budget")
  process.exit(1)
}
