// Files of a record by what they are. Pure.

import type { KeptFile } from "@api/contract"

export interface FileGroup {
  /** A category, or why there is none: filed without one, in a field, at a note. */
  of: { category: string } | "none" | "field" | "note"
  files: KeptFile[]
}

export const groupKey = ({ of }: FileGroup): string => (typeof of === "string" ? of : `category ${of.category}`)

/**
 * In the order of the workspace's categories, then those that are none of them any more, then what has none, what lies
 * in fields, and what hangs on notes. Within a group the order stays.
 */
export function groupFiles(files: KeptFile[], categories: string[]): FileGroup[] {
  const filed = files.filter((file) => file.place === "record")
  const past = [...new Set(filed.flatMap((file) => file.category ?? []))].filter((one) => !categories.includes(one))
  const groups: FileGroup[] = [
    ...[...categories, ...past].map((category) => ({
      of: { category },
      files: filed.filter((file) => file.category === category),
    })),
    { of: "none", files: filed.filter((file) => file.category === null) },
    { of: "field", files: files.filter((file) => file.place === "field") },
    { of: "note", files: files.filter((file) => file.place === "note") },
  ]
  return groups.filter((group) => group.files.length > 0)
}
