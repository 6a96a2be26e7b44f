// A report: what is asked at the left, its answer at the right, live while one changes it.
// In: the URL (a question of its own, or a saved report with what was changed). Out: the rows behind figures, files.

import "./reports.css"
import type { Report } from "@api/contract"
import { reports } from "@api/reports"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { Button, IconButton } from "@ui/Button"
import { useFormat } from "@ui/format"
import { useLocale, usePhrases } from "@ui/phrases"
import { Failed, Skeleton } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useCallback, useMemo, useState } from "react"
import { AnswerView } from "../../kit/charts/AnswerView"
import type { Opened } from "../../kit/charts/opened"
import { LeaveGuard } from "../../kit/leave/LeaveGuard"
import { PageHead } from "../../kit/PageHead"
import { useFaults } from "../../kit/problems"
import { answerQuery, reckonAnew } from "../../kit/reports/queries"
import { RowsPanel } from "../../kit/reports/RowsPanel"
import { useCan } from "../../kit/session"
import { Unrated } from "../../kit/Unrated"
import { usePhone } from "../../kit/usePhone"
import { useSettled } from "../../kit/useSettled"
import { toastFailure } from "../../kit/useUndo"
import { type Asked, FIRST, read, tidy, write } from "./coding"
import { ExportReport } from "./ExportReport"
import { reportPhrases } from "./phrases"
import { QuestionForm } from "./QuestionForm"
import { REPORTS, reportQuery } from "./queries"
import { STARTS } from "./starts"

const fresh = getRouteApi("/frame/reports/new")
const kept = getRouteApi("/frame/reports/$id")

export function NewReportPage() {
  const { q } = fresh.useSearch()
  const navigate = fresh.useNavigate()
  const asked = read(q) ?? FIRST
  return <Builder asked={asked} onAsked={(next) => void navigate({ search: { q: write(next) }, replace: true })} />
}

export function ReportPage() {
  const { id } = kept.useParams()
  const { q } = kept.useSearch()
  const navigate = kept.useNavigate()
  const report = useQuery(reportQuery(id))
  // Once it is read, asking for it anew in vain takes away nothing that is being changed.
  if (!report.data) {
    return report.isError ? (
      <Failed error={report.error} retry={() => void report.refetch()} />
    ) : (
      <Skeleton height={400} />
    )
  }
  const held = { question: report.data.question, look: report.data.look }
  const asked = read(q) ?? held
  return (
    <Builder
      key={id}
      report={report.data}
      asked={asked}
      changed={write(asked) !== write(held)}
      onAsked={(next) => {
        const same = write(next) === write(held)
        void navigate({ search: same ? {} : { q: write(next) }, replace: true })
      }}
    />
  )
}

interface BuilderProps {
  report?: Report
  asked: Asked
  changed?: boolean
  onAsked: (asked: Asked) => void
}

function useName(report: Report | undefined, asked: Asked) {
  const t = usePhrases(reportPhrases)
  const locale = useLocale()
  const start = STARTS.find((one) => write(one) === write(asked))
  return report?.name ?? start?.name[locale] ?? t("untitled")
}

