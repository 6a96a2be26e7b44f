// Everything kept with a record: its own files, those in its fields, those of its notes. Added here, taken away with undo.

import "./files.css"
import { api, Failure } from "@api/client"
import type { Changed, KeptFile, KeptFiles } from "@api/contract"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import { useRef, useState } from "react"
import { useFieldWords } from "../useFieldWords"
import { toastFailure, useUndo } from "../useUndo"
import { AddFiles } from "./AddFiles"
import { FileLine } from "./FileLines"
import { filePhrases } from "./phrases"
import { useFileDrop, useLargest, useUpload } from "./useUpload"

const SHOWN_FIRST = 5

interface FilesCardProps {
  object: "person" | "company"
  id: string
  mayEdit: boolean
  /** What the card is called by on its page. */
  className: string
}

export function FilesCard({ object, id, mayEdit, className }: FilesCardProps) {
  const t = usePhrases(filePhrases)
  const format = useFormat()
  const fields = useFieldWords(object)
  const cache = useQueryClient()
  const told = useUndo()
  const place = useRef<HTMLElement>(null)
  const [all, setAll] = useState(false)
  const queryKey = ["files", object, id]
  const kept = useQuery({ queryKey, queryFn: () => api.files.of(object, id) })
  const largest = useLargest()
  const settle = (changed: Changed<KeptFiles>, text: string) => {
    cache.setQueryData(queryKey, changed.data)
    told(text, changed.batch)
  }
  const { sending, send } = useUpload(null, async (files) => {
    try {
      // One after the other: each answer lists all there is by then.
      for (const file of files) settle(await api.files.add(object, id, file.id), t("added", { name: file.name }))
    } catch (error) {
      toastFailure(error)
    }
  })
  const over = useFileDrop(place, mayEdit, (list) => void send(list))
  const remove = async (file: KeptFile) => {
    try {
      settle(await api.files.remove(object, id, file.id), t("removed", { name: file.name }))
    } catch (error) {
      toastFailure(error)
    }
  }
  const rows = kept.data?.rows ?? []
  const shown = all ? rows : rows.slice(0, SHOWN_FIRST)
  const where = (file: KeptFile) =>
    file.place === "field"
      ? t("inField", { field: fields.label(file.field ?? "") })
      : file.place === "note" && t("inNote")
  // Without a connection there is nothing to say about files; the rest of the page has said why.
  if (kept.error instanceof Failure && kept.error.problem.code === "offline" && rows.length === 0) return null
  return (
    <section ref={place} className={`${className} files-card${over ? " is-over" : ""}`} aria-label={t("files")}>
      <h2 className="section-head">
        {t("files")}
        {rows.length > 0 && <small>{t("count", { n: rows.length })}</small>}
      </h2>
      {kept.isPending && <Skeleton height={36} />}
      {kept.isError && <Failed error={kept.error} retry={() => void kept.refetch()} />}
      {kept.isSuccess && rows.length === 0 && !mayEdit && <p className="small quiet">{t("none")}</p>}
      {shown.length > 0 && (
        <ul className="file-lines">
          {shown.map((file) => (
            <FileLine
              key={`${file.id}${file.field ?? ""}${file.interaction ?? ""}`}
              file={file}
              note={[where(file), file.by?.name, format.shortDate(file.at)]
                .filter(Boolean)
                .map((part) => ` · ${part}`)
                .join("")}
              onRemove={file.removable ? () => void remove(file) : undefined}
            />
          ))}
        </ul>
      )}
      {rows.length > SHOWN_FIRST && (
        <button type="button" className="why" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("fewer") : t("all", { n: rows.length })}
        </button>
      )}
      {all && kept.data?.more && <p className="small quiet">{t("more", { n: rows.length })}</p>}
      {mayEdit && (
        <div className="files-foot">
          <AddFiles label={over ? t("dropHere") : t("add")} sending={sending} onFiles={(list) => void send(list)} />
          {rows.length === 0 && sending === null && largest && (
            <p className="small quiet">{t("hint", { size: largest })}</p>
          )}
        </div>
      )}
    </section>
  )
}
