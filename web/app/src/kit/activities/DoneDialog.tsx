// Something was done: what came of it, and in the same go what is to be done next, so that no contact is left hanging.

import "./activities.css"
import type { Activity, ActivityDone, ActivityKind } from "@api/contract"
import { useMutation } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { ZoneContext } from "@ui/format"
import { Icon } from "@ui/Icon"
import { definePhrases, usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { useId, useState } from "react"
import { moved } from "../calendar/days"
import { FormProblem } from "../FormProblem"
import { useFaults } from "../problems"
import { useSession } from "../session"
import { type Draft, newDraft, spanOf, wishOf, withKind } from "./draft"
import { KindChoice } from "./KindChoice"
import { planPhrases } from "./planPhrases"
import { WORKDAYS, weekdayOf } from "./repeat"
import { readTyped } from "./typedTime"
import { useActivityActions } from "./useActivityActions"
import { useWhen } from "./useWhen"
import { onDay } from "./WhenField"
import { clockText, readClock, type Wall, wallOf } from "./wall"

const donePhrases = definePhrases(
  {
    title: "“{title}”做完了",
    outcome: "结果如何",
    outcomePlaceholder: "说一句就好，会记到客户的时间线上",
    next: "下一步",
    nextNone: "没有下一步",
    nextWhat: "接下来做什么",
    nextPlaceholder: "如：下周三 10 点再打一次",
    nextWhen: "什么时候",
    nextTime: "几点",
    inDays: "{n} 天后",
    inWeek: "一周后",
    inMonth: "一个月后",
    save: "完成",
    saveNext: "完成并安排下一步",
    needNext: "写一下接下来做什么，或者选“没有下一步”",
    again: "再联系",
  },
  {
    "zh-TW": {
      title: "「{title}」做完了",
      outcome: "結果如何",
      outcomePlaceholder: "說一句就好，會記到客戶的時間線上",
      next: "下一步",
      nextNone: "沒有下一步",
      nextWhat: "接下來做什麼",
      nextPlaceholder: "如：下週三 10 點再打一次",
      nextWhen: "什麼時候",
      nextTime: "幾點",
      inDays: "{n} 天後",
      inWeek: "一週後",
      inMonth: "一個月後",
      save: "完成",
      saveNext: "完成並安排下一步",
      needNext: "寫一下接下來做什麼，或者選「沒有下一步」",
      again: "再聯絡",
    },
    en: {
      title: "“{title}” is done",
      outcome: "What came of it",
      outcomePlaceholder: "A line will do; it is kept on the customer's timeline",
      next: "Next step",
      nextNone: "No next step",
      nextWhat: "What is next",
      nextPlaceholder: "e.g. Call again Wednesday 10am",
      nextWhen: "When",
      nextTime: "Time",
      inDays: "In {n} days",
      inWeek: "In a week",
      inMonth: "In a month",
      save: "Done",
      saveNext: "Done, and plan the next",
      needNext: "Say what is next, or choose “No next step”",
      again: "Get back in touch",
    },
  },
)

interface DoneDialogProps {
  of: Activity
  onDone?: (activity: Activity) => void
  onClose: () => void
}

/** A day of work so many days ahead. */
function workday(day: string, ahead: number): string {
  let at = moved(day, ahead)
  while (!WORKDAYS.includes(weekdayOf(at))) at = moved(at, 1)
  return at
}

export function DoneDialog(props: DoneDialogProps) {
  const zone = useSession().workspace.zone
  return (
    <ZoneContext value={zone}>
      <Done {...props} zone={zone} />
    </ZoneContext>
  )
}

function Done({ of, onDone, onClose, zone }: DoneDialogProps & { zone: string }) {
  const t = usePhrases(donePhrases)
  const plan = usePhrases(planPhrases)
  const state = usePhrases(statePhrases)
  const when = useWhen()
  const actions = useActivityActions()
  const id = useId()
  const { row } = of
  const [now] = useState<Wall>(() => wallOf(new Date().toISOString(), zone))
  const [outcome, setOutcome] = useState("")
  // A series goes on by itself; what was about nobody calls for nothing.
  const [wants, setWants] = useState(row.repeats === null && Boolean(row.person ?? row.deal ?? row.lead ?? row.company))
  const [draft, setDraft] = useState<Draft>(() => {
    const kind: ActivityKind = row.kind === "task" ? "task" : "call"
    return newDraft(
      { kind, day: workday(now.day, 3), minutes: kind === "task" ? null : 10 * 60 },
      now,
      row.owner?.id ?? "",
    )
  })
  const [tried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: (done: ActivityDone) => actions.onFinish({ id: row.id, turn: of.turn, title: row.title }, done),
    onSuccess: (activity) => {
      onDone?.(activity)
      onClose()
    },
  })
  const faults = useFaults(save.error)
  const typed = readTyped(draft.title, now)
  const change = (part: Partial<Draft>) => setDraft((held) => ({ ...held, ...part }))
  const days = [
    [plan("quickTomorrow"), workday(now.day, 1)],
    [t("inDays", { n: 3 }), workday(now.day, 3)],
    [t("inWeek"), workday(now.day, 7)],
    [t("inMonth"), workday(now.day, 30)],
  ] as const
  /** What was typed says when, better than what is chosen beneath it. */
  const settled: Draft = typed
    ? {
        ...draft,
        title: typed.rest || draft.title,
        ...(typed.day !== null && { day: typed.day, lastDay: typed.day }),
        ...(typed.minutes !== null && { minutes: typed.minutes }),
        ...(typed.long !== null && { long: typed.long }),
      }
    : draft
  const submit = () => {
    setTried(true)
    if (wants && draft.title.trim() === "") return
    const {
      owner: _owner,
      person: _p,
      company: _c,
      deal: _d,
      lead: _l,
      order: _o,
      guests: _g,
      ...next
    } = wishOf(settled, zone)
    save.mutate({ ...(outcome.trim() !== "" && { outcome: outcome.trim() }), ...(wants && { next }) })
  }
  const problem =
    (tried && wants && draft.title.trim() === "" ? t("needNext") : undefined) ??
    faults("title", t("nextWhat")) ??
    faults("at", t("nextWhen"))
  return (
    <Dialog
      title={t("title", { title: row.title })}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" icon="check" disabled={save.isPending} onClick={submit}>
            {t(wants ? "saveNext" : "save")}
          </Button>
        </>
      }
    >
      <div className="plan">
        <div className="field">
          <label htmlFor={`${id}outcome`}>{t("outcome")}</label>
          <textarea
            id={`${id}outcome`}
            className="input"
            rows={3}
            maxLength={4000}
            placeholder={t("outcomePlaceholder")}
            value={outcome}
            onChange={(event) => setOutcome(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit()
            }}
          />
        </div>
        <fieldset className="plan-part">
          <legend>{t("next")}</legend>
          <label className="row plan-tick">
            <input
              type="checkbox"
              className="tick"
              checked={!wants}
              onChange={(event) => setWants(!event.target.checked)}
            />
            {t("nextNone")}
          </label>
          {wants && (
            <>
              <KindChoice
                kind={draft.kind}
                label={plan("kind")}
                onKind={(kind) => setDraft((held) => withKind(held, kind, now))}
              />
              <input
                className="input"
                maxLength={200}
                autoComplete="off"
                aria-label={t("nextWhat")}
                aria-invalid={problem !== undefined || undefined}
                placeholder={t("nextPlaceholder")}
                value={draft.title}
                onChange={(event) => change({ title: event.target.value })}
              />
              <div className="row is-wrap plan-quick">
                {days.map(([label, day]) => (
                  <button
                    key={label}
                    type="button"
                    className="chip"
                    aria-pressed={settled.day === day}
                    onClick={() => change(onDay(draft, day))}
                  >
                    {label}
                  </button>
                ))}
                <input
                  className="input plan-date"
                  type="date"
                  aria-label={t("nextWhen")}
                  value={settled.day}
                  min={now.day}
                  onChange={(event) => change(onDay(draft, event.target.value))}
                />
                <input
                  className="input plan-date"
                  type="time"
                  step={900}
                  aria-label={t("nextTime")}
                  value={settled.minutes === null ? "" : clockText(settled.minutes)}
                  onChange={(event) => {
                    const minutes = readClock(event.target.value)
                    if (minutes !== null || draft.kind === "task") change({ minutes })
                  }}
                />
              </div>
              {problem && (
                <p className="field-problem" role="alert">
                  {problem}
                </p>
              )}
              {settled.day !== "" && (
                <p className="row small plan-said" aria-live="polite">
                  <Icon name="calendar" size={14} />
                  <span className="medium">{when.full(spanOf(settled, zone))}</span>
                </p>
              )}
            </>
          )}
        </fieldset>
        {!problem && <FormProblem error={save.error} />}
      </div>
    </Dialog>
  )
}
