// What a customer's page asks: no session, the token in the address is the right.
// In: calls of the customer's pages. Out: as client.ts.

import { get, json } from "./client"
import type { GuestOrder, GuestQuote } from "./contract"

const id = encodeURIComponent

export const guest = {
  quote: (token: string) => get<GuestQuote>(`/api/guest/quotes/${id(token)}`),
  accept: (token: string, name: string, version: number) =>
    json<GuestQuote>("POST", `/api/guest/quotes/${id(token)}/accept`, { name, version }),
  decline: (token: string, reason: string, name: string) =>
    json<GuestQuote>("POST", `/api/guest/quotes/${id(token)}/decline`, { reason, name }),
  ask: (token: string, text: string, name: string) =>
    json<GuestQuote>("POST", `/api/guest/quotes/${id(token)}/ask`, { text, name }),
  pdfPath: (token: string) => `/api/guest/quotes/${id(token)}/pdf`,
  order: (token: string) => get<GuestOrder>(`/api/guest/orders/${id(token)}`),
}
