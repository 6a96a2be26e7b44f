// Files in a cell of a list: the first by name, the others counted.

import "./files.css"
import type { FileInfo } from "@api/contract"
import { Icon } from "@ui/Icon"
import { fileIcon, nameParts } from "./value"

export function FileCell({ files }: { files: FileInfo[] }) {
  const [first] = files
  if (!first) return null
  const [stem, ending] = nameParts(first.name)
  return (
    <span className="file-cell" title={files.map((file) => file.name).join("\n")}>
      <Icon name={fileIcon(first)} size={14} />
      <span className="file-name">
        <span className="cut">{stem}</span>
        <span>{ending}</span>
      </span>
      {files.length > 1 && <span className="tag">+{files.length - 1}</span>}
    </span>
  )
}
