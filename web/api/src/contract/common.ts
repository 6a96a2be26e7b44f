// What every answer may be.

export interface Problem {
  status: number
  code: string
  message: string
  fields?: { field: string; code: string; message: string }[]
  detail?: Record<string, unknown>
  request_id?: string
}
