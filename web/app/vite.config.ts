import { fileURLToPath } from "node:url"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"
import { fakeServer } from "./fake/vitePlugin"
import { guestAddresses } from "./guestAddresses"
import { packed } from "./worker/packed"
import { serviceWorker } from "./worker/plugin"

// VITE_FAKE=1 answers /api in this process, from app/fake; otherwise /api and /v1 go to a running server.
const fake = process.env.VITE_FAKE === "1"
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env.GUANXI_SERVER ?? "http://127.0.0.1:8686"
const proxy: Record<string, string> = fake ? {} : { "/api": server, "/v1": server }

export default defineConfig({
  root: here("."),
  plugins: [react(), guestAddresses(), serviceWorker(), packed(), ...(fake ? [fakeServer()] : [])],
  resolve: { alias: { "@api": here("../api/src"), "@ui": here("../ui/src") } },
  server: { host: "127.0.0.1", port: 5173, proxy },
  preview: { host: "127.0.0.1", port: 4173, proxy },
  build: {
    target: "es2022",
    manifest: true,
    assetsInlineLimit: 0,
    sourcemap: false,
    modulePreload: { polyfill: false },
  },
})