function Builder({ report, asked, changed = false, onAsked }: BuilderProps) {
  const t = usePhrases(reportPhrases)
  const format = useFormat()
  const phone = usePhone()
  const client = useQueryClient()
  const [settings, setSettings] = useState(!phone && !report)
  const [opened, setOpened] = useState<Opened>()
  const [png, setPng] = useState<() => Promise<Blob>>()
  const suggested = useName(report, asked)
  const [typed, setTyped] = useState<string>()
  const name = typed ?? suggested
  const named = Boolean(typed?.trim()) && typed !== suggested
  const question = useMemo(() => tidy(asked.question), [asked.question])
  const settled = useSettled(question, 300)
  const answer = useQuery({ ...answerQuery(settled), placeholderData: keepPreviousData, retry: false })
  const faults = useFaults(answer.error)
  const fault = (path: string) => faults(path, "")
  const drawn = useCallback((make: () => Promise<Blob>) => setPng(() => make), [])
  const navigateTo = fresh.useNavigate()
  const mayShare = useCan("views")
  const done = (saved: Report, said = t("saved")) => {
    client.setQueryData(reportQuery(saved.id).queryKey, saved)
    void client.invalidateQueries({ queryKey: REPORTS })
    toast({ text: said })
  }
  const save = useMutation({
    mutationFn: (wish: { name: string; shared?: boolean; copy?: boolean }) => {
      const body = { name: wish.name, question, look: asked.look }
      if (report && !wish.copy)
        return reports.change(report.id, wish.shared === undefined ? body : { ...body, shared: wish.shared })
      return reports.create({ ...body, ...(wish.shared ? { shared: true } : {}) })
    },
    onSuccess: (saved, { shared }) =>
      done(saved, t(shared === undefined ? "saved" : shared ? "sharedNow" : "unsharedNow")),
    onError: toastFailure,
  })
  // Whoever has gone elsewhere while it was saved stays there: nothing is told to a page that is gone.
  const keep = (wish: Parameters<typeof save.mutate>[0]) =>
    save.mutate(wish, {
      onSuccess: ({ id }) => void navigateTo({ to: "/reports/$id", params: { id }, search: {}, ignoreBlocker: true }),
    })
  const rename = useMutation({
    mutationFn: (to: string) => reports.change(report?.id ?? "", { name: to }),
    onSuccess: (saved) => {
      done(saved)
      setTyped(undefined)
    },
    onError: toastFailure,
  })
  const onNamed = () => {
    if (!typed?.trim()) setTyped(undefined)
    else if (report && named) rename.mutate(typed)
  }
  // What a new one asks stands in its address, and is there again on the way back; a name is nowhere else.
  const unsaved = (named || changed) && !save.isPending && !rename.isPending
  const data = answer.data
  const stale = answer.isPlaceholderData || answer.isFetching
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const elsewhere = data && !question.zone && offsetOf(here) !== offsetOf(data.zone)
  const form = (
    <QuestionForm
      question={asked.question}
      look={asked.look}
      answer={answer.isError ? undefined : data}
      fault={fault}
      onQuestion={(next) => {
        setOpened(undefined)
        onAsked({ ...asked, question: next })
      }}
      onLook={(look) => onAsked({ ...asked, look })}
    />
  )
  return (
    <div className="pane report-page">
      <LeaveGuard changed={unsaved} />
      <PageHead title={name}>
        <Link to="/reports" className="crumb">
          {t("title")}
        </Link>
        <h1 className="report-title">
          <input
            className="report-name strong"
            aria-label={t("rename")}
            maxLength={80}
            value={name}
            readOnly={report ? !report.editable : false}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
            onBlur={onNamed}
          />
        </h1>
      </PageHead>
      <div className="bar report-bar row">
        <Button small icon="settings" aria-pressed={settings} onClick={() => setSettings(!settings)}>
          {t("settings")}
        </Button>
        {changed && <span className="xs quiet cut">{t("unsaved")}</span>}
        <span className="end" />
        <IconButton icon="repeat" label={t("refresh")} onClick={() => void reckonAnew(client)} />
        <ExportReport name={name} question={question} png={data && png} />
        {report && (
          <Button small onClick={() => keep({ name, copy: true })} disabled={save.isPending}>
            {t("saveAs")}
          </Button>
        )}
        {report?.editable && mayShare && (
          <Button small onClick={() => keep({ name, shared: !report.shared })} disabled={save.isPending}>
            {t(report.shared ? "unshare" : "share")}
          </Button>
        )}
        {(!report || (report.editable && changed)) && (
          <Button small look="primary" onClick={() => keep({ name })} disabled={save.isPending || answer.isError}>
            {t("save")}
          </Button>
        )}
      </div>
      <div className="report-body">
        {settings && (
          <div className="report-ask scroll">
            {form}
            {phone && (
              <Button look="primary" onClick={() => setSettings(false)}>
                {t("done")}
              </Button>
            )}
          </div>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
        <section className="report-answer scroll" tabIndex={0} aria-busy={stale} aria-label={name}>
          {data && data.unrated.length > 0 && <Unrated currencies={data.unrated.map((sum) => sum.currency)} />}
          {answer.isError ? (
            <Failed error={answer.error} retry={() => void answer.refetch()} />
          ) : data ? (
            <>
              <p className="xs quiet report-said">
                {data.span && <span>{t("span", { from: data.span.from, to: data.span.to })}</span>}
                {data.before && <span>{t("against", { from: data.before.from, to: data.before.to })}</span>}
                <span>{t("zone", { zone: data.zone })}</span>
                <span>{t("asOf", { time: format.time(data.at) })}</span>
                {elsewhere && (
                  <button
                    type="button"
                    className="link"
                    onClick={() => onAsked({ ...asked, question: { ...asked.question, zone: here } })}
                  >
                    {t("myClock")}
                  </button>
                )}
              </p>
              <div className={stale ? "is-stale" : ""}>
                <AnswerView
                  question={settled}
                  answer={data}
                  look={asked.look}
                  height={phone ? 320 : 420}
                  onOpen={setOpened}
                  onReady={drawn}
                />
              </div>
            </>
          ) : (
            <Skeleton height={420} />
          )}
        </section>
        {opened && data && !answer.isPlaceholderData && (
          <RowsPanel question={settled} answer={data} opened={opened} onClose={() => setOpened(undefined)} />
        )}
      </div>
    </div>
  )
}

/** How far from UTC a zone is now. */
function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(new Date())
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone
}
