// An import that runs or has run: progress, counts, refused rows, and the way back.

import { api, Failure } from "@api/client"
import type { Conflict, ImportInfo } from "@api/contract"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { useFormat } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useState } from "react"
import { useFieldWords } from "../../kit/useFieldWords"
import { toastFailure } from "../../kit/useUndo"
import { sourceLabel, useWords } from "../../kit/words"
import { HowRead } from "./HowRead"
import { moving } from "./ImportsPage"
import { importPhrases } from "./phrases"
import { RefusedRows } from "./RefusedRows"

const COUNTS = ["created", "updated", "same", "refused"] as const

export function Result({ info }: { info: ImportInfo }) {
  const t = usePhrases(importPhrases)
  const format = useFormat()
  const [reverting, setReverting] = useState(false)
  const { progress } = info
  const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0
  const title = {
    running: t("running"),
    reverting: t("reverting"),
    failed: t("failed"),
    reverted: t("reverted"),
    done: t("done"),
    uploaded: "",
  }[info.state]
  const seconds = progress?.ended_at && (Date.parse(progress.ended_at) - Date.parse(progress.started_at)) / 1000
  return (
    <div className="import-result">
      <h2 aria-live="polite">{title}</h2>
      {info.error && <p className="bad">{info.error}</p>}
      {info.state === "reverted" && <p className="soft">{t("revertedText")}</p>}
      {moving(info) && (
        <div className="import-progress">
          <span className="progress" role="progressbar" aria-label={title} aria-valuenow={Math.round(share * 100)}>
            <span style={{ width: `${share * 100}%` }} />
          </span>
          <span className="row small quiet">
            {progress && t("progress", { done: progress.done, total: progress.total })}
            <span className="end">{Math.round(share * 100)}%</span>
          </span>
        </div>
      )}
      {progress && (
        <dl className="figures import-figures">
          {COUNTS.map((key) => (
            <div key={key}>
              <dt className="small quiet">{t(key)}</dt>
              <dd>
                <Count info={info} of={key} n={progress[key]} />
              </dd>
            </div>
          ))}
          {(progress.flagged ?? 0) > 0 && (
            <div>
              <dt className="small quiet">{t("flagged")}</dt>
              <dd>
                <Link to="/quality" search={{}} className="figure-value waiting">
                  {format.number(progress.flagged ?? 0)}
                </Link>
              </dd>
            </div>
          )}
        </dl>
      )}
      {typeof seconds === "number" && info.state === "done" && (
        <p className="small quiet">
          {t("took", { seconds: format.number(Math.max(0.1, Math.round(seconds * 10) / 10)) })}
        </p>
      )}
      {!moving(info) && (
        <div className="row is-wrap import-actions">
          {info.state === "done" && <Show info={info} />}
          {progress && progress.refused > 0 && (
            <a className="button" href={api.imports.refusedPath(info.id)} download title={t("refusedHint")}>
              <Icon name="download" size={16} />
              {t("refusedDownload")}
            </a>
          )}
          {(info.state === "done" || info.state === "failed") && (
            <Button icon="undo" look="danger" onClick={() => setReverting(true)}>
              {t("revert")}
            </Button>
          )}
        </div>
      )}
      {!moving(info) && info.state !== "reverted" && (
        <div className="import-parts">
          {progress !== null && progress.refused > 0 && <RefusedRows info={info} />}
          <HowRead info={info} />
        </div>
      )}
      {reverting && <Revert info={info} onClose={() => setReverting(false)} />}
    </div>
  )
}

/** A figure that opens what makes it up, where there is a list of it. */
function Count({ info, of, n }: { info: ImportInfo; of: (typeof COUNTS)[number]; n: number }) {
  const t = usePhrases(importPhrases)
  const format = useFormat()
  const text = format.number(n)
  if (of === "refused" && n > 0) {
    return (
      <a className="figure-value bad" href={api.imports.refusedPath(info.id)} download title={t("refusedHint")}>
        {text}
      </a>
    )
  }
  if (of === "created" && n > 0 && info.state === "done" && info.object === "person") {
    return (
      <Link to="/people" search={{ sort: "-created_at" }} className="figure-value">
        {text}
      </Link>
    )
  }
  return <span className="figure-value">{text}</span>
}

