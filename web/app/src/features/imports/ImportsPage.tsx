// Bring a file in, and what was brought in before. In: a file. Out: an import to look at.

import "./imports.css"
import { api } from "@api/client"
import type { ImportInfo } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { Failed, Forbidden, SkeletonRows } from "@ui/States"
import { useState } from "react"
import { PageHead } from "../../kit/PageHead"
import { useCan } from "../../kit/session"
import { toastFailure } from "../../kit/useUndo"
import { sizeText } from "../ingest/scale"
import { importPhrases } from "./phrases"
import { useImportNews } from "./useImportNews"

const ACCEPT = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.ndjson,.jsonl,.json,.vcf"

export function ImportsPage() {
  const t = usePhrases(importPhrases)
  const may = useCan("import")
  return (
    <div className="pane">
      <PageHead title={t("title")} />
      {may ? <Imports /> : <Forbidden permission="import" />}
    </div>
  )
}

function Imports() {
  const t = usePhrases(importPhrases)
  useImportNews()
  const list = useQuery({
    queryKey: ["imports"],
    queryFn: api.imports.list,
    refetchInterval: ({ state }) => (state.data?.some(moving) ? 2000 : false),
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className="imports scroll" tabIndex={0}>
      <Drop />
      <h2 className="section-head">{t("past")}</h2>
      {list.isPending ? (
        <SkeletonRows rows={4} />
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.data.length === 0 ? (
        <p className="quiet">{t("none")}</p>
      ) : (
        <ul className="import-list">
          {list.data.map((one) => (
            <PastImport key={one.id} one={one} />
          ))}
        </ul>
      )}
    </div>
  )
}

export const moving = (one: ImportInfo) => one.state === "running" || one.state === "reverting"

function Drop() {
  const t = usePhrases(importPhrases)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [over, setOver] = useState(false)
  const upload = useMutation({
    mutationFn: (file: File) => api.imports.upload(file),
    onSuccess: (made) => {
      cache.setQueryData(["import", made.id], made)
      void cache.invalidateQueries({ queryKey: ["imports"] })
      void navigate({ to: "/imports/$id", params: { id: made.id } })
    },
    onError: toastFailure,
  })
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !upload.isPending) upload.mutate(file)
  }
  return (
    <label
      className={over ? "drop is-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <input
        type="file"
        className="hidden-visually"
        accept={ACCEPT}
        disabled={upload.isPending}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ""
        }}
      />
      <Icon name="upload" size={20} />
      <span className="strong">{upload.isPending ? t("uploading", { name: upload.variables.name }) : t("drop")}</span>
      <span className="small quiet">{t("dropHint")}</span>
      <span className="button is-primary">{t("choose")}</span>
    </label>
  )
}

const TONES: Record<ImportInfo["state"], string> = {
  uploaded: "is-waiting",
  running: "is-machine",
  reverting: "is-machine",
  done: "is-good",
  failed: "is-bad",
  reverted: "",
}

function PastImport({ one }: { one: ImportInfo }) {
  const t = usePhrases(importPhrases)
  const format = useFormat()
  const { progress } = one
  return (
    <li>
      <Link to="/imports/$id" params={{ id: one.id }} className="import-row">
        <Icon name="form" size={16} />
        <span className="stack grow">
          <span className="medium cut">{one.name}</span>
          <span className="small quiet cut">
            {t.maybe(`object.${one.object}`)} · {sizeText(one.bytes)} · {one.by.name} · {format.ago(one.at)}
          </span>
        </span>
        {progress && one.state !== "uploaded" && (
          <span className="small quiet not-phone">
            {moving(one)
              ? t("progress", { done: progress.done, total: progress.total })
              : `${t("created")} ${format.number(progress.created)} · ${t("updated")} ${format.number(progress.updated)} · ${t("refused")} ${format.number(progress.refused)}`}
          </span>
        )}
        <span className={`tag ${TONES[one.state]}`}>{t(`state.${one.state}`)}</span>
        <Icon name="right" size={14} />
      </Link>
    </li>
  )
}
