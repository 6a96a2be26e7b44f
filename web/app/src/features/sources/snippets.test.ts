import { describe, expect, it } from "vitest"
import { snippet, snippetKinds } from "./snippets"

describe("snippets", () => {
  it("never puts a web source's visible key where a secret belongs, nor the reverse", () => {
    expect(snippetKinds("web")).not.toContain("node")
    expect(snippetKinds("server")).not.toContain("script")
  })
  it.each(["script", "node", "python", "curl"] as const)("of %s names the server and the key", (kind) => {
    const text = snippet(kind, "https://gx.example", "gxw_secret")
    expect(text).toContain("https://gx.example")
    expect(text).toContain("gxw_secret")
    expect(text).not.toContain("undefined")
  })
  it("sends an interaction that is JSON", () => {
    const body = /-d '([\s\S]*)'$/.exec(snippet("curl", "http://h", "k"))?.[1] ?? ""
    expect(JSON.parse(body).kind).toBe("call")
  })
})
