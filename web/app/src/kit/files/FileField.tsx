// The value of a field of files: listed, added by choosing, dropping or pasting, taken away one by one.

import "./files.css"
import type { FileInfo } from "@api/contract"
import { usePhrases } from "@ui/phrases"
import { useRef } from "react"
import { AddFiles } from "./AddFiles"
import { FileLines } from "./FileLines"
import { filePhrases } from "./phrases"
import { useFileDrop, useUpload } from "./useUpload"
import { filesIn } from "./value"

interface FileFieldProps {
  label: string
  value: unknown
  mayEdit: boolean
  /** The new value; null when no file is left. */
  onSave: (files: FileInfo[] | null) => void
}

export function FileField({ label, value, mayEdit, onSave }: FileFieldProps) {
  const t = usePhrases(filePhrases)
  const place = useRef<HTMLDivElement>(null)
  const files = filesIn(value)
  const { sending, send } = useUpload(files.length, (more) => onSave([...files, ...more]))
  const over = useFileDrop(place, mayEdit, (list) => void send(list))
  const remove = (file: FileInfo) => {
    const left = files.filter((one) => one.id !== file.id)
    onSave(left.length > 0 ? left : null)
  }
  return (
    <div ref={place} className={over ? "file-field is-over" : "file-field"} role="group" aria-label={label}>
      <FileLines files={files} onRemove={mayEdit ? remove : undefined} />
      {mayEdit && (
        <AddFiles label={over ? t("dropHere") : t("add")} sending={sending} onFiles={(list) => void send(list)} />
      )}
    </div>
  )
}
