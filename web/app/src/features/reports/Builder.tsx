// The builder: the question at the left, its answer at the right, live. On a phone the question is a sheet.

import type { Report } from "@api/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useRef, useState } from "react"
import type { Picture } from "../../kit/charts/picture"
import { PageHead } from "../../kit/PageHead"
import { usePhone } from "../../kit/usePhone"
import { useSettled } from "../../kit/useSettled"
import { toastFailure } from "../../kit/useUndo"
import { AnswerPane } from "./AnswerPane"
import { AskForm } from "./ask/AskForm"
import { type Asked, readCell, writeCell } from "./ask/url"
import { ExportMenu } from "./ExportMenu"
import { NameInPlace } from "./NameInPlace"
import { reportPhrases } from "./phrases"
import { answerQuery, problemAt } from "./queries"
import { ReportMenu } from "./ReportMenu"
import { RowsPanel } from "./rows/RowsPanel"
import { type Called, SaveDialog } from "./SaveDialog"

export interface BuilderSearch {
  q?: string | undefined
  cell?: string | undefined
  name?: string | undefined
  panel?: string | undefined
}
interface BuilderProps {
  asked: Asked
  name: string
  report?: Report
  search: BuilderSearch
  changed: boolean
  onAsk: (next: Asked) => void
  onSearch: (set: Partial<BuilderSearch>) => void
  onName: ((name: string) => void) | undefined
  onSave?: (() => Promise<void>) | undefined
  onRevert?: () => void
  onSaveAs: (called: Called) => Promise<unknown>
  onGone?: () => void
}

export function Builder(props: BuilderProps) {
  const { asked, name, report, search, changed, onAsk, onSearch } = props
  const t = usePhrases(reportPhrases)
  const state = usePhrases(statePhrases)
  const phone = usePhone()
  const [saving, setSaving] = useState(false)
  const [sheet, setSheet] = useState(false)
  const [figures, setFigures] = useState(false)
  const picture = useRef<Picture | null>(null)
  // What is typed is asked once it rests; whatever is on screen until then dims.
  const written = JSON.stringify(asked.question)
  const settled = useSettled(written, 350)
  const held = useQuery({ ...answerQuery(JSON.parse(settled)), placeholderData: keepPreviousData })
  const cell = readCell(search.cell)
  const form = <AskForm asked={asked} problemOf={(field) => problemAt(held.error, field)} onAsk={onAsk} />
  return (
    <div className="pane">
      <PageHead title={name}>
        <span className="crumbs report-crumbs">
          <Link to="/reports" search={{}} className="not-phone">
            {t("crumb")}
          </Link>
          <span className="not-phone row">
            <Icon name="right" size={14} />
          </span>
          <NameInPlace name={name} onName={props.onName} />
        </span>
        {changed && <span className="tag is-waiting not-phone">{t("changed")}</span>}
      </PageHead>
      <div className="bar builder-bar">
        {phone && (
          <Button small icon="filter" onClick={() => setSheet(true)}>
            {t("edit")}
          </Button>
        )}
        <span className="end" />
        {changed && props.onRevert && (
          <Button small look="plain" icon="undo" onClick={props.onRevert}>
            {t("discard")}
          </Button>
        )}
        <ExportMenu asked={asked} name={name} picture={picture} answer={held.data?.answer} />
        {report && (
          <Button small onClick={() => setSaving(true)}>
            {t("saveAs")}
          </Button>
        )}
        {props.onSave ? (
          <Button small look="primary" disabled={!changed} onClick={() => void props.onSave?.().catch(toastFailure)}>
            {t("save")}
          </Button>
        ) : (
          !report && (
            <Button small look="primary" onClick={() => setSaving(true)}>
              {t("save")}
            </Button>
          )
        )}
        {report && <ReportMenu report={report} onGone={props.onGone} />}
      </div>
      <div className={`builder ${cell && search.panel ? "is-narrow" : ""}`}>
        {!phone && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
          <section className="scroll builder-form" aria-label={t("ask")} tabIndex={0}>
            {form}
          </section>
        )}
        <AnswerPane
          asked={asked}
          name={name}
          held={held}
          waits={written !== settled || held.isPlaceholderData}
          figures={figures}
          onFigures={setFigures}
          onCell={(next) => onSearch({ cell: writeCell(next) })}
          picture={picture}
        />
        {cell && held.data && !held.isPlaceholderData && (
          <RowsPanel
            question={held.data.question}
            answer={held.data.answer}
            asked={cell}
            onClose={() => onSearch({ cell: undefined })}
          />
        )}
      </div>
      {phone && sheet && (
        <Dialog title={t("ask")} closeLabel={state("close")} onClose={() => setSheet(false)} still>
          {form}
        </Dialog>
      )}
      {saving && (
        <SaveDialog
          title={t(report ? "saveAs" : "saveTitle")}
          first={{ name: report || search.name ? name : "", note: report?.note ?? "", shared: false }}
          onSave={props.onSaveAs}
          onClose={() => setSaving(false)}
        />
      )}
    </div>
  )
}
