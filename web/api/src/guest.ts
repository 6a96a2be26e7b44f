// What a customer's page asks: no session, the token in the address is the right.
// In: calls of the customer's pages. Out: as client.ts.

import { address } from "./call"
import { call } from "./client"

export const guest = {
  quote: (token: string) => call("GET /api/guest/quotes/{token}", { path: { token } }),
  accept: (token: string, name: string, version: number) =>
    call("POST /api/guest/quotes/{token}/accept", { path: { token }, body: { name, version } }),
  decline: (token: string, reason: string, name: string) =>
    call("POST /api/guest/quotes/{token}/decline", { path: { token }, body: { reason, name } }),
  ask: (token: string, text: string, name: string) =>
    call("POST /api/guest/quotes/{token}/ask", { path: { token }, body: { text, name } }),
  pdfPath: (token: string) => address("GET /api/guest/quotes/{token}/pdf", { path: { token } }),
  order: (token: string) => call("GET /api/guest/orders/{token}", { path: { token } }),
}
