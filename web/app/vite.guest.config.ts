// The customer's pages are built by themselves after the staff app, into the same folder: so they share no chunk with it
// and load nothing that only colleagues need. `vite` and `vite preview` serve both with vite.config.ts.

import { fileURLToPath } from "node:url"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"
import { packed } from "./worker/packed"

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here("."),
  plugins: [react(), packed()],
  publicDir: false,
  resolve: { alias: { "@api": here("../api/src"), "@ui": here("../ui/src") } },
  build: {
    target: "es2022",
    manifest: ".vite/guest.json",
    emptyOutDir: false,
    assetsInlineLimit: 0,
    sourcemap: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: here("guest.html"),
      output: {
        entryFileNames: "assets/guest-[hash].js",
        chunkFileNames: "assets/guest-[name]-[hash].js",
        assetFileNames: "assets/guest-[hash][extname]",
      },
    },
  },
})
