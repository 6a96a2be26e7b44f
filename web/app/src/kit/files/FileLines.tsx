// Files one below the other: a picture small, anything else as a mark; name, size, and what can be done with it.

import "./files.css"
import { api } from "@api/client"
import type { FileInfo } from "@api/contract"
import { IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import type { ReactNode } from "react"
import { Found } from "../found"
import { filePhrases } from "./phrases"
import { fileIcon, isPicture, isShown, nameParts, sizeText } from "./value"

interface FileLineProps {
  file: FileInfo
  /** What else there is to say, after the size. */
  note?: ReactNode
  /** What else can be done with it. */
  acts?: ReactNode
  onRemove?: (() => void) | undefined
}

export function FileLine({ file, note, acts, onRemove }: FileLineProps) {
  const t = usePhrases(filePhrases)
  const format = useFormat()
  const [stem, ending] = nameParts(file.name)
  const shown = isShown(file)
  const { name } = file
  return (
    <li className="file-line">
      <a
        className="file-open"
        href={api.files.contentPath(file.id, !shown)}
        title={name}
        {...(shown ? { target: "_blank", rel: "noopener" } : { download: name })}
      >
        <span className="file-mark">
          {isPicture(file) ? (
            <img src={api.files.contentPath(file.id)} alt="" width={36} height={36} loading="lazy" decoding="async" />
          ) : (
            <Icon name={fileIcon(file)} />
          )}
        </span>
        <span className="stack grow">
          <span className="file-name">
            <span className="hidden-visually">{t(shown ? "open" : "download", { name: "" }).trim()} </span>
            <span className="cut">
              <Found text={stem} />
            </span>
            <span>{ending}</span>
          </span>
          <span className="small quiet cut">
            {sizeText(file.size, format.number)}
            {note}
          </span>
        </span>
      </a>
      {shown && (
        <a
          className="icon-button is-small"
          href={api.files.contentPath(file.id, true)}
          download={name}
          aria-label={t("download", { name })}
          title={t("download", { name })}
        >
          <Icon name="download" size={14} />
        </a>
      )}
      {acts}
      {onRemove && <IconButton icon="close" size={14} small label={t("remove", { name })} onClick={onRemove} />}
    </li>
  )
}

interface FileLinesProps {
  files: FileInfo[]
  onRemove?: ((file: FileInfo) => void) | undefined
}

export function FileLines({ files, onRemove }: FileLinesProps) {
  if (files.length === 0) return null
  return (
    <ul className="file-lines">
      {files.map((file) => (
        <FileLine key={file.id} file={file} onRemove={onRemove && (() => onRemove(file))} />
      ))}
    </ul>
  )
}
