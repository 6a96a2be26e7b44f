// Everything kept with a record: its own files by what they are, those in its fields, those of
// its notes. Added here, taken away with undo.

import "./files.css"
import { api, Failure } from "@api/client"
import type { Changed, KeptFile, KeptFiles } from "@api/contract"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import { Fragment, useRef, useState } from "react"
import { useFieldWords } from "../useFieldWords"
import { toastFailure, useUndo } from "../useUndo"
import { AddFiles } from "./AddFiles"
import { CategoryMenu } from "./CategoryMenu"
import { useCategoryWords } from "./categories"
import { FileLine } from "./FileLines"
import { type FileGroup, groupFiles, groupKey } from "./groups"
import { filePhrases } from "./phrases"
import { limitsQuery, useFileDrop, useLargest, useUpload } from "./useUpload"

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
  const { word } = useCategoryWords()
  const categories = useQuery(limitsQuery).data?.categories ?? []
  const [all, setAll] = useState(false)
  /** What the next files are; empty for nothing in particular. */
  const [as, setAs] = useState("")
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
      for (const file of files)
        settle(await api.files.add(object, id, file.id, as || null), t("added", { name: file.name }))
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
  const say = async (file: KeptFile, category: string | null) => {
    const said =
      category === null ? t("unsaid", { name: file.name }) : t("said", { name: file.name, category: word(category) })
    try {
      settle(await api.files.say(object, id, file.id, category), said)
    } catch (error) {
      toastFailure(error)
    }
  }
  const rows = kept.data?.rows ?? []
  const groups = groupFiles(all ? rows : rows.slice(0, SHOWN_FIRST), categories)
  // A heading over all there is says nothing; what they are stands at each file then.
  const headed = groupFiles(rows, categories).length > 1
  const headOf = ({ of }: FileGroup) =>
    of === "none" ? t("noCategory") : of === "field" ? t("inFields") : of === "note" ? t("inNotes") : word(of.category)
  const where = (file: KeptFile) => {
    if (file.place === "field")
      return headed ? fields.label(file.field ?? "") : t("inField", { field: fields.label(file.field ?? "") })
    if (headed) return null
    return file.place === "note" ? t("inNote") : file.category && word(file.category)
  }
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
      {groups.map((group) => (
        <Fragment key={groupKey(group)}>
          {headed && <h3 className="small quiet file-head">{headOf(group)}</h3>}
          <ul className="file-lines">
            {group.files.map((file) => (
              <FileLine
                key={`${file.id}${file.field ?? ""}${file.interaction ?? ""}`}
                file={file}
                note={[where(file), file.by?.name, format.shortDate(file.at)]
                  .filter(Boolean)
                  .map((part) => ` · ${part}`)
                  .join("")}
                acts={
                  mayEdit &&
                  file.place === "record" &&
                  (categories.length > 0 || file.category !== null) && (
                    <CategoryMenu
                      name={file.name}
                      categories={categories}
                      now={file.category}
                      onSay={(category) => void say(file, category)}
                    />
                  )
                }
                onRemove={file.removable ? () => void remove(file) : undefined}
              />
            ))}
          </ul>
        </Fragment>
      ))}
      {rows.length > SHOWN_FIRST && (
        <button type="button" className="why" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("fewer") : t("all", { n: rows.length })}
        </button>
      )}
      {all && kept.data?.more && <p className="small quiet">{t("more", { n: rows.length })}</p>}
      {mayEdit && (
        <div className="files-foot">
          <AddFiles label={over ? t("dropHere") : t("add")} sending={sending} onFiles={(list) => void send(list)} />
          {categories.length > 0 && sending === null && (
            <select
              className="input file-as"
              aria-label={t("addAs")}
              title={t("addAs")}
              value={as}
              onChange={(event) => setAs(event.target.value)}
            >
              <option value="">{t("as")}</option>
              {categories.map((one) => (
                <option key={one} value={one}>
                  {word(one)}
                </option>
              ))}
            </select>
          )}
          {rows.length === 0 && sending === null && largest && (
            <p className="small quiet">{t("hint", { size: largest })}</p>
          )}
        </div>
      )}
    </section>
  )
}
