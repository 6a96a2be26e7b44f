// Objects and their fields.

// ── objects and fields ───────────────────────────────────────────────────
// GET /api/objects → ObjectInfo[]
export type ObjectKind = "person" | "company" | "interaction" | "order" | "deal" | "lead" | "activity"
export type FieldType =
  | "text"
  | "long_text"
  | "number"
  | "integer"
  | "money"
  | "bool"
  | "date"
  | "date_time"
  | "choice"
  | "multi_choice"
  | "user"
  | "link"
  | "phone"
  | "email"
  | "url"
  | "percent"
  | "rating"
  | "address"
  | "geo"
  | "file"
export type OptionColor = "plain" | "jade" | "amber" | "cinnabar" | "indigo"
export interface FieldOption {
  id: string
  label: string
  color: string
  /** Not offered any more; records that have it keep it. */
  retired?: boolean
}
export interface Field {
  key: string
  type: FieldType
  label?: string
  options?: FieldOption[]
  /** What to write in it: in the words of the workspace, of a built-in field else in those of the program, in the caller's language. */
  help?: string
  /** Where a link leads. */
  target?: ObjectKind
  custom: boolean
  editable: boolean
  sortable: boolean
  /** Whether lists can be counted by it; told by GET /api/objects. */
  groupable?: boolean
}
export interface ObjectInfo {
  object: ObjectKind
  fields: Field[]
}

// POST /api/objects/{object}/fields NewField → Changed<Field> ; PATCH,DELETE /api/objects/{object}/fields/{key}
// Of a built-in field PATCH takes `help` alone; empty brings back the program's own words.
// GET /api/objects/{object}/fields/removed → RemovedField[] ; undo of its batch brings a field back
export interface NewField {
  label: string
  type: FieldType
  options?: OptionInput[]
  help?: string
  target?: ObjectKind
}
export interface OptionInput {
  id?: string
  label: string
  color?: string
  retired?: boolean
}
export interface FieldChange {
  label?: string
  options?: OptionInput[]
  help?: string
  /** The key of the field that it shall stand before; "" puts it last. */
  before?: string
}
export interface RemovedField {
  field: Field
  batch: string | null
}