function Show({ info }: { info: ImportInfo }) {
  const t = usePhrases(importPhrases)
  const newest = { sort: "-created_at" }
  return (
    <>
      {info.object === "company" ? (
        <Link to="/companies" search={newest} className="button is-primary">
          {t("show.company")}
        </Link>
      ) : info.object === "order" ? (
        <Link to="/orders" className="button is-primary">
          {t("show.order")}
        </Link>
      ) : (
        <Link to="/people" search={newest} className="button is-primary">
          {t.maybe(`show.${info.object}`)}
        </Link>
      )}
      {info.object === "person" && (
        <Link to="/duplicates" className="button">
          {t("duplicates")}
        </Link>
      )}
    </>
  )
}

/** A conflict by the name under which the server forces it. */
const nameOf = (conflict: Conflict) => `${conflict.id}.${conflict.field}`

function isConflicts(value: unknown): value is Conflict[] {
  return Array.isArray(value)
}

function Revert({ info, onClose }: { info: ImportInfo; onClose: () => void }) {
  const t = usePhrases(importPhrases)
  const state = usePhrases(statePhrases)
  const cache = useQueryClient()
  const [conflicts, setConflicts] = useState<Conflict[] | null>(null)
  const [forced, setForced] = useState<ReadonlySet<string>>(new Set())
  const revert = useMutation({
    mutationFn: () => api.imports.revert(info.id, conflicts === null ? undefined : [...forced]),
    onSuccess: async (done) => {
      if (done.undone > 0) toast({ text: t("revertTold", { n: done.undone, skipped: done.skipped }) })
      onClose()
      await cache.invalidateQueries()
    },
    onError: (error) => {
      const found =
        error instanceof Failure && error.problem.code === "undo_conflict" ? error.problem.detail?.conflicts : null
      if (isConflicts(found)) setConflicts(found)
      else toastFailure(error)
    },
  })
  const toggle = (name: string) =>
    setForced((now) => {
      const next = new Set(now)
      if (!next.delete(name)) next.add(name)
      return next
    })
  return (
    <Dialog
      title={conflicts ? t("conflictsTitle", { n: conflicts.length }) : t("revertTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="danger" icon="undo" disabled={revert.isPending} onClick={() => revert.mutate()}>
            {t(conflicts ? "revertRest" : "revert")}
          </Button>
        </>
      }
    >
      {conflicts === null ? (
        <p>{t("revertText")}</p>
      ) : (
        <>
          <p>{t("conflictsText")}</p>
          <Conflicts
            conflicts={conflicts}
            forced={forced}
            onToggle={toggle}
            onAll={(all) => setForced(new Set(all ? conflicts.map(nameOf) : []))}
          />
        </>
      )}
    </Dialog>
  )
}

interface ConflictsProps {
  conflicts: Conflict[]
  forced: ReadonlySet<string>
  onToggle: (name: string) => void
  onAll: (all: boolean) => void
}

function Conflicts({ conflicts, forced, onToggle, onAll }: ConflictsProps) {
  const t = usePhrases(importPhrases)
  const words = useWords()
  const fields = useFieldWords()
  const format = useFormat()
  return (
    <>
      <label className="row">
        <input
          type="checkbox"
          className="tick"
          checked={forced.size === conflicts.length}
          onChange={(event) => onAll(event.target.checked)}
        />
        {t("allConflicts")}
      </label>
      <ul className="conflicts">
        {conflicts.map((conflict) => {
          const field = fields.label(conflict.field)
          return (
            <li key={nameOf(conflict)}>
              <input
                type="checkbox"
                className="tick"
                aria-label={t("force", { name: conflict.name, field })}
                checked={forced.has(nameOf(conflict))}
                onChange={() => onToggle(nameOf(conflict))}
              />
              <span className="stack grow">
                <span>
                  <b className="medium">{conflict.name}</b> <span className="quiet">{field}</span>
                </span>
                <span className="small">
                  <span className="quiet">{t("ours")}</span> {fields.value(conflict.field, conflict.ours)}
                </span>
                <span className="small">
                  <span className="quiet">{t("now")}</span> {fields.value(conflict.field, conflict.now)}
                </span>
                <span className="tiny quiet">
                  {sourceLabel(words, conflict.by)} · {format.ago(conflict.at)}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
