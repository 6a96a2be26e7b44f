// Files as values hold them, and their sizes and kinds in words.

import type { FileInfo } from "@api/contract"
import type { IconName } from "@ui/Icon"

const isFile = (value: unknown): value is FileInfo =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  typeof value.id === "string" &&
  "name" in value &&
  typeof value.name === "string" &&
  "size" in value &&
  typeof value.size === "number" &&
  "type" in value &&
  typeof value.type === "string"

/** The files in a value; none in a value of another kind. */
export const filesIn = (value: unknown): FileInfo[] => (Array.isArray(value) ? value.filter(isFile) : [])

/** Kinds that the server lets a browser show; everything else it saves. */
const SHOWN = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "application/pdf"]

export const isShown = (file: FileInfo): boolean => SHOWN.includes(file.type)
export const isPicture = (file: FileInfo): boolean => isShown(file) && file.type.startsWith("image/")

export function fileIcon(file: FileInfo): IconName {
  if (file.type.startsWith("image/")) return "image"
  if (file.type.includes("spreadsheet") || file.type.includes("excel") || file.type === "text/csv") return "columns"
  return "file"
}

/** A name in two parts, so that a long one is cut before its ending. */
export function nameParts(name: string): [stem: string, ending: string] {
  const at = name.lastIndexOf(".")
  return at > 0 && name.length - at <= 8 ? [name.slice(0, at), name.slice(at)] : [name, ""]
}

/** "640 B", "12 KB", "3.4 MB": as file managers count, one digit where it says something. */
export function sizeText(bytes: number, number: (n: number) => string): string {
  if (bytes < 1000) return `${number(bytes)} B`
  const units = ["KB", "MB", "GB"]
  let size = bytes / 1024
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  const shown = size < 10 && unit > 0 ? Math.round(size * 10) / 10 : Math.max(1, Math.round(size))
  return `${number(shown)} ${units[unit]}`
}
