// Something planned or changed: what, when and how often, about whom, with whom, where.
// In: what is known where it was asked for, or the activity that is changed. Out: the activity, with its way back.

import "./activities.css"
import { Failure } from "@api/client"
import type { Activity, ActivityScope, Moved } from "@api/contract"
import { useMutation, useQuery } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { Dialog } from "@ui/Dialog"
import { ZoneContext } from "@ui/format"
import { Icon } from "@ui/Icon"
import { usePhrases } from "@ui/phrases"
import { statePhrases } from "@ui/States"
import { toast } from "@ui/Toasts"
import { useContext, useEffect, useId, useRef, useState } from "react"
import { ConflictDialog } from "../conflict/ConflictDialog"
import { conflictPhrases } from "../conflict/phrases"
import type { SetAct } from "../conflict/resolve"
import { FormProblem } from "../FormProblem"
import { useFaults } from "../problems"
import { objectsQuery, personQuery, usersQuery } from "../queries"
import { useSession } from "../session"
import { AboutField } from "./AboutField"
import { changesOf, type Draft, draftOf, newDraft, type Prefill, spanOf, wishOf, withKind } from "./draft"
import { FreeStrip } from "./FreeStrip"
import { GuestsField } from "./GuestsField"
import { KindChoice } from "./KindChoice"
import { activityPhrases } from "./phrases"
import { placeOf } from "./place"
import { planPhrases } from "./planPhrases"
import { RemindField } from "./RemindField"
import { RepeatField } from "./RepeatField"
import { ScopeDialog } from "./ScopeDialog"
import { kindOf, readTyped } from "./typedTime"
import { useActivityActions } from "./useActivityActions"
import { useActivityFields } from "./useActivityFields"
import { useWhen } from "./useWhen"
import { onDay, WhenField } from "./WhenField"
import { type Wall, wallOf } from "./wall"

interface PlanDialogProps {
  prefill?: Prefill
  /** The one that is changed; without it, a new one. */
  of?: Activity
  onDone?: (activity: Activity) => void
  onClose: () => void
}

const FIELDS = [
  "title",
  "kind",
  "at",
  "ends_at",
  "all_day",
  "repeats",
  "owner",
  "guests",
  "person",
  "company",
  "deal",
  "lead",
  "order",
  "place",
  "remind",
  "note",
]
/** Where one of these is not right, it is told beside what is about. */
const ABOUT_FIELDS = ["person", "company", "deal", "lead", "order"]

export function PlanDialog(props: PlanDialogProps) {
  // Days and times are planned by the clock of the workspace, whatever clock a calendar shows.
  const zone = useSession().workspace.zone
  return (
    <ZoneContext value={zone}>
      <Plan {...props} />
    </ZoneContext>
  )
}

