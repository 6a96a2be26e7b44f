// Files kept with records.

import type { Named } from "./lists"

// ── files ────────────────────────────────────────────────────────────────
// GET /api/files → FileLimits ; POST /api/files?name= (the body is the bytes) → FileInfo ; GET /api/files/{id} → FileInfo
// GET /api/files/{id}/content?download=true → the bytes
// PUT /api/files/categories {categories} → {categories}
// GET,POST /api/people|companies/{id}/files, PATCH,DELETE …/files/{file} → KeptFiles
/** A file, as fields and notes hold it. It never changes. */
export interface FileInfo {
  id: string
  name: string
  /** Bytes. */
  size: number
  /** Its kind, by its bytes and not by what its sender said. */
  type: string
}
export interface FileLimits {
  max_bytes: number
  /** Files of one field or one note. */
  max_files: number
  /** What files filed with a record can be; the app has words for contract, identity, offer, invoice, photo and report. */
  categories: string[]
}
export interface KeptFile extends FileInfo {
  place: "record" | "field" | "note"
  field?: string
  interaction?: string
  /** Of those filed with the record: what they are; one that is no longer a category of the workspace stays. */
  category: string | null
  by: Named | null
  at: string
  /** Whether the caller may take it away here; fields are changed as fields, notes never. */
  removable: boolean
}
export interface KeptFiles {
  /** Newest first, at most two hundred. */
  rows: KeptFile[]
  more: boolean
}
