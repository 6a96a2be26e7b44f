// Discussions among colleagues.

import type { Named } from "./lists"

// GET /api/threads?record=&cursor= ; POST /api/threads {record, item?, text} ; GET,PATCH /api/threads/{id} {resolved}
// POST /api/threads/{id}/comments {text} ; PATCH,DELETE /api/comments/{id} {text} ; POST /api/comments/{id}/restore
// GET /api/comments/{id}/past ; GET /api/threads/colleagues?record=
/** What colleagues say to each other about a record; customers never see it. */
export interface Threads {
  rows: Thread[]
  next: string | null
  /** Those that are not settled. */
  open: number
  total: number
  /** Whether I may take part. */
  may_write: boolean
}
export interface Thread {
  id: string
  object: "person" | "company" | "order"
  record: Named
  /** The item of the person's timeline that it is about. */
  item: { id: string; kind: string; text: string | null; occurred_at: string } | null
  created_at: string
  last_at: string
  resolved_at: string | null
  resolved_by: Named | null
  comments: Comment[]
}
export interface Comment {
  id: string
  by: Named
  at: string
  /** null where it was deleted. */
  text: string | null
  /** Names of the colleagues it calls. */
  names: string[]
  edited_at: string | null
  deleted_at: string | null
  mine: boolean
}
/** What a comment said before, and until when. */
export interface CommentPast {
  until: string
  text: string
}
export interface TalkColleague extends Named {
  /** Whether they see the record; who does not cannot be named there. */
  sees: boolean
}
