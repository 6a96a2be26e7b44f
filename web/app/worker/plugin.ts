// Builds the service worker after the app, with the list of files the app consists of, and gives the build a name:
// in the page as <meta name="build">, and in build.json, which is never kept, so that a page can tell whether it is
// still the one that the server has.

import { createHash } from "node:crypto"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { build, type Plugin } from "vite"

const hash = (text: string | Buffer) => createHash("sha256").update(text).digest("hex").slice(0, 16)

// Scripts of the app name their content; typefaces other than Latin, and the outlines of maps, are read when a page
// needs them.
const named = (path: string) => /^assets\/.+-[\w-]{8}\.\w+$/.test(path)
const left = (path: string) =>
  path.startsWith(".vite") ||
  ["sw.js", "build.json", "guest.svg"].includes(path) ||
  /\.(br|gz)$/.test(path) ||
  /inter-(?!latin-wght-normal).+woff2$|assets\/(countries|china|codes)-.+json$/.test(path)

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !left(path))
    .sort()
}

export function serviceWorker(): Plugin {
  let out = ""
  let name = ""
  return {
    name: "guanxi-service-worker",
    apply: "build",
    configResolved(config) {
      out = join(config.root, config.build.outDir)
    },
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        name = hash(
          Object.keys(bundle ?? {})
            .sort()
            .join("\n"),
        )
        return [{ tag: "meta", attrs: { name: "build", content: name }, injectTo: "head" }]
      },
    },
    async closeBundle() {
      const shell = files(out).map((path) => ({
        url: `/${path}`,
        revision: named(path) ? null : hash(readFileSync(join(out, path))),
      }))
      writeFileSync(join(out, "build.json"), JSON.stringify({ build: name }))
      await build({
        configFile: false,
        root: fileURLToPath(new URL(".", import.meta.url)),
        logLevel: "warn",
        define: { SHELL: JSON.stringify(shell), "process.env.NODE_ENV": '"production"' },
        publicDir: false,
        build: {
          outDir: out,
          emptyOutDir: false,
          target: "es2022",
          lib: {
            entry: fileURLToPath(new URL("sw.ts", import.meta.url)),
            formats: ["iife"],
            name: "worker",
            fileName: () => "sw.js",
          },
        },
      })
    },
  }
}
