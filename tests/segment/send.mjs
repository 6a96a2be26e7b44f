// @segment/analytics-node, unchanged, against a Guanxi server: every call it has, twice, then a flush.
// GUANXI_URL and GUANXI_WRITE_KEY say where. GUANXI_RUN (optional) names the run; a second run of the same
// name sends the same message ids, which must not count twice. Prints what it sent as one line of JSON.
// Exits with 1 on any error, and if the server did not take every event.
import { Analytics } from "@segment/analytics-node"

const { GUANXI_URL, GUANXI_WRITE_KEY, GUANXI_RUN = `${process.pid}` } = process.env
if (!GUANXI_URL || !GUANXI_WRITE_KEY) {
  console.error("set GUANXI_URL and GUANXI_WRITE_KEY")
  process.exit(2)
}

const userId = `node-${GUANXI_RUN}`
const anonymousId = `node-browser-${GUANXI_RUN}`
const orderId = `CM-NODE-${GUANXI_RUN}`
const errors = []
const taken = []
let sent = 0
const id = () => ({ messageId: `node-${GUANXI_RUN}-${++sent}` })
const done = (error, context) => (error ? errors.push(String(error)) : taken.push(context.event.messageId))

const analytics = new Analytics({ writeKey: GUANXI_WRITE_KEY, host: GUANXI_URL, flushAt: 4, maxRetries: 3, httpRequestTimeout: 10_000 })
analytics.on("error", (error) => errors.push(`${error.code}: ${error.reason?.message ?? error.reason}`))
analytics.on("http_response", ({ status, statusText }) => {
  if (status !== 200) errors.push(`HTTP ${status} ${statusText}`)
})

analytics.page({ anonymousId, ...id(), name: "修护精华油", properties: { path: "/p/repair-oil-30", url: "https://camellia.example/p/repair-oil-30" } }, done)
analytics.track({ anonymousId, ...id(), event: "Product Viewed", properties: { product_id: "CM-OIL-30", sku: "CM-OIL-30", name: "修护精华油 30 ml", price: 298, currency: "CNY" } }, done)
analytics.identify({ userId, anonymousId, ...id(), traits: { name: "林晓梅", email: `node-${GUANXI_RUN}@muhe.example`, phone: "+8613900000716", city: "上海" } }, done)
analytics.alias({ userId, previousId: anonymousId, ...id() }, done)
analytics.group({ userId, groupId: "muhe", ...id(), traits: { name: "木禾设计", industry: "设计", employees: 46 } }, done)
analytics.screen({ userId, ...id(), name: "订单", properties: { tab: "待收货" } }, done)
analytics.track(
  {
    userId,
    ...id(),
    timestamp: new Date(Date.now() - 60_000),
    event: "Order Completed",
    properties: {
      order_id: orderId,
      total: 684,
      discount: 80,
      currency: "CNY",
      products: [
        { product_id: "CM-OIL-30", sku: "CM-OIL-30", name: "修护精华油 30 ml", price: 298, quantity: 2 },
        { product_id: "TE-BHYZ-50", sku: "TE-BHYZ-50", name: "白毫银针 秋茶 50 g", price: 168, quantity: 1 },
      ],
    },
    context: { ip: "192.0.2.7", locale: "zh-CN", timezone: "Asia/Shanghai" },
  },
  done,
)
analytics.track({ userId, ...id(), event: "Coupon Applied", properties: { code: "双十一", emoji: "🍵", nested: { list: [1, null, "三"] } } }, done)

await analytics.closeAndFlush({ timeout: 20_000 })
if (taken.length !== sent) errors.push(`sent ${sent} events, ${taken.length} were taken`)
console.log(JSON.stringify({ client: "node", sent, userId, anonymousId, orderId, total: "684.00" }))
for (const error of errors) console.error(error)
process.exit(errors.length ? 1 : 0)
