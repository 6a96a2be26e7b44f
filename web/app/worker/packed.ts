// Packs the files of the app as well as can be, once, when it is built: what the server packs while somebody waits is a
// sixth larger. Beside each file that gains by it lie FILE.br and FILE.gz.

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"
import type { Plugin } from "vite"

const WORTH = /\.(js|css|json|svg|html|webmanifest)$/
/** Below it, headers weigh more than what is saved; in bytes. */
const LEAST = 1024

export function packed(): Plugin {
  let out = ""
  return {
    name: "guanxi-packed",
    apply: "build",
    configResolved(config) {
      out = join(config.root, config.build.outDir)
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler() {
        for (const name of readdirSync(out, { recursive: true, encoding: "utf8" })) {
          const path = join(out, name)
          // What an earlier build of the same folder has packed.
          if (existsSync(`${path}.gz`)) continue
          if (!WORTH.test(name) || name.startsWith(".vite") || statSync(path).size < LEAST) continue
          const bytes = readFileSync(path)
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          }
          writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }))
        }
      },
    },
  }
}
