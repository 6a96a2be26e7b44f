// The calls of what leaves the program and comes in by itself: connectors and webhooks.
// In: calls of those pages, which load it with them. Out: as client.ts.

import { address } from "./call"
import { call } from "./client"
import type { ConnectorMapped, ConnectorOptions, ConnectorPlace, ConnectorWish, HookWish, ObjectKind } from "./contract"

export const connectors = {
  list: () => call("GET /api/connectors"),
  get: (connector: string) => call("GET /api/connectors/{id}", { path: { id: connector } }),
  create: (wish: ConnectorWish) => call("POST /api/connectors", { body: wish }),
  change: (connector: string, wish: ConnectorWish) =>
    call("PATCH /api/connectors/{id}", { path: { id: connector }, body: wish }),
  remove: (connector: string) => call("DELETE /api/connectors/{id}", { path: { id: connector } }),
  look: (wish: { place: ConnectorPlace; object?: ObjectKind; secret?: string; connector?: string }) =>
    call("POST /api/connectors/look", { body: wish }),
  preview: (wish: {
    object: ObjectKind
    key: string
    mapping: ConnectorMapped[]
    options: ConnectorOptions
    columns: string[]
    rows: string[][]
  }) => call("POST /api/connectors/preview", { body: wish }),
  run: (connector: string, compare: boolean) =>
    call("POST /api/connectors/{id}/run", { path: { id: connector }, body: { compare } }),
  runs: (connector: string, cursor?: string | null) =>
    call("GET /api/connectors/{id}/runs", { path: { id: connector }, query: { cursor } }),
  runOf: (run: string) => call("GET /api/connectors/runs/{id}", { path: { id: run } }),
  entries: (run: string, asked: { kind?: string; field?: string; cursor?: string | null }) =>
    call("GET /api/connectors/runs/{id}/entries", { path: { id: run }, query: asked }),
  csv: (run: string) => address("GET /api/connectors/runs/{id}/entries.csv", { path: { id: run } }),
}

export const hooks = {
  list: () => call("GET /api/hooks"),
  create: (wish: HookWish) => call("POST /api/hooks", { body: wish }),
  change: (hook: string, wish: HookWish) => call("PATCH /api/hooks/{id}", { path: { id: hook }, body: wish }),
  remove: (hook: string) => call("DELETE /api/hooks/{id}", { path: { id: hook } }),
  newSecret: (hook: string) => call("POST /api/hooks/{id}/secret", { path: { id: hook } }),
  test: (hook: string) => call("POST /api/hooks/{id}/test", { path: { id: hook } }),
  deliveries: (hook: string, asked: { state?: string; cursor?: string | null }) =>
    call("GET /api/hooks/{id}/deliveries", { path: { id: hook }, query: asked }),
  delivery: (delivery: string) => call("GET /api/hooks/deliveries/{id}", { path: { id: delivery } }),
  resend: (delivery: string) => call("POST /api/hooks/deliveries/{id}/resend", { path: { id: delivery } }),
}
