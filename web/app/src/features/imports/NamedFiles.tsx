// The files that a table names: sent here before it is read, since its cells find them by their names.

import type { FileInfo, ImportPlan, ObjectInfo } from "@api/contract"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { useRef, useState } from "react"
import { AddFiles } from "../../kit/files/AddFiles"
import { useFileDrop, useUpload } from "../../kit/files/useUpload"
import { sizeText } from "../../kit/files/value"
import { importPhrases } from "./phrases"

/** Whether a column goes to a field that holds files. */
export function namesFiles(plan: ImportPlan, objects: ObjectInfo[]): boolean {
  const fields = objects.find(({ object }) => object === plan.object)?.fields ?? []
  return plan.mapping.some(({ target }) => fields.some(({ key, type }) => type === "file" && key === target))
}

export function NamedFiles({ onSent }: { onSent: () => void }) {
  const t = usePhrases(importPhrases)
  const format = useFormat()
  const box = useRef<HTMLDivElement>(null)
  const [sent, setSent] = useState<FileInfo[]>([])
  const { sending, send } = useUpload(null, (files) => {
    setSent((now) => [...now, ...files])
    onSent()
  })
  const over = useFileDrop(box, sending === null, (files) => void send(files))
  return (
    <div ref={box} className={over ? "named-files is-over" : "named-files"}>
      <p>
        <span className="strong">{t("namedFiles")}</span>
        <span className="small quiet">{t("namedFilesText")}</span>
      </p>
      <AddFiles label={t("namedFilesAdd")} sending={sending} onFiles={(files) => void send(files)} />
      {sent.length > 0 && (
        <ul aria-label={t("namedFilesSent", { n: sent.length })}>
          {sent.map((file) => (
            <li key={file.id} className="row small">
              <Icon name="check" size={14} />
              <span className="cut">{file.name}</span>
              <span className="quiet nowrap">{sizeText(file.size, format.number)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
