// One rule of revisits: whom, what, how often, and whom it would give to whom now.

import { revisits } from "@api/activities"
import type { Revisit } from "@api/contract"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "@ui/Button"
import { useFormat } from "@ui/format"
import { usePhrases } from "@ui/phrases"
import { useId } from "react"
import { KindChoice } from "../../../kit/activities/KindChoice"
import { activityPhrases } from "../../../kit/activities/phrases"
import { readAnew } from "../../../kit/activities/queries"
import { FilterField } from "../../../kit/list/FilterField"
import { useFaults } from "../../../kit/problems"
import { usersQuery } from "../../../kit/queries"
import { Switch } from "../../../kit/Switch"
import { toastFailure, useUndo } from "../../../kit/useUndo"
import { SaveBar } from "../SaveBar"
import { useKept } from "../useKept"
import { changesOf, draftOf, faultsOf, NUMBERS, type RevisitDraft, type RevisitNumber, wishOf } from "./draft"
import { Preview } from "./Preview"
import { revisitPhrases } from "./phrases"
import { REVISITS } from "./queries"

/** What names one customer. */
const UNFIT = ["id", "name", "phone", "email", "member_no"]

interface RevisitFormProps {
  /** None where a new one is made. */
  rule: Revisit | null
  onMade: (id: string) => void
  onGone: () => void
}

export function RevisitForm({ rule, onMade, onGone }: RevisitFormProps) {
  const t = usePhrases(revisitPhrases)
  const word = usePhrases(activityPhrases)
  const format = useFormat()
  const cache = useQueryClient()
  const told = useUndo()
  const id = useId()
  const users = useQuery(usersQuery).data ?? []
  const { draft, stale, write, settle } = useKept(`revisit.${rule?.id ?? "new"}`, draftOf(rule))
  const save = useMutation({
    mutationFn: () => (rule ? revisits.change(rule.id, wishOf(draft)) : revisits.create(wishOf(draft))),
    onSuccess: async ({ data, batch }) => {
      settle(draftOf(rule ? data : null))
      told(t(rule ? "saved" : "made", { name: data.name }), batch)
      await cache.invalidateQueries({ queryKey: REVISITS })
      readAnew(cache)
      if (!rule) onMade(data.id)
    },
  })
  const remove = useMutation({
    mutationFn: (gone: Revisit) => revisits.remove(gone.id),
    onSuccess: ({ batch }, gone) => {
      onGone()
      told(t("removed", { name: gone.name }), batch)
      void cache.invalidateQueries({ queryKey: REVISITS })
    },
    onError: toastFailure,
  })
  const set = (part: Partial<RevisitDraft>) => {
    save.reset()
    write({ ...draft, ...part })
  }
  const wrong = faultsOf(draft)
  const faults = useFaults(save.error)
  const problem = (text: string | undefined) =>
    text && (
      <p className="field-problem" role="alert">
        {text}
      </p>
    )
  const number = (key: RevisitNumber, unit: "days" | "times") => (
    <div className="revisit-number">
      <label htmlFor={id + key} className="stack grow">
        <span>{t(key)}</span>
        <span className="small quiet">{t(`${key}Text`)}</span>
      </label>
      <span className="row">
        <input
          id={id + key}
          className="input"
          type="number"
          inputMode="numeric"
          min={NUMBERS[key].least}
          max={NUMBERS[key].most}
          aria-invalid={wrong.includes(key) || undefined}
          value={draft[key]}
          onChange={(event) => set({ [key]: event.target.value })}
        />
        <span className="soft nowrap">{t(unit)}</span>
      </span>
      {problem(wrong.includes(key) ? t("range", NUMBERS[key]) : faults(key, t(key)))}
    </div>
  )
  return (
    <div className="revisit-form">
      <div className="field">
        <input
          className="input revisit-name"
          aria-label={t("name")}
          aria-invalid={(rule !== null && wrong.includes("name")) || undefined}
          maxLength={80}
          autoComplete="off"
          placeholder={t("nameHint")}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        {problem(faults("name", t("name")))}
      </div>
      <p className="revisit-says">
        {t("says", {
          every: draft.every_days,
          kind: word(`kind.${draft.kind}`).toLowerCase(),
          who: t(draft.filter.trim() === "" ? "saysAll" : "saysSome"),
          quiet: draft.quiet_days,
          daily: draft.daily,
        })}
      </p>
      <div className="row revisit-on">
        <span id={`${id}live`} className="stack grow">
          <span>{t("on")}</span>
          <span className="small quiet">{t("onHint")}</span>
        </span>
        <Switch on={draft.live} labelledBy={`${id}live`} disabled={false} onTurn={(live) => set({ live })} />
      </div>
      <section>
        <FilterField
          object="person"
          label={t("who")}
          filter={draft.filter}
          unfit={UNFIT}
          none={t("whoNone")}
          found={(n) => t("found", { n: format.number(n) })}
          fault={faults("filter", t("who"))}
          onChange={(filter) => set({ filter })}
        />
      </section>
      <section className="revisit-what">
        <h2>{t("what")}</h2>
        <KindChoice kind={draft.kind} label={t("kind")} onKind={(kind) => set({ kind })} />
        <div className="field">
          <label htmlFor={`${id}title`}>{t("activity")}</label>
          <input
            id={`${id}title`}
            className="input"
            maxLength={200}
            autoComplete="off"
            placeholder={t("activityHint")}
            aria-invalid={(rule !== null && wrong.includes("title")) || undefined}
            value={draft.title}
            onChange={(event) => set({ title: event.target.value })}
          />
          {problem(faults("title", t("activity")))}
        </div>
        <div className="field">
          <label htmlFor={`${id}note`}>{t("note")}</label>
          <textarea
            id={`${id}note`}
            className="input"
            rows={2}
            maxLength={4000}
            placeholder={t("noteHint")}
            value={draft.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        </div>
      </section>
      <section>
        <h2>{t("howOften")}</h2>
        {number("every_days", "days")}
        {number("quiet_days", "days")}
        {number("daily", "times")}
        <div className="revisit-number">
          <label htmlFor={`${id}fallback`} className="grow">
            {t("fallback")}
          </label>
          <select
            id={`${id}fallback`}
            className="input"
            value={draft.fallback}
            onChange={(event) => set({ fallback: event.target.value })}
          >
            <option value="">{t("fallbackNone")}</option>
            {users.map((user) => (
              <option key={user.id} value={user.id}>
                {user.name}
              </option>
            ))}
          </select>
        </div>
      </section>
      <Preview wish={wishOf(draft)} ready={wrong.length === 0} />
      {rule && (
        <p className="row is-wrap revisit-foot">
          <span className="small quiet grow">
            {t("tally", { open: rule.open, done: rule.done })}
            {rule.last_run && ` · ${t("lastRun", { when: format.ago(rule.last_run) })}`}
          </span>
          <Button small look="danger" icon="trash" disabled={remove.isPending} onClick={() => remove.mutate(rule)}>
            {t("remove")}
          </Button>
        </p>
      )}
      <SaveBar
        changes={rule ? changesOf(draft, rule) : Math.max(1, changesOf(draft, null))}
        stale={stale}
        wrong={wrong.length > 0}
        busy={save.isPending}
        error={
          ["name", "title", "filter", "every_days", "quiet_days", "daily"].some((key) => faults(key, key))
            ? null
            : save.error
        }
        saveWord={t(rule ? "save" : "create")}
        onSave={() => save.mutate()}
        onDiscard={() => {
          save.reset()
          settle(draftOf(rule))
          if (!rule) onGone()
        }}
      />
    </div>
  )
}
