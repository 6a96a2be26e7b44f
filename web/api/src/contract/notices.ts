// Notices, in the app, by mail and on devices.

import type { Named } from "./lists"

// GET /api/notices?cursor= → {rows, next, unread} ; POST /api/notices/read {id?} ; GET,PUT /api/notices/wanted {kind, wanted}
export interface Notice {
  id: string
  at: string
  kind:
    | "mention"
    | "comment"
    | "owner"
    | "share"
    | "follow"
    | "import"
    | "hook"
    | "watch"
    | "connector"
    | "privacy"
    | "lead" /* detail {did: "given" | "returns" | "returned" | "taken"; n?: of how many, where there are several and no row; at?: when it returns} */
    | "dispute" /* detail {did: "opened" | "said" | "decided" | "appealed" | "withdrawn"; dispute: its id} */
    | "quote" /* detail {did: "submitted" | "approved" | "refused" | "asked" | "declined" | "accepted" | "accepted_open"; text} */
    | "agreement" /* detail {did: "ends" | "renews"; until: a day; agreement: its id} */
    | "activity" /* detail {did: "due" | "asked" | "given"; title; at; activity: its id; turn?: which, of a series} */
  by: Named | null
  object: string | null
  /** The record, if I see it. */
  row: Named | null
  detail: Record<string, unknown> | null
  read: boolean
}
export interface NoticeChoice {
  kind: string
  /** At all: in the program. */
  wanted: boolean
  /** In the mail of the morning as well. */
  mail: boolean
  /** On my devices as well. */
  push: boolean
}
/** What is not said stays as it is. */
export interface NoticeWish {
  kind: string
  wanted?: boolean
  mail?: boolean
  push?: boolean
}
// GET /api/push ; POST /api/push/devices ; DELETE /api/push/devices/{id} ; POST /api/push/devices/{id}/test ; POST /api/push/here
/** What a browser needs to be pushed to, and which of my devices are. */
export interface Pushing {
  /** The public key to subscribe with, base64url. */
  key: string
  devices: PushDevice[]
}
export interface PushDevice {
  id: string
  /** What the browser calls itself. */
  agent: string | null
  this: boolean
  created_at: string
  /** When a push service last took a message for it. */
  sent_at: string | null
  /** Why the last one was not taken: a status, or timeout, no_connection, broken_off, not_permitted. */
  answer: string | null
}
/** A subscription as the browser writes it. */
export interface PushWish {
  endpoint: string
  keys: { p256dh: string; auth: string }
  /** The endpoint that it stands for from now on. */
  replaces?: string
}
export interface AuditLine {
  id: string
  at: string
  user: Named | null
  kind: string
  object: string | null
  row: Named | null
  detail: Record<string, unknown> | null
}