function Plan({ prefill, of, onDone, onClose }: PlanDialogProps) {
  const t = usePhrases(planPhrases)
  const word = usePhrases(activityPhrases)
  const conflict = usePhrases(conflictPhrases)
  const state = usePhrases(statePhrases)
  const zone = useContext(ZoneContext)
  const when = useWhen()
  const me = useSession().user.id
  const users = useQuery(usersQuery).data ?? []
  const actions = useActivityActions()
  const fields = useActivityFields()
  const form = useId()
  const [now] = useState<Wall>(() => wallOf(new Date().toISOString(), zone))
  const [draft, setDraft] = useState<Draft>(() => (of ? draftOf(of, zone) : newDraft(prefill ?? {}, now, me)))
  const [tried, setTried] = useState(false)
  const [asks, setAsks] = useState(false)
  const [clash, setClash] = useState<{ act: SetAct; conflicts: Moved[]; scope: ActivityScope | undefined } | null>(null)
  const title = useRef<HTMLInputElement>(null)
  // What is to be done is asked first, though its kind stands above it.
  useEffect(() => title.current?.focus(), [])
  const change = (part: Partial<Draft>) => setDraft((held) => ({ ...held, ...part }))

  const send = useMutation({
    mutationFn: async (how: { scope?: ActivityScope | undefined; act?: SetAct }): Promise<Activity | null> => {
      const wish = wishOf(draft, zone)
      if (!of) return actions.onPlan(wish)
      const { set, was } = how.act ?? changesOf(of, wish)
      if (Object.keys(set).length === 0) return null
      const turn = of.turn ? { turn: of.turn, scope: how.scope ?? "this" } : {}
      try {
        return await actions.onChange(of.row.id, { set, was, ...turn }, word("changed", { title: draft.title.trim() }))
      } catch (error) {
        const conflicts =
          error instanceof Failure && error.problem.code === "changed" ? error.problem.detail?.conflicts : undefined
        if (!Array.isArray(conflicts)) throw error
        // Nothing of what was written is lost: it stands beside theirs, and each is decided.
        setClash({ act: { kind: "set", set: { ...set }, was, shown: {} }, conflicts, scope: how.scope })
        return Promise.reject(new Clashed())
      }
    },
    onSuccess: (activity) => {
      if (activity) onDone?.(activity)
      onClose()
    },
  })
  const error = send.error instanceof Clashed ? null : send.error
  const faults = useFaults(error)
  const known = FIELDS.some((key) => faults(key, key) !== undefined)
  const fault = (key: string, label: string) => faults(key, label)

  const task = draft.kind === "task"
  const noTitle = tried && draft.title.trim() === ""
  const noDay = tried && !task && draft.day === ""
  const inTitle = of ? null : readTyped(draft.title, now)
  const takes = inTitle && (inTitle.day !== null || inTitle.minutes !== null) ? inTitle : null
  const typedSpan =
    takes &&
    spanOf(
      {
        ...draft,
        ...onDay(draft, takes.day ?? draft.day),
        minutes: takes.minutes ?? draft.minutes,
        long: takes.long ?? draft.long,
      },
      zone,
    )

  const person = draft.about.person?.id
  const asked = useQuery({ ...personQuery(person ?? ""), enabled: person !== undefined })
  const personFields = useQuery(objectsQuery).data?.find(({ object }) => object === "person")?.fields ?? []
  const where = asked.data ? placeOf(asked.data, personFields) : null
  const together = [draft.owner, ...draft.guests].filter((id, at, all) => id !== "" && all.indexOf(id) === at)

  const submit = () => {
    setTried(true)
    if (draft.title.trim() === "" || (!task && draft.day === "")) return
    if (of?.turn) {
      if (Object.keys(changesOf(of, wishOf(draft, zone)).set).length === 0) return onClose()
      setAsks(true)
    } else send.mutate({})
  }
  const rule = of && draft.repeats !== of.row.repeats
  return (
    <Dialog
      title={t(of ? "changeTitle" : "planTitle")}
      closeLabel={state("close")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{state("cancel")}</Button>
          <Button look="primary" type="submit" form={form} disabled={send.isPending}>
            {of ? state("save") : t("save")}
          </Button>
        </>
      }
    >
      {/* What is found brings a form of its own, and forms do not stand in one another. */}
      <form
        id={form}
        hidden
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      />
      <div className="plan">
        <KindChoice
          kind={draft.kind}
          label={t("kind")}
          onKind={(kind) => setDraft((held) => withKind(held, kind, now))}
        />
        <div className="field">
          <label htmlFor={`${form}title`}>{t("title")}</label>
          <input
            ref={title}
            id={`${form}title`}
            form={form}
            className="input plan-title"
            maxLength={200}
            autoComplete="off"
            placeholder={of ? undefined : t("titlePlaceholder")}
            aria-invalid={noTitle || undefined}
            value={draft.title}
            onChange={(event) => change({ title: event.target.value })}
          />
          {takes && typedSpan && (
            <button
              type="button"
              className="chip plan-take"
              onClick={() => {
                const kind = kindOf(takes.rest)
                setDraft((held) => ({
                  ...(kind ? withKind(held, kind, now) : held),
                  ...onDay(held, takes.day ?? held.day),
                  ...(takes.minutes !== null && { minutes: takes.minutes }),
                  ...(takes.long !== null && { long: takes.long }),
                  title: takes.rest,
                }))
              }}
            >
              <Icon name="clock" size={14} />
              {t("takeTime", { when: when.full(typedSpan) })}
            </button>
          )}
          {(noTitle || fault("title", t("title"))) && (
            <p className="field-problem" role="alert">
              {noTitle ? t("needTitle") : fault("title", t("title"))}
            </p>
          )}
        </div>
        <WhenField
          draft={draft}
          now={now}
          fault={
            noDay
              ? t("needDay")
              : (fault("at", t("date")) ?? fault("ends_at", t("long")) ?? fault("all_day", t("allDay")))
          }
          onDraft={change}
        />
        {draft.day !== "" && (
          <RepeatField
            day={draft.day}
            repeats={draft.repeats}
            fault={fault("repeats", t("repeat"))}
            onRepeats={(repeats) => change({ repeats })}
          />
        )}
        <AboutField
          about={draft.about}
          fault={ABOUT_FIELDS.map((key) => fault(key, t("about"))).find(Boolean)}
          onAbout={(about) => change({ about })}
        />
        <div className="plan-pair">
          <div className="field">
            <label htmlFor={`${form}owner`}>{t("owner")}</label>
            <select
              id={`${form}owner`}
              className="input"
              value={draft.owner}
              onChange={(event) =>
                change({ owner: event.target.value, guests: draft.guests.filter((id) => id !== event.target.value) })
              }
            >
              {!users.some(({ id }) => id === draft.owner) && (
                <option value={draft.owner}>{of?.row.owner?.name ?? ""}</option>
              )}
              {users.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            {fault("owner", t("owner")) && (
              <p className="field-problem" role="alert">
                {fault("owner", t("owner"))}
              </p>
            )}
          </div>
          <RemindField remind={draft.remind} disabled={draft.day === ""} onRemind={(remind) => change({ remind })} />
        </div>
        {!task && (
          <GuestsField
            users={users}
            owner={draft.owner}
            guests={draft.guests}
            fault={fault("guests", t("guests"))}
            onGuests={(guests) => change({ guests })}
          />
        )}
        {!task && together.length > 1 && draft.day !== "" && draft.minutes !== null && (
          <FreeStrip
            who={together}
            day={draft.day}
            minutes={draft.minutes}
            long={draft.long}
            now={now}
            own={of?.row.at && of.row.ends_at ? { from: of.row.at, to: of.row.ends_at } : undefined}
            onTime={({ day, minutes }) => change({ ...onDay(draft, day), minutes })}
          />
        )}
        <div className="field">
          <label htmlFor={`${form}place`}>{t("place")}</label>
          <input
            id={`${form}place`}
            form={form}
            className="input"
            maxLength={200}
            autoComplete="off"
            value={draft.place}
            // Another place is not where the old one was.
            onChange={(event) => change({ place: event.target.value, lat: null, lon: null })}
          />
          {where && where.text !== "" && draft.place !== where.text && (
            <button
              type="button"
              className="chip plan-take"
              onClick={() => change({ place: where.text, lat: where.lat, lon: where.lon })}
            >
              <Icon name="pin" size={14} />
              <span className="cut">{t("placeOf", { place: where.text })}</span>
            </button>
          )}
          {draft.lat !== null && <p className="small quiet">{t("placed")}</p>}
          {fault("place", t("place")) && (
            <p className="field-problem" role="alert">
              {fault("place", t("place"))}
            </p>
          )}
        </div>
        <div className="row is-wrap plan-ticks">
          <label className="row plan-tick">
            <input
              type="checkbox"
              className="tick"
              checked={draft.priority === "high"}
              onChange={(event) => change({ priority: event.target.checked ? "high" : "normal" })}
            />
            {t("priority")}
          </label>
          <label className="row plan-tick">
            <input
              type="checkbox"
              className="tick"
              checked={draft.private}
              onChange={(event) => change({ private: event.target.checked })}
            />
            {t("private")}
          </label>
        </div>
        <div className="field">
          <label htmlFor={`${form}note`}>{t("note")}</label>
          <textarea
            id={`${form}note`}
            className="input"
            rows={2}
            maxLength={8000}
            value={draft.note}
            onChange={(event) => change({ note: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit()
            }}
          />
          {fault("note", t("note")) && (
            <p className="field-problem" role="alert">
              {fault("note", t("note"))}
            </p>
          )}
        </div>
        {!known && <FormProblem error={error} />}
      </div>
      {asks && (
        <ScopeDialog
          {...(rule && { except: "this" })}
          onChoose={(scope) => {
            setAsks(false)
            send.mutate({ scope })
          }}
          onClose={() => setAsks(false)}
        />
      )}
      {clash && (
        <ConflictDialog
          clash={clash}
          name={draft.title}
          fields={fields}
          onDecide={(act) => {
            setClash(null)
            if (act) return send.mutate({ scope: clash.scope, act })
            toast({ text: conflict("dropped") })
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}

/** What is decided in a dialog of its own is no failure of the form. */
class Clashed extends Error {}
