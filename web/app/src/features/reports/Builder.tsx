// The builder itself: what is asked, what it comes to, what is kept of it.

import type { Report } from "@api/contract"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useRef, useState } from "react"
import { PageHead } from "../../kit/PageHead"
import { usePhone } from "../../kit/usePhone"
import { AnswerPane } from "./AnswerPane"
import { LeaveGuard } from "./LeaveGuard"
import { Panel } from "./Panel"
import { pagePhrases } from "./pagePhrases"
import { reportsPhrases } from "./phrases"
import { ReportExportMenu } from "./ReportExport"
import { ReportTitle } from "./ReportTitle"
import { SaveDialog } from "./SaveDialog"
import type { Picture } from "./saving"
import { useAnswer } from "./useAnswer"
import { useDraft } from "./useDraft"
import { useFaults } from "./useFaults"
import { useKeep } from "./useKeep"

interface BuilderProps {
  saved?: Report
  q: string | undefined
  onQ: (q: string | undefined) => void
  onSaved: (report: Report) => void
}

export function Builder({ saved, q, onQ, onSaved }: BuilderProps) {
  const t = usePhrases(pagePhrases)
  const inReports = usePhrases(reportsPhrases)
  const inStates = usePhrases(statePhrases)
  const phone = usePhone()
  const build = useDraft(saved, q, onQ)
  const { draft, changed } = build
  const run = useAnswer(draft.question)
  const fault = useFaults(run.error)
  const keep = useKeep(saved)
  const [naming, setNaming] = useState<"save" | "copy" | null>(null)
  const [asking, setAsking] = useState(false)
  const drawing = useRef<HTMLDivElement>(null)
  const picture = useRef<Picture | null>(null)
  const free = useRef(false)
  const name = saved?.name ?? draft.name ?? t("untitled")
  const mine = saved?.editable === true
  const rename = saved ? (mine ? (next: string) => keep.mutate({ name: next }) : undefined) : build.call
  const panel = <Panel build={build} fault={fault} />
  const setZone = (zone: string | undefined) => {
    const { zone: _, ...rest } = draft.question
    build.ask(zone === undefined ? rest : { ...rest, zone })
  }
  return (
    <div className="pane">
      <PageHead title={name}>
        <nav className="crumbs">
          <Link to="/reports" search={{}}>
            {inReports("title")}
          </Link>
          <Icon name="right" size={14} />
          <span className="strong cut">{name}</span>
        </nav>
      </PageHead>
      <div className="bar report-head">
        <ReportTitle name={name} onRename={rename} />
        {saved?.shared && <span className="tag not-phone">{inReports("shared")}</span>}
        {changed && (
          <span className="tag is-waiting" role="status">
            {t("unsaved")}
          </span>
        )}
        <span className="end report-acts">
          {phone && (
            <Button small icon="filter" onClick={() => setAsking(true)}>
              {t("settings")}
            </Button>
          )}
          {saved && changed && (
            <Button small look="plain" className="not-phone" onClick={build.discard}>
              {t("discard")}
            </Button>
          )}
          <ReportExportMenu name={name} question={draft.question} drawing={drawing} picture={picture} />
          {saved && (
            <Button small onClick={() => setNaming("copy")}>
              {t("saveAs")}
            </Button>
          )}
          {(!saved || mine) && (
            <Button
              small
              look="primary"
              disabled={saved !== undefined && (!changed || keep.isPending)}
              onClick={() => {
                if (saved) keep.mutate({ question: draft.question, look: draft.look })
                else setNaming("save")
              }}
            >
              {t("save")}
            </Button>
          )}
        </span>
      </div>
      <div className="report-builder">
        {!phone && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
          <div className="report-aside scroll" tabIndex={0}>
            {panel}
          </div>
        )}
        <AnswerPane run={run} look={draft.look} drawing={drawing} picture={picture} onZone={setZone} />
      </div>
      {phone && asking && (
        <Dialog title={t("settings")} closeLabel={inStates("close")} onClose={() => setAsking(false)} still>
          {panel}
        </Dialog>
      )}
      {naming && (
        <SaveDialog
          draft={draft}
          name={naming === "copy" ? t("copyOf", { name }) : (draft.name ?? "")}
          note={saved?.note ?? ""}
          onClose={() => setNaming(null)}
          onSaved={(report) => {
            setNaming(null)
            free.current = true
            onSaved(report)
          }}
        />
      )}
      <LeaveGuard changed={changed} free={free} />
    </div>
  )
}
