// The calls of what people may ask about their own data: requests, marks, erasure, retention, the register.
// In: calls of those pages, which load it with them. Out: as client.ts.

import { address } from "./call"
import { call } from "./client"
import type {
  MarkKind,
  NewPrivacyRequest,
  ObjectKind,
  PrivacyAct,
  PrivacyClass,
  PrivacySettings,
  RetentionRules,
} from "./contract"

export const privacy = {
  get: () => call("GET /api/privacy"),
  set: (wish: PrivacySettings) => call("PUT /api/privacy", { body: wish }),
  requests: (state: string, kind: string) => call("GET /api/privacy/requests", { query: { state, kind } }),
  request: (request: string) => call("GET /api/privacy/requests/{id}", { path: { id: request } }),
  make: (wish: NewPrivacyRequest) => call("POST /api/privacy/requests", { body: wish }),
  act: (request: string, act: PrivacyAct) =>
    call("POST /api/privacy/requests/{id}/steps", { path: { id: request }, body: act }),
  person: (person: string) => call("GET /api/privacy/people/{id}", { path: { id: person } }),
  mark: (person: string, kind: MarkKind, reason: string) =>
    call("PUT /api/privacy/people/{id}/marks/{kind}", { path: { id: person, kind }, body: { reason } }),
  unmark: (person: string, kind: MarkKind) =>
    call("DELETE /api/privacy/people/{id}/marks/{kind}", { path: { id: person, kind } }),
  copyUrl: (person: string, locale: string, request?: string) =>
    address("GET /api/privacy/people/{id}/copy.zip", { path: { id: person }, query: { locale, request } }),
  plan: (person: string) => call("GET /api/privacy/people/{id}/erasure", { path: { id: person } }),
  erase: (person: string, confirm: string, request?: string) =>
    call("POST /api/privacy/people/{id}/erasure", { path: { id: person }, body: { confirm, request } }),
  erasures: () => call("GET /api/privacy/erasures"),
  retention: () => call("GET /api/privacy/retention"),
  preview: (rules: RetentionRules) => call("POST /api/privacy/retention/preview", { body: rules }),
  setRetention: (rules: RetentionRules) => call("PUT /api/privacy/retention", { body: rules }),
  register: () => call("GET /api/privacy/register"),
  setField: (object: ObjectKind, key: string, wish: { class: PrivacyClass; purpose: string }) =>
    call("PUT /api/privacy/fields/{object}/{key}", { path: { object, key }, body: wish }),
}
