// Ready programs for a source, with the address of this server and the key filled in.

import type { SourceInfo } from "@api/contract"

export type SnippetKind = "script" | "node" | "python" | "curl"

/** The ways that fit a source; the first is the usual one. */
export function snippetKinds(kind: SourceInfo["kind"]): SnippetKind[] {
  return kind === "web" ? ["script", "curl"] : ["node", "python", "curl"]
}

export function snippet(kind: SnippetKind, host: string, key: string): string {
  switch (kind) {
    case "script":
      return `<script>window.guanxi=window.guanxi||function(){(guanxi.q=guanxi.q||[]).push(arguments)}</script>
<script async src="${host}/guanxi.js" data-key="${key}" data-consent="required"></script>
<script>
  // guanxi('consent', true)
  // guanxi('identify', 'u42', { name: '林晓梅', email: 'lin@example.com' })
  // guanxi('order', { order_id: 'A-1001', total: 298, currency: 'CNY' })
</script>`
    case "node":
      return `// npm install @segment/analytics-node
import { Analytics } from "@segment/analytics-node"

const analytics = new Analytics({ writeKey: "${key}", host: "${host}" })

analytics.identify({ userId: "u42", traits: { name: "林晓梅", email: "lin@example.com" } })
analytics.track({
  userId: "u42",
  event: "Order Completed",
  properties: { order_id: "A-1001", total: 298, currency: "CNY" },
})
await analytics.closeAndFlush()`
    case "python":
      return `# pip install segment-analytics-python
from segment import analytics

analytics.write_key = "${key}"
analytics.host = "${host}"

analytics.identify("u42", {"name": "林晓梅", "email": "lin@example.com"})
analytics.track("u42", "Order Completed", {"order_id": "A-1001", "total": 298, "currency": "CNY"})
analytics.flush()`
    case "curl":
      return `curl ${host}/api/interactions \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' \\
  -d '{
    "message_id": "call-7",
    "kind": "call",
    "channel": "phone",
    "identities": [{ "kind": "phone", "value": "+86 139 0000 0716" }],
    "text": "问了秋茶什么时候到"
  }'`
  }
}
