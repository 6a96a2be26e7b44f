import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: { alias: { "@api": here("./api/src"), "@ui": here("./ui/src") } },
  test: { environment: "happy-dom", include: ["*/{src,fake}/**/*.test.{ts,tsx}"], css: false },
})
